import type { CsvDialectName } from "../../http/csv-dialect.ts";
import type { ListedInvoiceStatus } from "../invoice-filter.ts";

const invoices = (n: number) => (n === 1 ? "1 invoice" : `${n.toLocaleString("en")} invoices`);

const dialects: Record<CsvDialectName, string> = {
  comma: "CSV: commas, decimal points",
  semicolon: "CSV for Excel in German or French: semicolons, decimal commas",
};

export const billingNavWords = {
  label: "Parts of billing",
  invoices: "Invoices",
  subscriptions: "Subscriptions",
  payment: "Payment",
  /** After it, where there is room. */
  methods: " methods",
  details: "Details",
};

export const billingListWords = {
  toPay: "To pay",
  first: (shown: number, all: number) => `${all.toLocaleString("en")} unpaid invoices, ${shown} shown`,
  hasCredit: (amount: string) => `You have ${amount} credit. We’ll take it off your next invoice.`,
  owes: (amount: string) => `${amount} will be added to your next invoice.`,
  heads: ["For", "Number and date", "Status", "Amount"],
  leftOf: (total: string) => `left of ${total}`,
  inFavour: (amount: string) => `${amount} credit`,
  filter: "Filter and search",
  year: "Year",
  everyYear: "All years",
  status: "Status",
  everyStatus: "All",
  search: "Item, number, amount or PO number",
  show: "Show",
  clear: "Clear",
  statuses: {
    open: "To pay",
    due: "Due",
    overdue: "Overdue",
    paid: "Paid",
    refunded: "Refunded",
    void: "Void",
    "written-off": "Written off",
  } satisfies Record<ListedInvoiceStatus, string>,
  found: (found: number, all: number) => `${found.toLocaleString("en")} of ${invoices(all)}`,
  everything: "Show all invoices",
  noneTitle: "No matching invoices",
  none: "Try another year or status, or other words, a number or an amount.",
  noMoreTitle: "No older invoices",
  noMore: "You’ve seen them all.",
  olderYears: "Older years",
  books: "Downloads",
  csv: (n: number, isFiltered: boolean, dialect: CsvDialectName) =>
    `${n === 1 ? "This invoice" : isFiltered ? `These ${n.toLocaleString("en")} invoices` : `All ${n.toLocaleString("en")} invoices`}, ${dialects[dialect]}`,
  zip: (n: number, year: number) =>
    n === 1 ? `The PDF of ${year}, ZIP` : `All ${n.toLocaleString("en")} PDFs of ${year}, ZIP`,
  zipOfYear: "Download all, ZIP",
  zipNamed: (n: number, year: number) =>
    `Download all, ZIP: ${n === 1 ? "the PDF" : `${n.toLocaleString("en")} PDFs`} of ${year}`,
  file: (company: string, year: number | null) => [company, "invoices", year].filter(Boolean).join(" "),
  columns: {
    number: "Number",
    date: "Date",
    dueDate: "Due date",
    status: "Status",
    currency: "Currency",
    total: "Total",
    tax: "Tax",
    creditUsed: "Credit used",
    creditNotes: "Credit notes",
    paid: "Paid",
    refunded: "Refunded",
    remaining: "Remaining",
    billedTo: "Billed to",
    pdf: "PDF",
  },
  noSuchYear: {
    title: "There are no invoices for that year",
    message: "So there’s nothing to download. Choose another year on the billing page, under “Downloads”.",
  },
  missingFile: "missing.txt",
  missing: {
    lead: "These PDFs are missing from this ZIP. Everything else is here.",
    unavailable: "Stripe didn’t send it. Sign in and open this link in a few minutes:",
    none: "it has no PDF. Ask us and we’ll send you one:",
  },
};
