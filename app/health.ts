import { accessSync, constants } from "node:fs";
import type { Env, Hono } from "hono";
import { buildInfo } from "./build-info.ts";
import { freeBytes } from "./files/file-store.ts";
import { dispensable } from "./http/storage-fault.ts";
import { newestBackup } from "./company/backups.ts";
import { findMailsStopped, findSilence, syncLag } from "./company/health.ts";
import { silence } from "./company/silence.ts";
import { formatFor } from "./text/format.ts";
import { defaultLocale } from "./text/locale.ts";
import { systemFor } from "./sign-in/handles.ts";
import type { Portal } from "./portal.server.ts";

/** How long what was found holds, in milliseconds: anybody may ask. */
const foundMs = 1_000;

/** Whether the database takes a write, found out by one that changes nothing, and the folder another file. */
function isWritable(portal: Portal): boolean {
  const { sqlite } = systemFor(portal).connection;
  const write = () => {
    accessSync(portal.config.dataDir, constants.W_OK);
    sqlite.pragma(`user_version = ${sqlite.pragma("user_version", { simple: true }) as number}`);
    return true;
  };
  return dispensable(portal, write) ?? false;
}

function look(portal: Portal) {
  const { config } = portal;
  const now = portal.now();
  const system = systemFor(portal);
  const found = findSilence(system, now);
  const stopped = findMailsStopped(system, now);
  const free = freeBytes(config);
  const backup = newestBackup(config, now);
  return {
    ready: true,
    writable: free > 0 && isWritable(portal),
    freeDiskBytes: free,
    backupAgeSeconds: backup === null ? null : Math.round((now - backup) / 1000),
    syncLagSeconds: syncLag(system, now),
    mail: stopped && { stoppedSince: new Date(stopped.since).toISOString(), waiting: stopped.waiting },
    stripe: found && {
      awaySince: new Date(found.since).toISOString(),
      changesWaiting: found.waiting,
      says: silence(found, formatFor(defaultLocale)),
    },
  };
}

/** `/healthz`: the process is alive, and which build it is. `/readyz`: 503 only while unreadable, unmigrated or draining; the rest is told. */
export function health<E extends Env>(app: Hono<E>, portal: Portal, ready: () => boolean) {
  let found: { at: number; is: ReturnType<typeof look> } | undefined;
  app.get("/healthz", (c) => c.json({ ok: true, ...buildInfo }));
  app.get("/readyz", (c) => {
    c.header("Cache-Control", "no-store");
    if (!ready()) return c.json({ ready: false, reason: "starting or stopping" }, 503);
    try {
      const at = portal.now();
      if (!found || at - found.at >= foundMs) found = { at, is: look(portal) };
      return c.json(found.is);
    } catch (error) {
      portal.log.error({ err: error }, "not ready");
      return c.json({ ready: false, reason: "the database cannot be read" }, 503);
    }
  });
}
