import { and, asc, desc, eq, isNull } from "drizzle-orm";
import type { OrgId } from "#db/ids.ts";
import { preparedFor } from "#db/prepared.ts";
import { messages, requests } from "#db/schema/requests.ts";
import { transact, type Self, type System } from "#db/tenant.ts";
import { isUnclaimedOf } from "../people/unclaimed.ts";
import { handOver } from "./hand-over.ts";
import { putOnThread, subjectOf } from "./requests-write.ts";

const maxAsked = 5;

const unclaimed = ({ db, personId }: Self) => isUnclaimedOf(db, personId);

const listing = preparedFor((self: Self) =>
  self.db
    .select({ id: requests.id, createdAt: requests.createdAt })
    .from(requests)
    .where(unclaimed(self))
    .orderBy(desc(requests.newestAt))
    .limit(maxAsked),
);

/** When somebody wrote with the person's address: the newest first, at most five. Times are epoch milliseconds. */
export const listUnclaimed = (self: Self) => listing(self).all();

/** One of these with its first words, or null; its subject only where it says more than these. */
export function findUnclaimed(self: Self, system: System, id: string) {
  const { subject, orgId, createdAt } = requests;
  const found = self.db
    .select({ id: requests.id, subject, orgId, createdAt })
    .from(requests)
    .where(and(unclaimed(self), eq(requests.id, id)))
    .get();
  if (!found) return null;
  const first = system.db
    .select({ text: messages.text })
    .from(messages)
    .where(eq(messages.requestId, id))
    .orderBy(asc(messages.position))
    .limit(1)
    .get();
  const text = first?.text ?? "";
  return { ...found, subject: found.subject === subjectOf(text) ? null : found.subject, text };
}

/**
 * Makes the person's unconfirmed request one of an organization's, with all its rows. Gives whose it is then: what was
 * confirmed before stays where it is; null where it is not the person's to confirm.
 */
export function claimRequest(self: Self, system: System, id: string, orgId: OrgId, now: number): OrgId | null {
  return transact(system, () => {
    const theirs = and(eq(requests.id, id), eq(requests.personId, self.personId), isNull(requests.disownedAt));
    const request = system.db.select().from(requests).where(theirs).get();
    if (!request || request.verified) return request?.orgId ?? null;
    const to = request.orgId ?? orgId;
    const { personId } = self;
    if (request.orgId !== null) {
      if (!findUnclaimed(self, system, id)) return null;
      const isTheirs = and(eq(messages.requestId, id), eq(messages.via, "contact"), eq(messages.email, request.email));
      system.db.update(messages).set({ personId }).where(isTheirs).run();
    }
    putOnThread(system.within(to), handOver(system, id, to, { verified: true }), personId, now, null);
    return to;
  });
}

/** Remembers that it was not the person who wrote. `now` is epoch milliseconds. */
export function disownRequest(self: Self, id: string, now: number) {
  self.db
    .update(requests)
    .set({ disownedAt: now })
    .where(and(unclaimed(self), eq(requests.id, id)))
    .run();
}
