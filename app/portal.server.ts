import type { Logger } from "pino";
import type { Connection } from "#db/connection.ts";
import type { Config } from "./config.server.ts";
import type { Watch } from "./watch.ts";

/** The running portal as pages see it: settings, a clock in epoch milliseconds, a log, a nudge for the jobs, a watch. */
export type Portal = {
  readonly config: Config;
  readonly now: () => number;
  readonly log: Logger;
  /** Wakes the job loop: called after a response that left work behind. */
  readonly nudge: () => void;
  readonly watch: Watch;
};

const connections = new WeakMap<Portal, Connection>();

export function makePortal(connection: Connection, portal: Portal): Portal {
  connections.set(portal, connection);
  return portal;
}

/** The open file behind a portal: for `auth/`, `jobs/`, `stripe/` and `mail/`, which make handles of it. */
export function connectionOf(portal: Portal): Connection {
  const connection = connections.get(portal);
  if (!connection) throw new Error("This portal has no database");
  return connection;
}

declare module "@remix-run/node" {
  interface AppLoadContext {
    portal: Portal;
    /** The visitor's address, already taken from a trusted proxy where there is one. */
    ip: string;
    /** What was found out about this request, so that it is looked up once. */
    memo: Map<string, unknown>;
  }
}
