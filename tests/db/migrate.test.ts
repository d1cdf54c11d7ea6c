import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
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
    ["invoices"],
  );
  connection.sqlite.close();
});

it("0056 says of the invoices that are there what a list says of new ones", () => {
  const before = migrations.slice(
    0,
    migrations.findIndex(({ name }) => name.endsWith("_said_of_invoices")),
  );
  const connection = open();
  migrate(connection, 1, before);
  const amounts = "currency, subtotal, total, amount_due, amount_paid, amount_remaining, issued_at";
  connection.sqlite.exec(`
    insert into invoices (id, raw, obs, fetched_at, first_seen_via, status, ${amounts}) values
      ('in_1', '{"customer_name":"Acme Nord"}', 1, 0, 'event', 'paid', 'eur', 1, 1, 1, 1, 0, 0),
      ('in_2', null, 1, 0, 'event', 'paid', 'eur', 1, 1, 1, 1, 0, 0);
    insert into invoice_lines (id, invoice_id, position, description, amount, currency) values
      ('il_2', 'in_1', 1, 'Felt pads', 1, 'eur'), ('il_1', 'in_1', 0, '${"Oak chairs, ".repeat(20)}', 1, 'eur')`);
  migrate(connection, 2);
  const said = "select customer_name, first_line, line_count from invoices order by id";
  expect(connection.sqlite.prepare(said).raw().all()).toEqual([
    ["Acme Nord", "Oak chairs, ".repeat(10), 2],
    [null, null, 0],
  ]);
  connection.sqlite.close();
});

describe("a migration that rebuilds a table", () => {
  function openWithMember() {
    const connection = open();
    migrate(connection, 1);
    connection.sqlite.exec(`
      insert into people (id, email, created_at, updated_at) values ('per_a', 'a@b.example', 0, 0);
      insert into organizations (id, name, created_at) values ('org_a', 'A', 0);
      insert into memberships (org_id, person_id, role, source, created_at) values ('org_a', 'per_a', 'owner', 'staff', 0)`);
    const list = (sql: string) => connection.sqlite.prepare(sql).pluck().all();
    const [table] = list("select sql from sqlite_master where name = 'organizations'") as [string];
    const rebuilding = (rows: string) => ({
      name: "9999_rebuild",
      sql: `${table.replace("organizations", "__new_organizations")};
        insert into __new_organizations select * from organizations where ${rows};
        drop table organizations;
        alter table __new_organizations rename to organizations`,
    });
    return { connection, list, migrateBy: (rows: string) => migrate(connection, 2, [...migrations, rebuilding(rows)]) };
  }

  it("keeps the rows that point at it and the triggers that name it, and no page as it was", () => {
    const { connection, list, migrateBy } = openWithMember();
    const triggers = () => list("select name from sqlite_master where type = 'trigger' order by 1");
    const [before, version] = [triggers(), list("select version from organizations")[0] as number];
    migrateBy("true");
    expect(list("select role from memberships")).toEqual(["owner"]);
    expect(triggers()).toEqual(before);
    expect(list("select version from organizations")).toEqual([version + 1]);
    expect(() => connection.sqlite.exec("delete from organizations")).toThrow(/FOREIGN KEY/);
    connection.sqlite.close();
  });

  it("is undone, whole, where it would leave rows without the one they belong to", () => {
    const { connection, list, migrateBy } = openWithMember();
    expect(() => migrateBy("false")).toThrow(/memberships without their organizations/);
    expect(list("select name from organizations")).toEqual(["A"]);
    expect(pendingMigrations(connection)).toEqual([]);
    expect(() => connection.sqlite.exec("delete from organizations")).toThrow(/FOREIGN KEY/);
    connection.sqlite.close();
  });
});

it.each([
  ["that a newer version has changed", "9999_from_the_future", /newer version \(9999_from_the_future\)/],
  ["from before the first release", "0001_versions", /before the first release and can't be upgraded; move foyer.db/],
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
