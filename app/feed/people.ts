import { and, eq, isNull, sql } from "drizzle-orm";
import { newId, type PersonId } from "#db/ids.ts";
import { prepared } from "#db/prepared.ts";
import { memberships, organizations, people } from "#db/schema/organizations.ts";
import { challenges, sessions } from "#db/schema/sign-in.ts";
import { queueMail } from "#db/outbox.ts";
import { transact } from "#db/tenant.ts";
import { canonicalAddress } from "../people/address.ts";
import { nextUpdate } from "../people/people.ts";
import { keyNamed, note } from "../company/audit-log.ts";
import { found, outcome, readTime, writeTime, type FeedAnswer, type Feed } from "./answer.ts";
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
    const email = canonicalAddress(body.email)!;
    const holder = system.db.select().from(people).where(eq(people.email, email)).get();
    const before = byExternalId(system.db).get({ externalId }) ?? (holder?.externalId === null ? holder : undefined);
    const at = readTime(body.updatedAt) ?? Math.max(now, (before?.sourceUpdatedAt ?? -1) + 1);
    const isCurrent = at >= (before?.sourceUpdatedAt ?? -Infinity);
    if (isCurrent && holder && holder.id !== before?.id) throw isSomebodyElses();

    const id = before?.id ?? (newId("per") as PersonId);
    const name = before?.namedThemselves ? before.name : (body.name ?? null);
    const facts = { externalId, email, name };
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
    if (!before) return outcome("created", joined.notes);
    return outcome(isChanged || joined.isChanged ? "updated" : isCurrent ? "unchanged" : "ignored", joined.notes);
  });
}

const isSomebodyElses = () =>
  new Problem(409, "Somebody else has this address; nobody is merged", [
    { pointer: "/email", detail: "is somebody else's address" },
  ]);

type Facts = { externalId: string; email: string; name: string | null };

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

  const { db } = system;
  db.update(sessions)
    .set({ endedAt: now })
    .where(and(eq(sessions.personId, before.id), isNull(sessions.endedAt)))
    .run();
  db.update(challenges).set({ linkExpiresAt: now, codeExpiresAt: now }).where(eq(challenges.personId, before.id)).run();
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
