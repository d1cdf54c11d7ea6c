import { eq, sql } from "drizzle-orm";
import { newId, type PersonId } from "#db/ids.ts";
import { prepared } from "#db/prepared.ts";
import { addressChanges } from "#db/schema/account.ts";
import { memberships, organizations, people } from "#db/schema/organizations.ts";
import { queueMail } from "#db/outbox.ts";
import { newToken, sha256 } from "#db/secrets.ts";
import { transact } from "#db/tenant.ts";
import { canonicalAddress } from "../people/address.ts";
import { nextUpdate } from "../people/people.ts";
import { reservedFor } from "../people/reserved.ts";
import { expireChallenges } from "../sign-in/challenges.ts";
import { endEverySession } from "../sign-in/sessions.ts";
import { keyNamed, note } from "../company/audit-log.ts";
import { found, outcome, readTime, writeTime, type FeedAnswer, type Feed, type Note } from "./answer.ts";
import { replaceMemberships } from "./memberships.ts";
import { Problem } from "./problem.ts";
import type { PersonBody } from "./schemas.ts";

type Row = typeof people.$inferSelect;

const byExternalId = prepared((db) =>
  db
    .select()
    .from(people)
    .where(eq(people.externalId, sql.placeholder("externalId")))
    .prepare(),
);

/**
 * Makes or changes a person, in one transaction. Somebody who is here without a name of the feed's is known by the
 * address; an address of somebody whom the feed calls otherwise is a 409, never a merge.
 */
export function putPerson(feed: Feed, externalId: string, body: PersonBody): FeedAnswer {
  return transact(feed.system, () => {
    const { system, actor, now } = feed;
    const told = canonicalAddress(body.email)!;
    const known = byExternalId(system.db).get({ externalId });
    const isTheirChoice = known?.choseAddress && known.email !== told;
    const email = isTheirChoice ? known.email : told;
    const holder = system.db.select().from(people).where(eq(people.email, email)).get();
    const before = known ?? (holder?.externalId === null ? holder : undefined);
    const at = readTime(body.updatedAt) ?? Math.max(now, (before?.sourceUpdatedAt ?? -1) + 1);
    const isCurrent = at >= (before?.sourceUpdatedAt ?? -Infinity);
    if (isCurrent && holder && holder.id !== before?.id) throw isSomebodyElses();
    if (isCurrent) refuseAddress(feed, before, { externalId, email });

    const id = before?.id ?? (newId("per") as PersonId);
    const name = before?.namedThemselves ? before.name : (body.name ?? null);
    const facts = { externalId, email, name, choseAddress: !!isTheirChoice };
    const isChanged =
      !!before && isCurrent && (Object.keys(facts) as (keyof typeof facts)[]).some((f) => before[f] !== facts[f]);
    if (!before) {
      const times = { sourceUpdatedAt: at, createdAt: now, updatedAt: now };
      system.db
        .insert(people)
        .values({ id, ...facts, ...times })
        .run();
      note(system, keyNamed(actor), { action: "person.created", subject: externalId }, now);
    } else if (isCurrent) change(feed, before, facts, at, isChanged);

    const { memberships: stated } = body;
    const isNewest = stated !== undefined && at >= (before?.membershipsStatedAt ?? -Infinity);
    const joined = isNewest ? replaceMemberships(feed, { id, email }, stated, at) : { isChanged: false, notes: [] };
    const notes = isTheirChoice ? [stays(email), ...joined.notes] : joined.notes;
    if (!before) return outcome("created", notes);
    return outcome(isChanged || joined.isChanged ? "updated" : isCurrent ? "unchanged" : "ignored", notes);
  });
}

const stays = (email: string): Note => ({ pointer: "/email", detail: `Still ${email}: they changed it in the portal` });

/** Nobody comes to or from an address of the staff's by the feed, nor to one that somebody can have back. */
function refuseAddress(
  { system, isStaff, now }: Feed,
  before: Row | undefined,
  { externalId, email }: Pick<Facts, "externalId" | "email">,
) {
  if (before && before.email === email && before.externalId === externalId) return;
  if (isStaff(email) || (before && isStaff(before.email)))
    throw new Problem(409, "The feed can’t use the address of a member of staff", [
      { pointer: "/email", detail: "is, or was until now, the address of a member of staff" },
    ]);
  const holder = reservedFor(system, email, now);
  if (holder !== null && holder !== before?.id) throw isSomebodyElses();
}

const isSomebodyElses = () =>
  new Problem(409, "Someone else has this address, and people aren’t merged", [
    { pointer: "/email", detail: "belongs to someone else" },
  ]);

type Facts = { externalId: string; email: string; name: string | null; choseAddress: boolean };

function change({ system, actor, now }: Feed, before: Row, facts: Facts, at: number, isChanged: boolean) {
  const isElsewhere = before.email !== facts.email;
  const anew = { ...(isChanged ? { updatedAt: nextUpdate(now) } : {}), ...(isElsewhere ? { signedInAt: null } : {}) };
  const values = { ...facts, sourceUpdatedAt: at, ...anew };
  system.db.update(people).set(values).where(eq(people.id, before.id)).run();
  const action = isElsewhere ? "person.email-changed" : "person.changed";
  const held = system.db.select().from(memberships).where(eq(memberships.personId, before.id)).all();
  const deed = { action, subject: facts.externalId, aboutPerson: before.id };
  const whose = held.length ? held.map(({ orgId }) => orgId) : [null];
  if (isChanged) for (const orgId of whose) note(system, keyNamed(actor), { ...deed, orgId }, now);
  if (!isElsewhere) return;

  // Nobody can undo it; whoever erases this person knows by it what else was theirs.
  const past = { personId: before.id, oldEmail: before.email, newEmail: facts.email, at: now };
  const over = { undoHash: sha256(newToken()), undoUntil: now, endedAt: now };
  system.db
    .insert(addressChanges)
    .values({ id: newId("adr"), ...past, ...over })
    .run();
  endEverySession(system, before.id, now);
  expireChallenges(system, before.id, [before.email], now);
  for (const recipient of [before.email, facts.email]) {
    const dedupeKey = `email-changed:${before.id}:${at}:${recipient}`;
    const props = { from: before.email, to: facts.email };
    queueMail(system, { kind: "email-changed", recipient, dedupeKey, props }, now);
  }
}

/** A person as they may be put. */
export function getPerson({ system }: Feed, externalId: string): FeedAnswer {
  const row = byExternalId(system.db).get({ externalId });
  if (!row) throw new Problem(404, "There is no such person");
  const held = system.db
    .select({ organization: organizations.externalId, role: memberships.role })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.orgId))
    .where(eq(memberships.personId, row.id))
    .orderBy(organizations.externalId)
    .all()
    .filter(({ organization }) => organization !== null);
  const { email, name } = row;
  return found({ email, name, memberships: held, updatedAt: writeTime(row.sourceUpdatedAt) });
}
