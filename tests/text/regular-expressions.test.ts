import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { createContext, Script } from "node:vm";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
/** Where the longer text takes much more than eight times as long, it is not its length that counts but its square. */
const [short, long] = [1_250, 10_000];
const growth = 20;
/** So often what looks like it is measured again, the best of each counting: a machine with other work has pauses. */
const looks = 5;
/** What takes less for the longer text, the square of no length does. */
const squareMs = 20;
/** What takes less for the short text is never worth a second look. */
const suspiciousMs = 0.5;
const deadlineMs = 4_000;

/** Never tried on what comes from outside. */
const ofOurs: Record<string, string> = {
  "db/tripwire.ts": "statements that we write; what is foreign is a parameter",
};

/** Tried on pages that we rendered: no tag in them is foreign. */
const isOfTags = ({ source }: Found) => source.startsWith("(?=<)");

type Found = { place: string; source: string; flags: string };

function literalsIn(file: string): Found[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.Latest, true);
  const found: Found[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push({ place: `${file}:${line + 1}`, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Those that are put together when a file is loaded. */
async function builtIn(files: Record<string, () => Promise<unknown>>): Promise<Found[]> {
  const found: Found[] = [];
  const Own = globalThis.RegExp;
  globalThis.RegExp = new Proxy(Own, {
    construct(target, [pattern, flags = ""]: [string | RegExp, string?]) {
      const made = new target(pattern, flags);
      if (typeof pattern === "string") found.push({ place: "built", source: made.source, flags: made.flags });
      return made;
    },
  });
  try {
    for (const load of Object.values(files)) await load();
  } finally {
    globalThis.RegExp = Own;
  }
  return found;
}

const common = [" ", "\t", "\n", "\r\n", "a", "A", "1", ".", "-", "_", "é", "\u0301", "\u200b", " \n", "a ", "a\n"];

/** What an expression could stumble over: its own signs and words, and two of them in turn. */
function stumblingBlocks(source: string): string[] {
  const plain = source.replace(/\\[pP]\{[^}]*\}|\\u\{?[\da-f]{4,}\}?|\\[dDsSwWbBnrt]/gi, "").replaceAll("\\", "");
  const signs = [...new Set(plain.match(/[^\w\s^$]/gu) ?? [])].slice(0, 14);
  const words = [...new Set(plain.match(/[\p{L}\d]{2,}/gu) ?? [])].slice(0, 10);
  const alphabet = [...signs, " ", "a", "1", "\n"];
  return [
    ...new Set([...common, ...signs, ...words, ...alphabet.flatMap((one) => alphabet.map((other) => one + other))]),
  ];
}

const ends = [
  ["", "\0x"],
  ["x", " a b"],
];
/** The processor's time and not the clock's: what others do meanwhile is not counted. */
const context = createContext({ now: () => process.cpuUsage().user / 1000 });
const trying = new Script(`texts.map((text) => {
  const began = now();
  shape.lastIndex = 0;
  if (shape.global) text.replace(shape, ""); else shape.test(text);
  return now() - began;
})`);

/** How many milliseconds each text takes; null where one comes to no end. */
function timesOf(shape: RegExp, texts: string[]): number[] | null {
  try {
    return trying.runInContext(Object.assign(context, { shape, texts }), { timeout: deadlineMs }) as number[];
  } catch (error) {
    if ((error as { code?: string }).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return null;
    throw error;
  }
}

function isSquare(shape: RegExp, shortText: string, longText: string) {
  const best = { short: Infinity, long: Infinity };
  return Array.from({ length: looks }).every(() => {
    const times = timesOf(shape, [shortText, longText]);
    if (!times) return true;
    best.short = Math.min(best.short, times[0]!);
    best.long = Math.min(best.long, times[1]!);
    return best.long > Math.max(squareMs, growth * best.short);
  });
}

/** The first text that an expression takes too long for; null where there is none. */
function tooMuchFor({ source, flags }: Found): string | null {
  const shape = new RegExp(source, flags);
  const tried = stumblingBlocks(source).flatMap((block) => ends.map((around) => ({ block, around })));
  const textOf = ({ block, around: [head, end] }: (typeof tried)[number], size: number) =>
    `${head}${block.repeat(size / block.length)}${end}`;
  const first = timesOf(
    shape,
    tried.map((one) => textOf(one, short)),
  );
  if (!first) return "a text without an end";
  const isTooMuch = (one: (typeof tried)[number]) => isSquare(shape, textOf(one, short), textOf(one, long));
  return tried.find((one, at) => first[at]! > suspiciousMs && isTooMuch(one))?.block ?? null;
}

const slowOf = (all: Found[]) =>
  [...new Map(all.map((found) => [`${found.source} ${found.flags}`, found])).values()]
    .map((found) => [found.place, found.source, tooMuchFor(found)])
    .filter(([, , block]) => block !== null);

describe("no regular expression takes a time that grows with the square of a text", () => {
  const files = ["app", "db", "emails"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => `${folder}/${file}`),
  );
  const literals = files.filter((file) => !(file in ofOurs)).flatMap(literalsIn);

  it("is told apart: three of the usual mistakes are found, and what they were meant as is not", () => {
    const slow = (source: string, flags = "") => tooMuchFor({ place: "", source, flags }) !== null;
    expect([slow("\\s+$"), slow("(a+)+$"), slow("[a-z]+(?:-[a-z]+)+", "g")]).toEqual([true, true, true]);
    expect([slow("(?<!\\s)\\s+$"), slow("^a+$"), slow("(?<![a-z])[a-z]+(?:-[a-z]+)+", "g")]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it("as it is written", () => {
    expect(literals.length).toBeGreaterThan(300);
    expect(slowOf(literals)).toEqual([]);
  });

  it("as it is put together", async () => {
    // Not as other tests have loaded them already.
    const modules = import.meta.glob(
      ["/app/**/*.{ts,tsx}", "/db/**/*.ts", "!/app/{server,main,cli}.ts", "!/app/entry.server.tsx"],
      { query: "?anew" },
    );
    const isBuilding = ([file]: [string, unknown]) => readFileSync(join(root, file), "utf8").includes("RegExp(");
    const built = await builtIn(Object.fromEntries(Object.entries(modules).filter(isBuilding)));
    expect(built.length).toBeGreaterThan(20);
    expect(slowOf(built.filter((one) => !isOfTags(one)))).toEqual([]);
  });
});
