import { attempt, staff, staffOnly, type Rows } from "#tests/tenancy-rows.ts";

const billingRead = { owner: 200, admin: 200, billing: 200, accountant: 200, member: 403, nobody: 303, else: 404 };
/** A page that leads whoever may read billing on to another. */
const billingReadOn = { ...billingRead, owner: 303, admin: 303, billing: 303, accountant: 303 };
/** What only those do who may pay. */
const payers = ["owner", "admin", "billing"] as const;
const paid = (status: number) => ({
  owner: status,
  admin: status,
  billing: status,
  accountant: 403,
  member: 403,
  nobody: 303,
  else: 404,
});

const details = {
  name: "Acme AG",
  line1: "Hafenstr. 4",
  postcode: "20457",
  city: "Hamburg",
  country: "DE",
  email: "bills@acme.example",
};

export const rows: Rows = {
  "POST /webhooks/stripe": [
    { path: () => "/webhooks/stripe", expect: { else: 404 } },
    { method: "POST", path: () => "/webhooks/stripe", expect: { else: 400 } },
  ],
  "routes/o.$org.billing._index": [{ path: ({ acme }) => `/o/${acme}/billing`, expect: billingRead }],
  "routes/o.$org.billing.$invoice._index": [
    {
      path: ({ acme, invoice }) => `/o/${acme}/billing/${invoice}`,
      expect: billingRead,
      foreign: (zebra, { invoice }) => `/o/${zebra}/billing/${invoice}`,
    },
  ],
  "routes/o.$org.billing.$invoice.calendar": [
    {
      path: ({ acme, invoice }) => `/o/${acme}/billing/${invoice}/calendar`,
      expect: { ...billingRead, owner: 303, admin: 303, billing: 303, accountant: 303 },
      foreign: (zebra, { invoice }) => `/o/${zebra}/billing/${invoice}/calendar`,
    },
  ],
  "routes/o.$org.billing.$invoice.pdf": [
    {
      path: ({ acme, invoice }) => `/o/${acme}/billing/${invoice}/pdf`,
      expect: billingRead,
      foreign: (zebra, { invoice }) => `/o/${zebra}/billing/${invoice}/pdf`,
    },
  ],
  "routes/o.$org.billing.$invoice.receipts.$payment": [
    {
      path: ({ acme, invoice, payment }) => `/o/${acme}/billing/${invoice}/receipts/${payment}`,
      expect: billingRead,
      foreign: (zebra, { invoice, payment }) => `/o/${zebra}/billing/${invoice}/receipts/${payment}`,
    },
  ],
  "routes/o.$org.billing.$invoice.receipts.$payment_.pdf": [
    {
      path: ({ acme, invoice, payment }) => `/o/${acme}/billing/${invoice}/receipts/${payment}/pdf`,
      expect: billingRead,
      foreign: (zebra, { invoice, payment }) => `/o/${zebra}/billing/${invoice}/receipts/${payment}/pdf`,
    },
  ],
  "routes/o.$org.billing.$invoice.credit-notes.$note.pdf": [
    {
      path: ({ acme, invoice, note }) => `/o/${acme}/billing/${invoice}/credit-notes/${note}/pdf`,
      expect: billingRead,
      foreign: (zebra, { invoice, note }) => `/o/${zebra}/billing/${invoice}/credit-notes/${note}/pdf`,
    },
  ],
  "routes/o.$org.billing.$invoice.forward": [
    {
      path: ({ acme, invoice }) => `/o/${acme}/billing/${invoice}/forward`,
      expect: paid(200),
      foreign: (zebra, { invoice }) => `/o/${zebra}/billing/${invoice}/forward`,
    },
    {
      method: "POST",
      path: ({ acme, invoice }) => `/o/${acme}/billing/${invoice}/forward`,
      form: () => ({ email: "books@ledger.example" }),
      by: payers,
      expect: paid(303),
      foreign: (zebra, { invoice }) => `/o/${zebra}/billing/${invoice}/forward`,
    },
  ],
  "routes/o.$org.billing.$invoice.forward_.end": [
    { path: ({ acme, invoice }) => `/o/${acme}/billing/${invoice}/forward/end`, expect: paid(303) },
    {
      method: "POST",
      path: ({ acme, invoice }) => `/o/${acme}/billing/${invoice}/forward/end`,
      form: () => ({ email: "kim@ledger.example" }),
      by: payers,
      expect: paid(303),
      foreign: (zebra, { invoice }) => `/o/${zebra}/billing/${invoice}/forward/end`,
    },
  ],
  "routes/o.$org.billing.$invoice.pay": [
    {
      path: ({ acme, invoice }) => `/o/${acme}/billing/${invoice}/pay`,
      expect: billingReadOn,
    },
    {
      method: "POST",
      path: ({ acme, invoice }) => `/o/${acme}/billing/${invoice}/pay`,
      by: payers,
      expect: paid(303),
      foreign: (zebra, { invoice }) => `/o/${zebra}/billing/${invoice}/pay`,
    },
  ],
  "routes/o.$org.billing.pay": [
    { path: ({ acme }) => `/o/${acme}/billing/pay`, expect: paid(200) },
    { path: ({ acme, invoice }) => `/o/${acme}/billing/pay?currency=eur&checked=${invoice}`, expect: paid(200) },
    {
      method: "POST",
      path: ({ acme }) => `/o/${acme}/billing/pay`,
      form: ({ invoice }) => ({ invoice, currency: "eur" }),
      by: payers,
      expect: paid(303),
      misuse: ({ zebra, invoice }) => [
        attempt("stranger", `/o/${zebra}/billing/pay`, 404, { invoice, currency: "eur" }),
      ],
    },
  ],
  "routes/o.$org.billing.invoices[.]csv": [
    { path: ({ acme }) => `/o/${acme}/billing/invoices.csv`, expect: billingRead },
  ],
  "routes/o.$org.billing.invoices[.]zip": [
    { path: ({ acme }) => `/o/${acme}/billing/invoices.zip?year=2026`, expect: billingRead },
  ],
  "routes/o.$org.billing.subscriptions._index": [
    { path: ({ acme }) => `/o/${acme}/billing/subscriptions`, expect: billingRead },
  ],
  "routes/o.$org.billing.subscriptions.$subscription.change": [
    {
      path: ({ acme, subscription }) => `/o/${acme}/billing/subscriptions/${subscription}/change`,
      expect: billingReadOn,
    },
    {
      method: "POST",
      path: ({ acme, subscription }) => `/o/${acme}/billing/subscriptions/${subscription}/change`,
      by: payers,
      expect: paid(303),
      foreign: (zebra, { subscription }) => `/o/${zebra}/billing/subscriptions/${subscription}/change`,
    },
  ],
  "routes/o.$org.billing.subscriptions.$subscription.cancellation": [
    {
      path: ({ acme, subscription }) => `/o/${acme}/billing/subscriptions/${subscription}/cancellation`,
      expect: billingReadOn,
    },
    {
      method: "POST",
      path: ({ acme, subscription }) => `/o/${acme}/billing/subscriptions/${subscription}/cancellation`,
      by: payers,
      expect: paid(303),
      foreign: (zebra, { subscription }) => `/o/${zebra}/billing/subscriptions/${subscription}/cancellation`,
    },
  ],
  "routes/o.$org.billing.payment-methods": [
    { path: ({ acme }) => `/o/${acme}/billing/payment-methods`, expect: billingRead },
    {
      method: "POST",
      path: ({ acme }) => `/o/${acme}/billing/payment-methods`,
      form: ({ customer }) => ({ customer }),
      by: payers,
      expect: paid(303),
      misuse: ({ zebra, customer }) => [attempt("stranger", `/o/${zebra}/billing/payment-methods`, 404, { customer })],
    },
  ],
  "routes/o.$org.billing.returned.$visit": [
    {
      // A visit is its person's own: Abe's is nobody else's, not even the owner's.
      path: ({ acme, visit }) => `/o/${acme}/billing/returned/${visit}`,
      expect: { admin: 303, member: 403, nobody: 303, else: 404 },
      foreign: (zebra, { visit }) => `/o/${zebra}/billing/returned/${visit}`,
    },
  ],
  "routes/o.$org.billing.details._index": [
    { path: ({ acme }) => `/o/${acme}/billing/details`, expect: billingRead },
    { path: ({ acme }) => `/o/${acme}/billing/details?account=cus_zebra`, expect: billingRead },
  ],
  "routes/o.$org.billing.details.edit": [
    { path: ({ acme }) => `/o/${acme}/billing/details/edit`, expect: paid(200) },
    {
      method: "POST",
      path: ({ acme }) => `/o/${acme}/billing/details/edit`,
      form: () => details,
      by: payers,
      expect: paid(303),
      misuse: ({ zebra, customer }) => [
        attempt("stranger", `/o/${zebra}/billing/details/edit?account=${customer}`, 404, details),
      ],
    },
  ],
  "routes/o.$org.billing.details.changes.$change": [
    { path: ({ acme }) => `/o/${acme}/billing/details/changes/chg_never`, expect: billingReadOn },
    {
      method: "POST",
      path: ({ acme, change }) => `/o/${acme}/billing/details/changes/${change}`,
      form: () => ({ keep: "mine" }),
      by: payers,
      expect: paid(303),
      foreign: (zebra, { change }) => `/o/${zebra}/billing/details/changes/${change}`,
    },
  ],
  "routes/o.$org.billing.mails._index": [
    { path: ({ acme }) => `/o/${acme}/billing/mails`, expect: billingRead },
    {
      method: "POST",
      path: ({ acme }) => `/o/${acme}/billing/mails`,
      form: () => ({ email: "books@acme.example" }),
      by: payers,
      expect: paid(303),
    },
  ],
  "routes/o.$org.billing.mails.pdf": [
    { path: ({ acme }) => `/o/${acme}/billing/mails/pdf`, expect: billingReadOn },
    {
      method: "POST",
      path: ({ acme }) => `/o/${acme}/billing/mails/pdf`,
      form: () => ({ attach: "off" }),
      by: payers,
      expect: paid(303),
    },
  ],
  "routes/o.$org.billing.mails.address": [
    { path: ({ acme }) => `/o/${acme}/billing/mails/address`, expect: paid(303) },
    { path: ({ acme }) => `/o/${acme}/billing/mails/address?email=ap%40acme.example`, expect: paid(200) },
    {
      method: "POST",
      path: ({ acme }) => `/o/${acme}/billing/mails/address`,
      form: () => ({ email: "ap@acme.example", invoices: "on", pdf: "attach" }),
      by: payers,
      expect: paid(303),
      misuse: ({ zebra }) => [
        attempt("stranger", `/o/${zebra}/billing/mails/address`, 303, { email: "ap@acme.example", reminders: "on" }),
      ],
    },
  ],
  "routes/o.$org.billing.mails.removal": [
    { path: ({ acme }) => `/o/${acme}/billing/mails/removal`, expect: paid(303) },
    { path: ({ acme }) => `/o/${acme}/billing/mails/removal?email=ap%40acme.example`, expect: paid(200) },
    {
      method: "POST",
      path: ({ acme }) => `/o/${acme}/billing/mails/removal`,
      form: () => ({ email: "ap@acme.example" }),
      by: payers,
      expect: paid(303),
      misuse: ({ zebra }) => [
        attempt("stranger", `/o/${zebra}/billing/mails/removal`, 303, { email: "ap@acme.example" }),
      ],
    },
  ],
  "routes/staff.customers.$org.stripe.new": [
    { path: ({ acme }) => `/staff/customers/${acme}/stripe/new`, expect: staffOnly(200) },
    {
      method: "POST",
      path: ({ acme }) => `/staff/customers/${acme}/stripe/new`,
      form: () => ({ customer: "cus_loose" }),
      by: staff,
      expect: staffOnly(303),
    },
    { method: "POST", path: () => "/staff/customers/org_never/stripe/new", expect: staffOnly(404) },
  ],
  "routes/staff.customers.$org.stripe.$customer.removal": [
    { path: ({ acme }) => `/staff/customers/${acme}/stripe/cus_never/removal`, expect: staffOnly(404) },
    {
      method: "POST",
      path: ({ acme, customer }) => `/staff/customers/${acme}/stripe/${customer}/removal`,
      by: staff,
      expect: staffOnly(303),
      misuse: ({ zebra, customer }) => [attempt("staff", `/staff/customers/${zebra}/stripe/${customer}/removal`, 404)],
    },
    { method: "POST", path: ({ acme }) => `/staff/customers/${acme}/stripe/cus_never/removal`, expect: staffOnly(404) },
  ],
};
