import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { charges, creditNotes, disputes, refunds } from "#db/schema/billing.ts";
import { openBilling, type Billing } from "./billing.ts";

let b: Billing;
let customer: string;
beforeEach(async () => {
  b = await openBilling();
  customer = b.stripe.createCustomer({ name: "Fjord AS", email: "kari@fjord.example" }).id;
});
afterEach(() => b.end());

/** A paid invoice of 10.00 and its charge. */
async function paid() {
  const invoice = b.stripe.openInvoice({ customer, lines: [{ amount: 1000 }] }).id;
  b.stripe.payInvoice(invoice);
  await b.sync();
  const charge = b.system.db.select().from(charges).all()[0]!;
  return { invoice, charge: charge.id, orgId: charge.orgId! };
}

describe("a refund", () => {
  it("in two parts, the second of which fails later", async () => {
    const { charge, orgId } = await paid();
    const first = b.stripe.createRefund({ charge, amount: 300 });
    const second = b.stripe.createRefund({ charge, amount: 200, status: "pending" });
    await b.sync();
    expect(b.row(refunds, first.id)).toMatchObject({ status: "succeeded", amount: 300, orgId, chargeId: charge });
    expect(b.row(refunds, second.id)).toMatchObject({ status: "pending", amount: 200, orgId });
    b.stripe.failRefund(second.id);
    await b.bring((events) => events.filter(({ type }) => type === "charge.refund.updated"));
    await b.settle();
    expect(b.row(refunds, second.id)).toMatchObject({ status: "failed", failureReason: "lost_or_stolen_card" });
    expect(b.row(charges, charge)).toMatchObject({ amountRefunded: 300 });
  });

  it("that comes before its charge, or before anybody is there, belongs to its payer in the end", async () => {
    const other = await openBilling();
    const { id } = other.stripe.createCustomer({ name: "Fjord AS", email: "kari@fjord.example" });
    const invoice = other.stripe.openInvoice({ customer: id, lines: [{ amount: 1000 }] }).id;
    other.stripe.payInvoice(invoice);
    const charge = [...other.stripe.state.charges.keys()][0]!;
    const refund = other.stripe.createRefund({ charge, amount: 300 });
    const dispute = other.stripe.createDispute({ charge, status: "warning_needs_response" });
    await other.bring((events) => events.filter(({ type }) => /refund\.created|dispute\.created/.test(type)));
    await other.settle();
    const { orgId } = other.customer(id)!;
    expect(orgId).toMatch(/^org_/);
    for (const [table, one] of [
      [charges, charge],
      [refunds, refund.id],
      [disputes, dispute.id],
    ] as const)
      expect(other.row(table, one)).toMatchObject({ orgId });
    await other.end();
  });
});

describe("a credit note", () => {
  it("lowers what is open, and voided no longer does", async () => {
    const invoice = b.stripe.openInvoice({ customer, lines: [{ amount: 1000 }] }).id;
    await b.sync();
    const note = b.stripe.createCreditNote({
      invoice,
      amount: 400,
      reason: "product_unsatisfactory",
      memo: "A scratch",
    });
    await b.sync();
    const { orgId } = b.invoice(invoice)!;
    expect(b.row(creditNotes, note.id)).toMatchObject({
      orgId,
      invoiceId: invoice,
      status: "issued",
      total: 400,
      memo: "A scratch",
    });
    expect(b.invoice(invoice)).toMatchObject({ amountRemaining: 600, preCredits: 400 });
    b.stripe.voidCreditNote(note.id);
    await b.bring((events) => events.filter(({ type }) => type === "credit_note.voided"));
    await b.settle();
    expect(b.row(creditNotes, note.id)).toMatchObject({ status: "void", voidedAt: expect.any(Number) });
    expect(b.invoice(invoice)).toMatchObject({ amountRemaining: 1000, preCredits: 0 });
  });
});

describe("a dispute", () => {
  it.each(["won", "lost"] as const)("%s is known as that, in whatever order its events come", async (outcome) => {
    const { charge, orgId } = await paid();
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat()), async (order) => {
        const { id } = b.stripe.createDispute({ charge, amount: 500 });
        b.stripe.updateDispute(id, { submit: "true" });
        b.stripe.closeDispute(id, outcome);
        const events = b.news().map((event) => [order.next().value as number, event] as const);
        for (const [, event] of events.sort(([x], [y]) => x - y)) await b.post(event);
        await b.settle(1_000);
        expect(b.row(disputes, id)).toMatchObject({ status: outcome, amount: 500, chargeId: charge, orgId });
      }),
      { numRuns: 6 },
    );
  });
});
