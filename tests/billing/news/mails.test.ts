import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addPayablesAddress } from "#app/billing/billing-mail-settings.ts";
import { markForFetch } from "#app/billing/stripe/fetch-queue.ts";
import { linkCustomer } from "#app/billing/stripe/link.ts";
import { fetchNow } from "#app/billing/stripe/fetch-now.ts";
import { invoice as invoiceKind } from "#app/billing/stripe/objects/invoice.ts";
import { people } from "#db/schema/organizations.ts";
import { openBilling, type Billing } from "#tests/billing/stripe/billing.ts";

const hour = 60 * 60_000;
const lines = [{ amount: 1000, description: "Stool" }];
let b: Billing;
let customer: string;
beforeEach(async () => {
  b = await openBilling();
  customer = b.stripe.createCustomer({ name: "Acme GmbH" }).id;
  await b.sync();
  linkCustomer(b.system, customer, b.acme, b.now());
});
afterEach(() => b.end());

const seconds = (ms: number) => Math.floor(ms / 1000);
const told = (kind: string) =>
  b
    .mails(kind)
    .map(({ recipient }) => recipient)
    .sort();
const team = ["abe@acme.example", "ada@acme.example", "bo@acme.example"];
/** Marks it as the backfill does: without an event. */
async function backfill(id: string) {
  markForFetch(b.system, { type: "invoice", id }, { now: b.now(), priority: 10 });
  await b.settle();
}

describe("invoice-ready", () => {
  it("goes once to each who gets billing mails: not to members, not to the accountant, not to the disabled", async () => {
    b.system.db.update(people).set({ disabledAt: b.now() }).where(eq(people.email, "bo@acme.example")).run();
    const { id } = b.stripe.createInvoice({ customer, lines });
    await b.sync();
    expect(told("invoice-ready")).toEqual([]);
    b.stripe.finalizeInvoice(id);
    await b.sync();
    b.stripe.payInvoice(id);
    await b.sync();
    expect(told("invoice-ready")).toEqual(["abe@acme.example", "ada@acme.example"]);
    for (const { recipient, dedupeKey, props, orgId } of b.mails("invoice-ready")) {
      expect(dedupeKey).toBe(`invoice-ready:${id}:${recipient}`);
      expect([props, orgId]).toEqual([{ invoiceId: id, email: recipient }, b.acme]);
    }
  });

  it("is not sent for what was backfilled, nor when an event tells of it two days later", async () => {
    const { id } = b.stripe.openInvoice({ customer, lines });
    b.news();
    await backfill(id);
    expect(told("invoice-ready")).toEqual([]);
    b.pass(49 * hour);
    b.stripe.payInvoice(id);
    await b.sync();
    expect(b.invoice(id)).toMatchObject({ status: "paid", firstSeenVia: "backfill", toldAt: null });
    expect(told("invoice-ready")).toEqual([]);
  });

  it("is sent though a backfill was quicker than the event", async () => {
    const { id } = b.stripe.openInvoice({ customer, lines });
    await backfill(id);
    expect(b.invoice(id)).toMatchObject({ status: "open", toldAt: null });
    await b.sync();
    await b.sync();
    expect(told("invoice-ready")).toEqual(team);
    expect(b.invoice(id)!.toldAt).not.toBeNull();
  });

  it("goes to the accounts-payable addresses too, once where one of them is a member's", async () => {
    const tenant = b.system.within(b.acme);
    for (const email of ["ap@acme.example", b.ada.email]) addPayablesAddress(tenant, email, b.ada.id, b.now());
    b.stripe.openInvoice({ customer, lines });
    await b.sync();
    expect(told("invoice-ready")).toEqual([
      "abe@acme.example",
      "ada@acme.example",
      "ap@acme.example",
      "bo@acme.example",
    ]);
  });

  it("is sent for a backfilled draft that is finalized afterwards", async () => {
    const { id } = b.stripe.createInvoice({ customer, lines });
    b.news();
    await backfill(id);
    b.stripe.finalizeInvoice(id);
    await b.sync();
    expect(told("invoice-ready")).toEqual(team);
  });

  it.each([
    [47, team],
    [49, []],
  ])("%i hours after the invoice was finalized goes to %j", async (hours, expected) => {
    b.stripe.openInvoice({ customer, lines, created: seconds(b.now() - hours * hour) });
    await b.sync();
    expect(told("invoice-ready")).toEqual(expected);
  });

  it("one live among a hundred backfilled: one mail each", async () => {
    const ids = Array.from({ length: 100 }, () => b.stripe.openInvoice({ customer, lines }).id);
    b.news();
    for (const id of ids) markForFetch(b.system, { type: "invoice", id }, { now: b.now(), priority: 10 });
    const live = b.stripe.openInvoice({ customer, lines });
    await b.bring();
    await b.settle(20_000);
    expect(ids.every((id) => b.invoice(id)?.status === "open")).toBe(true);
    expect(b.mails("invoice-ready").map(({ props }) => props.invoiceId)).toEqual([live.id, live.id, live.id]);
  });

  it("is sent though a person's look was quicker than the worker", async () => {
    const { id } = b.stripe.openInvoice({ customer, lines });
    await b.bring();
    await fetchNow(b.portal, invoiceKind, id, "interactive");
    await b.settle();
    expect(told("invoice-ready")).toEqual(team);
  });

  it("is not sent for what was void before anybody saw it", async () => {
    const { id } = b.stripe.openInvoice({ customer, lines });
    b.stripe.voidInvoice(id);
    await b.sync();
    expect(told("invoice-ready")).toEqual([]);
  });
});

describe("payment-failed", () => {
  it("goes out once for every attempt that Stripe makes by itself", async () => {
    const { id } = b.stripe.openInvoice({ customer, lines });
    await b.sync();
    for (let attempt = 1; attempt <= 2; attempt++) {
      b.stripe.failPayment(id);
      await b.sync();
      expect(told("payment-failed")).toHaveLength(attempt * team.length);
    }
    expect(b.mails("payment-failed")[0]!.dedupeKey).toMatch(new RegExp(`^payment-failed:${id}:1:`));
    expect(b.mails("payment-failed")[0]!.props).toEqual({ invoiceId: id, email: expect.any(String) });
    b.stripe.updateInvoice(id, { description: "Something else" });
    await b.sync();
    expect(told("payment-failed")).toHaveLength(2 * team.length);
  });

  it("is sent though a person's look or a sweep saw the attempt before its event came", async () => {
    const { id } = b.stripe.openInvoice({ customer, lines });
    await b.sync();
    b.stripe.failPayment(id);
    await fetchNow(b.portal, invoiceKind, id, "interactive");
    expect(b.invoice(id)).toMatchObject({ attemptCount: 1, toldAttempts: 0 });
    expect(told("payment-failed")).toEqual([]);
    await b.sync();
    await b.sync();
    expect(b.invoice(id)).toMatchObject({ attemptCount: 1, toldAttempts: 1 });
    expect(told("payment-failed")).toEqual(team);
  });

  it("is not sent for an attempt from before the invoice was first seen, whatever tells of it", async () => {
    const { id } = b.stripe.openInvoice({ customer, lines });
    b.stripe.failPayment(id);
    b.news();
    await backfill(id);
    b.stripe.updateInvoice(id, { description: "Something else" });
    await b.sync();
    expect(told("payment-failed")).toEqual([]);
  });

  it("is not sent where the customer pays by themselves", async () => {
    const { id } = b.stripe.openInvoice({ customer, lines, collection_method: "send_invoice", days_until_due: 14 });
    b.stripe.failPayment(id);
    await b.sync();
    expect(told("payment-failed")).toEqual([]);
  });

  it("is not sent once the invoice is paid", async () => {
    const { id } = b.stripe.openInvoice({ customer, lines });
    b.stripe.failPayment(id);
    b.stripe.payInvoice(id);
    await b.sync();
    expect(told("payment-failed")).toEqual([]);
  });

  it("is not sent for an event of the day before yesterday, nor for what was backfilled", async () => {
    const [old, quiet] = [b.stripe.openInvoice({ customer, lines }), b.stripe.openInvoice({ customer, lines })];
    await b.sync();
    b.stripe.failPayment(old.id);
    b.stripe.failPayment(quiet.id);
    b.pass(49 * hour);
    for (const event of b.news().filter(({ data }) => data.object.id === old.id)) await b.post(event);
    await b.settle();
    await backfill(quiet.id);
    expect([b.invoice(old.id), b.invoice(quiet.id)]).toMatchObject([{ attemptCount: 1 }, { attemptCount: 1 }]);
    expect(told("payment-failed")).toEqual([]);
  });

  describe("by a bank's debit, which counts as an attempt while it is under way,", () => {
    const events = { invoice: /^invoice\./, charge: /^charge\./ };
    /** Brings what happened at Stripe, one kind of events well before the other. */
    async function bringInOrder(first: keyof typeof events) {
      const news = b.news();
      for (const event of news.filter(({ type }) => events[first].test(type))) await b.post(event);
      b.pass(2_000);
      await b.run();
      for (const event of news.filter(({ type }) => !events[first].test(type))) await b.post(event);
      await b.settle(8_000);
    }
    const orders = [["invoice"], ["charge"]] as const;

    it.each(orders)("is not sent meanwhile, and once when it failed (%s first)", async (first) => {
      const { id } = b.stripe.openInvoice({ customer, lines });
      await b.sync();
      b.stripe.debitInvoice(id);
      await bringInOrder(first);
      expect(b.invoice(id)).toMatchObject({ attemptCount: 1, toldAttempts: 0 });
      b.pass(5 * 24 * hour);
      b.stripe.updateInvoice(id, { description: "Something else" });
      await b.sync();
      expect(told("payment-failed")).toEqual([]);
      b.stripe.failDebit(id);
      await bringInOrder(first);
      expect(told("payment-failed")).toEqual(team);
      b.stripe.updateInvoice(id, { description: "Something else again" });
      await b.sync();
      expect(b.invoice(id)).toMatchObject({ attemptCount: 1, toldAttempts: 1 });
      expect(told("payment-failed")).toEqual(team);
    });

    it.each(orders)("is sent once for an invoice that was read in while it was under way (%s first)", async (first) => {
      const { id } = b.stripe.openInvoice({ customer, lines });
      const charge = b.stripe.debitInvoice(id);
      b.news();
      await backfill(id);
      markForFetch(b.system, { type: "charge", id: charge.id }, { now: b.now(), priority: 10 });
      await b.settle();
      b.stripe.failDebit(id);
      await bringInOrder(first);
      expect(told("payment-failed")).toEqual(team);
    });

    it("is sent where only the charge's event comes, the invoice's is lost", async () => {
      const { id } = b.stripe.openInvoice({ customer, lines });
      b.stripe.debitInvoice(id);
      await b.sync();
      b.stripe.failDebit(id);
      for (const event of b.news().filter(({ type }) => type === "charge.failed")) await b.post(event);
      await b.settle(8_000);
      expect(told("payment-failed")).toEqual(team);
    });
  });
});
