const plural = (n: number, one: string, many: string) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

/** Stripe's types of objects, as people say them, many of them. */
export const stripeTypes: Readonly<Record<string, string>> = {
  customer: "customers",
  product: "products",
  price: "prices",
  subscription: "subscriptions",
  invoice: "invoices",
  invoice_payment: "invoice payments",
  charge: "charges",
  refund: "refunds",
  dispute: "disputes",
  credit_note: "credit notes",
  payment_method: "payment methods",
  tax_id: "tax numbers",
  balance_ledger: "customer balances",
};
const typed = (type: string) => stripeTypes[type] ?? type;

export const billingHealthWords = {
  title: "Billing health",
  lastEvent: "Last update from Stripe",
  none: "none yet",
  known: "Up to date as of",
  behind: "Behind Stripe",
  inStep: "Up to date",
  lag: (seconds: number) =>
    seconds < 60 ? "up to date" : `by ${plural(Math.round(seconds / 60), "minute", "minutes")}`,
  waiting: (n: number) => (n ? `${plural(n, "object", "objects")} waiting` : "nothing waiting"),
  parked: "Failed",
  parkedCount: (n: number) => (n ? `${plural(n, "object", "objects")} couldn’t be fetched` : "none"),
  night: "Nightly check",
  notCompared: "not yet",
  comparing: "now",
  noDrift: "no differences",
  drift: (type: string, rows: number) => `${rows.toLocaleString("en")} ${typed(type)} didn’t match and were corrected`,
  unread: (type: string) => `${typed(type)} couldn’t be listed`,
  backfill: "Initial import",
  notRead: "not started",
  reading: (rows: number, percent: number) => `${plural(rows, "object", "objects")} so far, about ${percent}% done`,
  read: (rows: number) => plural(rows, "object", "objects"),
};
