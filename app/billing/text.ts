import { billingDetailsWords, billingMailsWords } from "./text/billing-details.ts";
import { billingHealthWords } from "./text/billing-health.ts";
import { billingStandingWords } from "./text/billing-standing.ts";
import { billingWords } from "./text/billing.ts";
import { billingListWords, billingNavWords } from "./text/billing-list.ts";
import { homeMoneyWords } from "./text/home-money.ts";
import {
  forwardWords,
  invoiceWords,
  invoiceAsksWords,
  payAllWords,
  receiptWords,
  transferWords,
} from "./text/invoice.ts";
import { paymentMethodsWords } from "./text/payment-methods.ts";
import { customerPortalWords, subscriptionsWords } from "./text/subscriptions.ts";
import { taxNumbersWords } from "./text/tax-numbers.ts";
import { unheardWords } from "./text/unheard.ts";
import type { Words } from "../text/words.ts";

const en = {
  billingDetails: billingDetailsWords,
  billingMails: billingMailsWords,
  billingHealth: billingHealthWords,
  billing: billingWords,
  billingList: billingListWords,
  billingNav: billingNavWords,
  billingStanding: billingStandingWords,
  forward: forwardWords,
  homeMoney: homeMoneyWords,
  invoice: invoiceWords,
  invoiceAsks: invoiceAsksWords,
  payAll: payAllWords,
  receipt: receiptWords,
  transfer: transferWords,
  paymentMethods: paymentMethodsWords,
  customerPortal: customerPortalWords,
  subscriptions: subscriptionsWords,
  taxNumbers: taxNumbersWords,
  unheard: unheardWords,
};

/** Every sentence of billing, by language. */
export const billingText = { en } satisfies Words;
export type BillingText = typeof en;
