import { dirname } from "node:path";
import type { Connection } from "./connection.ts";
import { copyBeforeUpgrade } from "./copy.ts";
import { applyTriggers, dropTriggers } from "./triggers/apply.ts";

const files = import.meta.glob<string>("./migrations/*.sql", { query: "?raw", import: "default", eager: true });

/** The migrations that come with this build, in order: name and statements. */
export const migrations = Object.keys(files)
  .sort()
  .map((path) => ({ name: path.replace(/^.*\//, "").replace(/\.sql$/, ""), sql: files[path]! }));

/** A file that this build cannot bring up to date, with a message for the person who runs it. */
export class ForeignDatabase extends Error {}

/** Every file from before the first release has it; the migrations were begun anew since. */
const unreleased = "0001_versions";

type File = Pick<Connection, "sqlite">;

function applied({ sqlite }: File): string[] {
  if (!sqlite.prepare("select 1 from sqlite_schema where name = 'migrations'").get()) return [];
  return sqlite.prepare("select name from migrations order by name").pluck().all() as string[];
}

/** Names of migrations that this build has and the file has not. Throws `ForeignDatabase` where it is the other way round. */
export function pendingMigrations(connection: File, known = migrations): string[] {
  const done = applied(connection);
  if (done.includes(unreleased))
    throw new ForeignDatabase(
      "The database is from before the first release and can't be upgraded; move foyer.db out of DATA_DIR to start with a new one",
    );
  const names = new Set(known.map((migration) => migration.name));
  const foreign = done.find((name) => !names.has(name));
  if (foreign)
    throw new ForeignDatabase(`The database has been used by a newer version (${foreign}); run that or a later one`);
  return known.map((migration) => migration.name).filter((name) => !done.includes(name));
}

/**
 * Brings the file up to this build, all or nothing. A file that holds data is copied to `backups/` beside it first.
 * Gives the names applied and the copy's path, if one was made.
 */
export function migrate(
  connection: Connection,
  now: number,
  known = migrations,
): { applied: string[]; backup: string | null } {
  const pending = pendingMigrations(connection, known);
  const holdsData = pending.length > 0 && pending.length < known.length;
  const isFile = connection.path !== ":memory:";
  const backup = holdsData && isFile ? copyBeforeUpgrade(connection.sqlite, dirname(connection.path), now) : null;
  if (pending.length) upgrade(connection, now, known);
  else applyTriggers(connection);
  return { applied: pending, backup };
}

/**
 * Without triggers, and with foreign keys looked at in the end only: so a migration may rebuild a table that others name
 * (https://sqlite.org/lang_altertable.html#otheralter). Inside a transaction their pragma does nothing.
 */
function upgrade(connection: Connection, now: number, known: typeof migrations) {
  const { sqlite } = connection;
  const run = () => {
    // Another process may have been quicker between the look and the lock.
    const pending = pendingMigrations(connection, known);
    if (!pending.length) return;
    dropTriggers(connection);
    sqlite.exec("create table if not exists migrations (name text primary key, applied_at integer not null)");
    for (const { name, sql } of known.filter((migration) => pending.includes(migration.name))) {
      sqlite.exec(sql);
      sqlite.prepare("insert into migrations (name, applied_at) values (?, ?)").run(name, now);
    }
    // Whatever they changed may be on a page that a browser remembers.
    sqlite.exec("update organizations set version = version + 1");
    applyTriggers(connection);
    const [orphan] = sqlite.pragma("foreign_key_check") as { table: string; parent: string }[];
    if (orphan) throw new Error(`The upgrade would leave rows of ${orphan.table} without their ${orphan.parent}`);
  };
  sqlite.pragma("foreign_keys = OFF");
  try {
    sqlite.transaction(run).immediate();
  } finally {
    sqlite.pragma("foreign_keys = ON");
  }
}
