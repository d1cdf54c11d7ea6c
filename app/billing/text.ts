import { billingDetails, billingMails } from "./text/billing-details.ts";
import { billingHealth } from "./text/billing-health.ts";
import { billingStanding } from "./text/billing-standing.ts";
import { billing } from "./text/billing.ts";
import { billingList, billingNav } from "./text/billing-list.ts";
import { invoice, invoiceAsks, receipt } from "./text/invoice.ts";
import { paymentMethods } from "./text/payment-methods.ts";
import { stripePortal, subscriptions } from "./text/subscriptions.ts";
import { taxNumbers } from "./text/tax-numbers.ts";
import type { Words } from "../text/words.ts";

const en = {
  billingDetails,
  billingMails,
  billingHealth,
  billing,
  billingList,
  billingNav,
  billingStanding,
  invoice,
  invoiceAsks,
  receipt,
  paymentMethods,
  stripePortal,
  subscriptions,
  taxNumbers,
};

/** Every sentence of billing, by language. */
export const billingText = { en } satisfies Words;
export type BillingText = typeof en;
