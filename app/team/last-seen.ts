import { inArray, max } from "drizzle-orm";
import { sessions } from "#db/schema/sign-in.ts";
import type { Staff, System } from "#db/tenant.ts";
import type { TeamMember } from "./members.ts";

/** When each of these people was last in the portal, by id, in epoch milliseconds; null where they never were. */
export function lastSeen({ db }: System | Staff, people: Pick<TeamMember, "personId" | "signedInAt">[]) {
  const ids = people.map(({ personId }) => personId);
  const rows = db
    .select({ personId: sessions.personId, at: max(sessions.lastSeenAt) })
    .from(sessions)
    .where(inArray(sessions.personId, ids))
    .groupBy(sessions.personId)
    .all();
  const seen = new Map(rows.map(({ personId, at }) => [personId, at]));
  return new Map(people.map(({ personId, signedInAt }) => [personId, seen.get(personId) ?? signedInAt]));
}
