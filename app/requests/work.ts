import { systemOf } from "#db/tenant.ts";
import type { Work } from "../jobs/work.ts";
import { connectionOf } from "../portal.server.ts";
import { wakeRequests } from "./snooze.ts";

export const requestsWork: Work = {
  workers: [
    {
      name: "snoozed requests",
      run: async (portal) => wakeRequests(systemOf(connectionOf(portal)), portal.now()),
    },
  ],
};
