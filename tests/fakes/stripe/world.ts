import { makeIds } from "./ids.ts";
import { missing } from "./failure.ts";
import type * as W from "./wire.ts";

export type WorldOptions = { now: () => number; seed: string; apiKey: string; pdfSeconds: number };
export type World = ReturnType<typeof makeWorld>;

/** All that the stand-in knows. `now()` is in epoch seconds, as in Stripe's objects. */
export function makeWorld(options: WorldOptions) {
  const id = makeIds(options.seed);
  const state = {
    customers: new Map<string, W.Customer>(),
    deletedCustomers: new Set<string>(),
    invoices: new Map<string, W.Invoice>(),
    invoiceLines: new Map<string, W.InvoiceLine[]>(),
    invoicePayments: new Map<string, W.InvoicePayment>(),
    paymentsByInvoice: new Map<string, W.InvoicePayment[]>(),
    paymentIntents: new Map<string, W.PaymentIntent>(),
    charges: new Map<string, W.Charge>(),
    refunds: new Map<string, W.Refund>(),
    creditNotes: new Map<string, W.CreditNote>(),
    disputes: new Map<string, W.Dispute>(),
    paymentMethods: new Map<string, W.PaymentMethod>(),
    products: new Map<string, W.Product>(),
    prices: new Map<string, W.Price>(),
    subscriptions: new Map<string, W.Subscription>(),
    taxIds: new Map<string, W.TaxId>(),
    webhookEndpoints: new Map<string, W.WebhookEndpoint>(),
    portalSessions: new Map<string, W.PortalSession>(),
    events: new Map<string, W.Event>(),
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
