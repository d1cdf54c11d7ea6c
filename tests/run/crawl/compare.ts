import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** So many lines of a difference are shown, and so many of the pages that have it. */
const maxLines = 30;
const maxPages = 4;

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".txt"))
    .sort();

/** The places at which two files differ, each as a unified diff without its line numbers. */
function differences(before: string, after: string): string[] {
  const { stdout, error } = spawnSync("diff", ["-U1", before, after], { encoding: "utf8", maxBuffer: 2 ** 28 });
  if (error) throw error;
  return stdout.split(/^@@.*@@\n/m).slice(1);
}

function show(title: string, lines: readonly string[], max: number) {
  console.log(title);
  for (const line of lines.slice(0, max)) console.log(`  ${line}`);
  if (lines.length > max) console.log(`  … and ${lines.length - max} more`);
}

/** Says what differs between what two crawls kept, each difference once. Gives the exit code: 0 where nothing does. */
export function compare(before: string, after: string): number {
  const [old, now] = [filesIn(before), filesIn(after)];
  const both = old.filter((name) => now.includes(name));
  const isSame = (name: string) => readFileSync(join(before, name)).equals(readFileSync(join(after, name)));
  const changed = both.filter((name) => !isSame(name));
  const where = new Map<string, string[]>();
  for (const name of changed)
    for (const difference of differences(join(before, name), join(after, name)))
      where.set(difference, [...(where.get(difference) ?? []), name]);

  for (const [difference, names] of [...where].sort(([, a], [, b]) => b.length - a.length)) {
    show(`${names.length} of`, names, maxPages);
    show("", difference.trimEnd().split("\n"), maxLines);
    console.log();
  }
  show(
    "Only before:",
    old.filter((name) => !both.includes(name)),
    Infinity,
  );
  show(
    "Only after:",
    now.filter((name) => !both.includes(name)),
    Infinity,
  );
  console.log(`${both.length - changed.length} the same, ${changed.length} differ, ${where.size} differences`);
  return changed.length || old.length !== now.length || both.length !== old.length ? 1 : 0;
}
