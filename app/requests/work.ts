import { staffOf, systemOf } from "#db/tenant.ts";
import { loggedAs } from "../http/storage-fault.ts";
import type { Work } from "../jobs/work.ts";
import { connectionOf } from "../portal.server.ts";
import { sendLeaving } from "./leaving-answers.ts";
import { wakeRequests } from "./snooze.ts";

export const requestsWork: Work = {
  workers: [
    {
      name: "snoozed requests",
      run: async (portal) => wakeRequests(systemOf(connectionOf(portal)), portal.now()),
    },
    {
      name: "answers",
      async run(portal) {
        const connection = connectionOf(portal);
        const staffBy = (email: string) => staffOf(connection, email);
        const onFault = (answer: string, error: unknown) =>
          portal.log.error({ ...loggedAs(error), answer }, "an answer could not be sent");
        const sent = sendLeaving(systemOf(connection), staffBy, { desk: portal.config, onFault }, portal.now());
        if (sent) portal.nudge();
        return sent;
      },
    },
  ],
};
