import { and, eq, getTableName, inArray, isNull, like, or, sql } from "drizzle-orm";
import { invoiceLines, invoicePdfs } from "#db/schema/billing.ts";
import { detailChanges, portalVisits } from "#db/schema/billing-details.ts";
import { customerDecisions } from "#db/schema/feed.ts";
import { itemLinks, jobs } from "#db/schema/mail.ts";
import { memberships, staffTasks } from "#db/schema/organizations.ts";
import { requests } from "#db/schema/requests.ts";
import { stripeCursors, stripeDirty, stripeEvents, stripeOutage } from "#db/schema/stripe.ts";
import { subscriptionItems } from "#db/schema/subscriptions.ts";
import { transact, type System } from "#db/tenant.ts";
import { lettingLogGo } from "../../company/log-sweep.ts";
import { removeOrganization, removePerson, withColumn } from "../../people/unmade.ts";

const synced = withColumn("raw_sha").map(({ table }) => table);

const ofBilling = ["failure.tell", "details.write", "pdf.cache", "pdf.remove"];
const ofBillingToo = or(
  like(staffTasks.kind, "stripe-%"),
  like(staffTasks.kind, "customer-%"),
  eq(staffTasks.kind, "details-refused"),
);

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
      () => organizationsThatCame.filter((orgId) => removeOrganization(system, orgId, "stripe")).length,
    );
    for (const personId of new Set(came.map((one) => one.personId))) removePerson(system, personId);
    return { forgotten: forgotten.filter(({ rows }) => rows), gone, stayed: organizationsThatCame.length - gone };
  });
}
