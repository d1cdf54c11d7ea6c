const filled = (part: string) => (length: number) => part.repeat(Math.ceil(length / part.length)).slice(0, length);

/** Texts made to keep a scanner busy, of any length in characters. */
export const hostileTexts: Readonly<Record<string, (length: number) => string>> = {
  newlines: filled("\n"),
  "lines of spaces": filled("   \n"),
  spaces: filled(" "),
  quotes: filled(">"),
  "quoted lines": filled(">\n"),
  "On without an end": filled("On "),
  "lines of On": filled("On 1 Jan 2026\n"),
  "wrote:": filled("wrote:"),
  "lines of wrote:": filled("wrote:\n"),
  "attributions broken everywhere": filled("On\n1 Jan 2026\n10:00 a@b.example\n\nwrote:\n"),
  "years and colons": filled(`${"2026 ".repeat(50)}:\n`),
  "one long line": filled("a"),
  dashes: filled("-"),
  "lines of dashes": filled("--\n"),
  headers: filled("From: a@b.example\n"),
  "headers and gaps": filled("From: a\nTo: b\n\n"),
  "angle brackets": filled("<".repeat(250) + ">:\n"),
  telephones: filled("Sent from my iPhone\n"),
  "half a telephone": filled(`sent from ${"ma".repeat(60)}\n`),
  "marks of quotes and answers": filled("> q\na\n"),
  "signatures in signatures": filled("-- \nAda\n"),
};
