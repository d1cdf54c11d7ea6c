import { cleanForeignLines, printableLine } from "../../text/clean.ts";

/** A sheet of the company's own, in words: what stands on it, before anybody draws it. */
export type Printout = {
  /** "en-GB", for who has it read out. */
  locale: string;
  title: string;
  /** Who sells: name first, then address and VAT number. */
  seller: string[];
  sum: { name: string; amount: string };
  facts: { name: string; lines: string[] }[];
  /** Epoch milliseconds. */
  madeAt: number;
};

const maxLineLength = 300;
const maxLines = 40;

/** Texts as lines of words: no more than anybody's name needs, and no signs that nobody sees. */
export function linesOf(...texts: (string | null | undefined | false)[]): string[] {
  return texts
    .flatMap((text) => (text ? cleanForeignLines(text.slice(0, maxLineLength * maxLines)).split("\n") : []))
    .map((line) => cut(printableLine(line).trim()))
    .filter(Boolean)
    .slice(0, maxLines);
}

const cut = (line: string) => (line.length > maxLineLength ? `${line.slice(0, maxLineLength).trimEnd()}…` : line);
