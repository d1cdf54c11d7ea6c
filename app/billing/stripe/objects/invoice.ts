import { and, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { invoiceLines, invoicePayments, invoices } from "#db/schema/billing.ts";
import type { StripeApi, StripeObject } from "../stripe-api.ts";
import { ownerOf } from "../owners.ts";
import { payOwedMails, notifyOfInvoice } from "../../news/invoice-news.ts";
import type { ObjectType, Observation } from "../object-type.ts";
import { storeDeletion, storeObject } from "../store-object.ts";
import { prepared } from "#db/prepared.ts";
import { rowOf } from "#db/statements.ts";
import { wholeList } from "../whole-list.ts";
import { askForLedger } from "./balance-ledger.ts";
import { invoiceColumns, invoiceShape } from "./invoice-columns.ts";
import { readLine, replaceLines, saidOfLines, type StripeInvoiceLine } from "./invoice-lines.ts";
import { invoicePayment, readPayment, savePayment, type StripePayment } from "./invoice-payment.ts";

type Answer = {
  raw: StripeObject;
  invoice: z.infer<typeof invoiceShape>;
  lines: StripeInvoiceLine[];
  payments: StripePayment[];
};

const readLines = (api: StripeApi, { id, lines }: StripeObject) =>
  wholeList(lines, () => api.all("line_item", `/v1/invoices/${encodeURIComponent(id)}/lines`));
const readPayments = (api: StripeApi, { id, payments }: StripeObject) =>
  wholeList(payments, () => api.all("invoice_payment", "/v1/invoice_payments", { invoice: id }));

/** An invoice with its lines and payments. */
export const invoice: ObjectType<Answer> = {
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

  async complete(api, raw) {
    const [lines, payments] = [await readLines(api, raw), await readPayments(api, raw)];
    return { raw, invoice: invoiceShape.parse(raw), lines: lines.map(readLine), payments: payments.map(readPayment) };
  },

  isNews: ({ invoice: { status, attempt_count: attempts } }) => status === "open" && attempts > 0,

  save(observation, { raw, invoice: fields, lines, payments }) {
    const { lines: _lines, payments: _payments, ...own } = raw;
    const orgId = fields.customer ? ownerOf(observation, fields.customer) : undefined;
    const columns = {
      ...invoiceColumns(fields),
      ...saidOfLines(lines),
      orgId,
      customerId: fields.customer ?? undefined,
    };
    const fleeting = { hosted_invoice_url: "hostedUrl", invoice_pdf: "pdfUrl" } as const;
    const { outcome, before } = storeObject(observation, invoices, columns, own, { fleeting, children: lines });
    const row = rowOf(observation.system.db, invoices, fields.id)!;
    if (outcome !== "same" && outcome !== "stale") replaceLines(observation, row, lines);
    if (outcome !== "stale") {
      for (const payment of payments) savePayment(observation, payment, row.orgId);
      storeDeletionOfOthers(observation, row.id, payments);
    }
    if (fields.ending_balance != null && fields.ending_balance !== fields.starting_balance)
      askForLedger(observation, fields.customer, outcome, (entries) =>
        entries.some(({ invoiceId }) => invoiceId === fields.id),
      );
    notifyOfInvoice(observation, row, before);
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
function storeDeletionOfOthers(observation: Observation, invoiceId: string, payments: StripePayment[]) {
  const kept = new Set(payments.map(({ payment }) => payment.id));
  for (const { id } of paymentsOf(observation.system.db).all({ invoiceId }))
    if (!kept.has(id)) storeDeletion(observation, invoicePayments, id, invoicePayment.blank);
}

const paymentsOf = prepared((db) =>
  db
    .select({ id: invoicePayments.id })
    .from(invoicePayments)
    .where(and(eq(invoicePayments.invoiceId, sql.placeholder("invoiceId")), isNull(invoicePayments.deletedAt)))
    .prepare(),
);
