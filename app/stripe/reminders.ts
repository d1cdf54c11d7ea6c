import { and, gt, isNotNull, isNull, lt, ne, or, sql } from "drizzle-orm";
import type { OrgId } from "#db/ids.ts";
import { invoices } from "#db/schema/billing.ts";
import { transact, type System } from "#db/tenant.ts";
import { freshMs, tell } from "./tell.ts";

const day = 24 * 60 * 60_000;
/** `beforeMs`: so long before an invoice is due. */
const thresholds = [
  { kind: "invoice-due", beforeMs: 3 * day },
  { kind: "invoice-overdue", beforeMs: 0 },
];

/**
 * Reminds of invoices that the customer pays by themselves: three days before they are due, and once they were. A
 * threshold counts where it was crossed within two days and while the invoice was here and open, so that neither what
 * was read in from before nor a portal that was off says anything old. `now` is epoch milliseconds; gives how many
 * mails were left.
 */
export function remindOfInvoices(system: System, now: number): number {
  let count = 0;
  for (const { kind, beforeMs } of thresholds) {
    for (const { id, orgId, dueAt } of crossing(system, now + beforeMs, beforeMs)) {
      const news = { kind, key: `${id}:${dueAt}`, props: { dueAt } };
      count += transact(system, () => tell(system, { id, orgId: orgId as OrgId }, news, now));
    }
  }
  return count;
}

/** The conditions of the index `invoices_open_due`, word for word: with parameters SQLite would not take it. */
const isOpen = sql`status = 'open' and deleted_at is null`;

function crossing({ db }: System, latest: number, beforeMs: number) {
  const crossedAt = sql`${invoices.dueAt} - ${beforeMs}`;
  const isSelfPaid = or(isNull(invoices.collectionMethod), ne(invoices.collectionMethod, "charge_automatically"));
  return db
    .select({ id: invoices.id, orgId: invoices.orgId, dueAt: invoices.dueAt })
    .from(invoices)
    .where(
      and(
        isOpen,
        gt(invoices.dueAt, latest - freshMs),
        lt(invoices.dueAt, latest),
        isNotNull(invoices.orgId),
        gt(invoices.amountRemaining, 0),
        isSelfPaid,
        sql`${crossedAt} > ${invoices.firstSeenAt}`,
        sql`${crossedAt} > coalesce(${invoices.finalizedAt}, ${invoices.issuedAt})`,
      ),
    )
    .all();
}
