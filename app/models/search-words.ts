const longestText = 100_000;
const longestWord = 40;
const mostAsked = 8;

/** Words as they are compared, whatever their accents and capitals. */
function wordsIn(text: string): string[] {
  const plain = text.slice(0, longestText).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss");
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, longestWord));
}

/** Numbers that are written in parts, as one word too: "INV-2026-0042" is also "inv20260042". */
const wholeNumbers = (text: string) =>
  (text.slice(0, longestText).match(/[\p{L}\p{N}]+(?:[-/._][\p{L}\p{N}]+)+/gu) ?? [])
    .filter((number) => /\d/.test(number))
    .map((number) => wordsIn(number).join(""));

/** What the index keeps of texts: each word once. */
export function indexedWords(texts: readonly (string | null)[]): string {
  const said = texts.filter((text) => text !== null);
  return [...new Set(said.flatMap((text) => [...wordsIn(text), ...wholeNumbers(text)]))].join(" ");
}

/**
 * What was typed as FTS5 asks for it: rows that have all the words, or words that begin so; null where there is no word in it.
 * (https://sqlite.org/fts5.html#full_text_query_syntax)
 */
export function askedWords(typed: string): string | null {
  const words = [...new Set(wordsIn(typed))].slice(0, mostAsked);
  return words.length ? words.map((word) => `"${word}"${word.length > 1 ? "*" : ""}`).join(" AND ") : null;
}
