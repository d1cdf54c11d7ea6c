import { account } from "./account.ts";
import { charges } from "./charges.ts";
import { creditNotes } from "./credit-note-routes.ts";
import { customers } from "./customers.ts";
import { disputes } from "./disputes.ts";
import { events } from "./events.ts";
import { invoiceItems } from "./invoice-items.ts";
import { invoicePayments } from "./invoice-payments.ts";
import { invoices } from "./invoice-routes.ts";
import { paymentIntents } from "./payment-intents.ts";
import { paymentMethods } from "./payment-methods.ts";
import { portalSessions } from "./portal-sessions.ts";
import { prices } from "./prices.ts";
import { products } from "./products.ts";
import { refunds } from "./refunds.ts";
import type { Route } from "./routing.ts";
import { subscriptions } from "./subscription-routes.ts";
import { taxIds } from "./tax-ids.ts";
import { webhookEndpoints } from "./webhook-endpoints.ts";

/** Every resource of the stand-in; a new one is one file and one line here. */
export const resources: Route[] = [
  ...account,
  ...customers,
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
