import { makeCharge, returnCharge } from "./objects/charges.ts";
import { failure } from "./failure.ts";
import { totals } from "./objects/invoice-amounts.ts";
import { closePayments, markPaid, openPayment, openPaymentOf, resizeOpenPayment } from "./objects/invoice-payments.ts";
import { settle, theInvoice, wrongStatus } from "./objects/invoices.ts";
import { change, record } from "./record.ts";
import { setSubscriptionStatus } from "./objects/subscriptions.ts";
import type { Charge, Invoice, PaymentIntent, PaymentMethod } from "./wire.ts";
import type { World } from "./world.ts";

export type Payment = {
  /** Minor units; less than what remains pays a part, more overpays. */
  amount?: number;
  payment_method?: string;
  paid_out_of_band?: boolean;
  /** Epoch seconds. */
  at?: number;
};

const DECLINING = new Set(["0002", "0341", "9995"]);
const ASKING = new Set(["3155", "3184"]);
const RETRY_AFTER = 3 * 86_400;

/** Pays an open invoice, whole or in part; the special test cards are declined or ask for more, as Stripe's are. */
export function payInvoice(world: World, id: string, payment: Payment = {}): Invoice {
  const invoice = payable(world, id);
  const at = payment.at ?? world.now();
  if (payment.paid_out_of_band) return payElsewhere(world, invoice, at);
  const method = methodFor(world, invoice, payment.payment_method);
  const last4 = method?.card?.last4 ?? "";
  if (DECLINING.has(last4)) throw declined(world, failPayment(world, id, { method, at }));
  if (ASKING.has(last4)) throw askFor(world, requireAction(world, id));
  const amount = payment.amount ?? invoice.amount_remaining;
  const part = amount !== invoice.amount_remaining;
  const waiting = part ? openPayment(world, invoice, at, amount) : openPaymentOf(world, invoice);
  const due = waiting ?? openPayment(world, invoice, at);
  const intent = world.state.paymentIntents.get(due.payment.payment_intent!)!;
  const charge = makeCharge(world, intent, method, { at });
  change(intent, {
    amount_received: amount,
    latest_charge: charge.id,
    payment_method: method?.id ?? null,
    status: "succeeded",
    last_payment_error: null,
    next_action: null,
  });
  record(world, "payment_intent.succeeded", intent);
  markPaid(world, due, at);
  return receive(world, invoice, amount, at);
}

function receive(world: World, invoice: Invoice, amount: number, at: number): Invoice {
  const previous = change(invoice, {
    amount_paid: invoice.amount_paid + amount,
    attempt_count: invoice.attempt_count + 1,
  });
  Object.assign(previous, change(invoice, totals(world, invoice)));
  if (invoice.amount_remaining > 0) {
    resizeOpenPayment(world, invoice);
    record(world, "invoice.updated", invoice, previous);
    return invoice;
  }
  closePayments(world, invoice);
  settle(world, invoice, at);
  follow(world, invoice, "past_due", "active");
  if (invoice.amount_overpaid > 0) record(world, "invoice.overpaid", invoice);
  return invoice;
}

function payElsewhere(world: World, invoice: Invoice, at: number): Invoice {
  closePayments(world, invoice);
  change(invoice, { amount_paid: invoice.amount_due, amount_paid_off_stripe: invoice.amount_remaining });
  change(invoice, totals(world, invoice));
  settle(world, invoice, at);
  follow(world, invoice, "past_due", "active");
  return invoice;
}

/** A subscription is as good as its latest invoice. */
function follow(world: World, invoice: Invoice, from: string, to: string) {
  const subscription = world.state.subscriptions.get(invoice.parent?.subscription_details?.subscription ?? "");
  if (subscription?.latest_invoice !== invoice.id || subscription.status !== from) return;
  setSubscriptionStatus(world, subscription.id, to);
}

/** An attempt that the bank refuses: a failed charge, and the invoice stays open. */
export function failPayment(
  world: World,
  id: string,
  attempt: { method?: PaymentMethod | null; at?: number; declineCode?: string } = {},
): Charge {
  const invoice = payable(world, id);
  const at = attempt.at ?? world.now();
  const method = attempt.method === undefined ? methodFor(world, invoice) : attempt.method;
  const intent = intentOf(world, invoice);
  const charge = makeCharge(world, intent, method, { declineCode: attempt.declineCode ?? "generic_decline", at });
  change(intent, { latest_charge: charge.id, status: "requires_payment_method" });
  record(world, "payment_intent.payment_failed", intent);
  const automatic = invoice.collection_method === "charge_automatically";
  const previous = change(invoice, {
    attempt_count: invoice.attempt_count + 1,
    attempted: true,
    next_payment_attempt: automatic ? at + RETRY_AFTER : null,
  });
  record(world, "invoice.updated", invoice, previous);
  record(world, "invoice.payment_failed", invoice);
  follow(world, invoice, "active", "past_due");
  return charge;
}

/** An attempt that takes a bank days: a pending charge, counted as an attempt at once. */
export function debitInvoice(world: World, id: string): Charge {
  const invoice = payable(world, id);
  const intent = intentOf(world, invoice);
  const charge = makeCharge(world, intent, methodFor(world, invoice), { isPending: true, at: world.now() });
  change(intent, { latest_charge: charge.id, status: "processing" });
  const previous = change(invoice, { attempt_count: invoice.attempt_count + 1, attempted: true });
  record(world, "invoice.updated", invoice, previous);
  return charge;
}

/** The bank could not carry it out after all: the charge fails, and the invoice waits for the next attempt. */
export function failDebit(world: World, id: string): Charge {
  const invoice = payable(world, id);
  const intent = intentOf(world, invoice);
  const charge = world.state.charges.get(intent.latest_charge as string)!;
  returnCharge(world, charge);
  change(intent, { status: "requires_payment_method" });
  record(world, "payment_intent.payment_failed", intent);
  record(world, "invoice.payment_failed", invoice);
  return charge;
}

/** The bank wants the customer to confirm: nothing is charged yet. */
export function requireAction(world: World, id: string): Invoice {
  const invoice = payable(world, id);
  change(intentOf(world, invoice), { status: "requires_action" });
  record(world, "invoice.payment_action_required", invoice);
  return invoice;
}

function payable(world: World, id: string): Invoice {
  const invoice = theInvoice(world, id);
  if (invoice.status !== "open" && invoice.status !== "uncollectible") throw wrongStatus(invoice, "pay");
  return invoice;
}

function intentOf(world: World, invoice: Invoice): PaymentIntent {
  const waiting = openPaymentOf(world, invoice) ?? openPayment(world, invoice, world.now());
  return world.state.paymentIntents.get(waiting.payment.payment_intent!)!;
}

function methodFor(world: World, invoice: Invoice, asked?: string): PaymentMethod | null {
  const preferred =
    asked ??
    invoice.default_payment_method ??
    world.state.customers.get(invoice.customer!)?.invoice_settings.default_payment_method;
  const methods = world.state.paymentMethods.part("customer", invoice.customer!);
  return methods.find((method) => method.id === preferred) ?? methods.at(-1) ?? null;
}

function declined(world: World, charge: Charge) {
  return failure(402, {
    type: "card_error",
    code: "card_declined",
    decline_code: charge.outcome?.reason ?? "generic_decline",
    message: "Your card was declined.",
    charge: charge.id,
    payment_intent: structuredClone(world.state.paymentIntents.get(charge.payment_intent!)),
  });
}

function askFor(world: World, invoice: Invoice) {
  return failure(402, {
    type: "card_error",
    code: "invoice_payment_intent_requires_action",
    message: "This payment requires additional user action before it can be completed successfully.",
    payment_intent: structuredClone(intentOf(world, invoice)),
  });
}
