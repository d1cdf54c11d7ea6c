import { setImmediate } from "node:timers/promises";
import { and, asc, gt, isNotNull, isNull, lt, ne, or, sql } from "drizzle-orm";
import type { OrgId } from "#db/ids.ts";
import { invoices } from "#db/schema/billing.ts";
import { transact, type System } from "#db/tenant.ts";
import { hasPaymentUnderWay } from "../invoice-charges.ts";
import { freshMs, tell } from "./tell.ts";
import { tenantsOf } from "../stripe/tenants-of.ts";
import { isUntoldBy } from "./untold.ts";

const day = 24 * 60 * 60_000;
const atOnce = 50;
/** `beforeMs`: so long before an invoice is due. */
const thresholds = [
  { kind: "invoice-due", beforeMs: 3 * day },
  { kind: "invoice-overdue", beforeMs: 0 },
];
type Threshold = (typeof thresholds)[number];

/**
 * Reminds of invoices that the customer pays by themselves: three days before they are due, and once they were. A
 * threshold counts where it was crossed within two days and while the invoice was here and open, so that neither what
 * was read in from before nor a portal that was off says anything old; and not while a bank carries the money. Goes in
 * small steps, so that pages are answered between them. `now` is epoch milliseconds; gives how many mails were left.
 */
export async function remindOfInvoices(system: System, now: number): Promise<number> {
  const tenantOf = tenantsOf(system);
  const remind = ({ id, dueAt, ...due }: Due, kind: string) => {
    const orgId = due.orgId as OrgId;
    const tenant = tenantOf(orgId);
    if (hasPaymentUnderWay(tenant, id)) return 0;
    return tell(system, { id, orgId }, { kind, key: `${id}:${dueAt}`, props: { dueAt } }, now, tenant);
  };
  let count = 0;
  for (const threshold of thresholds) {
    let last: Due | null = null;
    do {
      const few = crossing(system, threshold, now, last);
      count += transact(system, () => few.reduce((sum, due) => sum + remind(due, threshold.kind), 0));
      last = few.length === atOnce ? few.at(-1)! : null;
      await setImmediate();
    } while (last);
  }
  return count;
}

/** The conditions of the index `invoices_open_due`, word for word: with parameters SQLite would not take it. */
const isOpen = sql`status = 'open' and deleted_at is null`;

type Due = Pick<typeof invoices.$inferSelect, "id" | "orgId" | "dueAt">;

/** The next few that have crossed it and that nobody was told of, after the last ones. */
function crossing({ db }: System, { kind, beforeMs }: Threshold, now: number, last: Due | null): Due[] {
  const latest = now + beforeMs;
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
        last ? sql`(${invoices.dueAt}, ${invoices.id}) > (${last.dueAt}, ${last.id})` : undefined,
        isNotNull(invoices.orgId),
        gt(invoices.amountRemaining, 0),
        isSelfPaid,
        sql`${crossedAt} > ${invoices.firstSeenAt}`,
        sql`${crossedAt} > coalesce(${invoices.finalizedAt}, ${invoices.issuedAt})`,
        isUntoldBy(sql`${kind} || ':' || ${invoices.id} || ':' || ${invoices.dueAt}`),
      ),
    )
    .orderBy(asc(invoices.dueAt), asc(invoices.id))
    .limit(atOnce)
    .all();
}
