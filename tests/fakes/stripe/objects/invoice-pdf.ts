import { day, money } from "../money.ts";
import { pdf, pdfPage } from "../pdf.ts";
import type { Invoice, InvoiceLine } from "../wire.ts";

const LINES_A_PAGE = 24;
const RIGHT = 545;

/** The invoice on paper: the same bytes for the same state of the invoice. */
export function invoicePdf(invoice: Invoice, lines: InvoiceLine[]): Buffer {
  const count = Math.max(1, Math.ceil(lines.length / LINES_A_PAGE));
  const pages = Array.from({ length: count }, (_, index) => {
    const shown = lines.slice(index * LINES_A_PAGE, (index + 1) * LINES_A_PAGE);
    return pageOf(invoice, shown, index, count);
  });
  return pdf(`Invoice ${invoice.number ?? invoice.id}`, pages);
}

function pageOf(invoice: Invoice, lines: InvoiceLine[], index: number, count: number): string {
  const start = 620;
  const end = start - 20 - lines.length * 20;
  const last = index === count - 1;
  return pdfPage(
    [
      { text: "Invoice", x: 50, y: 770, size: 24, bold: true },
      { text: invoice.account_name ?? "", x: RIGHT, y: 774, size: 12, bold: true, right: true },
      { text: `Number ${invoice.number ?? invoice.id}`, x: 50, y: 740 },
      { text: `Issued ${day(invoice.effective_at)}`, x: 50, y: 725, grey: true },
      { text: invoice.due_date ? `Due ${day(invoice.due_date)}` : "", x: 50, y: 710, grey: true },
      { text: `Bill to ${invoice.customer_name ?? ""}`, x: 50, y: 680 },
      { text: invoice.customer_email ?? "", x: 50, y: 665, grey: true },
      { text: statusWord(invoice), x: RIGHT, y: 740, size: 14, bold: true, right: true },
      { text: "Description", x: 50, y: start, bold: true },
      { text: "Qty", x: 420, y: start, bold: true, right: true },
      { text: "Amount", x: RIGHT, y: start, bold: true, right: true },
      ...lines.flatMap((line, place) => rowOf(line, start - 20 - place * 20)),
      ...(last ? totalsOf(invoice, end - 20) : []),
      { text: `Page ${index + 1} of ${count}`, x: RIGHT, y: 40, size: 8, right: true, grey: true },
    ],
    [start - 7, end + 12],
  );
}

function rowOf(line: InvoiceLine, y: number) {
  return [
    { text: (line.description ?? "").slice(0, 60), x: 50, y },
    { text: String(line.quantity ?? 1), x: 420, y, right: true },
    { text: money(line.amount, line.currency), x: RIGHT, y, right: true },
  ];
}

function totalsOf(invoice: Invoice, top: number) {
  const discount = (invoice.total_discount_amounts ?? []).reduce((sum, one) => sum + one.amount, 0);
  const rows: [string, number][] = [
    ["Subtotal", invoice.subtotal],
    ...(discount ? [["Discount", -discount] as [string, number]] : []),
    ["Tax", invoice.total - invoice.subtotal + discount],
    ["Total", invoice.total],
    ["Paid", invoice.amount_paid],
    ["Amount due", invoice.amount_remaining],
  ];
  return rows.flatMap(([name, amount], place) => {
    const y = top - place * 18;
    const bold = name === "Total" || name === "Amount due";
    return [
      { text: name, x: 350, y, bold },
      { text: money(amount, invoice.currency), x: RIGHT, y, bold, right: true },
    ];
  });
}

function statusWord(invoice: Invoice): string {
  return invoice.status === "open" ? "" : String(invoice.status).toUpperCase();
}
