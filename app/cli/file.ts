import { pino } from "pino";
import { openFile, type Connection } from "#db/connection.ts";
import { databaseIn, openFolder } from "#db/data-dir.ts";
import { migrate } from "#db/migrate.ts";
import { refuseNewBesideBackups } from "#db/restore.ts";
import { withoutMixedModes } from "../billing/stripe/mode.ts";
import { readConfig } from "../config.server.ts";
import { makePortal, type Portal } from "../portal.server.ts";
import { newWatch } from "../watch.ts";

/** What a command runs in: the environment, and a clock that gives epoch milliseconds, and who may be at the terminal. */
export type Surroundings = {
  env: Record<string, string | undefined>;
  now: () => number;
  /** Asks the person at the terminal; null where there is none. */
  ask: ((question: string) => Promise<string>) | null;
};

type How = Parameters<typeof openFolder>[1];

function open({ env, now }: Surroundings, how?: How) {
  const settings = readConfig(env, { forServer: false });
  const folder = openFolder(settings.dataDir, how);
  try {
    refuseNewBesideBackups(settings.dataDir);
    const connection = openFile(databaseIn(settings.dataDir), settings.secrets);
    migrate(connection, now());
    const close = () => {
      connection.sqlite.close();
      folder.release();
    };
    return { config: withoutMixedModes(settings, connection), connection, close };
  } catch (error) {
    folder.release();
    throw error;
  }
}

/** Runs it on the upgraded file, and closes that. */
export function withFile<T>(around: Surroundings, run: (connection: Connection) => T): T {
  const { connection, close } = open(around);
  try {
    return run(connection);
  } finally {
    close();
  }
}

/** A portal that only asks outside: it has no file. */
export function portalWithoutFile({ env, now }: Surroundings): Portal {
  const config = readConfig(env, { forServer: false });
  return { config, log: pino({ level: "silent" }), now, nudge: () => {}, watch: newWatch(now) };
}

/**
 * Runs it with a portal on the upgraded file, beside those that serve it or `alone`, and closes the file. Throws
 * `FolderInUse`.
 */
export async function withPortal<T>(
  around: Surroundings,
  run: (portal: Portal) => T | Promise<T>,
  how?: How,
): Promise<T> {
  const { config, connection, close } = open(around, how);
  try {
    const log = pino({ level: "silent" });
    return await run(
      makePortal(connection, { config, log, now: around.now, nudge: () => {}, watch: newWatch(around.now) }),
    );
  } finally {
    close();
  }
}
