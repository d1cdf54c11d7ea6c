import { and, asc, desc, eq, inArray, isNull, sql, sum, type SQL } from "drizzle-orm";
import { isAmong } from "#db/among.ts";
import { cursorOf, cutPage, isAfter, rowId } from "#db/cursor.ts";
import type { OrgId } from "#db/ids.ts";
import { invoices } from "#db/schema/billing.ts";
import { memberships, organizations, people } from "#db/schema/organizations.ts";
import { sortKey } from "#db/sort-key.ts";
import type { Staff } from "#db/tenant.ts";
import type { CustomerFilter } from "./customer-filter.ts";
import { customerViewsIn, isOwing } from "./customer-views.ts";
import { findByWords } from "../people/organization-search.ts";

export const customersPerPage = 50;
/** As far as customers are counted. */
export const maxCounted = 1_000;
/** Of a search no more are looked at, the newest. */
export const maxSearched = 200;

const { id, name, createdAt } = organizations;
const key = sortKey(name);
const cursor = cursorOf({ id: rowId("org_") });

/** Those of a search or of a view where they are few; null where it is all of them, or too many to name. */
function findFew(staff: Staff, { show, q }: CustomerFilter, today: string) {
  if (q !== null) return { ...findByWords(staff, q, maxSearched), isAll: true, isView: false };
  if (show === null) return null;
  const found = customerViewsIn(staff.db, today)[show].list(maxCounted + 1);
  // An invoice may be nobody's yet.
  const isAll = found.length <= maxCounted;
  return { ids: found.map((row) => row.id).filter((one) => one !== null), isMore: false, isAll, isView: isAll };
}

/** Where a page begins: after a customer that may have got another name since. */
function placeOf({ db }: Staff, { sort }: CustomerFilter, after: string | null): SQL | undefined {
  const place = cursor.read(after);
  const last =
    place &&
    db
      .select({ key, createdAt })
      .from(organizations)
      .where(eq(id, place.id as OrgId))
      .get();
  if (!last) return undefined;
  if (sort === "newest") return isAfter("desc", [createdAt, last.createdAt], [id, place.id]);
  return isAfter("asc", [key, last.key], [id, place.id]);
}

/**
 * A page of the customers with the cursor of the next or null, and how many there are: exactly to a thousand, else null.
 * `isCut` says that a search found more, which are neither listed nor counted.
 * `today` is a day of the company's (`isoDay`); amounts are minor units, times epoch milliseconds.
 */
export function listCustomers(staff: Staff, filter: CustomerFilter, today: string, after: string | null = null) {
  const { db } = staff;
  const few = findFew(staff, filter, today);
  const views = customerViewsIn(db, today);
  const isAsked = filter.show === null || few?.isView ? undefined : views[filter.show].holds;
  // Many are met soon on the way through all; few are named, so that nobody looks for them.
  const isOne = and(few?.isAll ? isAmong(id, few.ids) : undefined, isAsked);
  const place = placeOf(staff, filter, after);
  const order = filter.sort === "newest" ? [desc(createdAt), desc(id)] : [asc(key), asc(id)];
  // First which they are: what is looked up of each would be looked up of all that are sorted.
  const paged = db
    .select({ id })
    .from(organizations)
    .where(and(isOne, place))
    .orderBy(...order)
    .limit(customersPerPage + 1)
    .all()
    .map((row) => row.id);
  const rows = db
    .select({
      id,
      name,
      email: organizations.email,
      closedAt: organizations.closedAt,
      withoutPeople: organizations.withoutPeople,
      signedInAt: lastSignInIn(db),
      comesBack: sql<boolean>`${views["mail-comes-back"].holds}`.mapWith(Boolean),
      isLate: sql<boolean>`${views["late-order"].holds}`.mapWith(Boolean),
    })
    .from(organizations)
    .where(isAmong(id, paged))
    .all()
    .sort((one, other) => paged.indexOf(one.id) - paged.indexOf(other.id));
  const { page, next } = cutPage(rows, customersPerPage, (last) => cursor.write(last));
  const ids = page.map((row) => row.id);
  const [owners, open] = ids.length ? [listOwners(staff, ids), openSums(staff, ids)] : [[], []];
  return {
    customers: page.map((row) => ({
      ...row,
      owner: owners.find(({ orgId }) => orgId === row.id)?.email ?? null,
      open: open.filter(({ orgId }) => orgId === row.id),
    })),
    next,
    isFirst: !place,
    count: count(staff, isOne, few),
    isCut: few?.isMore ?? false,
  };
}

export type CustomerRow = ReturnType<typeof listCustomers>["customers"][number];

type Db = Staff["db"];

/** Of each its owners' addresses, who has been there longest first. */
const listOwners = ({ db }: Staff, page: OrgId[]) =>
  db
    .select({ orgId: memberships.orgId, email: people.email })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(and(inArray(memberships.orgId, page), eq(memberships.role, "owner"), isNull(people.disabledAt)))
    .orderBy(asc(memberships.createdAt), asc(people.email))
    .all();

function lastSignInIn(db: Db) {
  const last = db
    .select({ at: sql`max(${people.signedInAt})` })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(eq(memberships.orgId, id));
  return sql<number | null>`(${last})`;
}

/** What each has still to pay, in each currency. */
function openSums({ db }: Staff, page: OrgId[]) {
  const { orgId, currency, amountRemaining } = invoices;
  return db
    .select({ orgId, currency, amount: sum(amountRemaining).mapWith(Number) })
    .from(invoices)
    .where(and(inArray(orgId, page), isOwing))
    .groupBy(orgId, currency)
    .all();
}

/** How many there are, or null where they are more than a thousand. */
function count({ db }: Staff, isOne: SQL | undefined, few: ReturnType<typeof findFew>): number | null {
  if (few && !few.isAll) return null;
  if (few?.isView) return few.ids.length;
  const counted = db
    .select({ one: sql`1`.as("one") })
    .from(organizations)
    .where(isOne)
    .limit(maxCounted + 1)
    .as("counted");
  const n = db
    .select({ n: sql<number>`count(*)` })
    .from(counted)
    .get()!.n;
  return n > maxCounted ? null : n;
}
