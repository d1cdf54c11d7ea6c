import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startPlausible, type PlausibleStandIn } from "../fakes/plausible/server.ts";
import { fill } from "./data.ts";
import { listening } from "./pages.ts";
import { against, latency, median, rate } from "./rates.ts";
import { memoryMb } from "./visits.ts";

const rounds = 5;
const server = resolve(import.meta.dirname, "../../build/server");
const call = /\bcounted\d*\(\{ request/;

/** The portal as it was built, with the one call taken out that counts. */
function withoutCounting(): string {
  const code = readFileSync(join(server, "index.js"), "utf8");
  if (!call.test(code)) throw new Error("The call that counts is not where this bench looks for it");
  const path = join(server, "uncounted.js");
  writeFileSync(path, code.replace(call, "void ({ request"));
  return path;
}

/** What Plausible does while pages are measured. */
const weathers: Readonly<Record<string, (plausible: PlausibleStandIn) => void>> = {
  "takes all": () => {},
  "drops all": (plausible) => plausible.dropAll(),
  "answers 500": ({ faults }) => void faults.status(500, Infinity),
  "takes 30 s": ({ faults }) => void faults.latency(30_000),
  hangs: ({ faults }) => void faults.hang(Infinity),
};

/** Pages of a portal that counts beside one that does not, and of one that tells Plausible beside one that does not, in turn. */
export async function benchCounting() {
  const dataDir = mkdtempSync(join(tmpdir(), "foyer-bench-"));
  const plain = await listening(dataDir);
  const { org, cookie } = fill(dataDir, 300);
  const load = ({ at, child }: Pick<typeof plain, "at" | "child">, query = "?n=[<id>]") => ({
    url: `${at}/o/${org}/billing${query}`,
    headers: { Cookie: cookie },
    pid: child.pid!,
    seconds: 2,
    expect: 200,
  });
  const beside = async (name: string, one: ReturnType<typeof load>, other: ReturnType<typeof load>) => {
    const pairs = await against(one, other, rounds);
    const rates = median(pairs.map(({ ratio }) => ratio)).toFixed(3);
    const processor = median(pairs.map(({ ours, floor }) => floor.processorMs / ours.processorMs)).toFixed(3);
    const p99 = (await latency({ ...one, seconds: 6 })) / (await latency({ ...other, seconds: 6 }));
    console.log(`${name.padEnd(34)} rate ${rates}  pages per processor time ${processor}  p99 ${p99.toFixed(2)}`);
  };

  // What a process compiles, it compiles in its first thousands of pages.
  const warm = (portal: typeof plain) => rate({ ...load(portal), seconds: 15 });

  console.log(`a list page with what is named ÷ the same without it, in turn: medians of ${rounds} rounds`);
  const uncounted = await listening(dataDir, {}, withoutCounting());
  for (const portal of [plain, uncounted]) await warm(portal);
  await beside("counting, rendered anew", load(plain), load(uncounted));
  await beside("counting, remembered", load(plain, ""), load(uncounted, ""));
  for (const portal of [plain, uncounted]) await portal.stop();
  rmSync(join(server, "uncounted.js"));

  const plausible = await startPlausible();
  const settings = { PLAUSIBLE_DOMAIN: "portal.example", PLAUSIBLE_URL: plausible.url };
  // Both anew: one that has run for longer is quicker by a tenth.
  const [told, untold] = [await listening(dataDir, settings), await listening(dataDir)];
  for (const portal of [told, untold]) await warm(portal);
  for (const [name, begin] of Object.entries(weathers)) {
    begin(plausible);
    await beside(`Plausible ${name}`, load(told), load(untold));
    console.log(`${"".padEnd(34)} memory of its own ${memoryMb(told.child.pid!).own.toFixed(0)} MB`);
    plausible.faults.clear();
    plausible.dropAll(false);
  }
  for (const portal of [told, untold]) await portal.stop();
  await plausible.close();
  rmSync(dataDir, { recursive: true, force: true });
}
