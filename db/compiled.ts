import type Database from "better-sqlite3";

type Client = Database.Database;
type Row = (...params: unknown[]) => unknown;
/** What drizzle asks of a statement. */
type Compiled = { run: Row; get: Row; all: Row; raw(): { get: Row; all: Row } };

const maxStatements = 500;
const maxLength = 20_000;

/**
 * SQLite plans by a limit that stands there alone, and compiles a statement again on every run for its value of then
 * (https://sqlite.org/c3ref/c_dbconfig_defensive.html, ENABLE_QPSG, which better-sqlite3 cannot set).
 */
const compiledOnce = (text: string) => text.replaceAll(" limit ?", " limit (? + 0)");

/** As better-sqlite3's, but to turn it to raw rows turns it for nobody else who has the same text. */
function compile(sqlite: Client, drizzles: string): Compiled {
  const text = compiledOnce(drizzles);
  let plain: Database.Statement | undefined;
  let raw: Database.Statement | undefined;
  const usual = () => (plain ??= sqlite.prepare(text));
  return {
    run: (...params) => usual().run(...params),
    get: (...params) => usual().get(...params),
    all: (...params) => usual().all(...params),
    raw: () => (raw ??= sqlite.prepare(text).raw()),
  };
}

/** The same connection for drizzle, which prepares a text anew for each query: the 500 used last stay compiled. */
export function compilingOnce(sqlite: Client): Client {
  const statements = new Map<string, Compiled>();
  const prepare = (text: string) => {
    const statement = statements.get(text) ?? compile(sqlite, text);
    if (text.length > maxLength) return statement;
    statements.delete(text);
    statements.set(text, statement);
    if (statements.size > maxStatements) statements.delete(statements.keys().next().value!);
    return statement;
  };
  return Object.create(sqlite, { prepare: { value: prepare } }) as Client;
}
