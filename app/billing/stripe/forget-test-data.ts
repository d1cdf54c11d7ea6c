import { and, eq, getTableColumns, getTableName, inArray, isNull, like, ne, or, sql, type SQL } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { OrgId, PersonId } from "#db/ids.ts";
import { invoiceLines, invoicePdfs } from "#db/schema/billing.ts";
import { detailChanges, portalVisits } from "#db/schema/billing-details.ts";
import { customerDecisions } from "#db/schema/feed.ts";
import { itemLinks, jobs, outbox } from "#db/schema/mail.ts";
import { auditLog, memberships, organizations, people, staff, staffTasks } from "#db/schema/organizations.ts";
import { drafts, requests } from "#db/schema/requests.ts";
import { challenges, sessionProofs, sessions } from "#db/schema/sign-in.ts";
import { stripeCursors, stripeDirty, stripeEvents, stripeOutage } from "#db/schema/stripe.ts";
import { subscriptionItems } from "#db/schema/subscriptions.ts";
import { tables } from "#db/tables.ts";
import { transact, type System } from "#db/tenant.ts";
import { lettingLogGo } from "../../company/log-sweep.ts";

const withColumn = (name: string) =>
  tables.flatMap((table) => {
    const column = Object.values(getTableColumns(table)).find((one) => one.name === name);
    return column ? [{ table, column }] : [];
  });
const ofOrganizations = withColumn("org_id");
const ofPeople = withColumn("person_id");
const synced = withColumn("raw_sha").map(({ table }) => table);

const ofBilling = ["failure.tell", "details.write", "pdf.cache", "pdf.remove"];
const ofBillingToo = or(
  like(staffTasks.kind, "stripe-%"),
  like(staffTasks.kind, "customer-%"),
  eq(staffTasks.kind, "details-refused"),
);

/** What an organization may have and still be nothing but a customer of Stripe's. */
const comesByItself: readonly SQLiteTable[] = [memberships, auditLog, outbox, drafts];
/** What a person may have and still have done nothing here but sign in. */
const comesWithSignIn: readonly SQLiteTable[] = [challenges, sessionProofs, sessions, drafts];

/**
 * Removes all that was read from Stripe, and the organizations and people that came with it and did nothing else here, in
 * one transaction. Gives how many rows of each type that were, and how many organizations went and stayed.
 */
export function forgetTestData(system: System, now: number) {
  return transact(system, () => {
    const { db } = system;
    db.run(sql`pragma defer_foreign_keys = on`);
    const came = db.select().from(memberships).where(eq(memberships.source, "stripe")).all();
    const organizationsThatCame = [...new Set(came.map(({ orgId }) => orgId))];
    for (const table of [invoiceLines, invoicePdfs, subscriptionItems, detailChanges, portalVisits, customerDecisions])
      db.delete(table).run();
    const forgotten = synced.map((table) => ({ name: getTableName(table), rows: db.delete(table).run().changes }));
    for (const table of [stripeEvents, stripeDirty, stripeCursors, stripeOutage]) db.delete(table).run();
    db.delete(itemLinks).where(eq(itemLinks.kind, "invoice")).run();
    db.delete(jobs).where(inArray(jobs.kind, ofBilling)).run();
    db.update(staffTasks)
      .set({ doneAt: now })
      .where(and(isNull(staffTasks.doneAt), ofBillingToo))
      .run();
    db.update(requests).set({ aboutKind: null, aboutId: null }).where(eq(requests.aboutKind, "invoice")).run();
    const gone = lettingLogGo(
      system,
      Number.MAX_SAFE_INTEGER,
      () => organizationsThatCame.filter((orgId) => removeOrganization(system, orgId)).length,
    );
    for (const personId of new Set(came.map((one) => one.personId))) removePerson(system, personId);
    return { forgotten: forgotten.filter(({ rows }) => rows), gone, stayed: organizationsThatCame.length - gone };
  });
}

const hasRows = ({ db }: System, table: SQLiteTable, condition: SQL | undefined) =>
  !!db
    .select({ one: sql`1` })
    .from(table)
    .where(condition)
    .limit(1)
    .get();

function removeOrganization(system: System, orgId: OrgId): boolean {
  const { db } = system;
  const { externalId } = db.select().from(organizations).where(eq(organizations.id, orgId)).get()!;
  const others = and(eq(memberships.orgId, orgId), ne(memberships.source, "stripe"));
  const own = ofOrganizations.filter(({ table }) => !comesByItself.includes(table));
  if (externalId !== null || hasRows(system, memberships, others)) return false;
  if (own.some(({ table, column }) => hasRows(system, table, eq(column, orgId)))) return false;
  for (const { table, column } of ofOrganizations) db.delete(table).where(eq(column, orgId)).run();
  db.delete(organizations).where(eq(organizations.id, orgId)).run();
  return true;
}

/** Unless they are of another organization, or of the staff, or something else here tells of them. */
function removePerson(system: System, personId: PersonId) {
  const { db } = system;
  const { email, externalId } = db.select().from(people).where(eq(people.id, personId)).get()!;
  const [own, others] = [true, false].map((is) =>
    ofPeople.filter(({ table }) => comesWithSignIn.includes(table) === is),
  );
  if (externalId !== null || hasRows(system, staff, eq(staff.email, email))) return;
  if (others!.some(({ table, column }) => hasRows(system, table, eq(column, personId)))) return;
  for (const { table, column } of own!) db.delete(table).where(eq(column, personId)).run();
  db.delete(people).where(eq(people.id, personId)).run();
}
