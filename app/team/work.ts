import { systemOf } from "#db/tenant.ts";
import { jobWorker } from "../jobs/queue.ts";
import type { Work } from "../jobs/work.ts";
import { connectionOf } from "../portal.server.ts";
import { isStaff } from "../sign-in/handles.ts";
import { settleOwnerClaim, settleOwnerJob } from "./owner-claims.ts";
import { tellOfSeats } from "./seat-tasks.ts";

export const teamWork: Work = {
  workers: [
    jobWorker({
      [settleOwnerJob]: async (portal, ids) =>
        settleOwnerClaim(systemOf(connectionOf(portal)), ids, (email) => isStaff(portal, email), portal.now()),
    }),
  ],
  scheduled: [
    { at: "*/5 * * * *", atStart: true, of: "team", run: (portal, system) => tellOfSeats(system, portal.now()) },
  ],
};
