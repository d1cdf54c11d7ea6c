import { approval } from "../orders/text/approval.ts";
import { billingDetails, billingMails } from "../billing/text/billing-details.ts";
import { billingHealth } from "../billing/text/billing-health.ts";
import { billing } from "../billing/text/billing.ts";
import { billingList, billingNav } from "../billing/text/billing-list.ts";
import { contact } from "../requests/text/contact.ts";
import { errors } from "./errors.ts";
import { files } from "./files.ts";
import { heldMails } from "../requests/text/held-mails.ts";
import { home } from "../home/text.ts";
import { invoice, receipt } from "../billing/text/invoice.ts";
import { itemLink } from "../links/text.ts";
import { notifications } from "../notifications/text.ts";
import { orders } from "../orders/text/orders.ts";
import { paymentMethods } from "../billing/text/payment-methods.ts";
import { requests } from "../requests/text/requests.ts";
import { shell } from "./shell.ts";
import { organizations, sessions, signIn } from "../sign-in/text.ts";
import { staff, staffNav } from "../staff/text/staff.ts";
import { staffImports } from "../imports/text/staff-imports.ts";
import { staffKeys } from "../staff/text/staff-keys.ts";
import { me } from "../people/text.ts";
import { mailIn } from "../requests/text/mail-in.ts";
import { staffLog } from "../staff/text/staff-log.ts";
import { staffOrderChanges } from "../orders/text/staff-order-changes.ts";
import { staffOrders } from "../orders/text/staff-orders.ts";
import { staffAnswers } from "../requests/text/staff-answers.ts";
import { staffMails, staffReplies } from "../requests/text/staff-replies.ts";
import { staffCustomer } from "../staff/text/staff-customer.ts";
import { staffRequests } from "../requests/text/staff-requests.ts";
import { staffSearch } from "../staff/text/staff-search.ts";
import { staffSteps } from "../orders/text/staff-steps.ts";
import { stripePortal, subscriptions } from "../billing/text/subscriptions.ts";
import { taxNumbers } from "../billing/text/tax-numbers.ts";

/** Every sentence of the portal's pages in English. A further language is another object of this type. */
export const en = {
  shell,
  errors,
  files,
  billing,
  billingList,
  billingNav,
  billingDetails,
  billingMails,
  taxNumbers,
  subscriptions,
  paymentMethods,
  stripePortal,
  billingHealth,
  orders,
  approval,
  requests,
  home,
  staff,
  staffNav,
  staffKeys,
  staffLog,
  staffOrders,
  staffOrderChanges,
  staffImports,
  staffRequests,
  staffSearch,
  staffCustomer,
  staffReplies,
  staffMails,
  staffAnswers,
  heldMails,
  staffSteps,
  signIn,
  organizations,
  sessions,
  me,
  notifications,
  contact,
  itemLink,
  invoice,
  receipt,
  mailIn,
};
