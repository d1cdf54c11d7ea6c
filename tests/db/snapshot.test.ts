import { generateSQLiteDrizzleJson } from "drizzle-kit/api";
import { getTableName } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/sqlite-core";
import { expect, it } from "vitest";
import { openFile, type Connection } from "#db/connection.ts";
import { migrate, migrations } from "#db/migrate.ts";
import { tables } from "#db/tables.ts";

type Listed = { id: number; name: string; type: string; notnull: number; origin: string };
type Journal = { entries: { tag: string }[] };
type Snapshot = Awaited<ReturnType<typeof generateSQLiteDrizzleJson>>;

const meta = import.meta.glob<unknown>("../../db/migrations/meta/*.json", { eager: true, import: "default" });
const kept = new Map(Object.entries(meta).map(([path, json]) => [path.replace(/^.*\//, ""), json]));
const name = `${migrations.at(-1)!.name.slice(0, 4)}_snapshot.json`;
const snapshot = kept.get(name) as Snapshot;

it("is one, that of the newest migration, beside a journal of them all", () => {
  expect([...kept.keys()].sort()).toEqual([name, "_journal.json"]);
  const { entries } = kept.get("_journal.json") as Journal;
  expect(entries.map(({ tag }) => tag)).toEqual(migrations.map((migration) => migration.name));
});

it("leaves drizzle-kit nothing to do: whoever changes the schema generates the migration", async () => {
  const schema = Object.fromEntries(tables.map((table) => [getTableName(table), table]));
  // As JSON, where what is undefined is left out.
  const wanted = JSON.parse(JSON.stringify(await generateSQLiteDrizzleJson(schema))) as Snapshot;
  expect(snapshot.tables).toEqual(wanted.tables);
  expect(snapshot.internal).toEqual(wanted.internal);
});

const inSchema = ({ columns, indexes, uniqueConstraints, foreignKeys }: ReturnType<typeof getTableConfig>) => {
  const unique = columns.filter(({ isUnique }) => isUnique).map(({ uniqueName }) => uniqueName);
  return {
    columns: columns.map((one) => [one.name, one.getSQLType().toUpperCase(), one.notNull]).sort(),
    indexes: [
      ...unique,
      ...uniqueConstraints.map(({ name }) => name),
      ...indexes.map(({ config }) => config.name),
    ].sort(),
    foreignKeys: foreignKeys.length,
  };
};

const inFile = ({ sqlite }: Connection, table: string) => {
  const list = (pragma: string) => sqlite.pragma(`${pragma}("${table}")`) as Listed[];
  return {
    columns: list("table_info")
      .map(({ name, type, notnull }) => [name, type, notnull === 1])
      .sort(),
    indexes: list("index_list")
      .filter(({ origin }) => origin === "c")
      .map(({ name }) => name)
      .sort(),
    foreignKeys: new Set(list("foreign_key_list").map(({ id }) => id)).size,
  };
};

it("says what the migrations make", () => {
  const connection = openFile(":memory:", ["a-secret-for-tests-that-is-long-enough-1"]);
  migrate(connection, 1);
  for (const config of tables.map(getTableConfig))
    expect([config.name, inFile(connection, config.name)]).toEqual([config.name, inSchema(config)]);
  connection.sqlite.close();
});
