export const staffAnswersWords = {
  title: "When you answer",
  lead: "Customers read by when they usually have an answer. It is counted in the hours you work.",
  days: "Working days",
  day: (day: number) => ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"][day] ?? "",
  from: "From",
  to: "To",
  clock: (hour: number) => `${String(hour).padStart(2, "0")}:00`,
  hours: "Answered within",
  hoursHint: "Working hours, such as 8 for a day",
  faults: {
    none: "Tick at least one day",
    order: "Choose an hour after the one you begin at",
    count: "Enter a number of hours from 1 to 200",
  },
  now: "A question asked now would be answered by {date}.",
  save: "Save",
  saved: "Saved. Customers read it from now on.",
};
