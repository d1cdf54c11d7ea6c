import type { InvoiceSummary } from "../models/invoices.ts";
import { currencyDigits, decimal } from "../text/money.ts";
import type { Text } from "../text/text.ts";
import { safeCell } from "./csv.ts";

/** "2026-11-23" in the company's time zone (`TZ`), as the pages count days. */
function isoDate(ms: number | null): string {
  if (ms === null) return "";
  const date = new Date(ms);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** An invoice as a row under `billingList.columns`; `pdf` is the absolute URL of its PDF. */
export function invoiceRow(invoice: InvoiceSummary, pdf: string, { billingList }: Text): string[] {
  const { status, currency } = invoice;
  const amount = (minorUnits: number) => decimal(minorUnits, currencyDigits(currency));
  return [
    safeCell(invoice.number ?? ""),
    isoDate(invoice.issuedAt),
    isoDate(invoice.dueAt),
    billingList.statuses[status === "failed" ? "due" : status],
    safeCell(currency.toUpperCase()),
    amount(invoice.total),
    amount(invoice.totalTax),
    amount(invoice.amountPaid),
    amount(invoice.amountRefunded),
    amount(status === "void" ? 0 : invoice.amountRemaining),
    safeCell(invoice.billedTo ?? ""),
    pdf,
  ];
}
