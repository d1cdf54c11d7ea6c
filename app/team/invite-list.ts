import { parse } from "csv-parse/sync";
import type { Role } from "#db/schema/organizations.ts";
import { canonicalAddress } from "../people/address.ts";
import { maxPersonNameLength } from "../people/people.ts";
import { cleanForeignLines, visibleLine } from "../text/clean.ts";

/** What is wrong with a line by itself. */
export type InviteLineFault = "quotes" | "signs" | "address" | "several" | "name" | "roleWord";
/** A line with its number, what stands in it as it was written, and who it asks in as what, or why it asks nobody. */
export type ListLine = { line: number; said: string } & (
  { is: "asks"; email: string; name: string | null; role: Role } | { is: "wrong"; fault: InviteLineFault }
);

/** What a file says, in UTF-8, in UTF-16 with its mark, or in what Excel writes in Europe; null for a spreadsheet itself. */
export function listIn(bytes: Uint8Array): string | null {
  const begin = Buffer.from(bytes.subarray(0, 2)).toString("latin1");
  if (begin === "PK") return null;
  if (begin === "\xff\xfe") return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** A list as it is read and shown again: what no text has, such as NUL, is a sign that nobody can read. */
export const cleanList = (text: string): string => cleanForeignLines(text.replaceAll("\0", "\uFFFD"));

const columns = ["email", "name", "role"] as const;
type Cells = Partial<Record<(typeof columns)[number], string>>;
/** How people call roles, and the columns in the first line of a file, in small letters. */
export type ListWords = { roles: Readonly<Record<string, Role>>; heads: Readonly<Record<string, keyof Cells>> };

function wordIn<T>(known: Readonly<Record<string, T>>, said: string): T | undefined {
  const word = said.toLowerCase();
  return Object.hasOwn(known, word) ? known[word] : undefined;
}

/**
 * The lines of a list that are not empty, each read by itself, so that a bad one stops no other; a line that names the
 * columns says their order from there on.
 */
export function readInviteLines(text: string, words: ListWords): ListLine[] {
  const written = text.split("\n").map((said, at) => ({ said: said.trim(), line: at + 1 }));
  const lines = written.filter(({ said }) => said && !/^"?sep=.?"?$/i.test(said));
  let order: readonly (keyof Cells | undefined)[] = columns;
  return lines.flatMap(({ said, line }): ListLine[] => {
    const cells = cellsOf(said);
    if (!cells) return [{ line, said, is: "wrong", fault: "quotes" }];
    const heads = cells.map((cell) => wordIn(words.heads, cell));
    if (heads.includes("email")) {
      order = heads;
      return [];
    }
    const named: Cells = {};
    cells.forEach((cell, at) => {
      if (order[at]) named[order[at]] = cell;
    });
    if (!cells.some(Boolean)) return [];
    return [{ line, said, ...readCells(said, named, words) }];
  });
}

/** What parts the cells of a line: whichever sign comes first outside quotes. */
const delimiterOf = (line: string): string => /[,;\t]/.exec(line.replace(/"[^"]*"/g, ""))?.[0] ?? ",";

function cellsOf(line: string): string[] | null {
  try {
    const [cells = []] = parse(line, { delimiter: delimiterOf(line), trim: true, relax_quotes: true }) as string[][];
    return cells.map((cell) => cell.trim());
  } catch {
    return null;
  }
}

function readCells(said: string, { email: address = "", name: called = "", role: word = "" }: Cells, words: ListWords) {
  const wrong = (fault: InviteLineFault) => ({ is: "wrong", fault }) as const;
  if (said.includes("\uFFFD")) return wrong("signs");
  const email = canonicalAddress(address);
  if (!email) return wrong("address");
  if (canonicalAddress(called)) return wrong("several");
  const name = called.length > 10 * maxPersonNameLength ? called : visibleLine(called);
  if (name.length > maxPersonNameLength) return wrong("name");
  const role = word ? wordIn(words.roles, word) : "member";
  return role ? ({ is: "asks", email, name: name || null, role } as const) : wrong("roleWord");
}
