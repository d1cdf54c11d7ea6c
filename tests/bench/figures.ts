import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join, resolve } from "node:path";
import { median } from "./rates.ts";

const root = resolve(import.meta.dirname, "../..");
const file = ".cache/bench.json";

type Figure = { median: number; lowest: number; highest: number };
type Run = { machine: string; at: string; figures: Record<string, Figure> };

const machine = `${cpus().length} × ${cpus()[0]?.model ?? "processor"}, Node.js ${process.version}`;
const figures: Run["figures"] = {};

/** Keeps a figure's rounds for the next run to be compared with, and gives their median. */
export function figure(name: string, rounds: number[]): number {
  figures[name] = { median: median(rounds), lowest: Math.min(...rounds), highest: Math.max(...rounds) };
  return figures[name].median;
}

function lastRun(): Run | null {
  try {
    return JSON.parse(readFileSync(join(root, file), "utf8")) as Run;
  } catch {
    return null;
  }
}

/** Beyond noise is what no round of the other run came near: all of one run lie above or below all of the other. */
const isBeyondNoise = (before: Figure, after: Figure) => after.lowest > before.highest || after.highest < before.lowest;

/** Writes this run's figures down, and says which of them are others than in the last run on this machine. */
export function keepFigures() {
  if (!Object.keys(figures).length) return;
  const last = lastRun();
  const before = last?.machine === machine ? last : null;
  const changed = Object.entries(figures).filter(([name, now]) => {
    const then = before?.figures[name];
    return then && isBeyondNoise(then, now);
  });
  if (before)
    console.log(`since ${before.at}, beyond the noise of either run${changed.length ? "" : ": nothing changed"}`);
  for (const [name, now] of changed) {
    const then = before!.figures[name]!;
    console.log(`${name.padEnd(46)} ${then.median.toPrecision(3)} → ${now.median.toPrecision(3)}`);
  }
  const run: Run = { machine, at: new Date().toISOString(), figures: { ...before?.figures, ...figures } };
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), `${JSON.stringify(run, null, 2)}\n`);
  console.log(`The figures are in ${file}`);
}
