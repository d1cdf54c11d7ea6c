import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { drain } from "#app/jobs/loop.ts";
import { fetchNow } from "#app/billing/stripe/fetch-now.ts";
import { customer as customerKind } from "#app/billing/stripe/objects/customer.ts";
import { invoice as invoiceKind } from "#app/billing/stripe/objects/invoice.ts";
import { stripeWorker } from "#app/billing/stripe/worker.ts";
import { invoiceLines } from "#db/schema/billing.ts";
import { organizations } from "#db/schema/organizations.ts";
import { stripeDirty } from "#db/schema/stripe.ts";
import { paymentMethods } from "#db/schema/subscriptions.ts";
import { openBilling, type Billing } from "./billing.ts";
import { startHoldingProxy } from "./holding-proxy.ts";

let b: Billing;
beforeEach(async () => void (b = await openBilling()));
afterEach(() => b.end());

const line = [{ amount: 5000, description: "Stool" }];
const kari = () => b.stripe.createCustomer({ name: "Fjord AS", email: "kari@fjord.example" });

describe("in whatever order events come", () => {
  it("a customer updated before it was created is the customer of now", async () => {
    const { id } = kari();
    b.stripe.updateCustomer(id, { name: "Fjord Møbler AS" });
    await b.bring((events) => events.reverse());
    await b.settle();
    expect(b.customer(id)).toMatchObject({ name: "Fjord Møbler AS", orgId: expect.stringMatching(/^org_/) });
  });

  it("created, finalized and paid in one second, brought backwards: paid, one mail", async () => {
    const { id } = b.stripe.openInvoice({ customer: kari().id, lines: line });
    b.stripe.payInvoice(id);
    for (const event of b.news().reverse()) {
      await b.post(event);
      b.pass(400);
      await drain(b.portal, [stripeWorker]);
    }
    await b.settle();
    expect(b.invoice(id)).toMatchObject({ status: "paid", amountPaid: 5000, amountRemaining: 0 });
    expect(b.mails("invoice-ready")).toHaveLength(1);
    expect(b.mails("receipt")).toEqual([]);
  });

  it("paid in two parts, all brought backwards and five times at once: one receipt for each", async () => {
    const { id } = b.stripe.openInvoice({ customer: kari().id, lines: line });
    await b.sync();
    b.stripe.payInvoice(id, { amount: 2000 });
    b.stripe.payInvoice(id);
    for (const event of b.news().reverse()) {
      await Promise.all(Array.from({ length: 5 }, () => b.post(event)));
      b.pass(400);
      await drain(b.portal, [stripeWorker]);
    }
    await b.settle();
    expect(b.mails("receipt").map(({ recipient }) => recipient)).toEqual(["kari@fjord.example", "kari@fjord.example"]);
    expect(b.mails("invoice-ready")).toHaveLength(1);
  });

  it("one event 50 times at once: one row, one mail, one request", async () => {
    const { id } = b.stripe.openInvoice({ customer: kari().id, lines: line });
    const event = b.news().find(({ type }) => type === "invoice.finalized");
    await Promise.all(Array.from({ length: 50 }, () => b.post(event)));
    await b.settle();
    expect(b.invoice(id)).toMatchObject({ status: "open" });
    expect(b.mails("invoice-ready")).toHaveLength(1);
    expect(b.stripe.requests.filter(({ path }) => path === `/v1/invoices/${id}`)).toHaveLength(1);
  });

  it("an invoice before its customer waits, unseen, for its organization, and is then told of", async () => {
    const { id, customer } = b.stripe.openInvoice({ customer: kari().id, lines: line });
    const [, created] = b.news();
    await b.post(created);
    b.stripe.faults.status(500, 1, { path: "/v1/customers" });
    b.pass(300);
    await drain(b.portal, [stripeWorker]);
    b.pass(300);
    await drain(b.portal, [stripeWorker]);
    expect(b.invoice(id)).toMatchObject({ orgId: null, readyOwed: true });
    expect(b.mails("invoice-ready")).toEqual([]);
    await b.settle();
    const { orgId } = b.customer(customer as string)!;
    expect(orgId).not.toBeNull();
    expect(b.invoice(id)).toMatchObject({ orgId, readyOwed: false });
    expect(b.mails("invoice-ready")).toMatchObject([{ recipient: "kari@fjord.example", orgId }]);
  });

  it("a change while the object is being fetched is fetched too", async () => {
    const proxy = await startHoldingProxy();
    const slow = await openBilling({ env: { STRIPE_API_URL: proxy.url } });
    proxy.to(slow.stripe.url);
    const { id } = slow.stripe.openInvoice({ customer: slow.stripe.createCustomer({}).id, lines: line });
    await slow.bring();
    slow.pass(300);
    const held = proxy.hold(`/v1/invoices/${id}`);
    const running = stripeWorker.run(slow.portal);
    await held.asked;
    slow.stripe.payInvoice(id);
    await slow.bring((events) => events.filter(({ type }) => type === "invoice.paid"));
    held.release();
    await running;
    await slow.settle();
    expect(slow.invoice(id)).toMatchObject({ status: "paid" });
    await slow.end();
    await proxy.close();
  });
});

describe("an answer that comes late", () => {
  it("does not overwrite what a later look has found", async () => {
    const proxy = await startHoldingProxy();
    const slow = await openBilling({ env: { STRIPE_API_URL: proxy.url } });
    proxy.to(slow.stripe.url);
    const { id, customer } = slow.stripe.openInvoice({
      customer: slow.stripe.createCustomer({ name: "Old" }).id,
      lines: line,
    });
    await slow.sync();
    const held = [proxy.hold(`/v1/invoices/${id}`), proxy.hold(`/v1/customers/${String(customer)}`)];
    const late = [
      fetchNow(slow.portal, invoiceKind, id, "sync"),
      fetchNow(slow.portal, customerKind, String(customer), "sync"),
    ];
    await Promise.all(held.map(({ asked }) => asked));
    slow.stripe.payInvoice(id);
    slow.stripe.updateCustomer(String(customer), { name: "New" });
    await slow.sync();
    expect(slow.invoice(id)).toMatchObject({ status: "paid" });
    held.forEach(({ release }) => release());
    await Promise.all(late);
    expect(slow.invoice(id)).toMatchObject({ status: "paid", amountRemaining: 0 });
    expect(slow.customer(String(customer))).toMatchObject({ name: "New" });
    await slow.end();
    await proxy.close();
  });

  it("does not bring back a draft that was deleted, seen before or not", async () => {
    const proxy = await startHoldingProxy();
    const slow = await openBilling({ env: { STRIPE_API_URL: proxy.url } });
    proxy.to(slow.stripe.url);
    const draft = slow.stripe.createInvoice({ customer: slow.stripe.createCustomer({}).id, lines: line });
    const held = proxy.hold(`/v1/invoices/${draft.id}`);
    const late = fetchNow(slow.portal, invoiceKind, draft.id, "sync");
    await held.asked;
    slow.stripe.deleteInvoice(draft.id);
    await slow.sync();
    expect(slow.invoice(draft.id)!.deletedAt).not.toBeNull();
    held.release();
    await late;
    expect(slow.invoice(draft.id)!.deletedAt).not.toBeNull();
    await slow.end();
    await proxy.close();
  });
});

describe("what is gone", () => {
  it("a deleted draft stays as a tombstone", async () => {
    const draft = b.stripe.createInvoice({ customer: kari().id, lines: line });
    await b.sync();
    expect(b.invoice(draft.id)).toMatchObject({ status: "draft", deletedAt: null });
    b.stripe.deleteInvoice(draft.id);
    await b.sync();
    expect(b.invoice(draft.id)!.deletedAt).toEqual(expect.any(Number));
  });

  it("a deleted customer is not brought back by an update that comes late", async () => {
    const { id } = kari();
    const card = b.stripe.createPaymentMethod({ customer: id });
    await b.sync();
    const { orgId } = b.customer(id)!;
    b.stripe.updateCustomer(id, { name: "Late" });
    const late = b.news();
    b.stripe.deleteCustomer(id);
    await b.sync();
    const before = b.customer(id)!;
    expect(before.deletedAt).not.toBeNull();
    for (const event of late) await b.post(event);
    await b.settle();
    expect(b.customer(id)).toMatchObject({ deletedAt: before.deletedAt, orgId, name: "Fjord AS" });
    expect(b.row(paymentMethods, card.id)).toMatchObject({ customerId: null, orgId: null });
  });

  it("a customer never seen alive makes no organization", async () => {
    const { id } = kari();
    b.stripe.deleteCustomer(id);
    const before = b.system.db.select().from(organizations).all().length;
    await b.sync();
    expect(b.customer(id)).toMatchObject({ orgId: null, email: null });
    expect(b.system.db.select().from(organizations).all()).toHaveLength(before);
    expect(b.tasks()).toEqual([]);
  });
});

describe("a worker that dies", () => {
  it("between the answer and the commit loses nothing: another takes over when the lease ends", async () => {
    const { id } = b.stripe.openInvoice({ customer: kari().id, lines: line });
    await b.bring();
    b.pass(300);
    const dead = { leaseOwner: "lease_of_the_dead", leaseUntil: b.now() + 60_000 };
    const isInvoice = and(eq(stripeDirty.objectType, "invoice"), eq(stripeDirty.objectId, id));
    b.system.db.update(stripeDirty).set(dead).where(isInvoice).run();
    await b.settle(30_000);
    expect(b.invoice(id)).toBeUndefined();
    await b.settle(60_000);
    expect(b.invoice(id)).toMatchObject({ status: "open" });
  });

  it("in the midst of storing leaves the row and its lines as they were", async () => {
    const { id } = b.stripe.createInvoice({ customer: kari().id, lines: line });
    await b.sync();
    const linesOf = () => b.system.db.select().from(invoiceLines).where(eq(invoiceLines.invoiceId, id)).all();
    b.stripe.addLines(id, [
      { amount: 1, description: "A" },
      { amount: 2, description: "B" },
    ]);
    const trip =
      "create trigger die before insert on invoice_lines when new.position = 2 begin select raise(abort, 'dead'); end";
    b.connection.sqlite.exec(trip);
    await b.sync();
    expect(b.invoice(id)).toMatchObject({ total: 5000 });
    expect(linesOf()).toHaveLength(1);
    b.connection.sqlite.exec("drop trigger die");
    await b.settle(60_000);
    expect(b.invoice(id)).toMatchObject({ total: 5003 });
    expect(linesOf()).toHaveLength(3);
  });
});

it("finding an object as it was changes no page's version", async () => {
  const { id, customer } = b.stripe.openInvoice({ customer: kari().id, lines: line });
  await b.sync();
  const orgId = b.customer(String(customer))!.orgId!;
  const version = () => b.system.db.select().from(organizations).where(eq(organizations.id, orgId)).get()!.version;
  const [before, { obs }] = [version(), b.invoice(id)!];
  for (const event of b.stripe.events()) await b.post({ ...event, id: `${event.id}_again` });
  b.pass(5_000);
  await b.settle();
  expect(b.invoice(id)!.obs).toBeGreaterThan(obs);
  expect(version()).toBe(before);
  b.stripe.payInvoice(id);
  await b.sync();
  expect(version()).toBeGreaterThan(before);
});
