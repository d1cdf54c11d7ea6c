import { asc, isNull } from "drizzle-orm";
import { isAfter } from "#db/cursor.ts";
import { invoicePayments, stripeCustomers } from "#db/schema/billing.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { listPayablesAddresses } from "../billing/billing-mail-settings.ts";
import { listPaperYears, listPapersOf } from "../billing/document-list.ts";
import { findPdfs } from "../billing/documents/interactive-pdfs.ts";
import { invoiceRow } from "../billing/invoice-csv.ts";
import { noInvoiceFilter } from "../billing/invoice-filter.ts";
import { invoicePages } from "../billing/invoices.ts";
import { billingText } from "../billing/text.ts";
import { csvDialects } from "../http/csv-dialect.ts";
import { uniqueNames } from "../http/zip.ts";
import { paths } from "../paths.ts";
import type { Portal } from "../portal.server.ts";
import { currencyDigits, decimal } from "../text/money.ts";
import { csvFile, pagesAfter } from "./csv-file.ts";
import type { Found } from "./manifest.ts";
import { isoTime } from "./own-data.ts";

const money = (minorUnits: number | null, currency: string) =>
  minorUnits === null ? null : decimal(minorUnits, currencyDigits(currency));

/** An organization's bills: the list, payments, and the PDFs that are held or can be had now. */
export async function* billingFiles(portal: Portal, tenant: Tenant, lastModified: Date): AsyncGenerator<Found> {
  const text = billingText.en;
  const place = (id: string) => portal.config.appUrl + paths.invoicePdf(tenant.orgId, id);
  const header = Object.values(text.billingList.columns);
  const rows = csvFile(header, invoicePages(tenant, portal.now(), noInvoiceFilter), (invoice) =>
    invoiceRow(invoice, { pdf: place(invoice.id), dialect: csvDialects.comma, text }),
  );
  yield { name: "invoices.csv", input: rows, lastModified };
  yield { name: "payments.csv", input: payments(tenant), lastModified };
  const unique = uniqueNames();
  for (const year of listPaperYears(tenant)) {
    for await (const { paper, found } of findPdfs(portal, tenant, listPapersOf(tenant, year))) {
      if ("failure" in found) yield { missing: { name: paper.number ?? paper.id, why: whyMissing[found.failure] } };
      else yield { name: unique(`pdf/${year}/${found.filename}`), input: found.bytes, lastModified };
    }
  }
}

const whyMissing = {
  unavailable: "Stripe did not give this PDF. Try again later.",
  none: "Stripe has no PDF of this document.",
};

type Payment = Pick<
  typeof invoicePayments.$inferSelect,
  "id" | "invoiceId" | "status" | "amountPaid" | "currency" | "paidAt"
>;

function payments(tenant: Tenant) {
  const { id, invoiceId, status, amountPaid, currency, paidAt, deletedAt } = invoicePayments;
  const pages = pagesAfter<Payment>((last, limit) => {
    const after = last ? isAfter("asc", [invoiceId, last.invoiceId], [id, last.id]) : undefined;
    return tenant.db
      .select({ id, invoiceId, status, amountPaid, currency, paidAt })
      .from(invoicePayments)
      .where(mine(tenant, invoicePayments, isNull(deletedAt), after))
      .orderBy(asc(invoiceId), asc(id))
      .limit(limit)
      .all();
  });
  return csvFile(["Payment", "Invoice", "Status", "Amount", "Currency", "Paid at"], pages, (one) => [
    one.id,
    one.invoiceId,
    one.status,
    money(one.amountPaid, one.currency),
    one.currency.toUpperCase(),
    isoTime(one.paidAt),
  ]);
}

/** What stands on the bills, and who besides members gets them. */
export const billingDetails = (tenant: Tenant) => ({
  billingAccounts: tenant.db
    .select({
      name: stripeCustomers.name,
      email: stripeCustomers.email,
      phone: stripeCustomers.phone,
      address: stripeCustomers.address,
      customFields: stripeCustomers.customFields,
    })
    .from(stripeCustomers)
    .where(mine(tenant, stripeCustomers, isNull(stripeCustomers.deletedAt)))
    .all(),
  billingEmailsAlsoTo: listPayablesAddresses(tenant),
});
