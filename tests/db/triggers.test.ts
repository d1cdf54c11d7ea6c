import { getTableColumns, getTableName } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openFile, type Connection } from "#db/connection.ts";
import { migrate } from "#db/migrate.ts";
import { auditLog, people } from "#db/schema/organizations.ts";
import { hasColumn, tables } from "#db/tables.ts";

let connection: Connection;
beforeEach(() => {
  connection = openFile(":memory:", ["a-secret-for-tests-that-is-long-enough-1"]);
  migrate(connection, 1);
  connection.sqlite.pragma("foreign_keys = OFF");
  connection.sqlite.exec("insert into organizations (id, name, created_at) values ('acme', 'A', 1), ('zebra', 'Z', 1)");
});
afterEach(() => connection.sqlite.close());

const sampleOf = (column: SQLiteColumn) =>
  ({ text: column.enumValues?.[0] ?? "x", blob: Buffer.of(1) })[column.getSQLType()] ?? 1;

/** Puts a row of made-up values into a table, as Acme's. */
function addRow(table: SQLiteTable) {
  const columns = Object.values(getTableColumns(table));
  const names = columns.map(({ name }) => `"${name}"`);
  const values = columns.map((column) => (column.name === "org_id" ? "acme" : sampleOf(column)));
  const places = values.map(() => "?");
  connection.sqlite
    .prepare(`insert into ${getTableName(table)} (${names.join()}) values (${places.join()})`)
    .run(...values);
}

const versions = () => {
  const versionOf = connection.sqlite.prepare("select version from organizations where id = ?").pluck();
  return ["acme", "zebra"].map((id) => versionOf.get(id) as number);
};

/** By how much the versions of Acme and of Zebra counted up while that was done. */
function counted(change: () => void): number[] {
  const before = versions();
  change();
  return versions().map((version, i) => version - before[i]!);
}

/** But for the log, which refuses to be changed. */
const owned = tables.filter((table) => hasColumn(table, "org_id") && table !== auditLog);
const emptied = (table: SQLiteTable) => connection.sqlite.exec(`delete from ${getTableName(table)}`);
const onAll = (table: SQLiteTable, set: string) => connection.sqlite.exec(`update ${getTableName(table)} set ${set}`);

describe("an organization's version", () => {
  it("counts up with every change of what is its own, but for what no remembered page shows", () => {
    const silent: string[] = [];
    for (const table of owned) {
      const name = getTableName(table);
      const [came, moved, went] = [
        counted(() => addRow(table)),
        counted(() => onAll(table, "org_id = 'zebra'")),
        counted(() => emptied(table)),
      ];
      if ([came, moved, went].flat().every((by) => by === 0)) silent.push(name);
      else expect([name, came, moved, went]).toEqual([name, [1, 0], [1, 1], [0, 1]]);
    }
    expect(silent.sort()).toEqual([
      "customer_claims",
      "customer_notes",
      "drafts",
      "membership_tombs",
      "outbox",
      "portal_visits",
      "reads",
    ]);
  });

  it("counts up with a new name of one of its people, wherever they are one", () => {
    const { sqlite } = connection;
    const join = (org: string) =>
      sqlite.exec(`insert into memberships (org_id, person_id, role, source, created_at)
        values ('${org}', 'ada', 'owner', 'feed', 1)`);
    const named = (name: string) => () => onAll(people, `name = '${name}', updated_at = updated_at + 1`);
    sqlite.exec("insert into people (id, email, created_at, updated_at) values ('ada', 'ada@acme.example', 1, 1)");
    join("acme");
    expect(counted(named("Ada"))).toEqual([1, 0]);
    expect(counted(named("Ada"))).toEqual([0, 0]);
    join("zebra");
    expect(counted(named("Ada Lovelace"))).toEqual([1, 1]);
  });

  it("stays where Stripe was looked at again, or a source said the same again", () => {
    const repeated = owned.filter((table) => hasColumn(table, "obs") || getTableName(table) === "orders");
    expect(repeated.length).toBeGreaterThan(8);
    for (const table of repeated) {
      addRow(table);
      const [again, news] = hasColumn(table, "obs")
        ? ["obs = obs + 1", "obs = obs + 1, raw_sha = 'other'"]
        : ["source_updated_at = 2", "source_updated_at = 3, source_sha = 'other'"];
      const name = getTableName(table);
      expect([name, counted(() => onAll(table, again!))]).toEqual([name, [0, 0]]);
      expect([name, counted(() => onAll(table, news!))]).toEqual([name, [1, 0]]);
    }
  });
});

it("puts the triggers of another build right, and writes nothing where they are", () => {
  const { sqlite } = connection;
  const triggers = () => sqlite.prepare("select name, sql from sqlite_master where type = 'trigger' order by 1").all();
  const whole = triggers();
  sqlite.exec(`
    drop trigger invoices_insert_version;
    drop trigger orders_update_version;
    create trigger orders_update_version after update on orders begin select 1; end;
    create trigger of_another_build after insert on jobs begin select 1; end;`);
  migrate(connection, 2);
  expect(triggers()).toEqual(whole);
  const written = sqlite.pragma("schema_version");
  migrate(connection, 2);
  expect(sqlite.pragma("schema_version")).toEqual(written);
});
