import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { openFile, type Connection } from "#db/connection.ts";
import { migrate } from "#db/migrate.ts";
import { withoutMixedModes } from "../billing/stripe/mode.ts";
import { readConfig } from "../config.server.ts";
import { makePortal, type Portal } from "../portal.server.ts";

/** What a command runs in: the environment, and a clock that gives epoch milliseconds, and who may be at the terminal. */
export type Surroundings = {
  env: Record<string, string | undefined>;
  now: () => number;
  /** Asks the person at the terminal; null where there is none. */
  ask: ((question: string) => Promise<string>) | null;
};

function open({ env, now }: Surroundings) {
  const settings = readConfig(env, { forServer: false });
  mkdirSync(settings.dataDir, { recursive: true });
  const connection = openFile(join(settings.dataDir, "foyer.db"), settings.secrets);
  migrate(connection, now());
  return { config: withoutMixedModes(settings, connection), connection };
}

/** Runs it on the upgraded file, and closes that. */
export function withFile<T>(around: Surroundings, run: (connection: Connection) => T): T {
  const { connection } = open(around);
  try {
    return run(connection);
  } finally {
    connection.sqlite.close();
  }
}

/** A portal that only asks outside: it has no file. */
export function portalWithoutFile({ env, now }: Surroundings): Portal {
  const config = readConfig(env, { forServer: false });
  return { config, log: pino({ level: "silent" }), now, nudge: () => {} };
}

/** Runs it with a portal on the upgraded file, beside those that serve it, and closes the file. */
export async function withPortal<T>(around: Surroundings, run: (portal: Portal) => T | Promise<T>): Promise<T> {
  const { config, connection } = open(around);
  try {
    const log = pino({ level: "silent" });
    return await run(makePortal(connection, { config, log, now: around.now, nudge: () => {} }));
  } finally {
    connection.sqlite.close();
  }
}
