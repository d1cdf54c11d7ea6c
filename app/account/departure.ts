import { and, eq, gt, inArray, isNull } from "drizzle-orm";
import { enqueue } from "#db/jobs.ts";
import type { OrgId, PersonId } from "#db/ids.ts";
import { queueMail } from "#db/outbox.ts";
import { departures } from "#db/schema/account.ts";
import { outbox } from "#db/schema/mail.ts";
import { memberships, organizations, people } from "#db/schema/organizations.ts";
import { drafts } from "#db/schema/requests.ts";
import { invites, isOpenInvite } from "#db/schema/team.ts";
import { newToken, sha256 } from "#db/secrets.ts";
import { transact, type System } from "#db/tenant.ts";
import { note, staffNamed } from "../company/audit-log.ts";
import { emailOf, nextUpdate } from "../people/people.ts";
import { expireChallenges } from "../sign-in/challenges.ts";
import { endEverySession } from "../sign-in/sessions.ts";
import { withdrawInvite } from "../team/invites.ts";
import { addMember, findMember, liftRemoval, removeMember, type By } from "../team/members.ts";
import { isLastOwner } from "../team/owners.ts";

export const departureDays = 14;
const time = departureDays * 24 * 60 * 60_000;

type Person = { id: PersonId; email: string };
type Departure = typeof departures.$inferSelect;
/** Who does it: the person, or somebody of the company or a command, and then why. */
export type Leaving = { doneBy: string | null; reason: string | null };

const membershipsOf = ({ db }: System, personId: PersonId) =>
  db
    .select({
      orgId: memberships.orgId,
      orgName: organizations.name,
      role: memberships.role,
      closedAt: organizations.closedAt,
    })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.orgId))
    .where(eq(memberships.personId, personId))
    .all();

/** The organizations that nobody else owns: while there are any, their owner stays. Of closed ones nobody can become one. */
export const listOnlyOwned = (system: System, { id }: Pick<Person, "id">): { id: OrgId; name: string }[] =>
  membershipsOf(system, id)
    .filter(
      ({ orgId, role, closedAt }) => closedAt === null && isLastOwner(system.within(orgId), { personId: id, role }),
    )
    .map(({ orgId, orgName }) => ({ id: orgId, name: orgName }));

/**
 * Somebody leaves for good: at once they are nowhere and no mail goes to them but one, with the way back; in fourteen days
 * they are erased. False where they are some organization's only owner, or on their way already. Epoch milliseconds.
 */
export function depart(system: System, person: Person, { doneBy, reason }: Leaving, now: number): boolean {
  return transact(system, () => {
    const { db } = system;
    const { id: personId, email } = person;
    const before = findDeparture(system, personId);
    if (listOnlyOwned(system, person).length || (before && before.cancelledAt === null)) return false;
    const by: By = doneBy ? { kind: "staff", name: doneBy } : { kind: "member", personId, name: email };
    const actor = doneBy ? staffNamed(system, doneBy) : ({ kind: "person", name: email, personId } as const);
    const held = membershipsOf(system, personId).map(({ orgId, role }) => ({ orgId, role }));
    for (const { orgId } of held) removeMember(system.within(orgId), personId, by, now);
    const toThem = and(eq(invites.email, email), isOpenInvite);
    for (const one of db.select().from(invites).where(toThem).all())
      withdrawInvite(system.within(one.orgId), one, actor, now);
    db.delete(drafts).where(eq(drafts.personId, personId)).run();
    const waiting = and(eq(outbox.personId, personId), inArray(outbox.state, ["new", "bundled"]));
    db.update(outbox).set({ state: "dropped", sealed: null, endedAt: now }).where(waiting).run();
    endEverySession(system, personId, now);
    expireChallenges(system, personId, [email], now);
    const gone = and(eq(people.id, personId), isNull(people.disabledAt));
    db.update(people)
      .set({ disabledAt: now, updatedAt: nextUpdate(now) })
      .where(gone)
      .run();
    const [token, dueAt] = [newToken(), now + time];
    const values = {
      askedAt: now,
      dueAt,
      undoHash: sha256(token),
      held,
      doneBy,
      reason,
      cancelledAt: null,
      counts: {},
    };
    db.insert(departures)
      .values({ personId, ...values })
      .onConflictDoUpdate({ target: departures.personId, set: values })
      .run();
    note(system, actor, { action: "person.departed", subject: email, aboutPerson: personId }, now);
    const dedupeKey = `departure:${personId}:${now}`;
    queueMail(system, { kind: "departure", recipient: email, dedupeKey, props: { dueAt }, secret: { token } }, now);
    enqueue(system, "person.erase", { personId }, { now, notBefore: dueAt, dedupeKey: `person.erase ${personId}` });
    return true;
  });
}

/** Somebody's last departure, whatever came of it; null where they never left. */
export const findDeparture = ({ db }: System, personId: PersonId): Departure | null =>
  db.select().from(departures).where(eq(departures.personId, personId)).get() ?? null;

/** Whose way back a token is, while it is one; null where it is over, used, or never was. Changes nothing. */
export const findWayBack = ({ db }: System, token: string, now: number): Departure | null =>
  db
    .select()
    .from(departures)
    .where(and(eq(departures.undoHash, sha256(token)), isUnderWay, gt(departures.dueAt, now)))
    .get() ?? null;

const isUnderWay = and(isNull(departures.cancelledAt), isNull(departures.erasedAt));

/** Somebody who was leaving stays after all, where they were and as what; in the caller's transaction. */
export function comeBack(system: System, { personId, askedAt, held }: Departure, now: number) {
  const { db } = system;
  db.update(departures).set({ cancelledAt: now }).where(eq(departures.personId, personId)).run();
  const isOurs = and(eq(people.id, personId), eq(people.disabledAt, askedAt));
  db.update(people)
    .set({ disabledAt: null, updatedAt: nextUpdate(now) })
    .where(isOurs)
    .run();
  const email = emailOf(system, personId);
  const there = inArray(
    organizations.id,
    held.map(({ orgId }) => orgId),
  );
  const stands = new Set(
    db
      .select({ id: organizations.id })
      .from(organizations)
      .where(there)
      .all()
      .map(({ id }) => id),
  );
  for (const { orgId, role } of held.filter((one) => stands.has(one.orgId))) {
    const tenant = system.within(orgId);
    const by: By = { kind: "member", personId, name: email };
    if (!findMember(tenant, personId)) addMember(tenant, { personId, role, source: "team" }, by, now);
    liftRemoval(tenant, { personId, email });
  }
  const deed = { action: "person.came-back", subject: email, aboutPerson: personId };
  note(system, { kind: "person", name: email, personId }, deed, now);
}

/** The same by the link that they were mailed. False where it is over. */
export function comeBackBy(system: System, token: string, now: number): boolean {
  return transact(system, () => {
    const departure = findWayBack(system, token, now);
    if (departure) comeBack(system, departure, now);
    return !!departure;
  });
}
