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

async function floor(org: string) {
  const child = spawn(process.execPath, ["--import", "tsx", join(import.meta.dirname, "floor.ts"), join(dataDir, "foyer.db"), org], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return { at: `http://127.0.0.1:${Number(String(line))}`, stop: () => child.kill() };
}

const portal = await listening();
const { org, cookie } = fill(dataDir, 300);
const bare = await floor(org);
const headers = { Cookie: cookie };
const list = `${portal.at}/o/${org}/billing`;
const show = (name: string, { ours, floor, ratio }: Awaited<ReturnType<typeof against>>) =>
  console.log(`${name.padEnd(34)} ${ours.toFixed(0).padStart(7)}/s  floor ${floor.toFixed(0).padStart(7)}/s  ratio ${ratio.toFixed(2)}`);

const etag = (await fetch(list, { headers })).headers.get("ETag")!;
const floorTag = (await fetch(bare.at)).headers.get("ETag")!;
show("list page, 200", await against({ url: list, headers, expect: 200 }, { url: bare.at, expect: 200 }));
show(
  "list page, 304",
  await against(
    { url: list, headers: { ...headers, "If-None-Match": etag }, expect: 304 },
    { url: bare.at, headers: { "If-None-Match": floorTag }, expect: 304 },
  ),
);

console.log("\nfirst load, bytes (HTML + stylesheet, gzip)");
const css = gzipSync(await (await fetch(new URL(/href="(\/styles\/[^"]+)"/.exec(await (await fetch(list, { headers })).text())![1]!, portal.at))).text()).length;
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
