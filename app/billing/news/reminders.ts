import { setImmediate } from "node:timers/promises";
import { and, asc, gt, gte, isNotNull, isNull, lt, ne, or, sql } from "drizzle-orm";
import { isAfter } from "#db/cursor.ts";
import type { OrgId } from "#db/ids.ts";
import { invoices } from "#db/schema/billing.ts";
import { transact, type System } from "#db/tenant.ts";
import { hasPaymentUnderWay } from "../invoice-charges.ts";
import { isDaytime, isoDay, startOf } from "../../text/format.ts";
import { notifyRecipients } from "./notify.ts";
import { tenantsOf } from "../stripe/tenants-of.ts";
import { isNotNotifiedBy } from "./not-notified.ts";

const atOnce = 50;
/** `daysLeft`: so many days before the day that an invoice is due on. */
const kinds = [
  { kind: "invoice-due", daysLeft: 3 },
  { kind: "invoice-overdue", daysLeft: -1 },
];

/** The days of today and yesterday that people are reminded on, and when what is due so much later is due. */
function reached(now: number) {
  const today = isoDay(now);
  const on = (kind: string, daysLeft: number, ago: number) => ({
    kind,
    reachedAt: startOf(today, ago),
    dueFrom: startOf(today, ago + daysLeft),
    dueBefore: startOf(today, ago + daysLeft + 1),
  });
  return kinds.flatMap(({ kind, daysLeft }) => [on(kind, daysLeft, 0), on(kind, daysLeft, -1)]);
}
type Reached = ReturnType<typeof reached>[number];

/**
 * Reminds of invoices that the customer pays by themselves: three days before the day they are due on, and the day
 * after it. That counts today and on the day after, where the invoice was here and open before, so that neither what
 * was read in from before nor a portal that was off says anything old; not while a bank carries the money, and not at
 * night. Goes in small steps, so that pages are answered between them. `now` is epoch milliseconds; gives how many mails were left.
 */
export async function remindOfInvoices(system: System, now: number): Promise<number> {
  if (!isDaytime(now)) return 0;
  const tenantOf = tenantsOf(system);
  const remind = ({ id, dueAt, ...due }: Due, kind: string) => {
    const orgId = due.orgId as OrgId;
    const tenant = tenantOf(orgId);
    if (hasPaymentUnderWay(tenant, id)) return 0;
    return notifyRecipients(system, { id, orgId }, { kind, key: `${id}:${dueAt}`, props: { dueAt } }, now, tenant);
  };
  let count = 0;
  for (const step of reached(now)) {
    let last: Due | null = null;
    do {
      const few = reaching(system, step, last);
      count += transact(system, () => few.reduce((sum, due) => sum + remind(due, step.kind), 0));
      last = few.length === atOnce ? few.at(-1)! : null;
      await setImmediate();
    } while (last);
  }
  return count;
}

/** The conditions of the index `invoices_open_due`, word for word: with parameters SQLite would not take it. */
const isOpen = sql`status = 'open' and deleted_at is null`;

type Due = Pick<typeof invoices.$inferSelect, "id" | "orgId" | "dueAt">;

/** The next few that have reached it and that nobody was told of, after the last ones. */
function reaching({ db }: System, { kind, reachedAt, dueFrom, dueBefore }: Reached, last: Due | null): Due[] {
  const isSelfPaid = or(isNull(invoices.collectionMethod), ne(invoices.collectionMethod, "charge_automatically"));
  return db
    .select({ id: invoices.id, orgId: invoices.orgId, dueAt: invoices.dueAt })
    .from(invoices)
    .where(
      and(
        isOpen,
        gte(invoices.dueAt, dueFrom),
        lt(invoices.dueAt, dueBefore),
        last ? isAfter("asc", [invoices.dueAt, last.dueAt!], [invoices.id, last.id]) : undefined,
        isNotNull(invoices.orgId),
        gt(invoices.amountRemaining, 0),
        isSelfPaid,
        lt(invoices.firstSeenAt, reachedAt),
        sql`coalesce(${invoices.finalizedAt}, ${invoices.issuedAt}) < ${reachedAt}`,
        isNotNotifiedBy(sql`${kind} || ':' || ${invoices.id} || ':' || ${invoices.dueAt}`),
      ),
    )
    .orderBy(asc(invoices.dueAt), asc(invoices.id))
    .limit(atOnce)
    .all();
}
