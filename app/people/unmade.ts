import { and, eq, getTableColumns, gte, ne, sql, type SQL } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { OrgId, PersonId } from "#db/ids.ts";
import { invoiceLines } from "#db/schema/billing.ts";
import { outbox } from "#db/schema/mail.ts";
import { orderApprovals, orderFiles, orderItems, orderPromises, removedEvents, stepFiles } from "#db/schema/orders.ts";
import { auditLog, memberships, organizations, people, staff } from "#db/schema/organizations.ts";
import { drafts, messageFiles, requestPeople } from "#db/schema/requests.ts";
import { challenges, sessionProofs, sessions } from "#db/schema/sign-in.ts";
import { tables } from "#db/tables.ts";
import type { System } from "#db/tenant.ts";

/** The tables with a column of that name. */
export const withColumn = (name: string) =>
  tables.flatMap((table) => {
    const column = Object.values(getTableColumns(table)).find((one) => one.name === name);
    return column ? [{ table, column }] : [];
  });
const ofOrganizations = withColumn("org_id");
const ofPeople = withColumn("person_id");

/** What an organization may have and still be nothing but a customer that came by itself. */
const comesByItself: readonly SQLiteTable[] = [memberships, auditLog, outbox, drafts];
/** What a person may have and still have done nothing here but sign in. */
const comesWithSignIn: readonly SQLiteTable[] = [challenges, sessionProofs, sessions, drafts];

const hasRows = ({ db }: System, table: SQLiteTable, condition: SQL | undefined) =>
  !!db
    .select({ one: sql`1` })
    .from(table)
    .where(condition)
    .limit(1)
    .get();

/** These come with an invoice, a request or an order of the same organization, and have no index by it. */
const comesWithOthers: readonly SQLiteTable[] = [
  invoiceLines,
  messageFiles,
  requestPeople,
  orderApprovals,
  orderFiles,
  orderItems,
  orderPromises,
  removedEvents,
  stepFiles,
];
const tellingOfOrganizations = ofOrganizations.filter(
  ({ table }) => !comesByItself.includes(table) && !comesWithOthers.includes(table),
);

/** Whether anything here tells of an organization but what comes by itself. */
export const isInUse = (system: System, orgId: OrgId): boolean =>
  tellingOfOrganizations.some(({ table, column }) => hasRows(system, table, eq(column, orgId)));

/**
 * Removes an organization with its log, within `lettingLogGo`, unless the feed names it, somebody is in it who came otherwise
 * than from `source`, or something else here tells of it. Gives whether it went.
 */
export function removeOrganization(
  system: System,
  orgId: OrgId,
  source: (typeof memberships.$inferSelect)["source"],
): boolean {
  const { db } = system;
  const { externalId, createdAt } = db.select().from(organizations).where(eq(organizations.id, orgId)).get()!;
  const others = and(eq(memberships.orgId, orgId), ne(memberships.source, source));
  if (externalId !== null || hasRows(system, memberships, others) || isInUse(system, orgId)) return false;
  for (const table of [memberships, auditLog, drafts]) db.delete(table).where(eq(table.orgId, orgId)).run();
  const mails = and(eq(outbox.orgId, orgId), gte(outbox.createdAt, createdAt));
  db.delete(outbox).where(mails).run();
  db.delete(organizations).where(eq(organizations.id, orgId)).run();
  return true;
}

/** Removes a person, unless they are of another organization, or of the staff, or something else here tells of them. */
export function removePerson(system: System, personId: PersonId) {
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
