import { isRecord, text } from "../params.ts";
import { pageOf } from "../paging.ts";
import { makeIntent } from "./payment-intents.ts";
import { change, record } from "../record.ts";
import { get, lists, type Route } from "../routing.ts";
import type { Charge, Invoice, InvoicePayment } from "../wire.ts";
import { fetchFrom, type World } from "../world.ts";

/** The payment, still to be made, that every open invoice waits for. */
export function openPayment(world: World, invoice: Invoice, at: number, amount?: number): InvoicePayment {
  const intent = makeIntent(world, invoice, at, amount ?? invoice.amount_remaining);
  const payment: InvoicePayment = {
    id: world.id("inpay"),
    object: "invoice_payment",
    amount_paid: null,
    amount_requested: intent.amount,
    created: at,
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: amount === undefined,
    livemode: world.livemode,
    payment: { payment_intent: intent.id, type: "payment_intent" },
    status: "open",
    status_transitions: { canceled_at: null, paid_at: null },
  };
  record(world, "payment_intent.created", intent);
  world.state.invoicePayments.set(payment.id, payment);
  return payment;
}

export function openPaymentOf(world: World, invoice: Invoice): InvoicePayment | undefined {
  return paymentsOf(world, invoice.id).find((payment) => payment.status === "open" && payment.is_default);
}

export function paymentsOf(world: World, invoiceId: string): readonly InvoicePayment[] {
  return world.state.invoicePayments.part("invoice", invoiceId);
}

export function markPaid(world: World, payment: InvoicePayment, at: number) {
  change(payment, {
    amount_paid: payment.amount_requested,
    status: "paid",
    status_transitions: { ...payment.status_transitions, paid_at: at },
  });
  record(world, "invoice_payment.paid", payment);
}

export function closePayments(world: World, invoice: Invoice) {
  for (const payment of paymentsOf(world, invoice.id)) {
    if (payment.status !== "open") continue;
    change(payment, { status: "canceled", status_transitions: { canceled_at: world.now(), paid_at: null } });
    const intent = payment.payment.payment_intent && world.state.paymentIntents.get(payment.payment.payment_intent);
    if (intent) change(intent, { status: "canceled", canceled_at: world.now(), cancellation_reason: "void_invoice" });
  }
}

/** What is waited for follows what remains of the invoice. */
export function resizeOpenPayment(world: World, invoice: Invoice) {
  const waiting = openPaymentOf(world, invoice);
  if (!waiting) return;
  change(waiting, { amount_requested: invoice.amount_remaining });
  const intent = world.state.paymentIntents.get(waiting.payment.payment_intent!);
  if (intent) change(intent, { amount: invoice.amount_remaining });
}

/** The charge that paid the invoice last. */
export function chargeOf(world: World, invoice: Invoice): Charge | undefined {
  const paid = paymentsOf(world, invoice.id).findLast((payment) => payment.status === "paid");
  const intent = world.state.paymentIntents.get(paid?.payment.payment_intent ?? "");
  return world.state.charges.get(intent?.latest_charge ?? "");
}

export const invoicePayments: Route[] = [
  lists("/v1/invoice_payments", ["invoice", "status", "created", "payment"], ({ world, params }) => {
    const status = text(params.status);
    const intent = isRecord(params.payment) ? text(params.payment.payment_intent) : undefined;
    return pageOf(
      world.state.invoicePayments,
      params,
      "/v1/invoice_payments",
      (one) => (!status || one.status === status) && (!intent || one.payment.payment_intent === intent),
    );
  }),
  get("/v1/invoice_payments/:id", ({ world, id }) => fetchFrom(world.state.invoicePayments, "invoice payment", id)),
];
