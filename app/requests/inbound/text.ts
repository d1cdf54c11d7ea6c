import { cleanForeignLines } from "../../text/clean.ts";

/** What of one mail's text is kept, in characters; longer ones are cut. */
export const maxTextLength = 200_000;

/** A text of somebody's mail on one line, at most so many characters. */
export const shortLine = (text: string, maxLength: number) =>
  [
    ...cleanForeignLines(text.slice(0, maxLength * 2))
      .replace(/\s+/g, " ")
      .trim(),
  ]
    .slice(0, maxLength)
    .join("");
