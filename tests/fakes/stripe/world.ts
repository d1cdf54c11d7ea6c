import { makeIds } from "./ids.ts";
import { missing } from "./failure.ts";
import { makeShelf } from "./shelf.ts";
import type * as W from "./wire.ts";

export type WorldOptions = { now: () => number; seed: string; apiKey: string; pdfSeconds: number };
export type World = ReturnType<typeof makeWorld>;

/** All that the stand-in knows. `now()` is in epoch seconds, as in Stripe's objects. */
export function makeWorld(options: WorldOptions) {
  const id = makeIds(options.seed);
  const state = {
    customers: makeShelf<W.Customer>("customer"),
    deletedCustomers: new Set<string>(),
    balanceTransactions: makeShelf<W.BalanceTransaction>("customer_balance_transaction", {
      customer: ({ customer }) => customer,
      invoice: ({ invoice }) => invoice,
    }),
    invoices: makeShelf<W.Invoice>("invoice", {
      customer: ({ customer }) => customer,
      subscription: ({ parent }) => parent?.subscription_details?.subscription,
    }),
    invoiceLines: new Map<string, W.InvoiceLine[]>(),
    invoicePayments: makeShelf<W.InvoicePayment>("invoice payment", { invoice: ({ invoice }) => invoice }),
    paymentIntents: makeShelf<W.PaymentIntent>("payment_intent", { customer: ({ customer }) => customer }),
    charges: makeShelf<W.Charge>("charge", {
      customer: ({ customer }) => customer,
      payment_intent: ({ payment_intent }) => payment_intent,
    }),
    refunds: makeShelf<W.Refund>("refund", {
      charge: ({ charge }) => charge,
      payment_intent: ({ payment_intent }) => payment_intent,
    }),
    creditNotes: makeShelf<W.CreditNote>("credit note", {
      customer: ({ customer }) => customer,
      invoice: ({ invoice }) => invoice,
    }),
    disputes: makeShelf<W.Dispute>("dispute", {
      charge: ({ charge }) => charge,
      payment_intent: ({ payment_intent }) => payment_intent,
    }),
    paymentMethods: makeShelf<W.PaymentMethod>("PaymentMethod", { customer: ({ customer }) => customer }),
    products: makeShelf<W.Product>("product"),
    prices: makeShelf<W.Price>("price", { product: ({ product }) => product }),
    subscriptions: makeShelf<W.Subscription>("subscription", { customer: ({ customer }) => customer }),
    taxIds: makeShelf<W.TaxId>("tax_id", { customer: ({ customer }) => customer }),
    coupons: new Map<string, W.StripeObject>(),
    discounts: new Map<string, W.Discount>(),
    webhookEndpoints: makeShelf<W.WebhookEndpoint>("webhook endpoint"),
    portalSessions: new Map<string, W.PortalSession>(),
    events: makeShelf<W.Event>("event"),
  };

  return {
    ...options,
    url: "",
    account: "acct_1FoyerStandIn000",
    accountName: "Stand-in Ltd",
    livemode: options.apiKey.startsWith("sk_live_"),
    state,
    id,
    now: () => Math.floor(options.now() / 1000),
    nowMs: options.now,
    request: null as { id: string; idempotency_key: string | null } | null,
    quiet: false,
    linkGeneration: 0,
    onEvent: (_event: W.Event) => {},
  };
}

/** Finds an object of any kind by its id. */
export function find(world: World, id: string): W.StripeObject | undefined {
  for (const collection of Object.values(world.state)) {
    const found = collection instanceof Map ? (collection.get(id) as W.StripeObject | undefined) : undefined;
    if (found && "object" in found) return found;
  }
  return undefined;
}

/** The object, or Stripe's `resource_missing`: 404 for an id in the path, 400 for one in a parameter. */
export function fetchFrom<Item>(collection: Map<string, Item>, noun: string, id: string, param?: string): Item {
  const found = collection.get(id);
  if (!found) throw missing(noun, id, param);
  return found;
}
