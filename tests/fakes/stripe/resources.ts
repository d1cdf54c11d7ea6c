import { account } from "./account.ts";
import { balanceTransactions } from "./objects/balance-transactions.ts";
import { charges } from "./objects/charges.ts";
import { creditNotes } from "./objects/credit-note-routes.ts";
import { customers } from "./objects/customers.ts";
import { disputes } from "./objects/disputes.ts";
import { events } from "./events.ts";
import { invoiceItems } from "./objects/invoice-items.ts";
import { invoicePayments } from "./objects/invoice-payments.ts";
import { invoices } from "./objects/invoice-routes.ts";
import { paymentIntents } from "./objects/payment-intents.ts";
import { paymentMethods } from "./objects/payment-methods.ts";
import { portalSessions } from "./portal-sessions.ts";
import { prices } from "./objects/prices.ts";
import { products } from "./objects/products.ts";
import { refunds } from "./objects/refunds.ts";
import type { Route } from "./routing.ts";
import { subscriptions } from "./objects/subscription-routes.ts";
import { taxIds } from "./objects/tax-ids.ts";
import { webhookEndpoints } from "./objects/webhook-endpoints.ts";

/** Every resource of the stand-in; a new one is one file and one line here. */
export const resources: Route[] = [
  ...account,
  ...customers,
  ...balanceTransactions,
  ...invoices,
  ...invoiceItems,
  ...invoicePayments,
  ...paymentIntents,
  ...charges,
  ...refunds,
  ...creditNotes,
  ...disputes,
  ...paymentMethods,
  ...products,
  ...prices,
  ...subscriptions,
  ...taxIds,
  ...events,
  ...webhookEndpoints,
  ...portalSessions,
];
