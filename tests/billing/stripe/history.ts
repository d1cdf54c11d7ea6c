import fc from "fast-check";
import type { Billing } from "./billing.ts";

export const things = [
  "finalize",
  "pay",
  "part",
  "fail",
  "void",
  "delete",
  "lines",
  "refund",
  "sendback",
  "rename",
  "method",
  "detach",
  "subscribe",
  "resize",
  "cancel",
  "bill",
  "credit",
  "uncredit",
  "giveback",
  "dispute",
  "judge",
  "number",
  "unnumber",
] as const;
const travels = ["deliver", "deliver-all", "work", "wait"] as const;
const mishaps = ["drop", "again", "late", "release", "stumble", "crash", "sweep", "compare", "poll"] as const;

const deed = (weight: number, names: readonly string[]) => ({
  weight,
  arbitrary: fc.record({ do: fc.constantFrom(...names), on: fc.nat() }),
});

/** What happens, one thing after the other: at Stripe, on the way to us, and to us. */
export type Deed = { do: string; on: number };
export const histories = fc.array(
  fc.oneof(deed(2, ["customer"]), deed(3, ["draft"]), deed(9, things), deed(6, travels), deed(3, mishaps)),
  { minLength: 20, maxLength: 70 },
);

export const pick = <T>(items: T[], on: number): T | undefined => items[on % Math.max(1, items.length)];

/** What Stripe refuses, such as paying a draft, changes nothing. */
function attempt(work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Error && "status" in error)) throw error;
  }
}

/** Does one thing at Stripe, to the object that `on` chooses. */
export function happen({ stripe }: Billing, { do: what, on }: Deed) {
  const { state } = stripe;
  const one = <T>(objects: Map<string, T>, fits: (object: T) => unknown = () => true) =>
    pick([...objects.values()].filter(fits), on) as T | undefined;
  const lines = [{ amount: 100 + (on % 900) }];
  const customer = one(state.customers)?.id;
  const invoice = one(state.invoices)?.id;
  const charge = one(state.charges, ({ paid }) => paid)?.id;
  const subscription = one(state.subscriptions)?.id;
  const doings: Record<string, () => unknown> = {
    customer: () => stripe.createCustomer({ name: `C${on}`, email: `c${on % 5}@crowd.example` }),
    draft: () => customer && stripe.createInvoice({ customer, lines }),
    rename: () => customer && stripe.updateCustomer(customer, { name: `Renamed ${on}` }),
    finalize: () => invoice && stripe.finalizeInvoice(invoice),
    pay: () => invoice && stripe.payInvoice(invoice),
    part: () => invoice && stripe.payInvoice(invoice, { amount: 1 }),
    fail: () => invoice && stripe.failPayment(invoice),
    void: () => invoice && stripe.voidInvoice(invoice),
    delete: () => invoice && stripe.deleteInvoice(invoice),
    lines: () => invoice && stripe.addLines(invoice, lines),
    method: () => customer && stripe.createPaymentMethod({ customer }),
    detach() {
      const method = one(state.paymentMethods, ({ customer: whose }) => whose);
      if (method) stripe.detachPaymentMethod(method.id);
    },
    refund: () =>
      charge && stripe.createRefund({ charge, amount: 1 + (on % 50), status: on % 2 ? "pending" : undefined }),
    sendback() {
      const refund = one(state.refunds, ({ status }) => status === "pending");
      if (refund) stripe.failRefund(refund.id);
    },
    credit: () => invoice && stripe.createCreditNote({ invoice, amount: 1 + (on % 40) }),
    giveback() {
      const whole = one(state.invoices, ({ status, total }) => status === "paid" && total > 0)?.id;
      const amount = 1 + (on % 90);
      if (whole) stripe.createCreditNote({ invoice: whole, amount, credit_amount: amount });
    },
    uncredit() {
      const note = one(state.creditNotes, ({ status }) => status === "issued");
      if (note) stripe.voidCreditNote(note.id);
    },
    dispute: () => charge && stripe.createDispute({ charge, amount: 1 }),
    judge() {
      const dispute = one(state.disputes);
      if (dispute) stripe.closeDispute(dispute.id, on % 2 ? "won" : "lost");
    },
    subscribe() {
      if (!customer) return;
      const product = stripe.createProduct({ name: `Plan ${on}` }).id;
      const price = stripe.createPrice({
        product,
        unit_amount: 100,
        currency: "eur",
        recurring: { interval: "month" },
      });
      stripe.createSubscription({ customer, items: [{ price: price.id, quantity: 1 + (on % 9) }] });
    },
    resize: () => subscription && stripe.updateSubscription(subscription, { cancel_at_period_end: on % 2 === 0 }),
    cancel: () => subscription && stripe.cancelSubscription(subscription),
    bill: () => subscription && stripe.billSubscription(subscription),
    number: () => customer && stripe.createTaxId(customer, { type: "eu_vat", value: "DE123456788" }),
    unnumber() {
      const number = one(state.taxIds);
      if (number) stripe.deleteTaxId(number.id);
    },
  };
  attempt(() => doings[what]?.());
}
