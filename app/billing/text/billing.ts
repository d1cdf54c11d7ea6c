import type { InvoiceStatus } from "../invoice-status.ts";

const plural = (n: number, one: string, many: string) => (n === 1 ? one : many);

export const billingWords = {
  title: "Billing",
  invoice: (number: string | null) => (number ? `Invoice ${number}` : "Invoice"),
  unnumbered: "Invoice",
  open: (amounts: string) => `${amounts} open`,
  nothingOpen: "Nothing to pay",
  count: (n: number) => `${n.toLocaleString("en")} ${plural(n, "invoice", "invoices")}`,
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
  addToCalendar: "Add to calendar",
  calendarDue: (number: string | null, company: string) =>
    number === null ? `Pay ${company}` : `Pay invoice ${number} (${company})`,
  payWhere: "You’ll pay on Stripe’s secure page. Come back here afterwards for your receipt.",
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
  from: "From",
  billedTo: "Billed to",
  note: "Note",
  ask: "Something wrong with this invoice?",
  askList: "Something wrong with an invoice?",
  about: (number: string | null) => (number ? `Invoice ${number}` : "an invoice"),
  emptyTitle: "No invoices yet",
  empty: "Your first invoice will appear here when we send it, and we’ll email you a link to it.",
  askEmpty: "Expecting one already?",
  backToInvoice: "Back to the invoice",
  backToBilling: "Back to billing",
  notToBePaid: "This invoice no longer needs to be paid. Nothing was charged.",
  alreadyPaid: "This invoice has already been paid.",
  payUnavailable: {
    title: "The payment page isn’t available right now",
    message: "Nothing was charged. We can’t reach Stripe at the moment. Please try again in a minute.",
  },
  payStrange: {
    title: "We can’t take you to the payment page",
    message:
      "Nothing was charged. The address we were given isn’t one of Stripe’s, so we didn’t open it. Ask us and we’ll send you the right one.",
  },
  pdfUnavailable: {
    title: "This PDF isn’t available right now",
    message:
      "We can’t reach Stripe and don’t have a copy yet. Please try again in a minute. Everything on the invoice’s page is up to date.",
  },
  pdfMissing: {
    title: "This invoice has no PDF",
    message: "Ask us and we’ll send you one.",
  },
};
