import { and, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { invoiceLines, invoicePayments, invoices } from "#db/schema/billing.ts";
import type { Ask, Found } from "../stripe-api.ts";
import { ownerOf } from "../owners.ts";
import { payOwedMails, tellOfInvoice } from "../../news/invoice-news.ts";
import type { Kind, Sighting } from "../object-type.ts";
import { bury, put } from "../store-object.ts";
import { prepared } from "#db/prepared.ts";
import { rowOf } from "#db/statements.ts";
import { wholeList } from "../whole-list.ts";
import { invoiceColumns, invoiceShape } from "./invoice-columns.ts";
import { readLine, replaceLines, type StripeInvoiceLine } from "./invoice-lines.ts";
import { invoicePayment, readPayment, savePayment, type StripePayment } from "./invoice-payment.ts";

type Answer = {
  raw: Found;
  invoice: z.infer<typeof invoiceShape>;
  lines: StripeInvoiceLine[];
  payments: StripePayment[];
};

const readLines = (ask: Ask, { id, lines }: Found) =>
  wholeList(lines, () => ask.all("line_item", `/v1/invoices/${encodeURIComponent(id)}/lines`));
const readPayments = (ask: Ask, { id, payments }: Found) =>
  wholeList(payments, () => ask.all("invoice_payment", "/v1/invoice_payments", { invoice: id }));

/** An invoice with its lines and payments. */
export const invoice: Kind<Answer> = {
  object: "invoice",
  table: invoices,
  path: "/v1/invoices",
  expand: ["payments"],
  listed: { by: "created" },
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

  async complete(ask, raw) {
    const [lines, payments] = [await readLines(ask, raw), await readPayments(ask, raw)];
    return { raw, invoice: invoiceShape.parse(raw), lines: lines.map(readLine), payments: payments.map(readPayment) };
  },

  isNews: ({ invoice: { status, attempt_count: attempts } }) => status === "open" && attempts > 0,

  save(sighting, { raw, invoice: said, lines, payments }) {
    const { lines: _lines, payments: _payments, ...own } = raw;
    const orgId = said.customer ? ownerOf(sighting, said.customer) : undefined;
    const columns = { ...invoiceColumns(said), orgId, customerId: said.customer ?? undefined };
    const fleeting = { hosted_invoice_url: "hostedUrl", invoice_pdf: "pdfUrl" } as const;
    const { outcome, before } = put(sighting, invoices, columns, own, { fleeting, children: lines });
    const row = rowOf(sighting.system.db, invoices, said.id)!;
    if (outcome !== "same" && outcome !== "stale") replaceLines(sighting, row, lines);
    if (outcome !== "stale") {
      for (const payment of payments) savePayment(sighting, payment, row.orgId);
      buryOthers(sighting, row.id, payments);
    }
    tellOfInvoice(sighting, row, before);
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
function buryOthers(sighting: Sighting, invoiceId: string, payments: StripePayment[]) {
  const kept = new Set(payments.map(({ payment }) => payment.id));
  for (const { id } of paymentsOf(sighting.system.db).all({ invoiceId }))
    if (!kept.has(id)) bury(sighting, invoicePayments, id, invoicePayment.blank);
}

const paymentsOf = prepared((db) =>
  db
    .select({ id: invoicePayments.id })
    .from(invoicePayments)
    .where(and(eq(invoicePayments.invoiceId, sql.placeholder("invoiceId")), isNull(invoicePayments.deletedAt)))
    .prepare(),
);
