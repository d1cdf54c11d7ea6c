import type { InvoiceStatus } from "../invoice-status.ts";

const plural = (n: number, one: string, many: string) => (n === 1 ? one : many);

export const billingWords = {
  title: "Billing",
  invoice: (number: string | null) => (number ? `Invoice ${number}` : "Invoice"),
  unnumbered: "Invoice",
  open: (amounts: string) => `${amounts} open`,
  nothingOpen: "Nothing to pay",
  count: (n: number) => `${n} ${plural(n, "invoice", "invoices")}`,
  list: "Invoices",
  overdueDays: (days: number) => (days < 1 ? "Overdue" : `Overdue ${days} ${plural(days, "day", "days")}`),
  dueToday: "Due today",
  status: {
    due: (date: string | null) => (date ? `Due ${date}` : "Due"),
    overdue: (date: string | null) => (date ? `Overdue since ${date}` : "Overdue"),
    failed: () => "Due, payment failed",
    paid: (date: string | null) => (date ? `Paid ${date}` : "Paid"),
    refunded: () => "Refunded",
    void: () => "Void",
    "written-off": () => "Written off",
  } satisfies Record<InvoiceStatus, (date: string | null) => string>,
  partlyRefunded: (amount: string) => `Paid, ${amount} refunded`,
  amountDue: "Amount due",
  amountPaid: "Paid",
  total: "Total",
  pay: "Pay",
  payNamed: (number: string | null) => `Pay ${number ? `invoice ${number}` : "this invoice"}`,
  payWhere: "You pay on Stripe’s own page. Stripe handles our payments.",
  pdf: "PDF",
  pdfNamed: (number: string | null, size: string | null) =>
    [`${number ?? "Invoice"}, PDF`, size].filter(Boolean).join(", "),
  seeIt: "Details",
  whatFor: "What it is for",
  item: "Item",
  amount: "Amount",
  each: (quantity: string, price: string) => `${quantity} × ${price}`,
  period: (from: string, to: string) => `${from} to ${to}`,
  details: "Details",
  number: "Number",
  issued: "Issued",
  due: "Due",
  billedTo: "Billed to",
  note: "Note",
  ask: "Something not right with this invoice?",
  askList: "Something not right with an invoice?",
  about: (number: string | null) => (number ? `Invoice ${number}` : "an invoice"),
  emptyTitle: "No invoices yet",
  empty: "Your first invoice appears here the moment we send it, and we email you a link straight to it.",
  askEmpty: "Expecting one already?",
  backToInvoice: "Back to the invoice",
  backToBilling: "Back to billing",
  notToBePaid: "This invoice is not to be paid any more. Nothing was charged.",
  alreadyPaid: "This invoice is paid already. Nothing left to do.",
  payUnavailable: {
    title: "The payment page does not answer right now",
    message:
      "Nothing was charged. Our payment provider does not answer. Try again in a minute: your invoice stays as it is.",
  },
  payStrange: {
    title: "We cannot take you to the payment page",
    message:
      "Nothing was charged. The address that we were given for it is not one of our payment provider's. Ask us, and we send you the right one.",
  },
  pdfUnavailable: {
    title: "This PDF cannot be fetched right now",
    message:
      "Our payment provider does not answer, and we hold no copy yet. Try again in a minute; everything on the invoice's page is right.",
  },
  pdfMissing: {
    title: "There is no PDF of this invoice",
    message: "No file was made for it. Ask us and we send you one.",
  },
};
