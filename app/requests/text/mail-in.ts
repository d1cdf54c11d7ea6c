/** What the portal says of a mail that came in without all that it had. */
export const mailInWords = {
  winmail: "“winmail.dat” is a format only Outlook can open. Ask the sender to use HTML or plain text.",
  notTaken: (
    name: string,
    why: "empty" | "tooLarge" | "typeRefused" | "tooMany" | "unwanted" | "noRoom" | "tooMuch" | "mailFull",
  ) =>
    `The file “${name}” was not taken: ${
      {
        empty: "it’s empty",
        tooLarge: "it’s larger than 10 MB",
        typeRefused: "we don’t accept this kind of file",
        tooMany: "a message can have up to five files",
        mailFull: "an email can have up to 25 MB of files",
        unwanted: "we don’t accept files in emails like this",
        noRoom: "we have no room for files right now",
        tooMuch: "we’ve received too many files from unverified senders today",
      }[why]
    }.`,
  replyTo: (email: string) => `It asks for replies to go to ${email}, which isn’t verified.`,
  filesLeftOut: (n: number) =>
    n === 1 ? "One more file in the email wasn’t accepted." : `${n} more files in the email weren’t accepted.`,
  rest: "The email was too long, so its end is missing.",
};
