import { charges } from "./charges";
import { customers } from "./customers";
import { events } from "./events";
import { invoiceItems } from "./invoice-items";
import { invoicePayments } from "./invoice-payments";
import { invoices } from "./invoice-routes";
import { paymentIntents } from "./payment-intents";
import { paymentMethods } from "./payment-methods";
import { portalSessions } from "./portal-sessions";
import { prices } from "./prices";
import { products } from "./products";
import { refunds } from "./refunds";
import type { Route } from "./routing.ts";
import { subscriptions } from "./subscriptions";
import { taxIds } from "./tax-ids";
import { webhookEndpoints } from "./webhook-endpoints";

/** Every resource of the stand-in; a new one is one file and one line here. */
export const resources: Route[] = [
  ...customers,
  ...invoices,
  ...invoiceItems,
  ...invoicePayments,
  ...paymentIntents,
  ...charges,
  ...refunds,
  ...paymentMethods,
  ...products,
  ...prices,
  ...subscriptions,
  ...taxIds,
  ...events,
  ...webhookEndpoints,
  ...portalSessions,
];
