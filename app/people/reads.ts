import { and, between, eq } from "drizzle-orm";
import type { PersonId } from "#db/ids.ts";
import { preparedFor } from "#db/prepared.ts";
import { reads } from "#db/schema/asked.ts";
import type { ReadKind } from "#db/schema/requests.ts";
import { mine, owned, transact, type Tenant } from "#db/tenant.ts";

/** What somebody looked at; `itemId` is empty of what an organization has one of. */
export type ReadThing = { kind: ReadKind; itemId: string };

const hour = 60 * 60_000;
/** Looks of one hour are one, so that few pages cost a write. */
const apart = hour;
/** So long before a question a look still counts as one at what it is about, in milliseconds. */
const lookedBefore = 72 * hour;

type Asked = ReadThing & { personId: PersonId };
const isThat = ({ personId, kind, itemId }: Asked) =>
  and(eq(reads.personId, personId), eq(reads.kind, kind), eq(reads.itemId, itemId));

const finding = preparedFor((tenant: Tenant, asked: Asked) =>
  tenant.db
    .select({ at: reads.at })
    .from(reads)
    .where(mine(tenant, reads, isThat(asked))),
);

/** Keeps that one of the organization's people looks at something now, in place of when they did before. */
export function noteRead(tenant: Tenant, personId: PersonId, { kind, itemId }: ReadThing, now: number) {
  const asked = { kind, itemId, personId };
  const last = finding(tenant, asked).get();
  if (last && last.at > now - apart) return;
  transact(tenant, () => {
    tenant.db
      .delete(reads)
      .where(mine(tenant, reads, isThat(asked)))
      .run();
    tenant.db
      .insert(reads)
      .values(owned(tenant, reads, { ...asked, at: now }))
      .run();
  });
}

/**
 * The kinds of things that somebody had looked at in the three days before `now`; where they ask about a thing, of its kind that
 * very thing.
 */
export function listLooked(
  tenant: Tenant,
  personId: PersonId,
  about: { kind: ReadKind; id: string } | null,
  now: number,
): ReadKind[] {
  const isLate = and(eq(reads.personId, personId), between(reads.at, now - lookedBefore, now));
  const rows = tenant.db
    .select({ kind: reads.kind, itemId: reads.itemId })
    .from(reads)
    .where(mine(tenant, reads, isLate))
    .all();
  const counted = rows.filter(({ kind, itemId }) => kind !== about?.kind || itemId === about.id);
  return [...new Set(counted.map(({ kind }) => kind))].sort();
}

/** All that somebody looked at in an organization, as it is kept. Times are epoch milliseconds. */
export const listReads = (tenant: Tenant, personId: PersonId) =>
  tenant.db
    .select({ kind: reads.kind, itemId: reads.itemId, at: reads.at })
    .from(reads)
    .where(mine(tenant, reads, eq(reads.personId, personId)))
    .orderBy(reads.at)
    .all();
