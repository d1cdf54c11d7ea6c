import type { System } from "#db/tenant.ts";
import type { Feature } from "../features.ts";
import type { Portal } from "../portal.server.ts";
import type { Worker } from "./loop.ts";

/** What comes round by the clock of the machine's zone. Harmless in several processes at once. */
export type Scheduled = {
  /** A crontab's pattern. */
  at: string;
  /** At the start too. */
  atStart?: boolean;
  /** Left out while this job is switched off. */
  of?: Feature;
  run: (portal: Portal, system: System) => unknown;
};

/** What a job does beside the pages. */
export type Work = {
  workers?: readonly Worker[];
  scheduled?: readonly Scheduled[];
  /** Removes what nobody needs any more, once an hour; `now` is epoch milliseconds. Gives how many rows that were. */
  sweep?: (portal: Portal, system: System, now: number) => number | Promise<number>;
};
