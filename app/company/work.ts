import { systemOf } from "#db/tenant.ts";
import { jobWorker } from "../jobs/queue.ts";
import type { Work } from "../jobs/work.ts";
import { connectionOf } from "../portal.server.ts";
import { makeBackup, orderBackup, sendBackup } from "./daily-backup.ts";

export const companyWork: Work = {
  workers: [
    jobWorker({ backup: (portal, _ids, hold) => makeBackup(portal, systemOf(connectionOf(portal)), hold) }),
    jobWorker({ "backup.send": (portal, _ids, hold) => sendBackup(portal, hold) }),
  ],
  // Each hour, since the one that is set may be skipped by the clock or slept through.
  scheduled: [{ at: "0 * * * *", atStart: true, run: orderBackup }],
};
