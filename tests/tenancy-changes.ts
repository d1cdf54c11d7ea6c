import type { World } from "./world.ts";

type Sqlite = World["connection"]["sqlite"];
/** A row that is there no more or that was not there before, as JSON. */
export type Change = { table: string; row: string };

/** Tables that count, remember that a form was sent, or wait for the search index: they are nobody's. */
const counters = new Set(["limits", "once_keys", "search_changes"]);

type Rows = Map<string, Change>;
/** The rows as they were when so much had been written. */
const known = new WeakMap<Sqlite, { written: unknown; rows: Rows }>();
const writtenIn = (sqlite: Sqlite) => sqlite.prepare("select total_changes()").pluck().get();

function rowsOf(sqlite: Sqlite): Rows {
  const written = writtenIn(sqlite);
  const last = known.get(sqlite);
  if (last && last.written === written) return last.rows;
  const rows = readRows(sqlite);
  known.set(sqlite, { written, rows });
  return rows;
}

/** Every row of every table, but for when a session was seen and what it is told next. */
function readRows(sqlite: Sqlite): Rows {
  const tables = sqlite
    .prepare("select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite%'")
    .pluck()
    .all() as string[];
  const all = tables
    .filter((table) => !counters.has(table))
    .flatMap((table) =>
      (sqlite.prepare(`select * from "${table}"`).all() as object[]).map((values) => {
        const row = JSON.stringify({ ...values, ...(table === "sessions" && { flash: null, last_seen_at: 0 }) });
        return [`${table} ${row}`, { table, row }] as const;
      }),
    );
  return new Map(all);
}

/** Acts, gives the answer and the rows that were changed by it, and puts all back as it was. */
export async function changesOf<T>(sqlite: Sqlite, act: () => Promise<T>): Promise<{ answer: T; changes: Change[] }> {
  const before = rowsOf(sqlite);
  sqlite.exec("savepoint act");
  try {
    const answer = await act();
    const after = rowsOf(sqlite);
    if (after === before) return { answer, changes: [] };
    const changes = [...before, ...after].filter(([key]) => !(before.has(key) && after.has(key)));
    return { answer, changes: changes.map(([, change]) => change) };
  } finally {
    sqlite.exec("rollback to act; release act");
    known.set(sqlite, { written: writtenIn(sqlite), rows: before });
  }
}

/** The ids of an organization and of all that is its own. */
export function idsOf(sqlite: Sqlite, orgId: string): Set<string> {
  const rows = [...rowsOf(sqlite).values()].map(({ row }) => JSON.parse(row) as Record<string, unknown>);
  const own = rows.filter(({ org_id }) => org_id === orgId).map(({ id }) => id);
  return new Set([orgId, ...own.filter((id) => typeof id === "string")]);
}

/** Those of the changes in which one of these ids stands. */
export const naming = (changes: readonly Change[], ids: ReadonlySet<string>) =>
  changes.filter(({ row }) => (row.match(/\w+/g) ?? []).some((word) => ids.has(word)));
