import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { createContext, Script } from "node:vm";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const length = 40_000;
/** For one text, twice: it takes milliseconds, and seconds where it is quadratic. */
const deadlineMs = 2_000;
/** A short text is enough to pass over those that take microseconds for it. */
const shortLength = 5_000;
const suspiciousMs = 2;

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
const context = createContext({});
const trying = new Script(`shape.global ? text.replace(shape, "") : shape.test(text)`);

function isEndless(shape: RegExp, text: string): boolean {
  try {
    trying.runInContext(Object.assign(context, { shape, text }), { timeout: deadlineMs });
    return false;
  } catch (error) {
    if ((error as { code?: string }).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return true;
    throw error;
  }
}

function isSuspicious(shape: RegExp, text: string): boolean {
  const began = performance.now();
  return isEndless(shape, text) || performance.now() - began > suspiciousMs;
}

/** The first text that an expression takes too long for; null where there is none. */
function tooMuchFor({ source, flags }: Found): string | null {
  const shape = () => new RegExp(source, flags);
  for (const block of stumblingBlocks(source))
    for (const [head, end] of ends) {
      const text = (size: number) => `${head}${block.repeat(size / block.length)}${end}`;
      if (!isSuspicious(shape(), text(shortLength))) continue;
      if (isEndless(shape(), text(length)) && isEndless(shape(), text(length))) return block;
    }
  return null;
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
    const built = await builtIn(modules);
    expect(built.length).toBeGreaterThan(20);
    expect(slowOf(built.filter((one) => !isOfTags(one)))).toEqual([]);
  });
});
