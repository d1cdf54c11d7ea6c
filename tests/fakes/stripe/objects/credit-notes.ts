import { creditNoteLines, type CreditNoteLineInput } from "./credit-note-lines.ts";
import { invalid } from "../failure.ts";
import { totals } from "./invoice-amounts.ts";
import { closePayments, resizeOpenPayment } from "./invoice-payments.ts";
import { settle, theInvoice } from "./invoices.ts";
import { given, int, mergedMetadata, need, text, type Params } from "../params.ts";
import { creditedBack, type PaidBack } from "../paid-back.ts";
import { change, changeAndRecord, record } from "../record.ts";
import type { CreditNote, Invoice, Metadata } from "../wire.ts";
import { fetchFrom, type World } from "../world.ts";

export type CreditNoteInput = {
  invoice: string;
  /** Tax included, in minor units; or lines, without tax. */
  amount?: number;
  lines?: CreditNoteLineInput[];
  /** What was paid already goes back to the balance, to the card, or elsewhere: together as much as is given back. */
  credit_amount?: number;
  refund_amount?: number;
  out_of_band_amount?: number;
  refunds?: { refund: string; amount_refunded?: number }[];
  memo?: string;
  reason?: "duplicate" | "fraudulent" | "order_change" | "product_unsatisfactory";
  metadata?: Metadata;
  effective_at?: number;
  /** For seeding only, not in Stripe's API. */
  id?: string;
  created?: number;
};

/** Takes back a part of an open or paid invoice: first what is not paid yet, then what was. */
export function createCreditNote(world: World, input: CreditNoteInput): CreditNote {
  const params = input as unknown as Params;
  const invoice = fetchFrom(world.state.invoices, "invoice", need(params.invoice, "invoice"), "invoice");
  if (invoice.status !== "open" && invoice.status !== "paid") throw notCreditable(invoice);
  const created = input.created ?? world.now();
  const note = bareNote(world, invoice, params, input.id ?? world.id("cn"), created);
  const left = invoice.total - invoice.pre_payment_credit_notes_amount - invoice.post_payment_credit_notes_amount;
  if (note.total <= 0) throw invalid("The credit note amount must be greater than zero.", { param: "amount" });
  if (note.total > left) throw tooMuch(note.total, left);
  const before = invoice.status === "open" ? Math.min(note.total, invoice.amount_remaining) : 0;
  const back = creditedBack(world, invoice, params, note, note.total - before);
  Object.assign(note, {
    pre_payment_amount: before,
    post_payment_amount: note.total - before,
    type: before === 0 ? "post_payment" : before === note.total ? "pre_payment" : "mixed",
    ...columns(back),
  });
  world.state.creditNotes.set(note.id, note);
  record(world, "credit_note.created", note);
  apply(world, invoice, before, note.total - before);
  return note;
}

/** Only what was never paid can be taken back again. */
export function voidCreditNote(world: World, id: string): CreditNote {
  const note = theNote(world, id);
  const invoice = theInvoice(world, note.invoice);
  if (note.status === "void") throw invalid("This credit note has already been voided.");
  if (invoice.status !== "open") throw invalid("You can only void a credit note whose invoice is open.");
  const previous = change(note, { status: "void", voided_at: world.now() });
  record(world, "credit_note.voided", note, previous);
  apply(world, invoice, -note.pre_payment_amount, -note.post_payment_amount);
  return note;
}

export function updateCreditNote(world: World, id: string, params: Params): CreditNote {
  const note = theNote(world, id);
  return changeAndRecord(world, "credit_note.updated", note, {
    ...given({ memo: text(params.memo) }),
    metadata: mergedMetadata(note.metadata ?? {}, params.metadata),
  });
}

function apply(world: World, invoice: Invoice, before: number, after: number) {
  const previous = change(invoice, {
    pre_payment_credit_notes_amount: invoice.pre_payment_credit_notes_amount + before,
    post_payment_credit_notes_amount: invoice.post_payment_credit_notes_amount + after,
  });
  if (invoice.status === "open") Object.assign(previous, change(invoice, totals(world, invoice)));
  resizeOpenPayment(world, invoice);
  record(world, "invoice.updated", invoice, previous);
  if (invoice.status !== "open" || invoice.amount_remaining > 0) return;
  closePayments(world, invoice);
  settle(world, invoice, world.now());
}

function bareNote(world: World, invoice: Invoice, params: Params, id: string, created: number): CreditNote {
  const lines = creditNoteLines(world, invoice.id, params);
  const subtotal = sum(lines.map((line) => line.amount));
  const discount = sum(lines.map((line) => line.discount_amount));
  const taxes = lines.flatMap((line) => line.taxes ?? []);
  const tax = sum(taxes.filter((one) => one.tax_behavior === "exclusive").map((one) => one.amount));
  const total = subtotal - discount + tax;
  return {
    id,
    object: "credit_note",
    amount: total,
    amount_shipping: 0,
    created,
    currency: invoice.currency,
    customer: invoice.customer!,
    customer_account: null,
    customer_balance_transaction: null,
    discount_amount: discount,
    discount_amounts: lines.flatMap((line) => line.discount_amounts),
    effective_at: int(params.effective_at, "effective_at") ?? created,
    invoice: invoice.id,
    lines: { object: "list", data: lines, has_more: false, url: `/v1/credit_notes/${id}/lines` },
    livemode: world.livemode,
    memo: text(params.memo) ?? null,
    metadata: mergedMetadata({}, params.metadata),
    number: `${invoice.number}-CN-${String(notesOf(world, invoice.id).length + 1).padStart(2, "0")}`,
    out_of_band_amount: null,
    pdf: `${world.url}/files/${id}/pdf`,
    post_payment_amount: 0,
    pre_payment_amount: 0,
    pretax_credit_amounts: [],
    reason: text(params.reason) ?? null,
    refunds: [],
    shipping_cost: null,
    status: "issued",
    subtotal,
    subtotal_excluding_tax: subtotal,
    total,
    total_excluding_tax: subtotal - discount,
    total_taxes: taxes,
    type: "pre_payment",
    voided_at: null,
  };
}

function columns({ refunds, transaction, elsewhere }: PaidBack): Partial<CreditNote> {
  return { refunds, customer_balance_transaction: transaction, out_of_band_amount: elsewhere };
}

export function notesOf(world: World, invoiceId: string): readonly CreditNote[] {
  return world.state.creditNotes.part("invoice", invoiceId);
}

export function theNote(world: World, id: string): CreditNote {
  return fetchFrom(world.state.creditNotes, "credit note", id);
}

const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);

const notCreditable = (invoice: Invoice) =>
  invalid(`Credit notes can only be issued on open or paid invoices: this one is ${String(invoice.status)}.`, {
    param: "invoice",
  });

const tooMuch = (amount: number, left: number) =>
  invalid(`The credit note amount (${amount}) is greater than what is left of the invoice (${left}).`, {
    param: "amount",
  });
