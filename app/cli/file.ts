import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { openFile, type Connection } from "#db/connection.ts";
import { migrate } from "#db/migrate.ts";
import { readConfig } from "../config.server.ts";
import { makePortal, type Portal } from "../portal.server.ts";

export type Environment = Record<string, string | undefined>;

function open(env: Environment) {
  const config = readConfig(env, { forServer: false });
  mkdirSync(config.dataDir, { recursive: true });
  const connection = openFile(join(config.dataDir, "foyer.db"), config.secrets);
  migrate(connection, Date.now());
  return { config, connection };
}

/** Runs it on the upgraded file, and closes that. */
export function withFile<T>(env: Environment, run: (connection: Connection) => T): T {
  const { connection } = open(env);
  try {
    return run(connection);
  } finally {
    connection.sqlite.close();
  }
}

/** A portal that only asks outside: it has no file. */
export function portalWithoutFile(env: Environment): Portal {
  const config = readConfig(env, { forServer: false });
  return { config, log: pino({ level: "silent" }), now: Date.now, nudge: () => {} };
}

/** Runs it with a portal on the upgraded file, beside those that serve it, and closes the file. */
export async function withPortal<T>(env: Environment, run: (portal: Portal) => T | Promise<T>): Promise<T> {
  const { config, connection } = open(env);
  try {
    const log = pino({ level: "silent" });
    return await run(makePortal(connection, { config, log, now: Date.now, nudge: () => {} }));
  } finally {
    connection.sqlite.close();
  }
}
