import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { maxFileBytes } from "#app/files/file-store.ts";
import { paths } from "#app/paths.ts";
import { messageFiles } from "#db/schema/requests.ts";
import { ask, customer } from "#tests/requests/request-rows.ts";
import { freePort } from "#tests/run/company.ts";
import { startPortal, type PortalProcess } from "#tests/run/portal-process.ts";
import { openTown } from "#tests/world.ts";

const megabyte = 1024 * 1024;
let town: ReturnType<typeof openTown>;
let portal: PortalProcess;
let headers: Record<string, string>;
let request: string;

beforeAll(async () => {
  const port = await freePort();
  const APP_URL = `http://localhost:${port}`;
  town = openTown({ APP_URL });
  // The process has the real clock, by which a session of that Monday may be over.
  town.pass(Date.now() - town.now());
  request = ask(town, town.acme, customer(town.ada)).id;
  headers = { Cookie: town.signIn(town.ada.id), Origin: APP_URL };
  portal = await startPortal({
    APP_URL,
    PORT: String(port),
    APP_SECRET: town.config.secrets[0],
    DATA_DIR: town.dataDir,
    SUPPORT_EMAIL: "help@norrland.example",
    SMTP_URL: "smtp://127.0.0.1:1",
  });
});
afterAll(async () => {
  await portal.stop();
  town.close();
});

/** What the process holds in memory, in bytes. */
const resident = () =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${portal.child.pid}/status`, "utf8"))![1]) * 1024;

/** The most that it held while something was done, above what it held before. */
async function growth(work: () => Promise<unknown>): Promise<number> {
  const before = resident();
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, resident())), 5);
  await work();
  clearInterval(watch);
  return Math.max(peak, resident()) - before;
}

async function send(bytes: Uint8Array<ArrayBuffer>, message: string) {
  const body = new FormData();
  body.append("message", message);
  body.append("files", new File([bytes], `${message}.bin`));
  const url = portal.url + paths.request(town.acme, request);
  return (await fetch(url, { method: "POST", headers, body, redirect: "manual" })).status;
}

const download = (id: string) => fetch(portal.url + paths.requestFile(town.acme, request, id), { headers });
const fileIds = () => town.system.db.select().from(messageFiles).all();

/** Opens a download and reads nothing of it. */
const opened = (id: string) =>
  new Promise<() => void>((resolve, reject) => {
    get(portal.url + paths.requestFile(town.acme, request, id), { headers, agent: false }, (response) => {
      response.pause();
      resolve(() => response.destroy());
    }).on("error", reject);
  });

/** How many of the portal's files the process has open. */
function openFiles(): number {
  const folder = `/proc/${portal.child.pid}/fd`;
  const target = (fd: string) => {
    try {
      return readlinkSync(join(folder, fd));
    } catch {
      return "";
    }
  };
  return readdirSync(folder).filter((fd) => target(fd).startsWith(join(town.dataDir, "files"))).length;
}

describe("a file of 10 MB", () => {
  it("goes up and comes down whole, and the process hardly grows", async () => {
    const bytes = randomBytes(maxFileBytes);
    expect(await send(bytes, "warm-up")).toBe(303);
    await (await download(fileIds()[0]!.id)).arrayBuffer();
    const grown = await growth(async () => {
      for (let i = 0; i < 3; i++) expect(await send(randomBytes(maxFileBytes), `up-${i}`)).toBe(303);
      const came = Buffer.from(await (await download(fileIds()[0]!.id)).arrayBuffer());
      expect(came.equals(bytes)).toBe(true);
    });
    expect(grown).toBeLessThan(30 * megabyte);
  }, 60_000);

  it("may be opened by a hundred at once", async () => {
    const { id } = fileIds()[0]!;
    let close: (() => void)[] = [];
    const grown = await growth(async () => {
      close = await Promise.all(Array.from({ length: 100 }, () => opened(id)));
      expect((await fetch(`${portal.url}/healthz`)).status).toBe(200);
    });
    expect(openFiles()).toBe(100);
    for (const end of close) end();
    expect(grown, "a tenth of what they are together").toBeLessThan(100 * megabyte);
    await expect.poll(openFiles, { timeout: 30_000 }).toBe(0);
  }, 60_000);
});
