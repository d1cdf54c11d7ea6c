import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openFile } from "#db/connection.ts";
import { migrate, migrations, ForeignDatabase, pendingMigrations } from "#db/migrate.ts";

const secrets = ["a-secret-for-tests-that-is-long-enough-1"] as const;
let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "foyer-migrate-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const open = () => openFile(join(folder, "foyer.db"), secrets);

it("makes a new file whole, and finds nothing to do the second time", () => {
  const connection = open();
  expect(migrate(connection, 1)).toEqual({ applied: migrations.map(({ name }) => name), backup: null });
  expect(migrate(connection, 2)).toEqual({ applied: [], backup: null });
  connection.sqlite.close();
});

it("copies a file that holds data before it upgrades it", () => {
  const later = { name: "9999_later", sql: "alter table people add nickname text" };
  const connection = open();
  migrate(connection, 1);
  connection.sqlite.exec(
    "insert into people (id, email, created_at, updated_at) values ('per_1', 'a@b.example', 0, 0)",
  );
  const { applied, backup } = migrate(connection, Date.UTC(2026, 10, 23), [...migrations, later]);
  expect(applied).toEqual([later.name]);
  expect(readdirSync(join(folder, "backups"))).toHaveLength(1);
  const copy = openFile(backup!, secrets);
  expect(copy.sqlite.prepare("select email from people").pluck().all()).toEqual(["a@b.example"]);
  expect(pendingMigrations(copy, [...migrations, later])).toEqual(applied);
  copy.sqlite.close();
  connection.sqlite.close();
});

it("leaves a migration that fails undone, whole", () => {
  const connection = open();
  connection.sqlite.exec("create table invoices (id)");
  expect(() => migrate(connection, 1)).toThrow();
  expect(connection.sqlite.prepare("select name from sqlite_master where type = 'table'").pluck().all().sort()).toEqual(
    ["invoices", "migrations"],
  );
  connection.sqlite.close();
});

it.each([
  ["that a newer version has changed", "9999_from_the_future", /newer version \(9999_from_the_future\)/],
  ["from before the first release", "0001_versions", /before the first release and cannot be upgraded; move foyer.db/],
])("refuses a file %s, and leaves it as it is", (_file, name, sentence) => {
  const connection = open();
  migrate(connection, 1);
  connection.sqlite.prepare("insert into migrations values (?, 1)").run(name);
  const before = connection.sqlite.serialize();
  expect(() => migrate(connection, 2)).toThrow(ForeignDatabase);
  expect(() => migrate(connection, 2)).toThrow(sentence);
  expect(connection.sqlite.serialize().equals(before)).toBe(true);
  connection.sqlite.close();
});
