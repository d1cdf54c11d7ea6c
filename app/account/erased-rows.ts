import { and, eq, inArray, isNotNull, ne, or, sql, type SQL } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { PersonId } from "#db/ids.ts";
import { payablesAddresses } from "#db/schema/billing-details.ts";
import { importLines } from "#db/schema/imports.ts";
import { itemLinks, mailboxTests, outbox, suppressions } from "#db/schema/mail.ts";
import { deliveryTimes } from "#db/schema/notifications.ts";
import { orderApprovals, orderEvents } from "#db/schema/orders.ts";
import {
  auditLog,
  customerNotes,
  memberships,
  organizations,
  people,
  personAddresses,
  staffTasks,
} from "#db/schema/organizations.ts";
import { leavingAnswers } from "#db/schema/desk.ts";
import { drafts, inboundMails, messages, requestPeople, requests } from "#db/schema/requests.ts";
import { challenges, sessionProofs, sessions } from "#db/schema/sign-in.ts";
import { invites, joinRequests, ownerClaims } from "#db/schema/team.ts";
import { membershipTombs } from "#db/schema/tombs.ts";
import { trips } from "#db/schema/trips.ts";

/** Who is erased, and every address they had here that is nobody else's by now. */
export type Erased = { personId: PersonId; emails: readonly string[] };

/** Rows that name somebody, and what becomes of them: they go where nothing is set. Once done none are left to do. */
export type ErasedRows = { table: SQLiteTable; where: SQL | undefined; set?: Record<string, unknown> };

/** Who wrote, where nobody is to know any more who that was. */
export const formerName = "A former colleague";
export const erasedAddress = (personId: PersonId) => `${personId}@erased.invalid`;

/** All of it but the person's own row, in an order in which each can still be found. */
export function erasedRows({ personId, emails }: Erased): ErasedRows[] {
  const alias = erasedAddress(personId);
  const isTheirs = (column: SQLiteColumn) => inArray(column, [...emails]);
  const namesOne = (column: SQLiteColumn, email: string) =>
    sql`instr(${column}, ${email}) > 0 and replace_address(${column}, ${email}, '') <> ${column}`;
  const names = (column: SQLiteColumn) => or(...emails.map((email) => namesOne(column, email)));
  const without = (column: SQLiteColumn, by: string) =>
    emails.reduce<SQL>((text, email) => sql`replace_address(${text}, ${email}, ${by})`, sql`${column}`);
  // A subject has the beginning of a name, and an empty one is in every subject.
  const name = sql`(select nullif(substr(${people.name}, 1, 25), '') from ${people} where ${people.id} = ${personId})`;
  const saysName = (column: SQLiteColumn) => sql`instr(${column}, ${name}) > 0`;
  const ofOneMail = (key: SQL) => sql`${key} || ' ' || ${outbox.id}`;
  const ofPerson = (column: SQLiteColumn, email: SQLiteColumn) => and(eq(column, personId), ne(email, alias));
  const written = inArray(inboundMails.messageId, sql`(select id from ${messages} where person_id = ${personId})`);
  const theirMail = or(and(written, ne(inboundMails.fromEmail, alias)), isTheirs(inboundMails.fromEmail));
  const isTheirMail = or(ofPerson(outbox.personId, outbox.recipient), isTheirs(outbox.recipient));
  const hasReason = sql`json_extract(${auditLog.detail}, '$.reason') is not null`;

  return [
    { table: challenges, where: or(eq(challenges.personId, personId), isTheirs(challenges.email)) },
    { table: sessionProofs, where: eq(sessionProofs.personId, personId) },
    { table: sessions, where: eq(sessions.personId, personId) },
    { table: deliveryTimes, where: eq(deliveryTimes.personId, personId) },
    { table: drafts, where: eq(drafts.personId, personId) },
    { table: memberships, where: eq(memberships.personId, personId) },
    { table: requestPeople, where: eq(requestPeople.personId, personId) },
    { table: requestPeople, where: isTheirs(requestPeople.letInBy), set: { letInBy: personId } },
    { table: membershipTombs, where: isTheirs(membershipTombs.by), set: { by: personId } },
    { table: joinRequests, where: eq(joinRequests.personId, personId) },
    { table: invites, where: isTheirs(invites.email) },
    { table: payablesAddresses, where: isTheirs(payablesAddresses.email) },
    { table: itemLinks, where: isTheirs(itemLinks.email) },
    { table: suppressions, where: isTheirs(suppressions.email) },
    ...(["cells", "values", "faults", "notices"] as const).map((name) => ({
      table: importLines,
      where: names(importLines[name]),
      set: { [name]: without(importLines[name], alias) },
    })),
    { table: mailboxTests, where: or(eq(mailboxTests.personId, personId), isTheirs(mailboxTests.email)) },
    { table: inboundMails, where: theirMail, set: { fromEmail: alias, fromName: formerName } },
    { table: inboundMails, where: names(inboundMails.copies), set: { copies: without(inboundMails.copies, alias) } },
    {
      table: messages,
      where: or(ofPerson(messages.personId, messages.email), isTheirs(messages.email)),
      set: { email: alias, name: formerName },
    },
    {
      table: requests,
      where: or(ofPerson(requests.personId, requests.email), isTheirs(requests.email)),
      set: { email: alias, name: formerName, looked: null },
    },
    {
      table: orderApprovals,
      where: or(ofPerson(orderApprovals.personId, orderApprovals.email), isTheirs(orderApprovals.email)),
      set: { email: alias },
    },
    { table: orderEvents, where: isTheirs(orderEvents.actor), set: { actor: personId } },
    { table: trips, where: inArray(trips.mailId, sql`(select id from ${outbox} where ${isTheirMail})`) },
    {
      table: outbox,
      where: isTheirMail,
      set: {
        recipient: alias,
        props: {},
        sealed: null,
        error: null,
        subject: null,
        dedupeKey: ofOneMail(without(outbox.dedupeKey, personId)),
        state: sql`case when ${outbox.state} in ('new', 'sending', 'bundled') then 'dropped' else ${outbox.state} end`,
      },
    },
    // Those to others, that tell of them.
    {
      table: outbox,
      where: and(isNotNull(outbox.subject), or(names(outbox.props), names(outbox.subject), saysName(outbox.subject))),
      set: { subject: null },
    },
    {
      table: outbox,
      where: or(names(outbox.props), names(outbox.dedupeKey), and(isNotNull(outbox.error), names(outbox.error))),
      set: {
        props: without(outbox.props, alias),
        dedupeKey: ofOneMail(without(outbox.dedupeKey, personId)),
        error: without(outbox.error, alias),
      },
    },
    { table: auditLog, where: isTheirs(auditLog.actor), set: { actor: personId } },
    { table: auditLog, where: names(auditLog.subject), set: { subject: personId } },
    // Why the company did something to them, in words that may name them.
    { table: auditLog, where: and(eq(auditLog.aboutPerson, personId), hasReason), set: { detail: null } },
    { table: ownerClaims, where: eq(ownerClaims.personId, personId) },
    { table: ownerClaims, where: isTheirs(ownerClaims.objectedBy), set: { objectedBy: personId } },
    {
      table: staffTasks,
      where: or(names(staffTasks.detail), names(staffTasks.subject)),
      set: { detail: without(staffTasks.detail, personId), subject: without(staffTasks.subject, personId) },
    },
    { table: leavingAnswers, where: isTheirs(leavingAnswers.email) },
    { table: customerNotes, where: isTheirs(customerNotes.writtenBy), set: { writtenBy: personId } },
    { table: customerNotes, where: names(customerNotes.text), set: { text: without(customerNotes.text, personId) } },
    { table: organizations, where: isTheirs(organizations.email), set: { email: null } },
    { table: organizations, where: isTheirs(organizations.name), set: { name: "Former customer" } },
    // Last, so that whoever begins again still knows the addresses.
    { table: membershipTombs, where: or(eq(membershipTombs.personId, personId), isTheirs(membershipTombs.email)) },
    { table: personAddresses, where: eq(personAddresses.personId, personId) },
  ];
}
