export const files = {
  label: "Files",
  hint: "Up to 5, each up to 10 MB.",
  sending: "Sending your files",
  /** Above the files that came with a form which was not accepted. */
  kept: "Already added",
  keptHint: "Untick any you don’t want to send.",
  faults: {
    empty: (name: string) => `“${name}” is empty. Choose another file.`,
    tooLarge: (name: string) => `“${name}” is larger than 10 MB. Send a smaller copy, or part of it.`,
    typeRefused: (name: string) =>
      `“${name}” can act as a program or a web page, which could be harmful. Add a picture, a PDF or a ZIP of it instead.`,
    tooMany: (name: string) => `“${name}” is one file too many. Put several into one ZIP.`,
    tooMuch: (name: string, mail: string) =>
      `“${name}” couldn’t be added. You can send up to 100 files and 200 MB a day. Send the rest tomorrow, or by email to ${mail}.`,
    noRoom: (name: string, mail: string) =>
      `“${name}” couldn’t be saved: we have no room for files right now. Send your message without it, and the file later or by email to ${mail}.`,
  },
  notSaved: (mail: string) =>
    `We can’t save anything right now. Your message is still here. Try again in a few minutes, or write to ${mail}.`,
  notWhole: "What you sent didn’t arrive completely. Choose your files again.",
  /** Of several names: what an ear hears before them. */
  of: "Files of this message",
  download: (name: string, size: string | null) => `Download ${name}${size ? `, ${size}` : ""}`,
  removed: "removed on {date}",
  missingTitle: "This file is no longer here",
  missing: "We no longer have its contents. Write to us, and we’ll ask the sender for a copy.",
  typedBefore: "You were signed out. What you wrote is in the box below. Choose any files again.",
  typedElsewhere:
    "What you wrote before you signed in isn’t here. If it hasn’t been sent, it’s kept for a day in the browser where you wrote it. Open this page there.",
};
