import { and, isNotNull, isNull } from "drizzle-orm";
import { drain } from "#app/jobs/loop.ts";
import { objectTypes } from "#app/billing/stripe/object-types.ts";
import { beginSweep, openSweep, type SweepJob } from "#app/billing/stripe/sweep-plan.ts";
import { sweepWorker } from "#app/billing/stripe/sweep.ts";
import { paymentMethods } from "#db/schema/subscriptions.ts";
import type { Billing } from "./billing.ts";

/** Lets a sweep run to its end, with what it leaves to be fetched by itself; a second passes between two rounds. */
export async function sweepAll(b: Billing, job: SweepJob, maxSeconds = 300) {
  beginSweep(b.system, job, b.now());
  for (let second = 0; openSweep(b.system) && second < maxSeconds; second++) {
    b.pass(1_000);
    await drain(b.portal, [sweepWorker]);
  }
  if (openSweep(b.system)) throw new Error(`The ${job} did not end`);
  await b.settle();
}

/** Types whose rows here are not the stand-in's objects, with the ids on one side only. */
export function differences({ stripe: { state }, system }: Billing) {
  const there: Record<string, Iterable<string>> = {
    customer: state.customers.keys(),
    product: state.products.keys(),
    price: state.prices.keys(),
    subscription: state.subscriptions.keys(),
    invoice: state.invoices.keys(),
    invoice_payment: state.invoicePayments.keys(),
    charge: state.charges.keys(),
    refund: state.refunds.keys(),
    dispute: state.disputes.keys(),
    credit_note: state.creditNotes.keys(),
    payment_method: [...state.paymentMethods.values()].filter(({ customer }) => customer).map(({ id }) => id),
    tax_id: state.taxIds.keys(),
    balance_ledger: new Set([...state.balanceTransactions.values()].map(({ customer }) => customer)),
  };
  return [...objectTypes].flatMap(([type, { table }]) => {
    // A method that was let go of stays as nobody's.
    const isHeld = table === paymentMethods ? isNotNull(paymentMethods.customerId) : undefined;
    const rows = system.db
      .select({ id: table.id })
      .from(table)
      .where(and(isNull(table.deletedAt), isHeld))
      .all();
    const here = new Set(rows.map(({ id }) => id as string));
    const missing = [...there[type]!].filter((id) => !here.delete(id));
    return missing.length || here.size ? [{ type, missing, extra: [...here] }] : [];
  });
}
