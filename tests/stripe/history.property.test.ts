import fc from "fast-check";
import { expect, it } from "vitest";
import { drain } from "#app/jobs/loop.ts";
import { markDirty } from "#app/stripe/dirty.ts";
import { lookAgain } from "#app/stripe/look-again.ts";
import { invoice as invoiceKind } from "#app/stripe/objects/invoice.ts";
import { stripeWorker } from "#app/stripe/worker.ts";
import * as billing from "#db/schema/billing.ts";
import * as subscriptions from "#db/schema/subscriptions.ts";

const s = { ...billing, ...subscriptions };
import type { Event } from "#tests/fakes/stripe/wire.ts";
import { openBilling, type Billing } from "./billing.ts";
import { startHoldingProxy } from "./holding-proxy.ts";

const deed = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant("customer" as const), on: fc.nat() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("draft" as const), on: fc.nat() }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom(
        "finalize",
        "pay",
        "part",
        "fail",
        "void",
        "delete",
        "lines",
        "refund",
        "rename",
        "method",
        "detach",
      ),
      on: fc.nat(),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom("deliver", "deliver-all", "work", "wait"), on: fc.nat() }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom("drop", "again", "late", "release", "stumble"), on: fc.nat() }),
  },
);
type Deed = { do: string; on: number };

const pick = <T>(items: T[], on: number): T | undefined => items[on % Math.max(1, items.length)];
/** What Stripe refuses, such as paying a draft, changes nothing. */
function attempt(work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Error && "status" in error)) throw error;
  }
}

function change({ stripe }: Billing, { do: what, on }: Deed) {
  const { customers, invoices, charges, paymentMethods } = stripe.state;
  const customer = pick([...customers.keys()], on);
  const invoice = pick([...invoices.keys()], on);
  const charge = pick(
    [...charges.values()].filter(({ paid }) => paid),
    on,
  );
  const method = pick(
    [...paymentMethods.values()].filter((one) => one.customer),
    on,
  );
  const lines = [{ amount: 100 + (on % 900) }];
  if (what === "customer") stripe.createCustomer({ name: `C${on}`, email: `c${on % 5}@crowd.example` });
  if (what === "draft" && customer) stripe.createInvoice({ customer, lines });
  if (what === "rename" && customer) stripe.updateCustomer(customer, { name: `Renamed ${on}` });
  if (what === "method" && customer) stripe.createPaymentMethod({ customer });
  if (what === "detach" && method) stripe.detachPaymentMethod(method.id);
  if (what === "refund" && charge) stripe.createRefund({ charge: charge.id, amount: 1 + (on % 50) });
  if (!invoice) return;
  if (what === "finalize") stripe.finalizeInvoice(invoice);
  if (what === "pay") stripe.payInvoice(invoice);
  if (what === "part") stripe.payInvoice(invoice, { amount: 1 });
  if (what === "fail") stripe.failPayment(invoice);
  if (what === "void") stripe.voidInvoice(invoice);
  if (what === "delete") stripe.deleteInvoice(invoice);
  if (what === "lines") stripe.addLines(invoice, lines);
}

/** Every object that ever was, asked for again: what the poll and the nightly sweep do about lost events. */
function sweep(b: Billing) {
  const { customers, invoices, charges, paymentMethods } = b.stripe.state;
  const all = { customer: customers, invoice: invoices, charge: charges, payment_method: paymentMethods };
  for (const [type, objects] of Object.entries(all))
    for (const id of objects.keys()) markDirty(b.system, { type, id }, { now: b.now(), priority: 10 });
  for (const { id } of b.system.db.select({ id: s.invoices.id }).from(s.invoices).all())
    markDirty(b.system, { type: "invoice", id }, { now: b.now(), priority: 10 });
}

function expectTheSame(b: Billing) {
  const { stripe, system } = b;
  const alive = system.db
    .select()
    .from(s.invoices)
    .all()
    .filter(({ deletedAt }) => deletedAt === null);
  expect(alive.map(({ id }) => id).sort()).toEqual([...stripe.state.invoices.keys()].sort());
  for (const row of alive) {
    const truth = stripe.state.invoices.get(row.id)!;
    expect(row).toMatchObject({
      status: truth.status,
      number: truth.number,
      total: truth.total,
      amountPaid: truth.amount_paid,
      amountRemaining: truth.amount_remaining,
      attemptCount: truth.attempt_count,
      customerId: truth.customer,
    });
    const stored = b.row(s.stripeCustomers, row.customerId!)!;
    expect(row.orgId).toBe(stored.orgId);
    const lines = system.db
      .select()
      .from(s.invoiceLines)
      .all()
      .filter(({ invoiceId }) => invoiceId === row.id);
    expect(lines.sort((x, y) => x.position - y.position).map(({ id, amount, orgId }) => [id, amount, orgId])).toEqual(
      stripe.linesOf(row.id).map(({ id, amount }) => [id, amount, row.orgId]),
    );
  }
  for (const truth of stripe.state.charges.values())
    expect(b.row(s.charges, truth.id)).toMatchObject({ status: truth.status, amountRefunded: truth.amount_refunded });
  for (const truth of stripe.state.customers.values()) expect(b.customer(truth.id)).toMatchObject({ name: truth.name });
  for (const truth of stripe.state.paymentMethods.values()) {
    const row = b.row(s.paymentMethods, truth.id);
    const orgId = truth.customer ? b.customer(truth.customer as string)!.orgId : null;
    expect(row).toMatchObject({ customerId: truth.customer, orgId });
  }
  const payments = system.db
    .select()
    .from(s.invoicePayments)
    .all()
    .filter(({ deletedAt }) => deletedAt === null);
  for (const payment of payments) expect(payment.orgId).toBe(b.invoice(payment.invoiceId)?.orgId ?? null);
}

it(
  "whatever comes lost, twice, late or in another order: in the end the rows are what Stripe knows, and nobody is told twice",
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 20, maxLength: 70 }), async (history) => {
        const proxy = await startHoldingProxy();
        const b = await openBilling({
          env: { STRIPE_API_URL: proxy.url },
          tuning: { perSecond: 1_000, interactivePerSecond: 1_000 },
        });
        proxy.to(b.stripe.url);
        const waiting: Event[] = [];
        const seen: Event[] = [];
        const late: { release: () => void; ended: Promise<unknown> }[] = [];
        let lost = 0;
        const deliver = async (event: Event | undefined) => {
          if (!event) return;
          seen.push(event);
          expect(await b.post(event)).toBe(200);
        };
        const takeOut = (on: number) => waiting.splice(on % Math.max(1, waiting.length), 1)[0];
        try {
          for (const one of [{ do: "customer", on: 1 }, { do: "draft", on: 3 }, ...history] as Deed[]) {
            attempt(() => change(b, one));
            waiting.push(...(b.news() as Event[]));
            if (one.do === "deliver") await deliver(takeOut(one.on));
            if (one.do === "deliver-all") while (waiting.length) await deliver(takeOut(one.on));
            if (one.do === "again") await deliver(pick(seen, one.on));
            if (one.do === "drop" && takeOut(one.on)) lost++;
            if (one.do === "wait") b.pass(400);
            if (one.do === "work") await drain(b.portal, [stripeWorker]);
            if (one.do === "stumble") b.stripe.faults.status(500, 1);
            if (one.do === "release") late.splice(one.on % Math.max(1, late.length), 1)[0]?.release();
            const invoice = pick([...b.stripe.state.invoices.keys()], one.on);
            if (one.do === "late" && invoice) {
              const held = proxy.hold(`/v1/invoices/${invoice}`);
              const ended = lookAgain(b.portal, invoiceKind, invoice, "interactive").catch(() => {});
              late.push({ release: held.release, ended });
              await held.asked;
            }
          }
          b.stripe.faults.clear();
          while (waiting.length) await deliver(takeOut(7));
          if (lost) sweep(b);
          await b.settle(20_000);
          for (const { release } of late) release();
          await Promise.all(late.map(({ ended }) => ended));
          expectTheSame(b);
          const told = b.mails("invoice-ready").map(({ dedupeKey }) => dedupeKey);
          expect(new Set(told).size).toBe(told.length);
          const ready = [...b.stripe.state.invoices.values()].filter(
            ({ status }) => status === "open" || status === "paid",
          );
          if (!lost) for (const { id } of ready) expect(told.filter((key) => key.includes(`:${id}:`))).toHaveLength(1);
        } finally {
          for (const { release } of late) release();
          await b.end();
          await proxy.close();
        }
      }),
      { numRuns: 40 },
    );
  },
);
