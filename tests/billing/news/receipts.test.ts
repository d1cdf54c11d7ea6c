import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listMails } from "#app/mail/mailbox.ts";
import { mailWorker } from "#app/workers.ts";
import { markForFetch } from "#app/billing/stripe/fetch-queue.ts";
import { linkCustomer } from "#app/billing/stripe/link.ts";
import { fetchNow } from "#app/billing/stripe/fetch-now.ts";
import { invoice as invoiceKind } from "#app/billing/stripe/objects/invoice.ts";
import { charges, invoicePayments, invoices } from "#db/schema/billing.ts";
import { openBilling, type Billing } from "#tests/billing/stripe/billing.ts";

const hour = 60 * 60_000;
const lines = [{ amount: 9600, description: "Stool" }];
const team = ["abe@acme.example", "ada@acme.example", "bo@acme.example"];
let b: Billing;
let customer: string;
beforeEach(async () => {
  b = await openBilling({ env: { FOYER_MODE: "development", SMTP_URL: "" } });
  customer = b.stripe.createCustomer({ name: "Acme GmbH" }).id;
  b.stripe.createPaymentMethod({ customer });
  await b.sync();
  linkCustomer(b.system, customer, b.acme, b.now());
});
afterEach(() => b.end());

const told = (kind: string) =>
  b
    .mails(kind)
    .map(({ recipient }) => recipient)
    .sort();
const paymentsOf = (id: string) =>
  b.system.db.select().from(invoicePayments).where(eq(invoicePayments.invoiceId, id)).all();
async function backfill(id: string) {
  markForFetch(b.system, { type: "invoice", id }, { now: b.now(), priority: 10 });
  await b.settle();
}
async function open(input = {}) {
  const { id } = b.stripe.openInvoice({
    customer,
    lines,
    collection_method: "send_invoice",
    days_until_due: 14,
    ...input,
  });
  await b.sync();
  return id;
}
/** The receipts in Bo's mailbox, newest first. */
async function received() {
  await b.drain([mailWorker]);
  return listMails(b.dataDir).filter(({ to, kind }) => to === "bo@acme.example" && kind === "receipt");
}

describe("a receipt", () => {
  it("says what was paid, how, when and that nothing remains, and leads to the invoice", async () => {
    const id = await open();
    b.stripe.payInvoice(id);
    await b.sync();
    expect(told("receipt")).toEqual(team);
    const [mail] = await received();
    const { number } = b.invoice(id)!;
    expect(mail!.subject).toBe(`Receipt for ${number}, €96.00`);
    expect(mail!.text).toMatch(
      /Paid: €96\.00\nPayment method: Visa •••• 4242\nDate: 23 November 2026\nPaid in full\. Thank you\./,
    );
    expect(mail!.text).toMatch(/^https:\/\/portal\.example\/l\/[\w-]{43}$/m);
    expect(mail!.text).toContain("You’re getting this because you receive invoices for Acme GmbH.");
    expect(mail!.headers.References).toBe(`<invoice-${id}@portal.example>`);
  });

  it("goes out once for each part that is paid, with what remains", async () => {
    const id = await open();
    b.stripe.payInvoice(id, { amount: 2600 });
    await b.sync();
    b.stripe.updateInvoice(id, { description: "Changed" });
    await b.sync();
    expect(told("receipt")).toEqual(team);
    expect((await received())[0]!.text).toContain("Paid: €26.00");
    expect((await received())[0]!.text).toContain("€70.00 still to pay");
    b.stripe.payInvoice(id);
    await b.sync();
    expect(told("receipt")).toHaveLength(2 * team.length);
    expect((await received()).map(({ subject }) => subject.split(", ")[1]).sort()).toEqual(["€26.00", "€70.00"]);
    expect(paymentsOf(id).every(({ toldAt }) => toldAt !== null)).toBe(true);
  });

  it("is not sent besides the mail that tells of the invoice as paid", async () => {
    const { id } = b.stripe.openInvoice({ customer, lines });
    b.stripe.payInvoice(id);
    for (let n = 0; n < 2; n++) {
      for (const event of b.stripe.events().reverse()) await b.post({ ...event, id: `${event.id}_${n}` });
      await b.settle();
    }
    expect(told("invoice-ready")).toEqual(team);
    expect(told("receipt")).toEqual([]);
    expect(paymentsOf(id).map(({ toldAt }) => toldAt)).toEqual([b.invoice(id)!.toldAt]);
  });

  it("is sent though a person's look, or a backfill, was quicker than the event", async () => {
    const id = await open();
    b.stripe.payInvoice(id);
    await fetchNow(b.portal, invoiceKind, id, "interactive");
    expect(b.invoice(id)).toMatchObject({ status: "paid" });
    await backfill(id);
    expect(told("receipt")).toEqual([]);
    await b.sync();
    expect(told("receipt")).toEqual(team);
  });

  it("is never sent for what a backfill found, however it is found again", async () => {
    const { id } = b.stripe.openInvoice({ customer, lines });
    b.stripe.payInvoice(id);
    b.news();
    await backfill(id);
    await backfill(id);
    b.pass(49 * hour);
    b.stripe.updateInvoice(id, { description: "Changed" });
    await b.sync();
    expect(paymentsOf(id)).toMatchObject([{ status: "paid", toldAt: expect.any(Number) }]);
    expect([told("receipt"), told("invoice-ready")]).toEqual([[], []]);
  });

  it.each([
    [47, team],
    [49, []],
  ])("%i hours after it was paid goes to %j", async (hours, expected) => {
    const id = await open();
    b.stripe.payInvoice(id);
    b.pass(hours * hour);
    await b.sync();
    expect(told("receipt")).toEqual(expected);
    expect(paymentsOf(id)[0]!.toldAt).not.toBeNull();
  });

  it("of what was paid past Stripe says so, once", async () => {
    const id = await open();
    b.pass(hour);
    b.stripe.payInvoice(id, { paid_out_of_band: true });
    await b.sync();
    await b.sync();
    expect(told("receipt")).toEqual(team);
    const [mail] = await received();
    expect(mail!.text).toContain("Paid: €96.00\nPayment method: Outside this portal");
    b.stripe.updateInvoice(id, { description: "Changed" });
    await b.sync();
    expect(told("receipt")).toEqual(team);
  });

  it("of a recorded payment without a charge says so too", async () => {
    const id = await open();
    b.stripe.payInvoice(id);
    await b.sync();
    b.system.db.update(invoicePayments).set({ chargeId: null, paymentIntentId: null }).run();
    expect((await received())[0]!.text).toContain("Payment method: Outside this portal");
  });

  it("waits a little for its charge, then goes without", async () => {
    const id = await open();
    b.stripe.payInvoice(id);
    await b.sync();
    b.system.db.delete(charges).run();
    for (let n = 0; n < 3; n++) {
      expect(await received()).toEqual([]);
      b.pass(10_000);
    }
    const [mail] = await received();
    expect(mail!.text).toContain("Paid: €96.00\nDate: 23 November 2026");
    expect(b.logLines.join("")).not.toContain("could not be written");
  });

  it("is not said once the payment is none any more, nor of a void invoice", async () => {
    const id = await open();
    b.stripe.payInvoice(id);
    await b.sync();
    b.system.db.update(invoices).set({ status: "void" }).run();
    expect(await received()).toEqual([]);
    const other = await open();
    b.stripe.payInvoice(other);
    await b.sync();
    b.system.db.update(invoicePayments).set({ deletedAt: b.now() }).run();
    expect(await received()).toEqual([]);
  });

  it("is not owed: paid before there was anybody to tell, only the invoice is told of", async () => {
    const { id: stranger } = b.stripe.createCustomer({ name: "Nobody yet" });
    const { id } = b.stripe.openInvoice({ customer: stranger, lines });
    await b.sync();
    b.stripe.payInvoice(id);
    await b.sync();
    expect(b.invoice(id)).toMatchObject({ orgId: null, readyOwed: true, toldAt: null });
    linkCustomer(b.system, stranger, b.acme, b.now());
    b.stripe.updateInvoice(id, { description: "Changed" });
    await b.sync();
    expect([told("invoice-ready"), told("receipt")]).toEqual([team, []]);
    expect(b.invoice(id)).toMatchObject({ readyOwed: false, toldAt: expect.any(Number) });
  });
});
