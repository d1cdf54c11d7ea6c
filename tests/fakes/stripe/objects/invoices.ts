import { moveBalance } from "./balance-transactions.ts";
import { customerNamed } from "./customers.ts";
import { invalid } from "../failure.ts";
import { totals } from "./invoice-amounts.ts";
import { makeLine, type LineInput } from "./invoice-lines.ts";
import { draft } from "./invoice-object.ts";
import { flag, given, int, mergedMetadata, need, text, type Params } from "../params.ts";
import { openPayment, closePayments } from "./invoice-payments.ts";
import { change, changeAndRecord, record } from "../record.ts";
import type { Invoice, Metadata } from "../wire.ts";
import { fetchFrom, type World } from "../world.ts";

export type InvoiceInput = {
  customer: string;
  currency?: string;
  collection_method?: "charge_automatically" | "send_invoice";
  days_until_due?: number;
  due_date?: number;
  description?: string;
  footer?: string;
  metadata?: Metadata;
  auto_advance?: boolean;
  default_payment_method?: string;
  subscription?: string;
  /** For seeding only, not in Stripe's API. */
  id?: string;
  created?: number;
  number?: string;
  billing_reason?: string;
  lines?: LineInput[];
};

const DAY = 86_400;

export function createInvoice(world: World, input: InvoiceInput): Invoice {
  const params = input as Params;
  const customer = customerNamed(world, need(params.customer, "customer"));
  const created = input.created ?? world.now();
  const currency = (text(params.currency) ?? customer.currency ?? "eur").toLowerCase();
  const invoice = draft(world, customer, input.id ?? world.id("in"), created, currency);
  change(invoice, changes(invoice, params, created));
  if (input.billing_reason) invoice.billing_reason = input.billing_reason;
  if (input.subscription) invoice.parent = parentSubscription(world, input.subscription);
  world.state.invoices.set(invoice.id, invoice);
  world.state.invoiceLines.set(
    invoice.id,
    (input.lines ?? []).map((line) => makeLine(world, invoice, line)),
  );
  change(invoice, totals(world, invoice));
  record(world, "invoice.created", invoice);
  return invoice;
}

export function updateInvoice(world: World, id: string, params: Params): Invoice {
  const invoice = theInvoice(world, id);
  return changeAndRecord(world, "invoice.updated", invoice, changes(invoice, params, invoice.created));
}

export function addLines(world: World, id: string, lines: LineInput[]): Invoice {
  const invoice = theDraft(world, id);
  const added = lines.map((line) => makeLine(world, invoice, line));
  world.state.invoiceLines.set(id, [...world.state.invoiceLines.get(id)!, ...added]);
  return changeAndRecord(world, "invoice.updated", invoice, totals(world, invoice));
}

/** Numbers the draft, applies the customer's balance and opens it; one that owes nothing is paid at once. */
export function finalizeInvoice(world: World, id: string, at = world.now()): Invoice {
  const invoice = theDraft(world, id);
  const customer = customerNamed(world, invoice.customer!);
  invoice.starting_balance = customer.balance;
  const previous = change(invoice, {
    status: "open",
    auto_advance: invoice.collection_method === "charge_automatically",
    number: invoice.number ?? nextNumber(customer),
    effective_at: at,
    hosted_invoice_url: `${world.url}/i/${invoice.id}`,
    invoice_pdf: `${world.url}/files/${invoice.id}/pdf`,
    status_transitions: { ...invoice.status_transitions, finalized_at: at },
  });
  Object.assign(previous, change(invoice, totals(world, invoice)));
  const moved = (invoice.ending_balance ?? 0) - customer.balance;
  if (moved) {
    moveBalance(world, customer, {
      amount: moved,
      type: "applied_to_invoice",
      invoice: id,
      created: at,
      currency: invoice.currency,
    });
  }
  if (invoice.amount_due > 0) openPayment(world, invoice, at);
  record(world, "invoice.finalized", invoice);
  record(world, "invoice.updated", invoice, previous);
  if (invoice.amount_due === 0) settle(world, invoice, at);
  return invoice;
}

/** The invoice becomes paid; the payments themselves are made elsewhere. */
export function settle(world: World, invoice: Invoice, at: number) {
  const previous = change(invoice, {
    status: "paid",
    attempted: true,
    next_payment_attempt: null,
    auto_advance: false,
    status_transitions: { ...invoice.status_transitions, paid_at: at },
  });
  record(world, "invoice.updated", invoice, previous);
  record(world, "invoice.paid", invoice);
  record(world, "invoice.payment_succeeded", invoice);
}

export function sendInvoice(world: World, id: string): Invoice {
  if (theInvoice(world, id).status === "draft") finalizeInvoice(world, id);
  const invoice = theInvoice(world, id);
  record(world, "invoice.sent", invoice);
  return invoice;
}

/** What it took of the customer's balance goes back there. */
export function voidInvoice(world: World, id: string): Invoice {
  const invoice = theInvoice(world, id);
  if (invoice.status !== "open" && invoice.status !== "uncollectible") throw wrongStatus(invoice, "void");
  const previous = change(invoice, {
    status: "void",
    auto_advance: false,
    next_payment_attempt: null,
    status_transitions: { ...invoice.status_transitions, voided_at: world.now() },
  });
  closePayments(world, invoice);
  const customer = world.state.customers.get(invoice.customer!);
  const taken = (invoice.ending_balance ?? 0) - invoice.starting_balance;
  if (customer && taken) moveBalance(world, customer, { amount: -taken, type: "unapplied_from_invoice", invoice: id });
  record(world, "invoice.updated", invoice, previous);
  record(world, "invoice.voided", invoice);
  return invoice;
}

export function markUncollectible(world: World, id: string): Invoice {
  const invoice = theInvoice(world, id);
  if (invoice.status !== "open") throw wrongStatus(invoice, "mark as uncollectible");
  const previous = change(invoice, {
    status: "uncollectible",
    auto_advance: false,
    status_transitions: { ...invoice.status_transitions, marked_uncollectible_at: world.now() },
  });
  record(world, "invoice.updated", invoice, previous);
  record(world, "invoice.marked_uncollectible", invoice);
  return invoice;
}

export function deleteInvoice(world: World, id: string) {
  const invoice = theInvoice(world, id);
  if (invoice.status !== "draft") throw invalid("You can only delete draft invoices.");
  world.state.invoices.delete(id);
  world.state.invoiceLines.delete(id);
  record(world, "invoice.deleted", invoice);
  return { id, object: "invoice" as const, deleted: true as const };
}

export function theInvoice(world: World, id: string): Invoice {
  return fetchFrom(world.state.invoices, "invoice", id);
}

export function theDraft(world: World, id: string): Invoice {
  const invoice = theInvoice(world, id);
  if (invoice.status !== "draft") {
    throw invalid("Finalized invoices can't be updated in this way", { code: "invoice_not_editable" });
  }
  return invoice;
}

export function wrongStatus(invoice: Invoice, deed: string) {
  return invalid(`You cannot ${deed} an invoice whose status is ${String(invoice.status)}.`);
}

function nextNumber(customer: { invoice_prefix?: string | null; next_invoice_sequence?: number }): string {
  const sequence = customer.next_invoice_sequence ?? 1;
  customer.next_invoice_sequence = sequence + 1;
  return `${customer.invoice_prefix ?? "INV"}-${String(sequence).padStart(4, "0")}`;
}

function changes(invoice: Invoice, params: Params, created: number): Partial<Invoice> {
  const days = int(params.days_until_due, "days_until_due");
  return given({
    collection_method: text(params.collection_method),
    due_date: days === undefined ? int(params.due_date, "due_date") : created + days * DAY,
    description: text(params.description),
    footer: text(params.footer),
    number: text(params.number),
    auto_advance: flag(params.auto_advance, "auto_advance"),
    default_payment_method: text(params.default_payment_method),
    metadata: mergedMetadata(invoice.metadata ?? {}, params.metadata),
  }) as Partial<Invoice>;
}

function parentSubscription(world: World, id: string): Invoice["parent"] {
  const { metadata } = fetchFrom(world.state.subscriptions, "subscription", id, "subscription");
  return { quote_details: null, subscription_details: { metadata, subscription: id }, type: "subscription_details" };
}
