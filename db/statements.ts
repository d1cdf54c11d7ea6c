import { and, eq, getTableColumns, lt, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Db } from "./connection.ts";
import { prepared } from "./prepared.ts";

type Keyed = SQLiteTable & { id: SQLiteColumn };
type Values = Readonly<Record<string, unknown>>;
type Statement = { run(values: Values): { changes: number }; get(values: Values): unknown };

const known = new WeakMap<SQLiteTable, Map<string, (db: Db) => Statement>>();

/** Prepared once for each file, table and set of columns: a sweep writes a thousand rows a second. */
function statementFor(db: Db, table: SQLiteTable, name: string, prepare: (db: Db) => unknown): Statement {
  let statements = known.get(table);
  if (!statements) known.set(table, (statements = new Map()));
  let statement = statements.get(name);
  if (!statement) statements.set(name, (statement = prepared(prepare as (db: Db) => Statement)));
  return statement(db);
}

/** The names of what is not undefined. */
const given = (values: Values) => Object.keys(values).filter((name) => values[name] !== undefined);

// Not as a column's own parameter: drizzle would write null as text into JSON, and as 0 into a flag.
export const places = (names: string[]) =>
  Object.fromEntries(names.map((name) => [name, sql`${sql.placeholder(name)}`]));

/** Values as the columns keep them. */
export function encoded(table: SQLiteTable, names: string[], values: Values): Record<string, unknown> {
  const columns = getTableColumns(table) as Record<string, SQLiteColumn>;
  return Object.fromEntries(
    names.map((name) => [name, values[name] === null ? null : columns[name]!.mapToDriverValue(values[name])]),
  );
}

/** The row of that id, or null. */
export function rowOf<T extends Keyed>(db: Db, table: T, id: string): T["$inferSelect"] | null {
  const prepare = (db: Db) =>
    db
      .select()
      .from(table)
      .where(eq(table.id, sql.placeholder("id")))
      .prepare();
  return (statementFor(db, table, "row", prepare).get({ id }) as T["$inferSelect"] | undefined) ?? null;
}

/** Puts a row in; what is undefined is left to its default. */
export function insertRow(db: Db, table: SQLiteTable, values: Values) {
  const names = given(values);
  const prepare = (db: Db) =>
    db
      .insert(table)
      .values(places(names) as never)
      .prepare();
  statementFor(db, table, `insert ${names.join()}`, prepare).run(encoded(table, names, values));
}

/**
 * Changes the row whose columns `by` hold these values, where the columns `below` are still less than these; what is
 * undefined stays. Gives how many rows it was.
 */
export function changeRow(db: Db, table: SQLiteTable, by: Values, values: Values, below: Values = {}): number {
  const [names, keys, bounds] = [given(values), Object.keys(by), Object.keys(below)];
  const columns = getTableColumns(table) as Record<string, SQLiteColumn>;
  const prepare = (db: Db) => {
    const isThis = keys.map((key) => eq(columns[key]!, sql.placeholder(`$${key}`)));
    const isBelow = bounds.map((key) => lt(columns[key]!, sql.placeholder(`$${key}`)));
    return db
      .update(table)
      .set(places(names) as never)
      .where(and(...isThis, ...isBelow))
      .prepare();
  };
  const found = Object.fromEntries(Object.entries({ ...by, ...below }).map(([key, value]) => [`$${key}`, value]));
  const statement = statementFor(db, table, `update ${names.join()} by ${keys.join()} below ${bounds.join()}`, prepare);
  return statement.run({ ...encoded(table, names, values), ...found }).changes;
}
