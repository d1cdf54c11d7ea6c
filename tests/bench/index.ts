import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { startPortal } from "../run/portal-process.ts";
import { fill } from "./data.ts";
import { against } from "./rates.ts";

const dataDir = mkdtempSync(join(tmpdir(), "foyer-bench-"));
const env = { FOYER_MODE: "development", PORT: "0", APP_URL: "http://localhost:3999", DATA_DIR: dataDir };

async function listening() {
  let port = 0;
  const portal = await startPortal(env, (line) => {
    const match = /"port":(\d+),"msg":"listening"/.exec(line);
    if (match) port = Number(match[1]);
  });
  return { ...portal, at: `http://127.0.0.1:${port}` };
}

async function floor() {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", join(import.meta.dirname, "floor.ts"), join(dataDir, "foyer.db")],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return { at: `http://127.0.0.1:${Number(String(line))}`, stop: () => child.kill() };
}

const portal = await listening();
const { org, cookie } = fill(dataDir, 300);
const bare = await floor();
const headers = { Cookie: cookie };
const list = `${portal.at}/o/${org}/billing`;
const show = (name: string, { ours, floor, ratio }: Awaited<ReturnType<typeof against>>) =>
  console.log(
    `${name.padEnd(34)} ${ours.toFixed(0).padStart(7)}/s  floor ${floor.toFixed(0).padStart(7)}/s  ratio ${ratio.toFixed(2)}`,
  );

const bareList = `${bare.at}/o/${org}/billing`;
const tagOf = async (url: string) =>
  (await fetch(url, { headers: { ...headers, "Accept-Encoding": "identity" } })).headers.get("ETag")!;
const holding = async (url: string) => ({
  url,
  headers: { ...headers, "If-None-Match": await tagOf(url) },
  expect: 304,
});
const reading = (url: string) => ({ url, headers, expect: 200 });

console.log("against a bare Node server of the same rows, each in turn, medians of three rounds");
show("list page, 304", await against(await holding(list), await holding(bareList)));
show("list page, 200", await against(reading(list), reading(bareList)));
show("list page, 200, rendered anew", await against(reading(`${list}?n=[<id>]`), reading(bareList)));

console.log("\nfirst load, bytes (HTML + stylesheet, gzip)");
const css = gzipSync(
  await (
    await fetch(new URL(/href="(\/styles\/[^"]+)"/.exec(await (await fetch(list, { headers })).text())![1]!, portal.at))
  ).text(),
).length;
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
process.exit(0);
