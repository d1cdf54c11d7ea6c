// Cleaners of what somebody else wrote, from the mildest to the strongest. None of them escapes anything.

/**
 * The beginning of a text, at most so many characters, in one way of writing. Marks in a row beyond thirty, which no
 * script has, are left out: to put them in order takes a time that grows with the square of their number.
 * https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format
 */
export const normalized = (text: string, form: "NFC" | "NFKC" | "NFKD", maxLength: number): string =>
  text
    .slice(0, maxLength)
    .replace(/(\p{M}{30})\p{M}+/gu, "$1")
    .normalize(form);

// What turns letters around (LRO, RLO) is in no language's texts, and goes everywhere. Marks, embeddings and isolates stay:
// Arabic and Hebrew need them, and pages isolate what somebody wrote.
/** Several lines: they end in "\n", and there are no control characters but tabs, and nothing that turns letters around. */
export const cleanLines = (text: string): string =>
  text.replace(/\r\n?/g, "\n").replace(/[^\P{Cc}\n\t]|[\u202d\u202e]/gu, "");

/** One line whose spaces stay as they are: what would break it is a space. */
export const unbrokenLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();

/** One line: control characters, spaces and what turns letters around, in a row, are one space, with none around. */
export const cleanLine = (text: string): string => text.replace(/[\p{Cc}\s\u202d\u202e]+/gu, " ").trim();

/** Lines from a mail or a file, in any encoding: line and paragraph separators end them too, and no half of a character is left. */
export const cleanForeignLines = (text: string): string =>
  cleanLines(text)
    .replace(/[\u2028\u2029]/g, "\n")
    .replace(/\p{Cs}/gu, "\uFFFD");

// Line and paragraph separators and the marks that turn the direction of writing can fake a sentence as controls can.
const faking = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** One line among words of ours: nothing turns the direction of writing. */
export const undirectedLine = (text: string): string => text.replace(faking, " ").replace(/\s+/g, " ").trim();

/** Several lines among words of ours: nothing but text and line ends, tabs as two spaces. */
export function undirectedLines(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .split("\n")
    .map((line) => line.replace(/\t/g, "  ").replace(faking, ""))
    .join("\n")
    .trim();
}

/** One line in which nothing hides, such as a name. Joiners stay: scripts and emoji need them. */
export const visibleLine = (text: string): string => cleanLine(text.replace(/(?![\u200c\u200d])\p{Cf}/gu, ""));

/** Nothing at all but what is seen and single spaces, such as a file's name: no joiners, and no half of a character. */
export const printableLine = (text: string): string => text.replace(/\s+/g, " ").replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "");
