import type { Tenant } from "#db/tenant.ts";
import type { Reader } from "./request-readers.ts";
import { countRequests, listRequests } from "./requests.ts";

const repliesShown = 3;

export type HomeRequests = ReturnType<typeof homeRequests>;

/** What home says of requests: which of the person's own have an answer they have not replied to, and the newest of all. */
export function homeRequests(tenant: Tenant, reader: Reader) {
  const asked = { whose: "mine", state: "open" } as const;
  return {
    replies: listRequests(tenant, reader, { asked, turn: "customer", limit: repliesShown }).requests,
    replyCount: countRequests(tenant, reader, asked, "customer"),
    newest: listRequests(tenant, reader, { limit: 1 }).requests[0] ?? null,
  };
}
