import { pino, type DestinationStream } from "pino";
import { openFile } from "#db/connection.ts";
import { databaseIn, openFolder } from "#db/data-dir.ts";
import { migrate } from "#db/migrate.ts";
import { refuseNewBesideBackups } from "#db/restore.ts";
import { withoutMixedModes } from "./billing/stripe/mode.ts";
import { missingParts, readConfig } from "./config.server.ts";
import { startLoop } from "./jobs/loop.ts";
import { workers } from "./workers.ts";
import { makePortal } from "./portal.server.ts";
import { newWatch } from "./watch.ts";

/**
 * Reads the environment, opens and upgrades the file, and gives the portal with its job loop, not yet begun. Throws
 * `ConfigError`, `UnusableFolder`, `FolderInUse`, `ForeignDatabase` or `UnsafeSqlite`, each with a message for the person who runs it.
 */
export function boot(env: Record<string, string | undefined>, logTo?: DestinationStream) {
  const settings = readConfig(env);
  const log = pino(
    { base: null, level: settings.logLevel, timestamp: pino.stdTimeFunctions.isoTime },
    logTo ?? pino.destination({ fd: 1, sync: false }),
  );
  openFolder(settings.dataDir);
  refuseNewBesideBackups(settings.dataDir);
  const connection = openFile(databaseIn(settings.dataDir), settings.secrets);
  const { applied, backup } = migrate(connection, Date.now());
  const config = withoutMixedModes(settings, connection);
  if (applied.length) log.info({ applied, backup }, "database upgraded");
  for (const missing of missingParts(config)) log.warn(missing);
  const loop = startLoop(workers);
  const watch = newWatch(
    () => performance.now(),
    (hold) => log.warn(hold, "nothing else could run"),
  );
  const portal = makePortal(connection, { config, log, now: Date.now, nudge: loop.nudge, watch });
  return { portal, connection, loop };
}
