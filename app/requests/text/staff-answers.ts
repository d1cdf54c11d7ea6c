export const staffAnswersWords = {
  title: "Answer times",
  lead: "Customers see when they can usually expect an answer, based on your working hours.",
  days: "Working days",
  day: (day: number) => ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"][day] ?? "",
  from: "From",
  to: "To",
  midnight: "Midnight",
  hours: "Answered within",
  hoursHint: "Working hours, such as 8 for a day",
  faults: {
    none: "Tick at least one day",
    order: "Choose a time after your starting time",
    count: "Enter a number of hours from 1 to 200",
  },
  now: "A request sent now would be answered by {date}.",
  save: "Save",
  saved: "Saved. Customers will see it from now on.",
};
