import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import * as build from "virtual:remix/server-build";
import { UnsafeSqlite } from "#db/connection.ts";
import { FolderInUse, UnusableFolder } from "#db/data-dir.ts";
import { ForeignDatabase } from "#db/migrate.ts";
import { createApp } from "./app.ts";
import { boot } from "./boot.ts";
import { ConfigError } from "./config.server.ts";
import { dispensable } from "./http/storage-fault.ts";
import { flushUsage } from "./insights/usage.ts";
import { startHeartbeat } from "./jobs/heartbeat.ts";
import { startSchedule } from "./schedule.ts";
import { startFault } from "./start-fault.ts";
import { lookEveryMs } from "./watch.ts";

const drainMs = 10_000;

/** How long a client may take for its headers, and for a whole request: a slow line sends a large file for minutes. */
const serverOptions = { headersTimeout: 15_000, requestTimeout: 300_000, connectionsCheckingInterval: 5_000 };

function start(env: Record<string, string | undefined>) {
  const { portal, connection, loop } = boot(env);
  const { config, log } = portal;
  let ready = true;
  let heartbeat: ReturnType<typeof startHeartbeat> | undefined;
  const app = createApp(portal, build, () => ready);
  const server = serve({ fetch: app.fetch, hostname: config.host, port: config.port, serverOptions }, ({ port }) => {
    log.info({ url: config.appUrl, port }, "listening");
    heartbeat = startHeartbeat(portal);
    loop.begin(portal);
    setInterval(portal.watch.look, lookEveryMs).unref();
  }) as Server;
  server.on("error", refuse);
  const schedule = startSchedule(portal);

  const stop = async (signal: string) => {
    if (!ready) return;
    ready = false;
    log.info({ signal }, "stopping");
    schedule.stop();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    const overdue = setTimeout(() => server.closeAllConnections(), drainMs);
    await Promise.race([
      Promise.all([closed, loop.stop()]),
      new Promise((resolve) => setTimeout(resolve, drainMs + 500)),
    ]);
    clearTimeout(overdue);
    heartbeat?.stop();
    dispensable(portal, () => flushUsage(portal));
    // Only for tidiness: the next start finds all of it in the log beside the file.
    dispensable(portal, () => connection.sqlite.pragma("wal_checkpoint(TRUNCATE)"));
    connection.sqlite.close();
    log.info("stopped");
    process.exit(0);
  };
  process.once("SIGTERM", () => void stop("SIGTERM"));
  process.once("SIGINT", () => void stop("SIGINT"));
}

/** Starts the portal and keeps it up until a signal; on an unfit environment says every fault and exits with 1. */
export function serveUntilStopped(env: Record<string, string | undefined>) {
  try {
    start(env);
  } catch (error) {
    refuse(error);
  }
}

/** Ends with one readable message for what the person who runs it can mend; with the stack for a fault of ours. */
function refuse(error: unknown) {
  const { stack, message, code } = error as Error & { code?: string };
  const isTheirs =
    [ConfigError, FolderInUse, ForeignDatabase, UnsafeSqlite, UnusableFolder].some((kind) => error instanceof kind) ||
    code;
  const text =
    error instanceof ConfigError ? message : `Foyer can't start: ${isTheirs ? startFault(error as Error) : stack}`;
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
