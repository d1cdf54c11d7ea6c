import { normalized } from "../text/clean.ts";

const maxTextLength = 100_000;
const maxWordLength = 40;
const maxAsked = 8;

/** Words as they are compared, whatever their accents and capitals. */
function wordsIn(text: string): string[] {
  const plain = normalized(text, "NFKD", maxTextLength).replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss");
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, maxWordLength));
}

const isNumber = (word: string) => /\d/.test(word);
const inParts = /(?<![\p{L}\p{N}])[\p{L}\p{N}]+(?:[-/._][\p{L}\p{N}]+)+/gu;

/** Numbers that are written in parts, as one word too: "INV-2026-0042" is also "inv20260042". */
const wholeNumbers = (text: string) =>
  (text.slice(0, maxTextLength).match(inParts) ?? []).filter(isNumber).map((number) => wordsIn(number).join(""));

/** What the index keeps of texts: each word once. */
export function indexedWords(texts: readonly (string | null)[]): string {
  const said = texts.filter((text) => text !== null);
  return [...new Set(said.flatMap((text) => [...wordsIn(text), ...wholeNumbers(text)]))].join(" ");
}

/** One letter alone begins too many words: it is asked for as a whole one. */
const asked = (word: string) => `"${word}"${word.length > 1 ? "*" : ""}`;

/**
 * What was typed as FTS5 asks for it: rows that have all the words, or words that begin so; null where there is no word in it.
 * The beginning of a number in parts is found in the whole one, too: "PO-7" in "po7715".
 * (https://sqlite.org/fts5.html#full_text_query_syntax)
 */
export function askedWords(typed: string): string | null {
  const words = [...new Set(wordsIn(typed))].slice(0, maxAsked);
  if (!words.length) return null;
  const all = words.map(asked).join(" AND ");
  const numbers = wholeNumbers(typed).slice(0, maxAsked);
  if (!numbers.length) return all;
  const others = wordsIn(typed.replace(inParts, (part) => (isNumber(part) ? " " : part))).slice(0, maxAsked);
  return `(${all}) OR (${[...new Set([...numbers, ...others])].map(asked).join(" AND ")})`;
}
