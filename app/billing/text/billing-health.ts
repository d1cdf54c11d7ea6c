const plural = (n: number, one: string, many: string) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

/** Stripe's types of objects, as people say them, many of them. */
export const stripeTypes: Readonly<Record<string, string>> = {
  customer: "customers",
  product: "products",
  price: "prices",
  subscription: "subscriptions",
  invoice: "invoices",
  invoice_payment: "payments of invoices",
  charge: "charges",
  refund: "refunds",
  dispute: "disputes",
  credit_note: "credit notes",
  payment_method: "payment methods",
  tax_id: "tax ids",
};
const typed = (type: string) => stripeTypes[type] ?? type;

export const billingHealthWords = {
  title: "Billing health",
  lastEvent: "Last change told by Stripe",
  none: "none yet",
  known: "All changes known until",
  behind: "Behind Stripe",
  inStep: "In step",
  lag: (seconds: number) => (seconds < 60 ? "in step" : `by ${plural(Math.round(seconds / 60), "minute", "minutes")}`),
  waiting: (n: number) => (n ? `${plural(n, "object waits", "objects wait")} to be fetched` : "nothing waits"),
  parked: "Given up",
  parkedCount: (n: number) => (n ? `${plural(n, "object", "objects")} could not be fetched` : "nothing"),
  night: "Compared with Stripe",
  notCompared: "not yet",
  comparing: "now",
  noDrift: "nothing stood otherwise",
  drift: (type: string, rows: number) => `${rows.toLocaleString("en")} ${typed(type)} stood otherwise and were mended`,
  unread: (type: string) => `${typed(type)} could not be listed`,
  backfill: "First read of everything",
  notRead: "not begun",
  reading: (rows: number, percent: number) => `${plural(rows, "object", "objects")} so far, about ${percent}% done`,
  read: (rows: number) => plural(rows, "object", "objects"),
};
