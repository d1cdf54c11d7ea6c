import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { CsvError, parse } from "csv-parse";
import type { ImportKind } from "#db/schema/imports.ts";
import type { Cells, Column } from "./import-columns.ts";
import { placeOfFaults, readHeads } from "./import-heads.ts";
import type { ImportFileFault } from "./import-faults.ts";
import { withoutGuards } from "./cells.ts";

const maxLineLength = 64 * 1024;
/** In so many first bytes a file that is no text shows it. */
const headBytes = 4_096;
const delimiters = [";", ",", "\t"] as const;

/** The file as a whole cannot be read. */
export class UnreadableFile extends Error {
  constructor(readonly fault: ImportFileFault) {
    super(`Unreadable: ${fault.is}`);
  }
}

/** What the bytes are written in: UTF-8 or UTF-16 by their marks, UTF-8 where they fit it, else what Excel writes in Europe. */
async function encodingOf(path: string): Promise<string> {
  const handle = await open(path);
  const { buffer, bytesRead } = await handle
    .read(Buffer.alloc(headBytes), 0, headBytes, 0)
    .finally(() => handle.close());
  const begin = buffer.subarray(0, bytesRead);
  if (begin.subarray(0, 2).equals(Buffer.from([0xff, 0xfe]))) return "utf-16le";
  if (begin.subarray(0, 2).toString("latin1") === "PK") throw new UnreadableFile({ is: "spreadsheet" });
  if (begin.includes(0) || begin.subarray(0, 5).toString("latin1") === "%PDF-")
    throw new UnreadableFile({ is: "notText" });
  const strict = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const bytes of createReadStream(path)) strict.decode(bytes as Uint8Array, { stream: true });
    strict.decode();
    return "utf-8";
  } catch (error) {
    if (error instanceof TypeError) return "windows-1252";
    throw error;
  }
}

async function* textOf(path: string) {
  const decoder = new TextDecoder(await encodingOf(path));
  for await (const bytes of createReadStream(path)) yield decoder.decode(bytes as Uint8Array, { stream: true });
  yield decoder.decode();
}

/** What parts the cells: what a first line such as "sep=;" says, else whichever of the three the heads have most of. */
async function delimiterOf(path: string) {
  let heads = "";
  for await (const text of textOf(path)) {
    heads += text;
    if (heads.trimStart().includes("\n") || heads.length > maxLineLength) break;
  }
  const [first = ""] = heads.trimStart().split("\n");
  const [, told] = /^"?sep=([;,\t])"?\s*$/i.exec(first) ?? [];
  if (told) return { delimiter: told, isTold: true };
  const counted = delimiters.map((sign) => ({ sign, times: first.split(sign).length }));
  return { delimiter: counted.sort((a, b) => b.times - a.times)[0]!.sign, isTold: false };
}

type Parsed = { record: string[]; lines: number };
export type FileLine = { line: number; cells: string[]; said: Cells; extra: boolean };

/** How the lines of a file are read, by its heads. Throws `UnreadableFile`. */
function readerOf(first: string[], kind: ImportKind) {
  const faultsAt = placeOfFaults(first);
  const own = (record: string[]) => (faultsAt < 0 ? record : record.toSpliced(faultsAt, 1).map(withoutGuards));
  const heads = own(first);
  while (heads.at(-1)?.trim() === "") heads.pop();
  const names = readHeads(heads, kind);
  if (!Array.isArray(names)) throw new UnreadableFile(names);
  const read = ({ record, lines }: Parsed): FileLine => {
    const cells = own(record);
    const within = record.reduce((sum, cell) => sum + cell.split("\n").length - 1, 0);
    const there = names.slice(0, cells.length);
    const said: Cells = Object.fromEntries(there.map((name, i) => [name, cells[i]!]));
    return { line: lines - within, cells, said, extra: cells.slice(names.length).some(Boolean) };
  };
  return { heads, names, read };
}

export type FileBatch = { heads: string[]; names: readonly Column[]; delimiter: string; lines: FileLine[] };

/**
 * A file's lines after its heads, `batchSize` at a time, without holding more of it. A line's number is where it begins, as
 * an editor counts; what it says has no cell that the line has not. Throws `UnreadableFile`, once the lines before the
 * fault are given.
 */
export async function* readFile(path: string, kind: ImportKind, batchSize: number): AsyncGenerator<FileBatch, void> {
  const parsed: Parsed[] = [];
  let read = 0;
  const { delimiter, isTold } = await delimiterOf(path);
  const parser = parse({
    delimiter,
    from: isTold ? 2 : 1,
    max_record_size: maxLineLength,
    relax_column_count: true,
    skip_records_with_empty_values: true,
    on_record: (record: string[], { lines }) => void parsed.push({ record, lines: (read = lines) }),
  });
  // Each write is told of it as well.
  parser.on("error", () => {});
  const fed = (text: string | null) =>
    new Promise<CsvError | null>((resolve, reject) => {
      const told = (error?: Error | null) =>
        error && !(error instanceof CsvError) ? reject(error) : resolve(error ?? null);
      if (text === null) parser.end(told);
      else parser.write(text, told);
    });

  let reader: ReturnType<typeof readerOf> | null = null;
  async function* feed(text: string | null): AsyncGenerator<FileBatch, void> {
    const error = await fed(text);
    if (!reader && parsed.length) reader = readerOf(parsed.shift()!.record, kind);
    while (reader && parsed.length) {
      const { heads, names, read } = reader;
      yield { heads, names, delimiter, lines: parsed.splice(0, batchSize).map(read) };
    }
    if (error) throw new UnreadableFile(faultOf(error, read + 1));
  }
  for await (const text of textOf(path)) yield* feed(text);
  yield* feed(null);
  if (!reader) throw new UnreadableFile({ is: "empty" });
}

/** The parser tells the line at which it gave up: what is wrong began after the last that it could read. */
const faultOf = ({ code }: CsvError, n: number): ImportFileFault => ({
  is: code === "CSV_MAX_RECORD_SIZE" ? "longLine" : "quotes",
  n,
});
