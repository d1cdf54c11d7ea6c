export const files = {
  label: "Files",
  hint: "Up to 5, each up to 10 MB.",
  sending: "Sending your files",
  /** Above the files that came with a form which was not accepted. */
  kept: "Added already",
  keptHint: "Untick what you do not want to send.",
  faults: {
    empty: (name: string) => `“${name}” has nothing in it.`,
    tooLarge: (name: string) => `“${name}” is larger than 10 MB. Send a smaller copy, or part of it.`,
    typeRefused: (name: string) =>
      `“${name}” is a program or a web page, which can do harm. Send a picture or a PDF of it, or a ZIP.`,
    tooMany: (name: string) => `“${name}” is one too many: a message takes 5 files. Send it in a second message.`,
    tooMuch: (name: string, mail: string) =>
      `“${name}” could not be added: within a day, up to 100 files and 200 MB can be sent here. Send the rest tomorrow, or by mail to ${mail}.`,
    noRoom: (name: string, mail: string) =>
      `“${name}” could not be saved: we have no room for files right now. Send your words without it, and the file later or by mail to ${mail}.`,
  },
  notSaved: (mail: string) =>
    `We cannot save anything right now. What you wrote is still here: try again in a few minutes, or write to ${mail}.`,
  notWhole: "What you sent did not arrive whole. Choose your files again.",
  /** Of several names: what an ear hears before them. */
  of: "Files of this message",
  download: (name: string, size: string | null) => `Download ${name}${size ? `, ${size}` : ""}`,
  removed: "removed on {date}",
  missingTitle: "This file is not here any more",
  missing: "We know its name, but not what was in it. Write to us, and we ask whoever sent it for a copy.",
  typedBefore:
    "You were signed out in between. What you had written is in the box below; files have to be chosen again.",
  typedElsewhere:
    "What you wrote before you signed in is not here. If it was not sent yet, it is kept for a day in the browser where you wrote it: open this page there.",
};
