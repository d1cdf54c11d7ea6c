import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { knownEventTypes } from "#app/billing/stripe/event-objects.ts";
import { sign, thin } from "#tests/fakes/stripe/server.ts";
import { openBilling, secret, type Billing } from "./billing.ts";

let b: Billing;
beforeEach(async () => void (b = await openBilling()));
afterEach(() => b.end());

const seconds = () => Math.floor(b.now() / 1000);
const made = (type: string, object: object, more: object = {}) => ({
  id: `evt_${type}`,
  object: "event",
  api_version: "2026-10-28.endive",
  created: seconds(),
  livemode: false,
  type,
  data: { object },
  ...more,
});
const dirty = () =>
  b
    .dirty()
    .map(({ objectType, objectId }) => `${objectType} ${objectId}`)
    .sort();

describe("who is let in", () => {
  const event = {
    id: "evt_1",
    object: "event",
    type: "invoice.paid",
    data: { object: { id: "in_1", object: "invoice" } },
  };

  it.each([
    ["with another secret", () => b.post(event, seconds(), "whsec_other")],
    ["signed more than 300 seconds ago", () => b.post(event, seconds() - 301)],
    ["signed more than 300 seconds ahead", () => b.post(event, seconds() + 301)],
    ["that is null", () => b.post("null")],
    ["that is a list", () => b.post("[]")],
    ["that is text", () => b.post('"text"')],
    ["that is no JSON", () => b.post("{")],
    ["that is empty", () => b.post("")],
  ])("refuses a body %s", async (_what, post) => {
    expect(await post()).toBe(400);
    expect([b.events(), b.dirty()]).toEqual([[], []]);
  });

  it.each(["", "t=", "v1", "t=1,v1", "t=abc,v1=00", "t=1e3,v1=zz", "v1=00,t=99999999999999999999"])(
    "refuses the header %j",
    async (header) => {
      const body = JSON.stringify(event);
      const answer = await b.fetch("/webhooks/stripe", {
        method: "POST",
        headers: { "Stripe-Signature": header },
        body,
      });
      expect(answer.status).toBe(400);
    },
  );

  it("does not let a second time in the header stand in for the signed one", async () => {
    const body = JSON.stringify(event);
    const header = `t=${seconds()},${sign(body, secret, seconds() - 9_000)}`;
    const answer = await b.fetch("/webhooks/stripe", { method: "POST", headers: { "Stripe-Signature": header }, body });
    expect(answer.status).toBe(400);
  });

  it("takes signatures at the edges of 300 seconds", async () => {
    expect(await b.post({ ...event, id: "evt_a" }, seconds() - 300)).toBe(200);
    expect(await b.post({ ...event, id: "evt_b" }, seconds() + 300)).toBe(200);
  });

  it("refuses more than a mebibyte", async () => {
    expect(await b.post({ ...event, padding: "x".repeat(1024 * 1024) })).toBe(413);
    expect(await b.post({ ...event, padding: "x".repeat(1000 * 1024) })).toBe(200);
  });

  it("shows nothing to those who look", async () => {
    expect((await b.fetch("/webhooks/stripe")).status).toBe(404);
  });

  it("lets nobody in without a secret, and each of two while they are rolled", async () => {
    const closed = await openBilling({ env: { STRIPE_WEBHOOK_SECRET: "" } });
    expect(await closed.post(event)).toBe(403);
    await closed.end();
    const rolling = await openBilling({ env: { STRIPE_WEBHOOK_SECRET: "whsec_new, whsec_old" } });
    expect(await rolling.post({ ...event, id: "evt_a" }, undefined, "whsec_old")).toBe(200);
    expect(await rolling.post({ ...event, id: "evt_b" }, undefined, "whsec_new")).toBe(200);
    await rolling.end();
  });

  it("answers 503 while the database does not write, so that Stripe comes again", async () => {
    b.connection.sqlite.pragma("query_only = ON");
    expect(await b.post(event)).toBe(503);
    b.connection.sqlite.pragma("query_only = OFF");
    expect(await b.post(event)).toBe(200);
    expect(dirty()).toEqual(["invoice in_1"]);
  });
});

describe("what is stored", () => {
  it("marks the object and asks Stripe nothing", async () => {
    expect(await b.post(made("invoice.paid", { id: "in_1", object: "invoice" }))).toBe(200);
    expect(dirty()).toEqual(["invoice in_1"]);
    expect(b.events()).toMatchObject([
      { eventId: "evt_invoice.paid", status: "queued", objectId: "in_1", deliveries: 1 },
    ]);
    expect(b.stripe.requests).toEqual([]);
  });

  it("counts the same event 50 times at once and marks it once", async () => {
    const event = made("invoice.paid", { id: "in_1", object: "invoice" });
    const statuses = await Promise.all(Array.from({ length: 50 }, () => b.post(event)));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(b.events()).toMatchObject([{ deliveries: 50 }]);
    expect(b.dirty()).toMatchObject([{ gen: 1 }]);
  });

  it.each([
    ["of a type nobody knows", { type: "invoice.sung" }],
    ["without a type", { type: undefined }],
    ["whose type is a property of every object", { type: "constructor" }],
    ["without an object's id", { data: { object: { object: "invoice" } } }],
    ["without an object", { data: null }],
    ["whose id is a number", { data: { object: { id: 5, object: "invoice" } } }],
    ["whose id is longer than any id", { data: { object: { id: "in_".padEnd(300, "x"), object: "invoice" } } }],
  ])("keeps an event %s and ignores it", async (_what, change) => {
    expect(await b.post(made("invoice.paid", { id: "in_1", object: "invoice" }, change))).toBe(200);
    expect(b.events()).toMatchObject([{ status: "ignored" }]);
    expect(b.dirty()).toEqual([]);
  });

  it("keeps events without an id of their own, each once", async () => {
    const event = made("invoice.paid", { id: "in_1", object: "invoice" }, { id: undefined });
    expect([await b.post(event), await b.post(event)]).toEqual([200, 200]);
    expect(b.events()).toMatchObject([{ deliveries: 2, status: "queued" }]);
  });

  it.each([
    ["live on a test key", {}, { livemode: true }],
    ["test on a live key", { STRIPE_SECRET_KEY: "sk_live_x" }, { livemode: false }],
    ["test on a restricted live key", { STRIPE_SECRET_KEY: "rk_live_x" }, { livemode: false }],
    ["of a connected account", {}, { account: "acct_1" }],
  ])("rejects an event that is %s, with a 200", async (_what, env, change) => {
    const other = await openBilling({ env });
    expect(await other.post(made("invoice.deleted", { id: "in_1", object: "invoice" }, change))).toBe(200);
    expect(other.events()).toMatchObject([{ status: "rejected_mode" }]);
    await other.settle(0);
    expect([other.dirty(), other.stripe.requests]).toEqual([[], []]);
    await other.end();
  });

  it("takes thin events the same way, and each only once", async () => {
    const customer = b.stripe.createCustomer({ email: "kari@fjord.example" });
    const invoice = b.stripe.openInvoice({ customer: customer.id, lines: [{ amount: 100 }] });
    for (const event of b.news()) expect(await b.post(thin(event))).toBe(200);
    expect(b.events()[0]).toMatchObject({ style: "thin", type: "customer.created", created: seconds() });
    await b.settle();
    expect(b.invoice(invoice.id)).toMatchObject({ status: "open", total: 100 });
    expect(b.mails("invoice-ready")).toHaveLength(1);
  });
});

describe("what an event leads to", () => {
  it.each([
    ["refund.created", { id: "re_1", object: "refund", charge: "ch_1" }, ["charge ch_1", "refund re_1"]],
    ["charge.refund.updated", { id: "re_1", object: "refund", charge: { id: "ch_1" } }, ["charge ch_1", "refund re_1"]],
    ["charge.dispute.closed", { id: "du_1", object: "dispute", charge: "ch_1" }, ["charge ch_1", "dispute du_1"]],
    [
      "credit_note.voided",
      { id: "cn_1", object: "credit_note", invoice: "in_1" },
      ["credit_note cn_1", "invoice in_1"],
    ],
    [
      "invoice_payment.paid",
      { id: "inpay_1", object: "invoice_payment", invoice: "in_1" },
      ["invoice in_1", "invoice_payment inpay_1"],
    ],
    ["payment_method.attached", { id: "card_1", object: "payment_method" }, ["payment_method card_1"]],
  ])("%s", async (type, object, expected) => {
    await b.post(made(type, object));
    expect(dirty()).toEqual(expected);
  });

  it("a detached method leads to the customer it was of", async () => {
    const data = { object: { id: "pm_1", object: "payment_method" }, previous_attributes: { customer: "cus_1" } };
    await b.post(made("payment_method.detached", {}, { data }));
    expect(dirty()).toEqual(["customer cus_1", "payment_method pm_1"]);
  });

  it("all of the types that are subscribed to lead somewhere", () => {
    expect(knownEventTypes).toHaveLength(53 + 1);
  });
});
