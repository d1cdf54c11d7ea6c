import { adjustBalance } from "./objects/balance-transactions.ts";
import { createCreditNote, updateCreditNote, voidCreditNote } from "./objects/credit-notes.ts";
import { createCustomer, deleteCustomer, updateCustomer } from "./objects/customers.ts";
import { closeDispute, createDispute, updateDispute } from "./objects/disputes.ts";
import { addLines, createInvoice, deleteInvoice, finalizeInvoice, markUncollectible } from "./objects/invoices.ts";
import { sendInvoice, updateInvoice, voidInvoice, type InvoiceInput } from "./objects/invoices.ts";
import { debitInvoice, failDebit, failPayment, payInvoice, requireAction } from "./paying.ts";
import { attachPaymentMethod, createPaymentMethod, detachPaymentMethod, renewCard } from "./objects/payment-methods.ts";
import { setDefaultPaymentMethod, updatePaymentMethod } from "./objects/payment-methods.ts";
import { createPortalSession } from "./portal-sessions.ts";
import { createPrice, updatePrice } from "./objects/prices.ts";
import { createProduct, updateProduct } from "./objects/products.ts";
import { completeRefund, createRefund, failRefund } from "./objects/refunds.ts";
import { billSubscription } from "./objects/subscription-billing.ts";
import { cancelSubscription, createSubscription, setSubscriptionStatus } from "./objects/subscriptions.ts";
import { updateSubscription } from "./objects/subscriptions.ts";
import { createTaxId, deleteTaxId, verifyTaxId } from "./objects/tax-ids.ts";
import type { Invoice } from "./wire.ts";
import type { World } from "./world.ts";

const DEEDS = {
  createCustomer,
  updateCustomer,
  deleteCustomer,
  adjustBalance,
  createInvoice,
  updateInvoice,
  addLines,
  finalizeInvoice,
  sendInvoice,
  payInvoice,
  failPayment,
  debitInvoice,
  failDebit,
  requireAction,
  voidInvoice,
  markUncollectible,
  deleteInvoice,
  createCreditNote,
  updateCreditNote,
  voidCreditNote,
  createDispute,
  updateDispute,
  closeDispute,
  createRefund,
  completeRefund,
  failRefund,
  createPaymentMethod,
  attachPaymentMethod,
  detachPaymentMethod,
  updatePaymentMethod,
  renewCard,
  setDefaultPaymentMethod,
  createProduct,
  updateProduct,
  createPrice,
  updatePrice,
  createSubscription,
  updateSubscription,
  setSubscriptionStatus,
  billSubscription,
  cancelSubscription,
  createTaxId,
  verifyTaxId,
  deleteTaxId,
  createPortalSession,
  openInvoice,
};

/** An open invoice in one step, finalized at its creation or later. */
function openInvoice(world: World, input: InvoiceInput, finalizedAt = input.created ?? world.now()): Invoice {
  return finalizeInvoice(world, createInvoice(world, input).id, finalizedAt);
}

type Without<Deed> = Deed extends (world: World, ...rest: infer Rest) => infer Result
  ? (...rest: Rest) => Result
  : never;
export type Verbs = { [Name in keyof typeof DEEDS]: Without<(typeof DEEDS)[Name]> };

/** What can be done to the stand-in from a test, with the same effects and events as over HTTP. */
export function verbs(world: World): Verbs {
  const bound = Object.entries(DEEDS).map(([name, deed]) => [
    name,
    (...rest: unknown[]) => (deed as (world: World, ...rest: unknown[]) => unknown)(world, ...rest),
  ]);
  return Object.fromEntries(bound) as Verbs;
}
