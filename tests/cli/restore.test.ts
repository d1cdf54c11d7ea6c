import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openFile } from "#db/connection.ts";
import { openFolder, stamp } from "#db/data-dir.ts";
import { migrate, migrations } from "#db/migrate.ts";
import { startSession } from "#app/sign-in/sessions.ts";
import type { PersonId } from "#db/ids.ts";
import { waitedInBackup } from "#db/outbox.ts";
import { outbox } from "#db/schema/mail.ts";
import { people } from "#db/schema/organizations.ts";
import { sessions } from "#db/schema/sign-in.ts";
import { systemOf } from "#db/tenant.ts";
import { addMail } from "#tests/mail/mail-rows.ts";
import { openWorld, type World } from "#tests/world.ts";
import { foyer as run } from "./command.ts";

const secrets = ["only to write what others would"] as const;
let world: World;
let copy: string;
const foyer = (...words: string[]) => run(words, { env: { DATA_DIR: world.dataDir }, now: world.now });
const place = (name: string) => join(world.dataDir, name);

beforeEach(async () => {
  world = openWorld();
  world.connection.sqlite.close();
  copy = place("copy.db");
  await foyer("staff", "add", "before@norrland.example");
  expect(await foyer("backup", copy)).toEqual({ code: 0, out: `${copy}\n`, err: "" });
  await foyer("staff", "add", "after@norrland.example");
});
afterEach(() => world.close());

const kept = () =>
  readdirSync(world.dataDir)
    .filter((name) => /before-restore[^/]*Z(-\d+)?$/.test(name))
    .sort();
const isRestored = async () =>
  expect((await foyer("staff", "list")).out).toBe("before@norrland.example\tadded by cli\n");

async function restored() {
  expect(await foyer("restore", copy)).toMatchObject({ code: 0, err: "" });
  await isRestored();
}

function flip(path: string) {
  const bytes = readFileSync(path);
  for (let at = 20; at < bytes.length; at += 97) bytes[at]! ^= 0xff;
  writeFileSync(path, bytes);
}

function upgradeToNewer() {
  const newer = openFile(world.path, secrets);
  newer.sqlite.prepare("insert into migrations values ('9999_newer', 1)").run();
  newer.sqlite.close();
}

describe("a restore puts the backup in place", () => {
  it.each([
    ["a database that has flipped bytes", () => flip(world.path), /damaged/],
    ["one that was cut", () => truncateSync(world.path, 50_000), /damaged/],
    ["an empty one", () => truncateSync(world.path), /not a portal database/],
    ["one that a newer version has upgraded", upgradeToNewer, /newer version \(9999_newer\)/],
    ["none", () => rmSync(world.path), /There is no database at .+foyer\.db/],
  ])("of %s, which verify says", async (_what, harm, why) => {
    harm();
    const found = await foyer("verify");
    expect(found).toMatchObject({ code: 1, out: "" });
    expect(found.err).toMatch(why);
    await restored();
    expect(await foyer("verify")).toMatchObject({ code: 0, out: "The database is sound\n" });
  });

  it("and keeps what was there, byte by byte with its log, under a new name each time", async () => {
    for (const time of [1, 2, 3]) {
      writeFileSync(world.path, `no database ${time}`);
      writeFileSync(`${world.path}-wal`, `no log ${time}`);
      await restored();
    }
    const texts = (suffix: string) => kept().map((name) => readFileSync(place(name + suffix), "utf8"));
    expect(texts("")).toEqual(["no database 1", "no database 2", "no database 3"]);
    expect(texts("-wal")).toEqual(["no log 1", "no log 2", "no log 3"]);
  });

  it("and can be taken back, with what was only in the log", async () => {
    const open = openFile(world.path, secrets);
    open.sqlite.exec("insert into staff (email, added_by, created_at) values ('last@norrland.example', 'cli', 1)");
    // As a kill leaves them: the log beside the database, and not yet in it.
    for (const suffix of ["", "-wal"]) writeFileSync(place(`held${suffix}`), readFileSync(world.path + suffix));
    open.sqlite.close();
    for (const suffix of ["", "-wal"]) renameSync(place(`held${suffix}`), world.path + suffix);
    await restored();
    expect(await foyer("restore", place(kept()[0]!))).toMatchObject({ code: 0 });
    expect((await foyer("staff", "list")).out).toMatch(/after@[^]+before@[^]+last@/);
  });

  it("in a folder where nothing is yet, as on a new machine", async () => {
    const env = { DATA_DIR: place("new") };
    expect(await run(["restore", copy], { env, now: world.now })).toEqual({
      code: 0,
      out: `Restored ${copy}\nEveryone has to sign in again\n`,
      err: "",
    });
    expect((await run(["staff", "list"], { env, now: world.now })).out).toContain("before@norrland.example");
  });

  it("with nobody signed in, and what was waiting marked as perhaps sent since", async () => {
    const open = openFile(world.path, secrets);
    const system = systemOf(open);
    const ada = { id: "per_ada" as PersonId, email: "ada@acme.example", createdAt: 1, updatedAt: 1 };
    system.db.insert(people).values(ada).run();
    startSession(system, ada.id, "Firefox on Linux", "mailbox", world.now());
    const due = { state: "bundled", bundle: "per_ada:1", notBefore: 1 } as const;
    const later = { state: "bundled", bundle: "per_ada:9e15", notBefore: 9e15 } as const;
    const became = [
      { state: "new" },
      { state: "sending", leaseOwner: "gone", leaseUntil: 9e15 },
      {},
      due,
      later,
    ] as const;
    for (const state of became) addMail({ system, now: world.now }, {}, state);
    open.sqlite.close();
    await foyer("backup", (copy = place("later.db")));
    expect((await foyer("restore", copy)).out).toMatch(
      /\nEveryone has to sign in again\n3 emails were waiting\. With Postmark, /,
    );
    const back = openFile(world.path, secrets);
    const rows = systemOf(back).db.select().from(outbox).all();
    const asked = { state: "new", doubtful: true, error: waitedInBackup, leaseOwner: null };
    const lost = { state: "failed", error: waitedInBackup, endedAt: world.now() };
    expect(rows).toMatchObject([asked, asked, { state: "delivered", doubtful: false, error: null }, lost, later]);
    expect(systemOf(back).db.select().from(sessions).all()).toMatchObject([{ endedAt: world.now() }]);
    back.sqlite.close();
  });

  it("of an older version, from the copy that a newer one made before its upgrade", async () => {
    const newer = openFile(world.path, secrets);
    const later = { name: "9999_later", sql: "alter table people add nickname text" };
    const { backup } = migrate(newer, world.now(), [...migrations, later]);
    newer.sqlite.exec("insert into staff (email, added_by, created_at) values ('late@norrland.example', 'cli', 1)");
    newer.sqlite.close();
    expect((await foyer("staff", "list")).err).toContain("newer version (9999_later)");
    expect(await foyer("restore", backup!)).toMatchObject({ code: 0 });
    expect((await foyer("staff", "list")).out).toMatch(/^after@.+\nbefore@.+\n$/);
  });
});

describe("no new database is begun beside backups", () => {
  it.each([
    ["is gone", () => rmSync(world.path), "missing"],
    ["is empty", () => truncateSync(world.path), "empty"],
  ])("where theirs %s: the newest is named", async (_what, harm, how) => {
    const newest = (await foyer("backup")).out.trim();
    harm();
    const { code, err } = await foyer("staff", "list");
    expect(code).toBe(1);
    expect(err).toContain(`${world.path} is ${how}, and there are backups of it.`);
    expect(err).toContain(`foyer restore ${newest}. `);
    expect(statSync(world.path, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
    expect(await foyer("restore", newest)).toMatchObject({ code: 0 });
    expect((await foyer("staff", "list")).out).toContain("after@norrland.example");
  });

  it("but is once they are moved away", async () => {
    await foyer("backup");
    rmSync(world.path);
    renameSync(place("backups"), place("old"));
    expect(await foyer("staff", "list")).toMatchObject({ code: 0, out: "" });
  });
});

describe("a restore changes nothing", () => {
  it.each([
    ["with a copy that is damaged", () => flip(copy), /^The file is damaged/],
    ["with one that was cut", () => truncateSync(copy, 50_000), /^The file is damaged/],
    ["with an empty file", () => truncateSync(copy), /not a portal database/],
    [
      "with another program's database",
      () => openFile((copy = place("other.db")), secrets).sqlite.close(),
      /not a portal database/,
    ],
    ["with a file that is not there", () => rmSync(copy), /does not exist/],
    ["with a folder", () => (copy = world.dataDir), /is a folder: name the backup in it/],
    ["with the database itself", () => (copy = world.path), /is the database itself/],
    ["while the portal runs", () => openFolder(world.dataDir), /^The portal or another command is running: stop it/],
  ])("%s", async (_what, furnish, why) => {
    const folder = furnish() as ReturnType<typeof openFolder> | undefined;
    const before = readFileSync(world.path);
    const found = await foyer("restore", copy);
    folder?.release?.();
    expect(found).toMatchObject({ code: 1, out: "" });
    expect(found.err).toMatch(why);
    expect(readFileSync(world.path).equals(before)).toBe(true);
    expect(readdirSync(world.dataDir).filter((name) => /incoming|before-restore|restored/.test(name))).toEqual([]);
  });

  it.each([
    ["before anything was renamed", []],
    ["once the log was renamed", ["-wal"]],
    ["once the database was too", ["-wal", ""]],
  ])("by halves: cut off %s, it is finished by whoever comes next", async (_when, renamed) => {
    const arrival = `${world.path}.restored`;
    renameSync(copy, arrival);
    writeFileSync(`${world.path}-wal`, "a log");
    const name = `${world.path}.before-restore-${stamp(statSync(arrival).mtimeMs)}`;
    for (const suffix of renamed) renameSync(world.path + suffix, name + suffix);
    await isRestored();
    expect(existsSync(arrival)).toBe(false);
    expect(readFileSync(`${name}-wal`, "utf8")).toBe("a log");
    expect(kept().map(place)).toEqual([name]);
  });
});

describe("verify", () => {
  it("makes no file and no folder where nothing is", async () => {
    const env = { DATA_DIR: place("nothing") };
    for (const command of ["verify", "backup"])
      expect(await run([command], { env, now: world.now })).toMatchObject({
        code: 1,
        err: `There is no database at ${place("nothing/foyer.db")}\n`,
      });
    expect(existsSync(env.DATA_DIR)).toBe(false);
  });

  it("checks a backup too", async () => {
    expect(await foyer("verify", copy)).toMatchObject({ code: 0, out: "The backup is sound\n" });
    flip(copy);
    expect(await foyer("verify", copy)).toMatchObject({ code: 1, err: expect.stringMatching(/^The file is damaged/) });
    expect((await foyer("verify", place("never.db"))).err).toBe(`${place("never.db")} does not exist\n`);
  });
});

describe("a backup", () => {
  it("says why there is none, and leaves no file", async () => {
    expect(await foyer("backup", copy)).toEqual({ code: 1, out: "", err: `${copy} already exists\n` });
    expect((await foyer("backup", world.dataDir)).err).toBe(`${world.dataDir} is a folder: name a file in it\n`);
    const inFile = join(copy, "below.db");
    expect((await foyer("backup", inFile)).err).toMatch(`Couldn’t make a backup at ${inFile}: EEXIST`);
    flip(world.path);
    const target = place("of-a-damaged-one.db");
    expect((await foyer("backup", target)).err).toMatch(
      `Couldn’t make a backup at ${target}: database disk image is malformed`,
    );
    expect(readdirSync(world.dataDir).filter((name) => name.startsWith("of-a-damaged-one"))).toEqual([]);
  });
});

it("lets nobody but the portal's user read the data, nor what was there before", async () => {
  mkdirSync(place("files"), { mode: 0o755 });
  writeFileSync(place("files/fil_1"), "a drawing");
  for (const name of ["files", "foyer.db"]) chmodSync(place(name), 0o755);
  chmodSync(place("files/fil_1"), 0o644);
  await foyer("backup");
  await foyer("staff", "list");
  const readable = (readdirSync(world.dataDir, { recursive: true }) as string[]).filter(
    (name) => name !== "copy.db" && statSync(place(name)).mode & 0o077,
  );
  expect(readable).toEqual([]);
  expect(statSync(place("backups")).mode & 0o777).toBe(0o700);
});
