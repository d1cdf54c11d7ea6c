import type { ImportKind, KeptFileFault, LineFault } from "#db/schema/imports.ts";
import type { ImportsText } from "./text.ts";
import { importWords } from "./words.ts";

/** What is wrong with a line, in words: with the column, and with what stands there. */
export function lineFault({ column, is, said, n = 0, fault = "" }: LineFault, { staffImports }: ImportsText): string {
  const { faults } = staffImports;
  const words = is && is in faults ? faults[is as keyof typeof faults](n) : fault;
  return staffImports.fault(column, said ? staffImports.said(said, words) : words);
}

/** Why a file cannot be read, in words. */
export function fileFault(
  { is, said = "", n = 0, fault = "" }: KeptFileFault,
  text: ImportsText,
  kind: ImportKind,
): string {
  const { fileFaults, meanings } = importWords(text, kind);
  const columns = Object.keys(meanings).join(", ");
  return is && is in fileFaults ? fileFaults[is as keyof typeof fileFaults](said, n, columns) : fault;
}
