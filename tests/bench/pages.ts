import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { startPortal } from "../run/portal-process.ts";
import { fill } from "./data.ts";
import { startFloor } from "./floor-process.ts";
import { against } from "./rates.ts";

const show = (name: string, { ours, floor, ratio }: Awaited<ReturnType<typeof against>>) =>
  console.log(
    `${name.padEnd(34)} ${ours.toFixed(0).padStart(7)}/s  floor ${floor.toFixed(0).padStart(7)}/s  ratio ${ratio.toFixed(2)}`,
  );

/** A portal on a folder of its own, and where it listens. */
export async function listening(dataDir: string, more: Record<string, string> = {}) {
  let port = 0;
  const env = { FOYER_MODE: "development", PORT: "0", APP_URL: "http://localhost:3999", DATA_DIR: dataDir, ...more };
  const portal = await startPortal(env, (line) => {
    const match = /"port":(\d+),"msg":"listening"/.exec(line);
    if (match) port = Number(match[1]);
  });
  return { ...portal, at: `http://127.0.0.1:${port}` };
}

/** Pages against a bare server of the same rows, each in turn, and what a first load weighs. */
export async function benchPages() {
  const dataDir = mkdtempSync(join(tmpdir(), "foyer-bench-"));
  const portal = await listening(dataDir);
  const { org, cookie } = fill(dataDir, 300);
  const bare = await startFloor("floor.ts", join(dataDir, "foyer.db"));
  const headers = { Cookie: cookie };
  const list = `${portal.at}/o/${org}/billing`;
  const bareList = `${bare.at}/o/${org}/billing`;
  const tagOf = async (url: string) =>
    (await fetch(url, { headers: { ...headers, "Accept-Encoding": "identity" } })).headers.get("ETag")!;
  const holding = async (url: string) => ({
    url,
    headers: { ...headers, "If-None-Match": await tagOf(url) },
    expect: 304,
  });
  const reading = (url: string) => ({ url, headers, expect: 200 });

  console.log("pages against a bare Node server of the same rows, each in turn, medians of three rounds");
  show("list page, 304", await against(await holding(list), await holding(bareList)));
  show("list page, 200", await against(reading(list), reading(bareList)));
  show("list page, 200, rendered anew", await against(reading(`${list}?n=[<id>]`), reading(bareList)));

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
    const html = gzipSync(await (await fetch(portal.at + path, { headers })).text()).length;
    console.log(`${name.padEnd(34)} ${html} + ${css} = ${html + css}`);
  }

  bare.stop();
  await portal.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
