import { and, eq, exists, inArray, isNotNull, isNull, lt, not, or, sql, type SQL } from "drizzle-orm";
import type { Db } from "#db/connection.ts";
import type { OrgId } from "#db/ids.ts";
import { invoices } from "#db/schema/billing.ts";
import { suppressions } from "#db/schema/mail.ts";
import { isOrderMoving, orderKinds, orders, promisedDay } from "#db/schema/orders.ts";
import { memberships, organizations, people } from "#db/schema/organizations.ts";
import { invites, isOpenInvite } from "#db/schema/team.ts";
import type { CustomerView } from "./customer-filter.ts";

/** Of one customer of the list, and `list` of them all: the ids of those it holds for, from an index of its own. */
type View = { holds: SQL; list: (limit: number) => { id: OrgId | null }[] };

const orgId = organizations.id;
const one = { one: sql`1` };

// Said as their indexes say it, so that each is read from its own.
export const isOwing = sql`${invoices.status} = 'open' and ${invoices.deletedAt} is null and ${invoices.amountRemaining} > 0`;
const isNeverSignedIn = sql`${people.signedInAt} is null and ${people.disabledAt} is null`;

/** What a customer may be looked for by: crossed, SQLite joins tables in the order in which they stand. `today` is a day of the company's (`isoDay`). */
export function customerViewsIn(db: Db, today: string): Record<CustomerView, View> {
  const members = db.select(one).from(memberships).innerJoin(people, eq(people.id, memberships.personId));
  const theirs = and(eq(memberships.orgId, orgId), isNull(people.disabledAt));
  const hasSignedIn = exists(
    db
      .select(one)
      .from(memberships)
      .innerJoin(people, eq(people.id, memberships.personId))
      .where(and(theirs, isNotNull(people.signedInAt))),
  );
  const neverSignedIn = and(eq(organizations.withoutPeople, false), not(hasSignedIn))!;
  const memberComesBack = exists(members.innerJoin(suppressions, eq(suppressions.email, people.email)).where(theirs));
  const inviteComesBack = exists(
    db
      .select(one)
      .from(invites)
      .innerJoin(suppressions, eq(suppressions.email, invites.email))
      .where(and(eq(invites.orgId, orgId), isOpenInvite)),
  );
  const isLate = and(isOrderMoving, lt(promisedDay(orders.promisedDate), today));
  return {
    "never-signed-in": {
      holds: neverSignedIn,
      list: (limit) =>
        db
          .selectDistinct({ id: orgId })
          .from(people)
          .crossJoin(memberships)
          .crossJoin(organizations)
          .where(
            and(isNeverSignedIn, eq(memberships.personId, people.id), eq(orgId, memberships.orgId), not(hasSignedIn)),
          )
          .limit(limit)
          .all(),
    },
    "mail-comes-back": {
      holds: or(memberComesBack, inviteComesBack)!,
      list: (limit) => {
        const ofMembers = db
          .selectDistinct({ id: memberships.orgId })
          .from(suppressions)
          .crossJoin(people)
          .crossJoin(memberships)
          .where(
            and(eq(people.email, suppressions.email), isNull(people.disabledAt), eq(memberships.personId, people.id)),
          )
          .limit(limit)
          .all();
        const ofInvites = db
          .selectDistinct({ id: invites.orgId })
          .from(suppressions)
          .crossJoin(invites)
          .where(and(eq(invites.email, suppressions.email), isOpenInvite))
          .limit(limit)
          .all();
        const ids = new Set([...ofMembers, ...ofInvites].map(({ id }) => id));
        return [...ids].slice(0, limit).map((id) => ({ id }));
      },
    },
    owes: {
      holds: exists(
        db
          .select(one)
          .from(invoices)
          .where(and(eq(invoices.orgId, orgId), isOwing)),
      ),
      list: (limit) => db.selectDistinct({ id: invoices.orgId }).from(invoices).where(isOwing).limit(limit).all(),
    },
    "late-order": {
      holds: exists(
        db
          .select(one)
          .from(orders)
          .where(and(eq(orders.orgId, orgId), isLate)),
      ),
      list: (limit) =>
        db
          .selectDistinct({ id: orders.orgId })
          .from(orders)
          .where(and(inArray(orders.kind, orderKinds), isLate))
          .limit(limit)
          .all(),
    },
    nobody: {
      holds: sql`${organizations.withoutPeople} = 1`,
      list: (limit) =>
        db
          .select({ id: orgId })
          .from(organizations)
          .where(sql`${organizations.withoutPeople} = 1`)
          .limit(limit)
          .all(),
    },
  };
}
