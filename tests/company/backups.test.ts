import fs, {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { toKeep } from "#app/company/daily-backup.ts";
import { runShell } from "#app/company/shell-command.ts";
import { companyWork } from "#app/company/work.ts";
import { makePortal } from "#app/portal.server.ts";
import { startSchedule } from "#app/schedule.ts";
import { databaseIn, stamp } from "#db/data-dir.ts";
import { openFile } from "#db/connection.ts";
import { checkDatabase } from "#db/restore.ts";
import { systemOf } from "#db/tenant.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { openTown } from "#tests/world.ts";

const hour = 3_600_000;
const day = 24 * hour;
let town: ReturnType<typeof openTown>;
const open = (env: Record<string, string> = {}) => (town = openTown(env));
beforeEach(() => void open());
afterEach(() => {
  town.close();
  vi.unstubAllEnvs();
});

const backups = () => join(town.dataDir, "backups");
const names = () => readdirSync(backups()).sort();
const daily = (time: string) => `daily-${time.replace(/[:.]/g, "-")}.db`;

function writeOver(path: string, position: number) {
  const file = openSync(path, "r+");
  writeSync(file, Buffer.alloc(4096, 0xff), 0, 4096, position);
  closeSync(file);
}

const [order] = companyWork.scheduled!;

async function work() {
  order!.run(town.portal, town.system);
  await town.drain();
}
const age = async () =>
  ((await (await town.fetch("/readyz")).json()) as { backupAgeSeconds: number | null }).backupAgeSeconds;
const health = async () => {
  const { html } = await browserIn(town, { cookie: town.signIn(town.sam.id) }).get("/staff/health");
  return pageOf(html).text;
};

describe("the day's backup", () => {
  it("is made at its hour, whole, once", async () => {
    await work();
    expect(names()).toEqual([daily("2026-11-23T10:00:00.000Z")]);
    checkDatabase(join(backups(), names()[0]!));
    town.pass(16 * hour);
    await work();
    expect(names()).toHaveLength(1);
    town.pass(hour);
    await work();
    expect(names().at(-1)).toBe(daily("2026-11-24T03:00:00.000Z"));
    town.pass(23 * hour);
    await work();
    expect(names()).toHaveLength(2);
    expect(await age()).toBe((23 * hour) / 1000);
    expect(await health()).toContain("Newest Yesterday at 03:00");
  });

  it("is made up for at the start where the machine was off at its hour", async () => {
    const schedule = startSchedule(town.portal);
    await town.drain();
    schedule.stop();
    expect(names()).toEqual([daily("2026-11-23T10:00:00.000Z")]);
  });

  it("is one, though several processes work on the file", async () => {
    const second = openFile(town.path, town.config.secrets);
    const other = makePortal(second, { ...town.portal });
    order!.run(other, systemOf(second));
    order!.run(town.portal, town.system);
    const runs = [town.portal, other].flatMap((portal) => companyWork.workers!.map((worker) => worker.run(portal)));
    await Promise.all(runs);
    order!.run(other, systemOf(second));
    await town.drain();
    second.sqlite.close();
    expect(names()).toHaveLength(1);
  });

  it("is not begun where it would fill the disk, which staff are told", async () => {
    vi.spyOn(fs, "statfsSync").mockReturnValue({ bavail: 100 * 1024, bsize: 1024 } as ReturnType<typeof fs.statfsSync>);
    syncBuiltinESMExports();
    await work();
    vi.restoreAllMocks();
    syncBuiltinESMExports();
    expect(existsSync(backups())).toBe(false);
    expect(await health()).toContain("The disk has no room for a backup: 100 MB are free");
  });

  it("is none where it is off, which staff are told", async () => {
    town.close();
    open({ BACKUP_HOUR: "off" });
    await work();
    expect(readdirSync(town.dataDir)).not.toContain("backups");
    town.pass(30 * day);
    const page = await health();
    expect(page).toContain("BACKUP_HOUR is off: the portal makes no daily backups.");
    expect(page).not.toContain("There is no backup");
  });

  it("is kept for 7 days and 4 weeks, and copies from before the last three upgrades; others stay", async () => {
    await work();
    const [first] = names();
    const copy = (name: string) => copyFileSync(join(backups(), first!), join(backups(), name));
    for (let ago = 1; ago <= 60; ago++) copy(`daily-${stamp(town.now() - ago * day)}.db`);
    for (let ago = 1; ago <= 5; ago++) copy(`before-upgrade-${stamp(town.now() - ago * day)}.db`);
    copy(`foyer-${stamp(town.now() - 400 * day)}.db`);
    copy("by-hand.db");
    const cutOff = join(backups(), "cut-off.db.part");
    writeFileSync(cutOff, "");
    utimesSync(cutOff, town.now() / 1000, town.now() / 1000);
    town.pass(day);
    await work();
    const days = (kind: string) =>
      names().flatMap((name) => (name.startsWith(kind) ? name.slice(kind.length + 6, kind.length + 11) : []));
    expect(days("daily")).toEqual(["11-08", "11-15", "11-18", "11-19", "11-20", "11-21", "11-22", "11-23", "11-24"]);
    expect(days("before-upgrade")).toEqual(["11-20", "11-21", "11-22"]);
    expect(days("foyer")).toHaveLength(1);
    expect(names()).toContain("by-hand.db");
    expect(existsSync(cutOff)).toBe(true);
    town.pass(day);
    await work();
    expect(existsSync(cutOff)).toBe(false);
  });

  it("ends its days and weeks where the company's clock does, also when that is put forward or back", () => {
    vi.stubEnv("TZ", "Europe/Berlin");
    const at = (text: string) => new Date(text).getTime();
    const written = (ms: number) => new Date(ms).toISOString().slice(0, 16);
    const keep = (moments: string[], kept: { daily: number; weekly: number }) =>
      [
        ...toKeep(
          moments.map((moment) => ({ at: at(moment) })),
          kept,
        ),
      ].map((copy) => written(copy.at));
    // The night from Saturday to Sunday, 25 October: Sunday has 25 hours, and its week ends with it.
    expect(
      keep(["2026-10-25T23:30Z", "2026-10-25T22:30Z", "2026-10-25T00:30Z", "2026-10-24T22:30Z", "2026-10-24T21:30Z"], {
        daily: 3,
        weekly: 0,
      }),
    ).toEqual(["2026-10-25T23:30", "2026-10-25T22:30", "2026-10-24T21:30"]);
    expect(keep(["2026-10-25T23:30Z", "2026-10-25T22:30Z", "2026-10-18T21:30Z"], { daily: 1, weekly: 3 })).toEqual([
      "2026-10-25T23:30",
      "2026-10-25T22:30",
      "2026-10-18T21:30",
    ]);
    // Sunday, 28 March has 23 hours.
    expect(keep(["2027-03-28T22:30Z", "2027-03-28T21:30Z", "2027-03-27T23:30Z"], { daily: 2, weekly: 2 })).toEqual([
      "2027-03-28T22:30",
      "2027-03-28T21:30",
    ]);
  });

  it("is made at the company's hour, also on the day that has none such", async () => {
    vi.stubEnv("TZ", "Europe/Berlin");
    town.close();
    open({ BACKUP_HOUR: "2" });
    town.pass(Date.parse("2027-03-28T00:59Z") - town.now());
    for (const [minutes, made] of [
      [0, "00:59"],
      [1, "01:00"],
      [60, "01:00"],
    ] as const) {
      town.pass(minutes * 60_000);
      await work();
      expect(names()).toEqual([daily(`2027-03-28T${made}:00.000Z`)]);
    }
  });
});

describe("a backup that fails", () => {
  it("leaves no file, counts as none, is said on health, and is made as soon as it can be", async () => {
    writeFileSync(backups(), "in its way");
    await work();
    expect(await health()).toContain("The last backup failed and will be tried again automatically: EEXIST");
    expect(town.logLines.join("")).toContain("job failed");
    expect(await age()).toBeNull();
    rmSync(backups());
    town.pass(15 * 60_000);
    await town.drain();
    expect(names()).toEqual([daily("2026-11-23T10:15:00.000Z")]);
    expect(await health()).not.toContain("backup failed");
  });

  it("of a database that is damaged leaves the older ones alone", async () => {
    await work();
    const { sqlite } = town.connection;
    sqlite.pragma("wal_checkpoint(TRUNCATE)");
    const page = sqlite
      .prepare("select rootpage from sqlite_schema where name = 'organizations'")
      .pluck()
      .get() as number;
    writeOver(databaseIn(town.dataDir), (page - 1) * 4096);
    town.pass(day);
    await work();
    expect(names()).toEqual([daily("2026-11-23T10:00:00.000Z")]);
    expect(await health()).toContain("will be tried again automatically: database disk image is malformed");
  });

  it("is red where none was made for two days", async () => {
    expect(await health()).not.toContain("There is no backup");
    town.pass(2 * day + 1);
    expect(await health()).toContain("There is no backup");
    await work();
    expect(await health()).not.toContain("There is no backup");
    town.pass(2 * day + 1);
    expect(await health()).toContain("The newest backup is from 25 Nov 2026, 10:00");
  });

  it("is not taken for one: cut, empty, of another kind, or from the future", async () => {
    await work();
    const [first] = names();
    const copy = (name: string) => copyFileSync(join(backups(), first!), join(backups(), name));
    const [cut, empty] = ["foyer-2026-11-23T12-00-00-000Z.db", "daily-2026-11-23T13-00-00-000Z.db"];
    for (const name of [cut, empty, "before-upgrade-2026-11-23T14-00-00-000Z.db", "daily-2027-11-23T14-00-00-000Z.db"])
      copy(name);
    mkdirSync(join(backups(), "daily-2026-11-23T14-30-00-000Z.db"));
    truncateSync(join(backups(), cut), 8192);
    truncateSync(join(backups(), empty));
    town.pass(day / 2);
    expect(await age()).toBe(12 * 3600);
    copy("foyer-2026-11-23T15-00-00-000Z.db");
    town.pass(1_000);
    expect(await age()).toBe(7 * 3600 + 1);
  });
});

describe("BACKUP_COMMAND", () => {
  const away = () => join(town.dataDir, "away");

  it("copies each backup where it says, to a folder as to another machine", async () => {
    town.close();
    open({ BACKUP_COMMAND: 'cp "$BACKUP_FILE" "$DATA_DIR/away/" && cp -Ru "$DATA_DIR/files" "$DATA_DIR/away/"' });
    mkdirSync(away());
    await work();
    expect(readdirSync(away()).sort()).toEqual([...names(), "files"]);
    checkDatabase(join(away(), names()[0]!));
    writeFileSync(join(town.dataDir, "files/fil_1"), "a drawing");
    town.pass(day);
    await work();
    expect(readdirSync(away(), { recursive: true }).sort()).toEqual([...names(), "files", "files/fil_1"]);
    expect(await health()).not.toContain("couldn’t be copied");
  });

  it("that fails is said in the log and on health, with its reason, until it works", async () => {
    town.close();
    open({ BACKUP_COMMAND: 'cp "$BACKUP_FILE" "$DATA_DIR/away/"' });
    await work();
    expect(await health()).toMatch(/couldn’t be copied to another machine: it ended with 1: cp: .*away/);
    expect(town.logLines.join("")).toMatch(/it ended with 1: cp: .*job failed/);
    mkdirSync(away());
    town.pass(15 * 60_000);
    await town.drain();
    expect(readdirSync(away())).toEqual(names());
    expect(await health()).not.toContain("couldn’t be copied");
  });

  it("is stopped with all that it started once it takes too long", async () => {
    await expect(runShell("(sleep 600; echo late) & echo waiting >&2; wait", {}, 60)).rejects.toThrow(
      /^it was stopped after 0\.001 minutes: waiting$/,
    );
  });
});
