import type { MailKinds } from "../mail/kind.ts";
import { billingAlert } from "./mails/billing-alert.ts";
import { cardExpiring } from "./mails/card.ts";
import { stripeCustomerLost } from "./mails/customer-lost.ts";
import { invoiceForwarded } from "./mails/forwarded.ts";
import { invoiceReady, paymentFailed } from "./mails/invoice.ts";
import { receipt } from "./mails/receipt.ts";
import { invoiceDue, invoiceOverdue } from "./mails/reminder.ts";

export const billingMails = {
  "invoice-ready": invoiceReady,
  "invoice-forwarded": invoiceForwarded,
  "payment-failed": paymentFailed,
  receipt,
  "invoice-due": invoiceDue,
  "invoice-overdue": invoiceOverdue,
  "card-expiring": cardExpiring,
  "stripe-customer-lost": stripeCustomerLost,
  "billing-alert": billingAlert,
} satisfies MailKinds;
