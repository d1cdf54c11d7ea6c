import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openFile } from "#db/connection.ts";
import { openWorld, type World } from "#tests/world.ts";
import { foyer as run } from "./command.ts";

let world: World;
let copy: string;
const foyer = (...words: string[]) => run(words, { env: { DATA_DIR: world.dataDir }, now: world.now });

beforeEach(async () => {
  world = openWorld();
  world.connection.sqlite.close();
  copy = join(world.dataDir, "copy.db");
  await foyer("staff", "add", "before@norrland.example");
  expect(await foyer("backup", copy)).toMatchObject({ code: 0 });
});
afterEach(() => world.close());

const restored = async () => {
  expect(await foyer("restore", copy)).toMatchObject({ code: 0 });
  expect((await foyer("staff", "list")).out).toBe("before@norrland.example\tadded by cli\n");
};

describe("a restore puts the backup in place", () => {
  it("of a database that a newer version has upgraded", async () => {
    const newer = openFile(world.path, ["only to write what a newer version would"]);
    newer.sqlite.prepare("insert into migrations values ('9999_newer', 1)").run();
    newer.sqlite.close();
    expect(await foyer("verify")).toMatchObject({ code: 1, err: expect.stringContaining("newer version") });
    await restored();
  });

  it("of a damaged one, whose bytes and log it keeps", async () => {
    writeFileSync(world.path, "no database");
    writeFileSync(`${world.path}-wal`, "no log");
    await restored();
    const kept = `${world.path}.before-restore`;
    expect([kept, `${kept}-wal`].map((path) => readFileSync(path, "utf8"))).toEqual(["no database", "no log"]);
    await restored();
    expect(existsSync(`${kept}-wal`)).toBe(false);
  });
});
