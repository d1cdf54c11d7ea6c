import fc from "fast-check";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { drain } from "#app/jobs/loop.ts";
import { stripeApiFor } from "#app/billing/stripe/stripe-api.ts";
import { readOne } from "#app/billing/stripe/object-type.ts";
import { objectTypes } from "#app/billing/stripe/object-types.ts";
import { fetchNow } from "#app/billing/stripe/fetch-now.ts";
import { invoice as invoiceKind } from "#app/billing/stripe/objects/invoice.ts";
import { pollEvents } from "#app/billing/stripe/poll.ts";
import { beginSweep } from "#app/billing/stripe/sweep-plan.ts";
import { sweepWorker } from "#app/billing/stripe/sweep.ts";
import { stripeWorker } from "#app/billing/stripe/worker.ts";
import { balanceLedgers, invoiceLines, invoicePayments, invoices } from "#db/schema/billing.ts";
import { subscriptionItems } from "#db/schema/subscriptions.ts";
import type { Event } from "#tests/fakes/stripe/wire.ts";
import { openBilling, type Billing } from "./billing.ts";
import { happen, histories, pick, type Deed } from "./history.ts";
import { startHoldingProxy } from "./holding-proxy.ts";
import { differences } from "./sweeping.ts";

/** How many histories are played; `npm run bench -- histories` plays a thousand. */
const numRuns = Number(process.env.HISTORIES ?? 10);

/** Plays a history with all that may go wrong on the way, until everything has settled. Gives whether an event was lost. */
async function play(history: readonly Deed[], b: Billing, proxy: Awaited<ReturnType<typeof startHoldingProxy>>) {
  const waiting: Event[] = [];
  const seen: Event[] = [];
  const late: { release: () => void; ended: Promise<unknown> }[] = [];
  let lost = false;
  const deliver = async (event: Event | undefined) => {
    if (!event) return;
    seen.push(event);
    expect(await b.post(event)).toBe(200);
  };
  const takeOut = (on: number) => waiting.splice(on % Math.max(1, waiting.length), 1)[0];
  const work = () => drain(b.portal, [stripeWorker, sweepWorker]);
  const mishaps: Record<string, (on: number) => unknown> = {
    deliver: (on) => deliver(takeOut(on)),
    async "deliver-all"(on) {
      while (waiting.length) await deliver(takeOut(on));
    },
    again: (on) => deliver(pick(seen, on)),
    drop: (on) => takeOut(on) && (lost = true),
    wait: () => b.pass(400),
    work,
    stumble: () => b.stripe.faults.status(500, 1),
    sweep: () => beginSweep(b.system, "backfill", b.now()),
    compare: () => beginSweep(b.system, "reconcile", b.now()),
    poll: () => pollEvents(b.portal, { anyway: true }),
    async crash() {
      b.connection.sqlite.exec(
        "create trigger dies before update of done_gen on stripe_dirty begin select raise(abort, 'dead'); end",
      );
      await work();
      b.connection.sqlite.exec("drop trigger dies");
    },
    async late(on) {
      const invoice = pick([...b.stripe.state.invoices.keys()], on);
      if (!invoice) return;
      const held = proxy.hold(`/v1/invoices/${invoice}`);
      const ended = fetchNow(b.portal, invoiceKind, invoice, "interactive").catch(() => {});
      late.push({ release: held.release, ended });
      await held.asked;
    },
    release: (on) => late.splice(on % Math.max(1, late.length), 1)[0]?.release(),
  };
  try {
    // The portal has begun some time ago.
    await pollEvents(b.portal);
    await work();
    b.pass(2_000);
    for (const deed of history) {
      happen(b, deed);
      waiting.push(...(b.news() as Event[]));
      await mishaps[deed.do]?.(deed.on);
    }
    b.stripe.faults.clear();
    while (waiting.length) await deliver(takeOut(7));
    if (lost) await pollEvents(b.portal, { anyway: true });
    for (let second = 0; second < 40; second++) {
      await work();
      b.pass(1_000);
    }
    await b.settle(5_000);
  } finally {
    for (const { release } of late) release();
    await Promise.all(late.map(({ ended }) => ended));
  }
  return lost;
}

/** Every row is what Stripe answers now, and belongs to whom its customer belongs. */
async function expectTheSame(b: Billing) {
  expect(differences(b)).toEqual([]);
  const api = stripeApiFor(b.portal, "interactive");
  for (const kind of objectTypes.values()) {
    for (const row of b.system.db.select().from(kind.table).all() as {
      id: string;
      raw: string;
      deletedAt: unknown;
    }[]) {
      if (row.deletedAt !== null) continue;
      const answer = (await readOne(kind, api, row.id)) as { raw: Record<string, unknown> } | null;
      expect([kind.object, lasting(JSON.parse(row.raw))]).toEqual([kind.object, lasting(answer!.raw)]);
    }
  }
  for (const row of b.system.db.select().from(invoices).where(eq(invoices.status, "open")).all()) {
    const stored = b.customer(row.customerId!)!;
    expect(row.orgId).toBe(stored.orgId);
  }
  for (const [id, { items }] of b.stripe.state.subscriptions) {
    const rows = b.system.db.select().from(subscriptionItems).where(eq(subscriptionItems.subscriptionId, id)).all();
    expect(rows.map((item) => item.id)).toEqual(items.data.map((item) => item.id));
  }
  for (const { id, entries } of b.system.db.select().from(balanceLedgers).all()) {
    const moves = b.stripe.state.balanceTransactions.part("customer", id);
    expect(entries!.map((entry) => entry.id)).toEqual(moves.map((move) => move.id));
  }
  for (const id of b.stripe.state.invoices.keys()) {
    const rows = b.system.db.select().from(invoiceLines).where(eq(invoiceLines.invoiceId, id)).all();
    const inOrder = rows.sort((x, y) => x.position - y.position);
    const { orgId } = b.invoice(id)!;
    expect(inOrder.map((line) => [line.id, line.amount, line.orgId])).toEqual(
      b.stripe.linesOf(id).map((line) => [line.id, line.amount, orgId]),
    );
  }
}

/** What an answer says besides children, which are compared by themselves, and what Stripe changes without an event. */
function lasting({ lines: _lines, items: _items, payments: _payments, ...rest }: Record<string, unknown>) {
  const { hosted_invoice_url: _page, invoice_pdf: _file, pdf: _pdf, receipt_url: _receipt, ...own } = rest;
  const { next_invoice_sequence: _sequence, ...told } = own;
  return told;
}

/** Nobody is told twice; and where no event was lost, everybody of everything. */
function expectToldOnce(b: Billing, lost: boolean) {
  const told = (kind: string) => b.mails(kind).map(({ dedupeKey }) => dedupeKey);
  const all = ["invoice-ready", "receipt", "payment-failed"].flatMap(told);
  expect(new Set(all).size).toBe(all.length);
  if (lost) return;
  for (const { id, status } of b.stripe.state.invoices.values()) {
    if (status !== "open" && status !== "paid") continue;
    expect(told("invoice-ready").filter((key) => key.includes(`:${id}:`))).toHaveLength(1);
  }
  const paid = b.system.db.select().from(invoicePayments).where(eq(invoicePayments.status, "paid")).all();
  for (const { id, invoiceId, toldAt } of paid.filter(({ deletedAt }) => deletedAt === null)) {
    expect(toldAt).not.toBeNull();
    if (told("receipt").some((key) => key.includes(`:${id}:`))) continue;
    // Settled in silence: the invoice's own mail tells of it as paid, or nobody was there to tell.
    const invoice = b.invoice(invoiceId)!.toldAt;
    expect(invoice === null || invoice >= toldAt!).toBe(true);
  }
}

it(
  "whatever comes lost, twice, late or in another order: in the end the rows are what Stripe knows, and nobody is told twice",
  { timeout: 600_000 + numRuns * 5_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const proxy = await startHoldingProxy();
        const b = await openBilling({
          env: { STRIPE_API_URL: proxy.url },
          tuning: { perSecond: 1_000, interactivePerSecond: 1_000 },
        });
        proxy.to(b.stripe.url);
        try {
          const begin: Deed[] = [
            { do: "customer", on: 1 },
            { do: "draft", on: 3 },
          ];
          const lost = await play([...begin, ...history], b, proxy);
          await expectTheSame(b);
          expectToldOnce(b, lost);
        } finally {
          await b.end();
          await proxy.close();
        }
      }),
      { numRuns, endOnFailure: true, ...(process.env.HISTORY_SEED ? { seed: Number(process.env.HISTORY_SEED) } : {}) },
    );
  },
);
