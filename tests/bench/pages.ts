import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { startPortal } from "../run/portal-process.ts";
import { fill } from "./data.ts";
import { startFloor } from "./floor-process.ts";
import { figure } from "./figures.ts";
import { against, latency, rate } from "./rates.ts";

const rounds = 5;

type Pairs = Awaited<ReturnType<typeof against>>;

/** Keeps the rounds' figures under this name, and prints their medians. */
function show(name: string, pairs: Pairs, more = "") {
  const ours = figure(
    `${name}, a second`,
    pairs.map((pair) => pair.ours.perSecond),
  );
  const floor = figure(
    `${name}, floor a second`,
    pairs.map((pair) => pair.floor.perSecond),
  );
  const ratio = figure(
    `${name}, ratio`,
    pairs.map((pair) => pair.ratio),
  );
  const rates = `${ours.toFixed(0).padStart(7)}/s  floor ${floor.toFixed(0).padStart(7)}/s  ratio ${ratio.toFixed(3)}`;
  console.log(`${name.padEnd(24)} ${rates}${more}`);
}

/** The same with the processor time of a page and of the floor's, and the slowest in a hundred of twenty a second. */
function showAnew(name: string, pairs: Pairs, p99: number) {
  const ours = figure(
    `${name}, processor ms`,
    pairs.map((pair) => pair.ours.processorMs),
  );
  const floor = figure(
    `${name}, floor processor ms`,
    pairs.map((pair) => pair.floor.processorMs),
  );
  const slowest = `p99 ${p99.toFixed(1)} ms`;
  show(name, pairs, `  processor ${ours.toFixed(2)} ms a page, floor ${floor.toFixed(3)} ms  ${slowest}`);
}

/** A portal on a folder, and where it listens; `bundle` is another than was built. */
export async function listening(dataDir: string, more: Record<string, string> = {}, bundle?: string) {
  let port = 0;
  const env = { FOYER_MODE: "development", PORT: "0", APP_URL: "http://localhost:3999", DATA_DIR: dataDir, ...more };
  const portal = await startPortal(
    env,
    (line) => {
      const match = /"port":(\d+),"msg":"listening"/.exec(line);
      if (match) port = Number(match[1]);
    },
    bundle,
  );
  return { ...portal, at: `http://127.0.0.1:${port}` };
}

/** Pages rendered anew and remembered ones against a bare server of the same rows, and what a first load weighs. */
export async function benchPages() {
  const dataDir = mkdtempSync(join(tmpdir(), "foyer-bench-"));
  const portal = await listening(dataDir);
  const { org, cookie } = fill(dataDir, 300);
  const bare = await startFloor("floor.ts", join(dataDir, "foyer.db"));
  const headers = { Cookie: cookie };
  const [list, bareList] = [portal, bare].map(({ at }) => `${at}/o/${org}/billing`) as [string, string];
  const tagOf = async (url: string) =>
    (await fetch(url, { headers: { ...headers, "Accept-Encoding": "identity" } })).headers.get("ETag")!;
  const holding = async (url: string) => ({
    url,
    headers: { ...headers, "If-None-Match": await tagOf(url) },
    expect: 304,
  });
  const reading = (url: string) => ({ url, headers, expect: 200 });

  console.log(
    `pages rendered anew, beside a bare Node server of the same rows, each in turn, uncompressed: medians of ${rounds} rounds`,
  );
  for (const [name, path] of Object.entries({
    "list of 20 invoices": "/billing",
    home: "",
    invoice: "/billing/in_bench0",
    order: "/orders/ord_bench",
    request: "/requests/req_bench",
  })) {
    const anew = (at: string, pid: number) => ({ ...reading(`${at}/o/${org}${path}?n=[<id>]`), pid, seconds: 2 });
    const [ours, floor] = [anew(portal.at, portal.child.pid!), anew(bare.at, bare.pid)];
    await rate(ours);
    const pairs = await against(ours, floor, rounds);
    showAnew(name, pairs, await latency({ ...ours, seconds: 8 }));
  }

  console.log("\na page that the portal remembers, in the same way");
  show("list page, 304", await against(await holding(list), await holding(bareList)));
  show("list page, 200", await against(reading(list), reading(bareList)));

  console.log("\nfirst load, bytes (HTML + stylesheet, gzip)");
  const styles = /href="(\/styles\/[^"]+)"/.exec(await (await fetch(list, { headers })).text())![1]!;
  const css = gzipSync(await (await fetch(new URL(styles, portal.at))).text()).length;
  for (const [name, path] of Object.entries({
    "sign-in": "/sign-in",
    home: `/o/${org}`,
    list: `/o/${org}/billing`,
    invoice: `/o/${org}/billing/in_bench0`,
    contact: "/contact",
  })) {
    // Whoever is signed in is led on from these.
    const isForStrangers = path === "/sign-in" || path === "/contact";
    const asked = { headers: isForStrangers ? {} : headers, redirect: "error" } as const;
    const html = gzipSync(await (await fetch(portal.at + path, asked)).text()).length;
    console.log(`${name.padEnd(34)} ${html} + ${css} = ${html + css}`);
  }

  bare.stop();
  await portal.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
