import { setImmediate } from "node:timers/promises";
import { byteOrderMark, csvLines, safeCell } from "../http/csv.ts";

type Cell = string | number | null;

/** A CSV file made as it is read, a page of records at a time, with room for others between them. Texts are made safe. */
export async function* csvFile<T>(
  header: readonly string[],
  pages: Iterable<readonly T[]>,
  row: (record: T) => readonly Cell[],
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  yield encoder.encode(byteOrderMark + csvLines([header]));
  for (const page of pages) {
    if (page.length) yield encoder.encode(csvLines(page.map((record) => row(record).map(plain))));
    await setImmediate();
  }
}

const plain = (cell: Cell) => (typeof cell === "string" ? safeCell(cell) : String(cell ?? ""));

/** The pages of a list that goes on after its last record. */
export function* pagesAfter<T>(list: (last: T | null, limit: number) => T[], limit = 200): Generator<T[], void> {
  for (let last: T | null = null, page; (page = list(last, limit)).length; last = page.at(-1)!) {
    yield page;
    if (page.length < limit) return;
  }
}
