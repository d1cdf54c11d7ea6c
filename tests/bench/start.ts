import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fill } from "./data.ts";
import { figure } from "./figures.ts";
import { listening } from "./pages.ts";
import { processorTime } from "./rates.ts";

const rounds = 7;

const bareServer = `
  require("node:http").createServer((_, answer) => answer.end("page")).listen(0, "127.0.0.1", function () {
    console.log(this.address().port);
  });`;

/** A server of Node's own and nothing else: what no start can do without. */
async function startBare() {
  const child = spawn(process.execPath, ["--eval", bareServer], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return { at: `http://127.0.0.1:${Number(String(line))}`, child, stop: async () => void child.kill() };
}

/** From the start of a process until it has answered its first page; both in milliseconds. */
async function firstPage(
  start: () => Promise<Awaited<ReturnType<typeof listening>> | Awaited<ReturnType<typeof startBare>>>,
) {
  const began = performance.now();
  const { at, child, stop } = await start();
  const answer = await fetch(`${at}/sign-in`);
  await answer.text();
  if (!answer.ok) throw new Error(`The first page was answered ${answer.status}`);
  const taken = { ms: performance.now() - began, processorMs: processorTime(child.pid!) };
  await stop();
  return taken;
}

/** How long a start takes on a file that is up to date, beside a bare Node server's. */
export async function benchStart() {
  const dataDir = mkdtempSync(join(tmpdir(), "foyer-bench-"));
  const first = await listening(dataDir);
  fill(dataDir, 300);
  await first.stop();
  const [ours, bare] = [[], []] as { ms: number; processorMs: number }[][];
  for (let round = 0; round < rounds; round++) {
    ours!.push(await firstPage(() => listening(dataDir)));
    bare!.push(await firstPage(startBare));
  }
  const ms = figure(
    "start to first page, ms",
    ours!.map((one) => one.ms),
  );
  const processor = figure(
    "start to first page, processor ms",
    ours!.map((one) => one.processorMs),
  );
  const floor = figure(
    "bare server's first page, ms",
    bare!.map((one) => one.ms),
  );
  console.log(
    `start to first page  ${ms.toFixed(0)} ms, processor ${processor.toFixed(0)} ms; ` +
      `a bare server ${floor.toFixed(0)} ms, ratio ${(floor / ms).toFixed(2)}; goal 500 ms`,
  );
  rmSync(dataDir, { recursive: true, force: true });
}
