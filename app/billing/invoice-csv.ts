import type { InvoiceSummary } from "./invoices.ts";
import { isoDay } from "../text/format.ts";
import { currencyDigits, decimal } from "../text/money.ts";
import { safeCell } from "../http/csv.ts";
import type { CsvDialect } from "../http/csv-dialect.ts";
import type { BillingText } from "./text.ts";

/** A day as the pages count days; nothing where there is none. */
const isoDate = (ms: number | null) => (ms === null ? "" : isoDay(ms));

type Row = { pdf: string; dialect: CsvDialect; text: BillingText };

/** An invoice as a row under `billingList.columns`; `pdf` is the absolute URL of its PDF. */
export function invoiceRow(invoice: InvoiceSummary, { pdf, dialect, text: { billingList } }: Row): string[] {
  const { status, currency } = invoice;
  const amount = (minorUnits: number) =>
    decimal(minorUnits, currencyDigits(currency)).replace(".", dialect.decimalSign);
  return [
    safeCell(invoice.number ?? ""),
    isoDate(invoice.issuedAt),
    isoDate(invoice.dueAt),
    billingList.statuses[status === "failed" ? "due" : status],
    safeCell(currency.toUpperCase()),
    amount(invoice.total),
    amount(invoice.totalTax),
    amount(invoice.creditUsed),
    amount(invoice.preCredits + invoice.postCredits),
    amount(invoice.amountPaid),
    amount(invoice.amountRefunded),
    amount(status === "void" ? 0 : invoice.amountRemaining),
    safeCell(invoice.billedTo ?? ""),
    pdf,
  ];
}
