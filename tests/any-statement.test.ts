import Database from "better-sqlite3";
import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { owners } from "#db/owners.ts";
import { checkStatement, UnscopedStatement } from "#db/tripwire.ts";
import { anyStatement, columnsOf, filled } from "./any-statement.ts";

const worlds = { a: { org_id: "org_a", person_id: "per_a" }, b: { org_id: "org_b", person_id: "per_b" } };
type World = keyof typeof worlds;

/** A file in which these worlds have two rows of each table, as far as it takes them, and nobody's has one. */
function fileOf(...here: World[]) {
  const file = new Database(":memory:");
  for (const [table, columns] of Object.entries(columnsOf)) {
    const key = columns.includes("id") ? "id" : columns[columns.length - 1];
    file.exec(`create table ${table} (${columns.join(", ")}, unique (${key}))`);
    const put = file.prepare(`insert or ignore into ${table} values (${columns.map(() => "?").join(", ")})`);
    if (table === "staff_tasks") put.run("s1", "chairs");
    else
      for (const world of here)
        for (const row of ["1", "2"]) {
          const its = { organizations: worlds[world].org_id, people: worlds[world].person_id }[table] ?? world + row;
          const values: Record<string, string> = { ...worlds[world], [key!]: its };
          put.run(columns.map((column) => values[column] ?? `secret of ${world}`));
        }
  }
  return file;
}
const [both, alone] = [fileOf("a", "b"), fileOf("a")];
afterAll(() => [both, alone].forEach((file) => file.close()));

/** All that B owns. */
const rowsOfB = () =>
  Object.entries(columnsOf).map(([table]) => {
    const [column] = owners.get(table)!;
    return column ? both.prepare(`select * from ${table} where ${column} in ('org_b', 'per_b')`).all() : [];
  });

/** What a statement gives, its rows in any order; null where SQLite does not take it. What it does is undone. */
function outcome(file: typeof both, { sql, params }: ReturnType<typeof filled>, look = () => {}): string[] | null {
  file.exec("begin");
  try {
    const statement = file.prepare(sql);
    if (!statement.reader) statement.run(params);
    const rows = statement.reader ? statement.raw().all(params) : [];
    look();
    return rows.map((row) => JSON.stringify(row)).sort();
  } catch (error) {
    if (error instanceof Database.SqliteError || error instanceof RangeError) return null;
    throw error;
  } finally {
    file.exec("rollback");
  }
}

const choices = fc.array(fc.nat({ max: 9_999 }), { minLength: 100, maxLength: 100 });
const callers = [
  (column: string) => (column === "org_id" ? "org_a" : undefined),
  (column: string) => (column === "person_id" ? "per_a" : undefined),
];
function isLetThrough({ sql, params }: ReturnType<typeof filled>, caller: (column: string) => unknown) {
  try {
    checkStatement(sql, params, owners, (table, column) =>
      caller(column !== "id" ? column : table === "people" ? "person_id" : "org_id"),
    );
    return true;
  } catch (error) {
    if (error instanceof UnscopedStatement) return false;
    throw error;
  }
}

it(
  "the tripwire lets nothing through that shows, changes or removes a row of somebody else's",
  { timeout: 600_000 },
  () => {
    const before = rowsOfB();
    let ran = 0;
    fc.assert(
      fc.property(choices, fc.constantFrom(...callers), (choices, caller) => {
        const statement = filled(anyStatement(choices));
        if (!isLetThrough(statement, caller)) return;
        const shown = outcome(both, statement, () => expect(rowsOfB()).toEqual(before));
        if (!shown) return;
        ran++;
        expect(shown.join()).not.toContain("secret of b");
        if (statement.sql.startsWith("select")) expect(shown).toEqual(outcome(alone, statement));
      }),
      { numRuns: Number(process.env.STATEMENTS ?? 3_000) },
    );
    expect(ran).toBeGreaterThan(40);
  },
);
