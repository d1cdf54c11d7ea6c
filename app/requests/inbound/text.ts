/** What of one mail's text is kept, in characters; longer ones are cut. */
export const maxTextLength = 200_000;

/** Several lines as somebody wrote them: line ends are "\n", no control characters, nothing that is half a character. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/[^\P{Cc}\n\t]/gu, "")
    .replace(/\p{Cs}/gu, "\uFFFD");
}

/** The same on one line, at most so many characters. */
export const cleanLine = (text: string, maxLength: number) =>
  [
    ...cleanText(text.slice(0, maxLength * 2))
      .replace(/\s+/g, " ")
      .trim(),
  ]
    .slice(0, maxLength)
    .join("");
