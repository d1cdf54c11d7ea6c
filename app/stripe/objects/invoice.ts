import { and, eq, isNull, notInArray, sql } from "drizzle-orm";
import { z } from "zod";
import { invoiceLines, invoicePayments, invoices } from "#db/schema.ts";
import type { Ask, Found } from "../ask.ts";
import { ownerOf } from "../belonging.ts";
import { payOwedMails, tellOfInvoice } from "../invoice-news.ts";
import type { Kind, Sighting } from "../kind.ts";
import { bury, put } from "../put.ts";
import { invoiceColumns, invoiceShape } from "./invoice-columns.ts";
import { readLine, replaceLines, type Line } from "./invoice-lines.ts";
import { invoicePayment, readPayment, savePayment, type Payment } from "./invoice-payment.ts";

type Answer = { raw: Found; invoice: z.infer<typeof invoiceShape>; lines: Line[]; payments: Payment[] };
const list = z.object({ data: z.array(z.custom<Found>()), has_more: z.boolean() }).nullish();

/** A list that came with the object, or all of it where some or all is missing. */
async function wholeList(embedded: unknown, all: () => Promise<Found[]>): Promise<Found[]> {
  const part = list.parse(embedded);
  return part && !part.has_more ? part.data : all();
}

const readLines = (ask: Ask, { id, lines }: Found) =>
  wholeList(lines, () => ask.all("line_item", `/v1/invoices/${encodeURIComponent(id)}/lines`));
const readPayments = (ask: Ask, { id, payments }: Found) =>
  wholeList(payments, () => ask.all("invoice_payment", "/v1/invoice_payments", { invoice: id }));

/** An invoice with its lines and payments. */
export const invoice: Kind<Answer> = {
  object: "invoice",
  table: invoices,
  blank: {
    status: "",
    currency: "",
    subtotal: 0,
    total: 0,
    amountDue: 0,
    amountPaid: 0,
    amountRemaining: 0,
    issuedAt: 0,
  },

  async read(ask, id) {
    const raw = await ask.retrieve("invoice", "/v1/invoices", id, { "expand[]": "payments" });
    if (!raw) return null;
    const [lines, payments] = [await readLines(ask, raw), await readPayments(ask, raw)];
    return { raw, invoice: invoiceShape.parse(raw), lines: lines.map(readLine), payments: payments.map(readPayment) };
  },

  save(sighting, { raw, invoice: said, lines, payments }) {
    const { lines: _lines, payments: _payments, ...own } = raw;
    const orgId = said.customer ? ownerOf(sighting, said.customer) : undefined;
    const columns = { ...invoiceColumns(said), orgId, customerId: said.customer ?? undefined };
    const fleeting = { hosted_invoice_url: "hostedUrl", invoice_pdf: "pdfUrl" } as const;
    const { outcome, before } = put(sighting, invoices, columns, own, { fleeting, children: lines });
    if (outcome === "stale") return;
    const row = sighting.system.db.select().from(invoices).where(eq(invoices.id, said.id)).get()!;
    if (outcome !== "same") replaceLines(sighting, row, lines);
    for (const payment of payments) savePayment(sighting, payment, row.orgId);
    buryOthers(sighting, row.id, payments);
    if (outcome !== "same") tellOfInvoice(sighting, row, before);
  },

  ofCustomer: [
    { table: invoices, where: (customerId) => eq(invoices.customerId, customerId) },
    {
      table: invoiceLines,
      where: (customerId) =>
        sql`${invoiceLines.invoiceId} in (select id from ${invoices} where customer_id = ${customerId})`,
    },
  ],

  linked(system, customerId, _orgId, now) {
    payOwedMails(system, customerId, now);
  },
};

/** Payments that the invoice had and has no more. */
function buryOthers(sighting: Sighting, invoiceId: string, payments: Payment[]) {
  const { db } = sighting.system;
  const kept = payments.map(({ payment }) => payment.id);
  const others = db
    .select({ id: invoicePayments.id })
    .from(invoicePayments)
    .where(
      and(
        eq(invoicePayments.invoiceId, invoiceId),
        isNull(invoicePayments.deletedAt),
        notInArray(invoicePayments.id, kept),
      ),
    )
    .all();
  for (const { id } of others) bury(sighting, invoicePayments, id, invoicePayment.blank);
}
