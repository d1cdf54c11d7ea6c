import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { dropOldPayloads, pollEvents } from "#app/billing/stripe/poll.ts";
import { openSweep } from "#app/billing/stripe/sweep-plan.ts";
import { openBilling, type Billing } from "./billing.ts";
import { furnishQuietly } from "./mixed.ts";
import { differences, sweepAll } from "./sweeping.ts";

const lines = [{ amount: 1000, description: "Stool" }];
const day = 86_400_000;
let b: Billing;
beforeEach(async () => void (b = await openBilling()));
afterEach(() => b.end());

/** A portal that has run for a while: its first backfill is done, and the cursor stands. */
async function begun() {
  await pollEvents(b.portal);
  await sweepAll(b, "backfill");
  b.pass(5 * 60_000);
  await pollEvents(b.portal);
  b.news();
}

describe("the events poll", () => {
  it("the first time begins a backfill and tells nobody of the past", async () => {
    furnishQuietly(b, 5);
    b.stripe.openInvoice({ customer: [...b.stripe.state.customers.keys()][0]!, lines });
    b.pass(1_000);
    expect(await pollEvents(b.portal)).toBe(0);
    expect(openSweep(b.system)).toBe("backfill");
    await sweepAll(b, "backfill");
    expect(differences(b)).toEqual([]);
    expect(b.mails("invoice-ready")).toEqual([]);
  });

  it("makes up for lost webhooks of every kind, and sends what they would have sent", async () => {
    await begun();
    const { id: customer } = b.stripe.createCustomer({ name: "Lost Ltd", email: "lost@crowd.example" });
    const first = b.stripe.openInvoice({ customer, lines });
    b.stripe.payInvoice(first.id);
    b.stripe.createRefund({ charge: [...b.stripe.state.charges.keys()].at(-1)!, amount: 300 });
    b.stripe.createTaxId(customer, { type: "eu_vat", value: "DE123456789" });
    const method = b.stripe.createPaymentMethod({});
    b.stripe.attachPaymentMethod(method.id, customer);
    const made = b.news().length;
    b.pass(5 * 60_000);
    expect(await pollEvents(b.portal)).toBeGreaterThan(5);
    await b.settle(20_000);
    expect(differences(b)).toEqual([]);
    expect(b.mails("invoice-ready").map(({ recipient }) => recipient)).toEqual(["lost@crowd.example"]);
    expect(b.events().filter(({ source }) => source === "poll").length).toBeLessThanOrEqual(made);
  });

  it("asks for at most twenty types a call and comes round every five minutes, overlapping by two hours", async () => {
    await begun();
    b.stripe.requests.length = 0;
    expect(await pollEvents(b.portal)).toBeNull();
    b.pass(5 * 60_000);
    expect(await pollEvents(b.portal)).toBe(0);
    const calls = b.stripe.requests.filter(({ path }) => path === "/v1/events");
    expect(calls).toHaveLength(3);
    b.stripe.createCustomer({ name: "Once GmbH" });
    await b.bring();
    b.pass(5 * 60_000);
    expect(await pollEvents(b.portal)).toBe(0);
    expect(b.events().map(({ deliveries }) => deliveries)).toEqual([1]);
  });

  it("loses nothing while Stripe is dead, nor where one of its calls fails", async () => {
    await begun();
    const { id } = b.stripe.createCustomer({ name: "Patient AG", email: "p@crowd.example" });
    b.stripe.faults.status(500, 2, { path: "/v1/events" });
    for (let round = 0; round < 2; round++) {
      b.pass(6 * 60_000);
      expect(await pollEvents(b.portal)).toBeNull();
    }
    b.pass(3 * 3_600_000);
    await pollEvents(b.portal);
    await b.settle();
    expect(b.customer(id)).toMatchObject({ name: "Patient AG", firstSeenVia: "event" });
  });

  it("begins a backfill after 28 days of silence, and not before", async () => {
    await begun();
    b.pass(27 * day);
    await pollEvents(b.portal);
    expect(openSweep(b.system)).toBeNull();
    b.stripe.quietly(() => b.stripe.createCustomer({ name: "Silent SA", email: "s@crowd.example" }));
    b.pass(29 * day);
    await pollEvents(b.portal);
    expect(openSweep(b.system)).toBe("backfill");
    await sweepAll(b, "backfill");
    expect(differences(b)).toEqual([]);
  });

  it("keeps what events said for 35 days", async () => {
    b.stripe.createCustomer({ name: "Old Oak" });
    await b.bring();
    b.pass(34 * day);
    expect(await dropOldPayloads(b.system, b.now())).toBe(0);
    b.pass(2 * day);
    expect(await dropOldPayloads(b.system, b.now())).toBe(1);
    expect(b.events()).toMatchObject([{ payload: null, type: "customer.created" }]);
  });
});
