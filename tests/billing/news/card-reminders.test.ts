import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listMails } from "#app/mail/mailbox.ts";
import { mailWorker } from "#app/workers.ts";
import { addPayablesAddress } from "#app/billing/billing-mail-settings.ts";
import { remindOfCards } from "#app/billing/news/card-reminders.ts";
import { linkCustomer } from "#app/billing/stripe/link.ts";
import { outbox } from "#db/schema/mail.ts";
import { openBilling, type Billing } from "#tests/billing/stripe/billing.ts";

const hour = 60 * 60_000;
const day = 24 * hour;
const team = ["abe@acme.example", "ada@acme.example", "bo@acme.example"];
let b: Billing;
let customer: string;
beforeEach(async () => {
  b = await openBilling({ env: { FOYER_MODE: "development", SMTP_URL: "" } });
  customer = b.stripe.createCustomer({ name: "Acme GmbH" }).id;
  await b.sync();
  linkCustomer(b.system, customer, b.acme, b.now());
});
afterEach(() => b.end());

/** A card that works until the end of the year 2026: 38 days from the world's beginning. */
const card = (input = {}) =>
  b.stripe.createPaymentMethod({ customer, card: { exp_month: 12, exp_year: 2026, ...input } }).id;
/** Lets time pass to the morning of so many days before the year's end; the scan runs every hour of the last two days. */
async function daysBefore(days: number) {
  const at = Date.UTC(2027, 0, 1) - days * day + 7 * hour;
  b.pass(at - 47 * hour - b.now());
  while (b.now() <= at) {
    await remindOfCards(b.system, b.now());
    b.pass(hour);
  }
  await b.drain([mailWorker]);
}
const queued = () => b.system.db.select().from(outbox).all();
const sent = () => listMails(b.dataDir).filter(({ kind }) => kind === "card-expiring");

it("30 and 7 days before its month ends, who may change it is told, once each, and led to where", async () => {
  addPayablesAddress(b.system.within(b.acme), "ap@acme.example", b.ada.id, b.now());
  b.stripe.setDefaultPaymentMethod(customer, card());
  await b.sync();
  await daysBefore(30);
  expect(
    sent()
      .map(({ to }) => to)
      .sort(),
  ).toEqual(team);
  const [mail] = sent();
  expect(mail!.subject).toBe("Visa •••• 4242 expires on 31 Dec");
  expect(mail!.text).toContain("expires on 31 December 2026");
  expect(mail!.text).toContain(`\nhttps://portal.example/o/${b.acme}/billing/payment-methods\n`);
  expect(mail!.text).not.toContain("/l/");
  await daysBefore(7);
  expect(sent()).toHaveLength(2 * team.length);
  await daysBefore(1);
  b.pass(3 * day);
  await remindOfCards(b.system, b.now());
  expect(queued()).toHaveLength(2 * team.length);
});

describe("which cards", () => {
  it("any of a customer who has chosen none, but no other than the default of one who has", async () => {
    card();
    card({ number: "5555555555554444" });
    await b.sync();
    await daysBefore(30);
    expect(sent()).toHaveLength(2 * team.length);
    b.stripe.setDefaultPaymentMethod(customer, card({ exp_year: 2034 }));
    await b.sync();
    await daysBefore(7);
    expect(sent()).toHaveLength(2 * team.length);
  });

  it("that of a running subscription, not of one that has ended", async () => {
    b.stripe.setDefaultPaymentMethod(customer, card({ exp_year: 2034 }));
    const product = b.stripe.createProduct({ name: "Chairs" }).id;
    const price = b.stripe.createPrice({
      product,
      unit_amount: 900,
      currency: "eur",
      recurring: { interval: "month" },
    });
    const { id } = b.stripe.createSubscription({
      customer,
      items: [{ price: price.id }],
      default_payment_method: card(),
    });
    await b.sync();
    await daysBefore(30);
    expect(sent()).toHaveLength(team.length);
    b.stripe.cancelSubscription(id);
    await b.sync();
    await daysBefore(7);
    expect(sent()).toHaveLength(team.length);
  });

  it("none that is nobody's, detached, or seen only after the day", async () => {
    const nobody = b.stripe.createCustomer({ name: "Nobody" }).id;
    b.stripe.createPaymentMethod({ customer: nobody, card: { exp_month: 12, exp_year: 2026 } });
    b.stripe.detachPaymentMethod(card());
    await b.sync();
    await daysBefore(30);
    b.pass(6 * hour);
    card();
    await b.sync();
    await remindOfCards(b.system, b.now());
    expect(queued()).toEqual([]);
    await daysBefore(7);
    expect(sent()).toHaveLength(team.length);
  });

  it("none of a day that a portal which was off missed by more than two", async () => {
    card();
    await b.sync();
    b.pass(Date.UTC(2027, 0, 1) - 27 * day + 12 * hour - b.now());
    await remindOfCards(b.system, b.now());
    expect(queued()).toEqual([]);
  });
});

it.each<[string, (id: string) => unknown]>([
  ["renewed by the bank", (id) => b.stripe.renewCard(id, { exp_month: 12, exp_year: 2030 })],
  ["replaced", () => b.stripe.setDefaultPaymentMethod(customer, card({ exp_year: 2034 }))],
  ["taken off", (id) => b.stripe.detachPaymentMethod(id)],
])("is not said of a card that was %s before the mail went out", async (_what, change) => {
  const id = card();
  b.stripe.setDefaultPaymentMethod(customer, id);
  await b.sync();
  b.pass(Date.UTC(2027, 0, 1) - 29 * day + 12 * hour - b.now());
  expect(await remindOfCards(b.system, b.now())).toBe(team.length);
  change(id);
  await b.sync();
  await b.drain([mailWorker]);
  expect(sent()).toEqual([]);
  expect(queued().map(({ state }) => state)).toEqual(["dropped", "dropped", "dropped"]);
});

it("is not said to who may change it no more", async () => {
  card();
  await b.sync();
  b.pass(Date.UTC(2027, 0, 1) - 29 * day + 12 * hour - b.now());
  await remindOfCards(b.system, b.now());
  b.connection.sqlite.exec(`update memberships set role = 'accountant' where role = 'billing'`);
  await b.drain([mailWorker]);
  expect(
    sent()
      .map(({ to }) => to)
      .sort(),
  ).toEqual(["abe@acme.example", "ada@acme.example"]);
});
