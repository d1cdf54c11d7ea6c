import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { subscribedEventTypes } from "#app/billing/stripe/event-objects.ts";
import { markForFetch } from "#app/billing/stripe/fetch-queue.ts";
import { findSweep } from "#app/billing/stripe/sweep-progress.ts";
import { stripeDirty } from "#db/schema/stripe.ts";
import { paymentMethods } from "#db/schema/subscriptions.ts";
import { foyer as run } from "./command.ts";
import { openBilling, type Billing } from "#tests/billing/stripe/billing.ts";
import { furnishQuietly } from "#tests/billing/stripe/mixed.ts";
import { differences } from "#tests/billing/stripe/sweeping.ts";

let b: Billing;
/** The world's clock, going on: a command that waits must see time pass. */
let now: () => number;
beforeEach(async () => {
  const began = performance.now();
  b = await openBilling({ stripe: { now: () => now() } });
  now = () => b.now() + Math.floor(performance.now() - began);
});
afterEach(() => b.end());

const foyer = (argv: string, env: Record<string, string> = {}) =>
  run(argv.split(" "), {
    env: {
      APP_URL: "https://portal.example",
      APP_SECRET: b.config.secrets[0],
      DATA_DIR: b.dataDir,
      STRIPE_SECRET_KEY: b.stripe.apiKey,
      STRIPE_API_URL: b.stripe.url,
      ...env,
    },
    now,
  });

const url = "https://portal.example/webhooks/stripe";
const endpoints = () => [...b.stripe.state.webhookEndpoints.values()];

describe("foyer stripe setup", () => {
  it("makes the endpoint and prints its secret for the environment", async () => {
    expect(await foyer("stripe setup --check")).toMatchObject({ code: 1, err: expect.stringContaining("Not set up") });
    expect(endpoints()).toEqual([]);
    const { code, out } = await foyer("stripe setup");
    const [made] = endpoints();
    expect(code).toBe(0);
    expect(made).toMatchObject({ url, status: "enabled", api_version: "2026-10-28.endive" });
    expect([...made!.enabled_events].sort()).toEqual([...subscribedEventTypes].sort());
    expect(made!.enabled_events).toHaveLength(53);
    expect(out).toContain(`\nSTRIPE_WEBHOOK_SECRET=${made!.secret}\n`);
  });

  it("leaves alone what is right, and says so", async () => {
    const { secret } = b.stripe.addWebhook({ url, events: [...subscribedEventTypes] });
    const env = { STRIPE_WEBHOOK_SECRET: secret };
    const before = structuredClone(endpoints());
    for (const command of ["stripe setup", "stripe setup --check"]) {
      const { code, out, err } = await foyer(command, env);
      expect([code, err]).toEqual([0, ""]);
      expect(out).toContain("sends all 53 events in test mode");
      expect(out).not.toContain("STRIPE_WEBHOOK_SECRET");
    }
    expect(endpoints()).toEqual(before);
  });

  it("mends events, switches on what is off, and off what is there twice", async () => {
    const first = b.stripe.addWebhook({ url, events: ["invoice.paid"] });
    const second = b.stripe.addWebhook({ url: `${url}/` });
    const other = b.stripe.addWebhook({ url: "https://elsewhere.example/hook" });
    b.stripe.state.webhookEndpoints.get(first.id)!.status = "disabled";
    b.stripe.state.webhookEndpoints.get(second.id)!.status = "disabled";
    expect((await foyer("stripe setup")).code).toBe(0);
    expect(b.stripe.state.webhookEndpoints.get(first.id)).toMatchObject({ status: "enabled" });
    expect(b.stripe.state.webhookEndpoints.get(first.id)!.enabled_events).toHaveLength(53);
    b.stripe.state.webhookEndpoints.get(second.id)!.status = "enabled";
    const { out } = await foyer("stripe setup");
    expect(out).toContain(`${second.id} is for the same address, so everything arrives twice. Now switched off.`);
    expect(out).toContain(`STRIPE_WEBHOOK_SECRET is not set`);
    expect(b.stripe.state.webhookEndpoints.get(second.id)).toMatchObject({ status: "disabled" });
    expect(b.stripe.state.webhookEndpoints.get(other.id)).toMatchObject({ status: "enabled" });
  });

  it("puts a new endpoint in the place of one with another API version", async () => {
    const old = b.stripe.addWebhook({ url, events: [...subscribedEventTypes] });
    b.stripe.state.webhookEndpoints.get(old.id)!.api_version = "2024-06-20";
    const { code, out } = await foyer("stripe setup", { STRIPE_WEBHOOK_SECRET: "whsec_before" });
    expect(code).toBe(0);
    expect(out).toContain(`${old.id} has API version 2024-06-20, which can’t be changed. Now switched off.`);
    expect(out).toContain("belongs to another endpoint");
    expect(endpoints().map(({ status }) => status)).toEqual(["disabled", "enabled"]);
  });

  it("names every right that is missing, that to see webhooks too, and a key that Stripe does not know", async () => {
    b.stripe.faults.status(403, 1, { path: "/v1/disputes" });
    expect(await foyer("stripe setup --check")).toMatchObject({
      code: 1,
      err: "The key is missing these permissions: Disputes: read\n",
    });
    b.stripe.faults.status(403, 1, { path: "/v1/webhook_endpoints" });
    b.stripe.faults.status(403, 1, { path: "/v1/customers", method: "POST" });
    b.stripe.faults.status(403, 1, { path: "/v1/events" });
    expect(await foyer("stripe setup")).toMatchObject({
      code: 1,
      out: "The key works in test mode.\n",
      err: "The key is missing these permissions: Events: read, Customers: write, Webhook Endpoints: write\n",
    });
    const wrong = await foyer("stripe setup", { STRIPE_SECRET_KEY: "sk_test_wrong" });
    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining("Stripe refused: 401") });
    expect(endpoints()).toEqual([]);
  });

  it("says in plain words that Stripe cannot be reached", async () => {
    const { code, err } = await foyer("stripe setup", { STRIPE_API_URL: "http://127.0.0.1:1" });
    expect(code).toBe(1);
    expect(err).toBe("Stripe isn’t responding at http://127.0.0.1:1. Check this machine's network, then try again\n");
  });

  it("names every fault of the environment on a line of its own", async () => {
    const { code, err } = await foyer("stripe setup", { PORT: "many", SUPPORT_EMAIL: "nobody" });
    expect(code).toBe(1);
    expect(err).toMatch(/^PORT .+\nSUPPORT_EMAIL .+\n$/);
  });

  it("needs an address and a key, and takes nothing else", async () => {
    expect(await foyer("stripe setup", { APP_URL: "" })).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^APP_URL/),
    });
    expect(await foyer("stripe setup", { STRIPE_SECRET_KEY: "" })).toMatchObject({
      code: 1,
      err: "STRIPE_SECRET_KEY is not set\n",
    });
    for (const wrong of [
      "stripe setup --force",
      "stripe setup now",
      "stripe dance",
      "stripe retry invoice",
      "stripe retry a b c",
    ])
      expect([wrong, (await foyer(wrong)).code]).toEqual([wrong, 2]);
  });
});

describe("foyer stripe backfill", () => {
  it("reads everything, says how much, and tells nobody", async () => {
    furnishQuietly({ ...b, now }, 120, 4);
    const { code, out, err } = await foyer("stripe backfill");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/4 customers, .*120 invoices/);
    expect(out).toMatch(/^Done: [\d,]+ objects in \d+ s, \d+\/s$/m);
    expect(differences(b)).toEqual([]);
    expect(b.mails("invoice-ready")).toEqual([]);
  });

  it("stops in one line where Stripe refuses the key, and goes on with one that works", async () => {
    furnishQuietly({ ...b, now }, 3, 2);
    const refused = await foyer("stripe backfill", { STRIPE_SECRET_KEY: "sk_test_wrong" });
    expect(refused).toMatchObject({ code: 1, err: expect.stringMatching(/^Stripe rejected the key\. .+\n$/) });
    expect((await foyer("stripe backfill")).code).toBe(0);
    expect(differences(b)).toEqual([]);
  });

  it("goes on with the rest where the key lacks a right, names it at the end, and takes up the rest later", async () => {
    furnishQuietly({ ...b, now }, 5, 2);
    const customer = [...b.stripe.state.customers.keys()][0]!;
    const card = b.stripe.quietly(() => b.stripe.createPaymentMethod({ customer }));
    b.stripe.faults.status(403, Infinity, { path: "/v1/disputes" });
    b.stripe.faults.status(403, Infinity, { path: "/v1/payment_methods" });
    const { code, err, out } = await foyer("stripe backfill");
    expect(code).toBe(1);
    expect(err).toMatch(/^The key is missing permissions: .*Disputes: read.*\. Everything else was read\. .+\n$/);
    expect(err).toContain("Payment Methods: read");
    expect(out).toMatch(/\d+ invoices/);
    expect(b.row(paymentMethods, card.id)).toBeUndefined();
    expect(await foyer("stripe status")).toMatchObject({ out: expect.stringContaining("couldn’t list") });
    b.stripe.faults.clear();
    expect(await foyer("stripe retry")).toMatchObject({ code: 0 });
    expect(await foyer("stripe backfill")).toMatchObject({ code: 0, err: "" });
    expect(b.row(paymentMethods, card.id)).toMatchObject({ deletedAt: null });
    expect(differences(b)).toEqual([]);
    expect(b.tasks().every(({ doneAt }) => doneAt !== null)).toBe(true);
  });

  it("begins anew when asked to", async () => {
    furnishQuietly({ ...b, now }, 3, 2);
    await foyer("stripe backfill");
    const { startedAt } = findSweep(b.system, "backfill")!;
    expect((await foyer("stripe backfill --restart")).code).toBe(0);
    expect(findSweep(b.system, "backfill")!.startedAt).toBeGreaterThan(startedAt);
  });
});

describe("foyer stripe status and retry", () => {
  it("tell what is given up and have it fetched again", async () => {
    const { id } = b.stripe.createCustomer({ name: "Parked Ltd" });
    markForFetch(b.system, { type: "customer", id }, { now: b.now() });
    b.system.db.update(stripeDirty).set({ parkedAt: b.now(), attempts: 12, lastError: "500: no" }).run();
    const status = await foyer("stripe status");
    expect(status.code).toBe(0);
    expect(status.out).toContain(`Failed           1\n  customer ${id}: 500: no\n`);
    const told = JSON.parse((await foyer("stripe status --json")).out) as Record<string, unknown>;
    expect(told).toMatchObject({ dirty: 0, parked: [{ type: "customer", id, reason: "500: no" }], backfill: null });
    expect(await foyer("stripe retry")).toMatchObject({ code: 0, out: "1 object will be fetched again\n" });
    expect(await foyer("stripe retry nonsense x")).toMatchObject({ code: 1 });
    expect(await foyer(`stripe retry customer ${id}`)).toMatchObject({ code: 0 });
    b.pass(3 * 86_400_000);
    await b.settle();
    expect(b.customer(id)).toMatchObject({ name: "Parked Ltd" });
  });
});
