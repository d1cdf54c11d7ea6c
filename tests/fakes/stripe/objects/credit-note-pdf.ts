import { day, money } from "../money.ts";
import { pdf, pdfPage } from "../pdf.ts";
import type { CreditNote, Invoice } from "../wire.ts";

const RIGHT = 545;

/** The credit note on paper: the same bytes for the same state of it. */
export function creditNotePdf(note: CreditNote, invoice: Invoice | undefined): Buffer {
  const top = 640;
  const rows = note.lines.data.map((line, index) => ({ line, y: top - 20 - index * 20 }));
  const end = top - 40 - rows.length * 20;
  const texts = [
    { text: "Credit note", x: 50, y: 770, size: 24, bold: true },
    { text: invoice?.account_name ?? "", x: RIGHT, y: 774, size: 12, bold: true, right: true },
    { text: `Number ${note.number}`, x: 50, y: 740 },
    { text: `Issued ${day(note.effective_at)}`, x: 50, y: 725, grey: true },
    { text: `For invoice ${invoice?.number ?? note.invoice}`, x: 50, y: 710, grey: true },
    { text: note.status === "void" ? "VOID" : "", x: RIGHT, y: 740, size: 14, bold: true, right: true },
    { text: `Bill to ${invoice?.customer_name ?? ""}`, x: 50, y: 680 },
    { text: "Description", x: 50, y: top, bold: true },
    { text: "Amount", x: RIGHT, y: top, bold: true, right: true },
    ...rows.flatMap(({ line, y }) => [
      { text: (line.description ?? "Credit").slice(0, 60), x: 50, y },
      { text: money(line.amount, note.currency), x: RIGHT, y, right: true },
    ]),
    { text: "Total credited", x: 350, y: end, bold: true },
    { text: money(note.total, note.currency), x: RIGHT, y: end, bold: true, right: true },
  ];
  return pdf(`Credit note ${note.number}`, [pdfPage(texts, [top - 7, end + 14])]);
}
