/** What the portal says of a mail that came in without all that it had. */
export const mailInWords = {
  winmail:
    "“winmail.dat” is how Outlook packs files that only Outlook opens: sent as HTML or plain text they come as they are.",
  notTaken: (
    name: string,
    why: "empty" | "tooLarge" | "typeRefused" | "tooMany" | "unwanted" | "noRoom" | "tooMuch" | "mailFull",
  ) =>
    `The file “${name}” was not taken: ${
      {
        empty: "it is empty",
        tooLarge: "it is larger than 10 MB",
        typeRefused: "it is of a kind that is not taken",
        tooMany: "a message takes five files",
        mailFull: "a mail brings 25 MB of files at most",
        unwanted: "such mails bring none",
        noRoom: "we have no room for files right now",
        tooMuch: "too much came today in mails whose senders are not certain",
      }[why]
    }.`,
  replyTo: (email: string) => `It asks for answers to ${email}: nothing proves whose address that is.`,
  filesLeftOut: (n: number) =>
    n === 1
      ? "One more file came with the mail and was not taken."
      : `${n} more files came with the mail and were not taken.`,
  rest: "The mail was longer than we read: its end was not taken.",
};
