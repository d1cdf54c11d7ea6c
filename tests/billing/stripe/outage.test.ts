import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createItemLink } from "#app/sign-in/item-links.ts";
import { linkCustomer } from "#app/billing/stripe/link.ts";
import { pollEvents } from "#app/billing/stripe/poll.ts";
import { sweepWorker } from "#app/billing/stripe/sweep.ts";
import { stripeWorker } from "#app/billing/stripe/worker.ts";
import { drain } from "#app/jobs/loop.ts";
import { makePortal } from "#app/portal.server.ts";
import { outbox } from "#db/schema/mail.ts";
import { stripeDirty } from "#db/schema/stripe.ts";
import { openBilling, type Billing } from "./billing.ts";
import { sweepAll } from "./sweeping.ts";

const minute = 60_000;
let b: Billing;
beforeEach(async () => void (b = await openBilling()));
afterEach(() => b.end());

const lag = async () => (await ready()).syncLagSeconds;
const ready = async () => (await (await b.fetch("/readyz")).json()) as Record<string, unknown>;
const page = async (path: string, person = b.sam) =>
  (await b.fetch(path, { headers: { Cookie: b.signIn(person.id) } })).text();
const alerts = () => b.mails("billing-alert").map(({ props }) => (props as { alert: string }).alert);

/** Time passes as the portal lives it: its workers look every few seconds, the events every minute. */
async function live(ms: number, { each = 2_000, look = async () => {} } = {}) {
  for (let passed = 0; passed < ms; passed += each) {
    b.pass(each);
    if (b.now() % minute < each) await pollEvents(b.portal);
    if (b.now() % (3 * minute) < each) await look();
    await drain(b.portal, [stripeWorker, sweepWorker]);
    // Mails go out all the while, or staff would be told of these too.
    b.system.db.update(outbox).set({ state: "sent", sentAt: b.now() }).run();
  }
}

/** Acme's first read is done, and Ada has open invoices. */
async function begun(count: number) {
  await pollEvents(b.portal);
  await sweepAll(b, "backfill");
  const { id: customer } = b.stripe.createCustomer({ name: "Acme GmbH", email: b.ada.email });
  const ids = Array.from({ length: count }, () => b.stripe.openInvoice({ customer, lines: [{ amount: 900 }] }).id);
  await b.sync();
  linkCustomer(b.system, customer, b.acme, b.now());
  return ids;
}

describe("Stripe answers 500 for thirty minutes", () => {
  it("and all say so meanwhile, nothing is given up, and all is true at once when it is back", async () => {
    const ids = await begun(6);
    expect(await lag()).toBe(0);
    expect(await page("/staff")).toContain("Stripe is up to date");
    const began = b.now();
    b.stripe.faults.status(500, Infinity);
    for (const id of ids) b.stripe.payInvoice(id);
    await b.bring();
    b.stripe.requests.length = 0;
    const lags: number[] = [];
    const look = async () => {
      lags.push((await lag()) as number);
      expect(await page("/staff")).not.toContain("Stripe is up to date");
      expect(alerts()).toEqual(b.now() - began > 5 * minute ? ["away"] : []);
    };
    await live(30 * minute, { each: 10_000, look });
    expect(lags.length).toBeGreaterThan(5);
    expect(lags.every((seconds, i) => i === 0 || seconds > lags[i - 1]!)).toBe(true);
    expect(lags.at(-1)).toBeGreaterThan(26 * 60);
    const { stripe } = await ready();
    expect(stripe).toMatchObject({ changesWaiting: b.dirty().filter((row) => row.gen > row.doneGen).length });
    expect((stripe as { says: string }).says).toMatch(
      /^Stripe hasn’t responded since \d\d:\d\d UTC; \d+ changes are waiting$/,
    );
    expect(await page("/staff/health")).toContain((stripe as { says: string }).says);
    expect(alerts()).toEqual(["away"]);
    expect(b.dirty().every(({ attempts, parkedAt }) => attempts === 0 && parkedAt === null)).toBe(true);
    expect(b.tasks().filter(({ kind, doneAt }) => doneAt === null && kind.startsWith("stripe"))).toEqual([]);

    b.stripe.faults.clear();
    await live(15_000);
    expect(ids.map((id) => b.invoice(id)?.status)).toEqual(ids.map(() => "paid"));
    expect([await lag(), (await ready()).stripe]).toEqual([0, null]);
    expect(alerts()).toEqual(["away", "back"]);
    expect(await page("/staff")).toContain("Stripe is up to date");
    await live(10 * minute, { each: 10_000 });
    expect(alerts()).toEqual(["away", "back"]);
    expect(b.dirty().every((row) => row.gen === row.doneGen)).toBe(true);
  }, 120_000);

  it("and one request at a time asks, with pauses that grow", async () => {
    await begun(6);
    b.stripe.faults.status(500, Infinity);
    for (const id of b.stripe.state.invoices.keys()) b.stripe.payInvoice(id);
    await b.bring();
    await live(minute, { each: 10_000 });
    const { faults } = b.stripe;
    const take = faults.takeAnswer;
    const asked: number[] = [];
    faults.takeAnswer = (...request) => (asked.push(b.now()), take(...request));
    await live(5 * minute);
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.every((at, i) => i === 0 || at - asked[i - 1]! >= 5_000)).toBe(true);
  });
});

describe("whatever says something of Stripe as a whole", () => {
  it.each([
    ["429", () => b.stripe.faults.rateLimit(Infinity)],
    ["a proxy's page", () => b.stripe.faults.html(Infinity)],
    ["what is no JSON", () => b.stripe.faults.garbage(Infinity)],
  ])("%s for six minutes parks nothing, and all is true within 15 s of the end", async (_what, begin) => {
    const ids = await begun(6);
    begin();
    for (const id of ids) b.stripe.payInvoice(id);
    await b.bring();
    await live(6 * minute, { each: 10_000 });
    expect(await lag()).toBeGreaterThan(5 * 60);
    expect(await page("/staff")).not.toContain("Stripe is up to date");
    expect(b.dirty().every(({ attempts, parkedAt }) => attempts === 0 && parkedAt === null)).toBe(true);
    b.stripe.faults.clear();
    await live(15_000);
    expect(ids.map((id) => b.invoice(id)?.status)).toEqual(ids.map(() => "paid"));
    expect(await lag()).toBe(0);
  });
});

describe("what customers read", () => {
  const billing = (path = "") => page(`/o/${b.acme}/billing${path}`, b.ada);

  it("names the moment as of which billing's pages are, on those that the browser holds too", async () => {
    const [id] = await begun(2);
    const { headers } = await b.fetch(`/o/${b.acme}/billing`, { headers: { Cookie: b.signIn(b.ada.id) } });
    const held = { Cookie: b.signIn(b.ada.id), "If-None-Match": headers.get("ETag")! };
    b.stripe.faults.status(500, Infinity);
    b.stripe.payInvoice(id!);
    await b.bring();
    await live(10_000);
    const asOf = /As of \d\d:\d\d UTC\. We can’t reach Stripe at the moment\./;
    expect((await b.fetch(`/o/${b.acme}/billing`, { headers: held })).status).toBe(200);
    for (const path of ["", `/${id}`, "/subscriptions", "/payment-methods", "/details"])
      expect(await billing(path), path).toMatch(asOf);
    expect(await page(`/o/${b.acme}`, b.ada)).toMatch(asOf);
    const tenant = b.system.within(b.acme);
    const token = createItemLink(tenant, { kind: "invoice", itemId: id!, email: b.bo.email }, b.now());
    const linked = async () => (await b.fetch(`/l/${token}`)).text();
    expect(await linked()).toMatch(asOf);
    b.stripe.faults.clear();
    await live(15_000);
    expect(await linked()).not.toContain("As of");
    for (const path of ["", `/${id}`]) expect(await billing(path), path).not.toContain("As of");
    expect(await page(`/o/${b.acme}`, b.ada)).not.toContain("As of");
  });

  it("says that billing is being read until it is, and never that there is nothing", async () => {
    b.stripe.faults.status(500, Infinity);
    await pollEvents(b.portal);
    await live(10_000);
    const pages = () =>
      Promise.all([
        ...["", "/subscriptions", "/payment-methods", "/details"].map((path) => billing(path)),
        page(`/o/${b.acme}`, b.ada),
      ]);
    const nothing = /No (invoices|subscriptions|payment method|billing details)/;
    for (const html of await pages()) {
      expect(html).toContain("We’re still loading your invoices");
      expect(html).not.toMatch(nothing);
    }
    b.stripe.faults.clear();
    await live(30_000);
    for (const html of await pages()) {
      expect(html).not.toContain("still being read");
      expect(html).toMatch(nothing);
    }
  });
});

describe("the first read", () => {
  it("is told to staff until it has ended: nothing is in step before", async () => {
    b.stripe.createCustomer({ name: "Acme GmbH", email: b.ada.email });
    await pollEvents(b.portal);
    expect(await page("/staff")).not.toContain("Stripe is up to date");
    expect(await page("/staff/health")).toContain("The initial import from Stripe is running");
    await sweepAll(b, "backfill");
    expect(await page("/staff")).toContain("Stripe is up to date");
  });
});

describe("an object that Stripe never answers for", () => {
  it("waits by itself: all others go on, nobody is told of an outage, and it is not given up", async () => {
    const [sick, ...others] = await begun(4);
    b.stripe.faults.status(500, Infinity, { path: `/v1/invoices/${sick}` });
    for (const id of [sick!, ...others]) b.stripe.payInvoice(id);
    await b.bring();
    await live(6 * minute, { each: 10_000 });
    expect(others.map((id) => b.invoice(id)?.status)).toEqual(["paid", "paid", "paid"]);
    expect([(await ready()).stripe, alerts()]).toEqual([null, []]);
    expect(await lag()).toBeGreaterThan(5 * 60);
    b.stripe.faults.clear();
    await live(15_000);
    expect(b.invoice(sick!)?.status).toBe("paid");
  });
});

describe("what an earlier version gave up for want of an answer", () => {
  it("is taken up at the start; what Stripe itself refused is not", async () => {
    const [unanswered, refused] = await begun(2);
    const park = (id: string, lastError: string) =>
      b.system.db
        .update(stripeDirty)
        .set({ gen: 9, attempts: 12, parkedAt: b.now(), lastError })
        .where(eq(stripeDirty.objectId, id))
        .run();
    park(unanswered!, "500: An unknown error occurred");
    park(refused!, "400: You cannot expand that");
    const next = makePortal(b.connection, { ...b.portal });
    await drain(next, [stripeWorker]);
    const given = (id: string) => b.dirty().find(({ objectId }) => objectId === id);
    expect(given(unanswered!)).toMatchObject({ parkedAt: null, doneGen: 9 });
    expect(given(refused!)).toMatchObject({ parkedAt: expect.any(Number), attempts: 12 });
  });
});
