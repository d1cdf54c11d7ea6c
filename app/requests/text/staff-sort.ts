/** Putting requests away for a while, and sorting them by tags. */
export const staffSortWords = {
  snoozeFold: "Snooze until…",
  snoozeTitle: "Snooze until a day",
  snoozeWhy: "It leaves the queue and comes back on that day, or sooner if the customer writes.",
  until: "Day",
  snooze: "Snooze",
  otherDay: "Another day",
  snoozeFault: "Enter a day from tomorrow to a year from now, such as 1.12.2026",
  snoozeClosed: "This request is closed, so there’s nothing to snooze. Reopen it first",
  snoozedUntil: "Snoozed until {date}",
  bringBack: "Bring back now",
  isSnoozed: (day: string) => `Snoozed until ${day}.`,
  isBack: "It’s back in the queue.",

  tags: "Tags",
  noTags: "No tags",
  changeTags: "Change tags",
  saveTags: "Save tags",
  tagged: "Tags saved.",
  manage: "Edit the list of tags",
  everyTag: "Any tag",

  title: "Tags",
  titleLead: "Your own words to sort requests by. Customers never see them.",
  emptyRemoves: "Change a name here and it changes everywhere. Empty a field to remove that tag from all requests.",
  removes: (name: string, n: number) =>
    `“${name}” is on ${n} ${n === 1 ? "request" : "requests"}. Save again to remove it there, or type its name back`,
  tagNamed: (name: string) => `Tag “${name}”`,
  another: "New tag",
  save: "Save",
  saved: "Tags saved.",
  faults: {
    nameTooLong: (maxLength: number) => `Shorten the tag’s name to ${maxLength} characters`,
    tooMany: (maxTags: number) => `You can have up to ${maxTags} tags. Remove one first`,
    twice: "Two tags have the same name. Change one of them",
  },
};
