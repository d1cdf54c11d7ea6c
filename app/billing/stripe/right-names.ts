/** What a path is about, as Stripe's dashboard names it where a restricted key is made. */
const names: readonly [RegExp, string][] = [
  [/^\/v1\/(customers\/[^/]+\/)?tax_ids/, "Tax IDs"],
  [/^\/v1\/(customers\/[^/]+\/)?payment_methods/, "Payment Methods"],
  [/^\/v1\/customers/, "Customers"],
  [/^\/v1\/products/, "Products"],
  [/^\/v1\/prices/, "Prices"],
  [/^\/v1\/subscription/, "Subscriptions"],
  [/^\/v1\/invoice/, "Invoices"],
  [/^\/v1\/(charges|refunds)/, "Charges and Refunds"],
  [/^\/v1\/disputes/, "Disputes"],
  [/^\/v1\/credit_notes/, "Credit notes"],
  [/^\/v1\/events/, "Events"],
  [/^\/v1\/billing_portal/, "Customer portal"],
  [/^\/v1\/webhook_endpoints/, "Webhook Endpoints"],
];

/** The right that a request needs, like "Disputes: read". */
export function rightFor(method: string, path: string): string {
  const name = names.find(([pattern]) => pattern.test(path))?.[1] ?? path.replace(/[?].*/, "");
  return `${name}: ${method === "GET" ? "read" : "write"}`;
}
