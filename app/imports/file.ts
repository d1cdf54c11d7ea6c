import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { CsvError, parse } from "csv-parse";
import { readHeads, type Cells } from "../models/import-columns.ts";

const longestLine = 64 * 1024;

/** The file as a whole cannot be read; the message says why, for the person who brought it. */
export class UnreadableFile extends Error {}

/** What the bytes are written in: UTF-8 or UTF-16 by their marks, UTF-8 where they fit it, else what Excel writes in Europe. */
async function encodingOf(path: string): Promise<string> {
  const handle = await open(path);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0).finally(() => handle.close());
  const begin = buffer.subarray(0, bytesRead);
  if (begin.subarray(0, 2).equals(Buffer.from([0xff, 0xfe]))) return "utf-16le";
  if (begin.subarray(0, 2).toString("latin1") === "PK")
    throw new UnreadableFile("This is a spreadsheet or an archive, not a CSV file: save it as CSV first.");
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

/** What parts the cells: whichever of the three the heads have most of. */
async function delimiterOf(path: string): Promise<string> {
  let heads = "";
  for await (const text of textOf(path)) {
    heads += text;
    if (/\S[^\n]*\n/.test(heads) || heads.length > longestLine) break;
  }
  const [first = ""] = heads.trimStart().split("\n");
  const counted = [";", ",", "\t"].map((sign) => ({ sign, times: first.split(sign).length }));
  return counted.sort((a, b) => b.times - a.times)[0]!.sign;
}

type Parsed = { record: string[]; info: { lines: number } };

/**
 * Reads a file's lines after its heads, `most` at a time into `take`, without holding more of it. A line's number is
 * where it begins, as an editor counts. Throws `UnreadableFile`.
 */
export async function readFile(
  path: string,
  most: number,
  take: (lines: { line: number; cells: Cells; extra: boolean }[]) => Promise<void>,
) {
  const reading = parse({
    delimiter: await delimiterOf(path),
    info: true,
    max_record_size: longestLine,
    relax_column_count: true,
    skip_records_with_empty_values: true,
  });
  const saw = async (records: AsyncIterable<Parsed>) => {
    let heads: ReturnType<typeof readHeads> | null = null;
    let chunk: Parameters<typeof take>[0] = [];
    for await (const { record, info } of records) {
      if (!heads) {
        heads = readHeads(record);
        if (typeof heads === "string") throw new UnreadableFile(heads);
        continue;
      }
      const names = heads as Exclude<typeof heads, string>;
      const within = record.reduce((sum, cell) => sum + cell.split("\n").length - 1, 0);
      const cells: Cells = Object.fromEntries(names.map((name, i) => [name, record[i] ?? ""]));
      chunk.push({ line: info.lines - within, cells, extra: record.slice(names.length).some(Boolean) });
      if (chunk.length < most) continue;
      await take(chunk);
      chunk = [];
    }
    if (!heads) throw new UnreadableFile("The file is empty.");
    if (chunk.length) await take(chunk);
  };
  try {
    await pipeline(textOf(path), reading, saw as never);
  } catch (error) {
    throw error instanceof CsvError ? new UnreadableFile(faultOf(error)) : error;
  }
}

function faultOf({ code, lines }: CsvError & { lines?: number }): string {
  if (code === "CSV_MAX_RECORD_SIZE")
    return `Line ${lines} is longer than 64 kB. Is a quotation mark before it never closed?`;
  return `From line ${lines} on the file cannot be read: a quotation mark is where none may be, or is never closed.`;
}
