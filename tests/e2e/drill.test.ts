import Database from "better-sqlite3";
import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openFile } from "#db/connection.ts";
import { migrate, migrations } from "#db/migrate.ts";
import { foyer as run } from "#tests/cli/command.ts";
import { startCompany, type Company } from "#tests/run/company.ts";

const writersAtOnce = 8;
const writesBefore = 150;

let company: Company;
let headers: Record<string, string>;
let file: string;
let copy: string;
let acknowledged: string[];
beforeAll(async () => {
  company = await startCompany();
  headers = { Authorization: `Bearer ${await company.makeKey("Drill")}`, "Content-Type": "application/json" };
  file = join(company.dataDir, "foyer.db");
  copy = join(company.dataDir, "drill.db");
  acknowledged = await backUpUnderLoad();
});
afterAll(() => company?.close());

const put = (name: string) =>
  fetch(`${company.url}/api/v1/organizations/${name}`, { method: "PUT", headers, body: JSON.stringify({ name }) }).then(
    (answer) => answer.ok,
    () => false,
  );

/** A command, on the portal's folder but in this process: it needs no second to start. */
const foyer = (...words: string[]) => run(words, { env: { DATA_DIR: company.dataDir }, now: Date.now });

/** Takes a backup while others write. Gives what was acknowledged before it began. */
async function backUpUnderLoad(): Promise<string[]> {
  const written: string[] = [];
  let isOver = false;
  let isUnderWay = () => {};
  const underWay = new Promise<void>((resolve) => void (isUnderWay = resolve));
  const write = async (writer: number) => {
    for (let n = 0; !isOver; n++) {
      if (await put(`w${writer}-${n}`)) written.push(`w${writer}-${n}`);
      if (written.length > writesBefore) isUnderWay();
    }
  };
  const writers = Array.from({ length: writersAtOnce }, (_, n) => write(n));
  await underWay;
  const before = [...written];
  expect(await company.read(["backup", copy])).toBe(`${copy}\n`);
  isOver = true;
  await Promise.all(writers);
  expect(written.length).toBeGreaterThan(before.length);
  return before;
}

function flip() {
  const bytes = readFileSync(file);
  for (let at = 50; at < bytes.length; at += 500) bytes[at]! ^= 0xff;
  writeFileSync(file, bytes);
}

function upgradeToNewer() {
  const db = new Database(file);
  db.exec("insert into migrations values ('9999_newer', 1)");
  db.close();
}

function lost(names: string[]): string[] {
  const db = new Database(file, { readonly: true });
  const there = new Set(db.prepare("select name from organizations").pluck().all());
  db.close();
  return names.filter((name) => !there.has(name));
}

/** What may happen to the database, however it comes about. */
const harms = {
  flipped: flip,
  cut: () => truncateSync(file, 100_000),
  emptied: () => truncateSync(file),
  "upgraded by a newer version": upgradeToNewer,
  lost: () => rmSync(file),
};

it("a backup taken under load brings back all that was acknowledged before it, whatever broke", async () => {
  expect(await foyer("restore", copy)).toMatchObject({ code: 1, err: expect.stringContaining("is running: stop it") });
  await company.stop("SIGKILL");
  const found: Record<string, string[]> = {};
  for (const [harm, does] of Object.entries(harms)) {
    does();
    expect(await foyer("restore", copy)).toMatchObject({ code: 0, err: "" });
    found[harm] = lost(acknowledged);
  }
  expect(found).toEqual(Object.fromEntries(Object.keys(harms).map((harm) => [harm, []])));
  await company.start();
  expect((await fetch(`${company.url}/sign-in`)).status).toBe(200);
  expect(await put("written again")).toBe(true);
});

it("an upgrade from the previous release leads back to it, with all that was there before", async () => {
  await company.stop();
  for (const suffix of ["", "-wal", "-shm"]) rmSync(file + suffix, { force: true });
  const previous = migrations.slice(0, -1);
  const old = new Database(file);
  old.exec("create table migrations (name text primary key, applied_at integer not null)");
  for (const { name, sql } of previous) {
    old.exec(sql);
    old.prepare("insert into migrations values (?, 1)").run(name);
  }
  old.exec("insert into organizations (id, name, created_at) values ('org_old', 'from before', 1)");
  old.close();

  await company.start();
  expect(lost(["from before"])).toEqual([]);
  await foyer("staff", "add", "late@norrland.example");
  await company.stop();
  const backups = join(company.dataDir, "backups");
  const [before] = readdirSync(backups).filter((name) => name.startsWith("before-upgrade"));
  expect(await foyer("restore", join(backups, before!))).toMatchObject({ code: 0 });
  const back = openFile(file, ["only to read it as the previous release"]);
  expect(migrate(back, 2, previous)).toEqual({ applied: [], backup: null });
  expect(back.sqlite.prepare("select name from organizations").pluck().all()).toEqual(["from before"]);
  expect(back.sqlite.prepare("select email from staff").pluck().all()).toEqual([]);
  back.sqlite.close();
});
