const maxNamed = 40;

export const customerNotesWords = {
  title: "Notes",
  write: "Add a note",
  hint: "Only you and your colleagues see it.",
  keep: "Save note",
  kept: "Note saved.",
  missing: "Enter the note",
  tooLong: (max: number) => `Shorten the note to ${max.toLocaleString("en")} characters`,
  remove: "Remove",
  removeOne: (text: string) => `Remove the note: ${text.slice(0, maxNamed)}`,
  removeTitle: "Remove this note?",
  removed: "Note removed.",
};
