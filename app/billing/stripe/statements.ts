import { and, eq, lt, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Db } from "#db/connection.ts";
import { compiled, encoded, given, places, type Keyed, type Values } from "#db/statements.ts";

/** Changes the row of that id unless a later look was stored; what is undefined stays. */
export function updateRow(db: Db, table: Keyed & { obs: SQLiteColumn }, id: string, obs: number, values: Values) {
  const names = given(values);
  const isOlder = and(eq(table.id, sql.placeholder("$id")), lt(table.obs, sql.placeholder("$obs")));
  const prepare = () =>
    db
      .update(table)
      .set(places(names) as never)
      .where(isOlder)
      .prepare();
  compiled(db, table, `update ${names.join()}`, prepare).run({ ...encoded(table, names, values), $id: id, $obs: obs });
}
