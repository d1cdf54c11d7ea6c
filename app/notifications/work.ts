import { systemOf } from "#db/tenant.ts";
import type { Work } from "../jobs/work.ts";
import { queueDigests } from "../mail/digests.ts";
import { connectionOf } from "../portal.server.ts";

export const notificationsWork: Work = {
  workers: [{ name: "digests", run: async (portal) => queueDigests(systemOf(connectionOf(portal)), portal.now()) }],
};
