import Database from "better-sqlite3";
import type { SQL } from "drizzle-orm";
import { drizzle, type BetterSQLite3Database } from "drizzle-orm/better-sqlite3";
import { SQLiteSyncDialect } from "drizzle-orm/sqlite-core";
import { compilingOnce } from "./compiled.ts";
import { owners } from "./owners.ts";
import type { Secrets } from "./secrets.ts";
import { checkStatement, UnscopedStatement } from "./tripwire.ts";
import { replaceAddress } from "./whole-address.ts";

export type Db = BetterSQLite3Database;

/** An open file. Only `auth/`, `jobs/`, `stripe/` and `mail/` may hold one; everybody else holds a handle. */
export type Connection = { readonly sqlite: Database.Database; readonly path: string; readonly secrets: Secrets };

export class UnsafeSqlite extends Error {}

/**
 * Opens the file with the pragmas the portal relies on. Throws `UnsafeSqlite` on an SQLite older than 3.51.3, which can
 * corrupt a write-ahead log (https://sqlite.org/wal.html, "WAL-reset bug").
 */
export function openFile(path: string, secrets: Secrets): Connection {
  const sqlite = new Database(path);
  const version = sqlite.prepare("select sqlite_version()").pluck().get() as string;
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  if (major * 1_000_000 + minor * 1_000 + patch < 3_051_003) {
    sqlite.close();
    throw new UnsafeSqlite(`SQLite ${version} can corrupt its write-ahead log; 3.51.3 or newer is needed`);
  }
  for (const pragma of [
    "busy_timeout = 5000",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "journal_size_limit = 67108864",
    // 16 MiB: a batch of the feed is not stopped every thousand pages to carry them over.
    "wal_autocheckpoint = 4000",
    "temp_store = MEMORY",
    // 32 MiB: enough that a thousand changes find their pages again.
    "cache_size = -32768",
  ]) {
    sqlite.pragma(pragma);
  }
  sqlite.function("replace_address", { deterministic: true }, replaceAddress);
  return { sqlite, path, secrets };
}

/** Who asks, as the tripwire knows them: the organization, the person, or the system, which is not limited. */
export type Caller = { orgId?: string; personId?: string } | "system";

function ownedValue(caller: Exclude<Caller, "system">, table: string, column: string) {
  if (column === "org_id" || (table === "organizations" && column === "id")) return caller.orgId;
  return caller.personId;
}

/** How a database checks a statement and its parameters before it runs. */
type Watch = { logQuery(sql: string, params: unknown[]): void };

const nobody: Watch = {
  logQuery() {
    throw new UnscopedStatement("A prepared statement is to be run for somebody");
  },
};

/**
 * A database for prepared statements. What is not a place for a value stands in them as a literal: SQLite compiles a
 * statement again on every run where a partial index says `open = 1` and the statement `open = ?`.
 */
function compilerFor(client: Database.Database, logger?: Watch): Db {
  const db = drizzle(client, { logger });
  const { dialect } = db as unknown as { dialect: SQLiteSyncDialect };
  dialect.sqlToQuery = (query: SQL) => SQLiteSyncDialect.prototype.sqlToQuery.call(dialect, query.inlineParams());
  return db;
}

/** What all databases of one file share: the system's own, and one that compiles statements and runs none. */
type Shared = { client: Database.Database; system: Db; compiler: Db };
const shared = new WeakMap<Database.Database, Shared>();
const compilers = new WeakMap<Db, { compiler: Db; watch?: Watch }>();

function sharedOf({ sqlite }: Connection): Shared {
  let found = shared.get(sqlite);
  if (!found) {
    const client = compilingOnce(sqlite);
    found = { client, system: drizzle(client), compiler: compilerFor(client, nobody) };
    compilers.set(found.system, { compiler: compilerFor(client) });
    shared.set(sqlite, found);
  }
  return found;
}

/** A drizzle database whose every statement is checked against its caller before it runs. */
export function databaseFor(connection: Connection, caller: Caller): Db {
  const { client, system, compiler } = sharedOf(connection);
  if (caller === "system") return system;
  const watch: Watch = {
    logQuery(sql, params) {
      checkStatement(sql, params, owners, (table, column) => ownedValue(caller, table, column));
    },
  };
  const db = drizzle(client, { logger: watch });
  compilers.set(db, { compiler, watch });
  return db;
}

/** Where a database's statements are compiled, and by what they are checked where it is not the system's. */
export const compilerOf = (db: Db): { compiler: Db; watch?: Watch } => compilers.get(db)!;
