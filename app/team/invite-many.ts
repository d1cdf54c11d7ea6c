import { invites, isOpenInvite } from "#db/schema/team.ts";
import { mine, rehearse, type System, type Tenant } from "#db/tenant.ts";
import type { InviteLineFault, ListLine } from "./invite-list.ts";
import { invite, type InviteFault, type Inviter } from "./invites.ts";

type Outcome = "invited" | "again" | InviteLineFault | InviteFault | "twice" | "own";
/** A line of a list, what comes of it, and whether that is an invitation. */
export type Judged = ListLine & { outcome: Outcome; isSent: boolean };

/** Asks everybody of a list in, one by one and each as if alone; a line that cannot be done stops none. */
export function inviteAll(tenant: Tenant, system: System, lines: readonly ListLine[], by: Inviter, now: number) {
  const open = tenant.db
    .select({ email: invites.email })
    .from(invites)
    .where(mine(tenant, invites, isOpenInvite))
    .all();
  const before = new Set(open.map(({ email }) => email));
  const seen = new Set<string>();
  const outcomeOf = (line: ListLine): Outcome => {
    if (line.is === "wrong") return line.fault;
    const { email, name, role } = line;
    if (email === by.email) return "own";
    if (seen.has(email)) return "twice";
    seen.add(email);
    return invite(tenant, system, { email, name, role }, by, now) ?? (before.has(email) ? "again" : "invited");
  };
  return lines.map((line): Judged => {
    const outcome = outcomeOf(line);
    return { ...line, outcome, isSent: outcome === "invited" || outcome === "again" };
  });
}

/** What would come of a list now: all of it is done, and taken back. */
export const rehearseInvites = (...asked: Parameters<typeof inviteAll>): Judged[] =>
  rehearse(asked[1], () => inviteAll(...asked));
