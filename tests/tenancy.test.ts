import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { calls } from "#app/feed/calls.ts";
import { browserIn } from "#tests/http.ts";
import { createKey } from "#app/company/api-keys.ts";
import { addPayablesAddress } from "#app/billing/billing-mail-settings.ts";
import { nextSaving, saveChange, settleChange } from "#app/billing/detail-changes.ts";
import { startVisit } from "#app/billing/portal-visits.ts";
import { addCreditNote, addPayment } from "#tests/billing/payment-rows.ts";
import { addWaitingFile } from "#tests/files/file-rows.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { ask as askRequest, customer, hold } from "#tests/requests/request-rows.ts";
import { addInvoice } from "#tests/rows.ts";
import { addCustomer, addSubscription } from "#tests/billing/subscription-rows.ts";
import { openTown } from "#tests/world.ts";
import { routes } from "./remix-build.ts";

type Who = "owner" | "admin" | "billing" | "member" | "accountant" | "stranger" | "staff" | "nobody";
const everybody: Who[] = ["owner", "admin", "billing", "member", "accountant", "stranger", "staff", "nobody"];

type Place = {
  acme: string;
  invoice: string;
  payment: string;
  note: string;
  subscription: string;
  order: string;
  request: string;
  unclaimed: string;
  file: string;
  visit: string;
  change: string;
  key: string;
};
type Row = {
  method?: "GET" | "POST";
  /** The URL of Acme's own thing; without one the route is nobody's in particular. */
  path: (place: Place) => string;
  /** Status by caller; "else" for those not named. A redirect to the sign-in page is 303. */
  expect: Partial<Record<Who, number>> & { else: number };
  /** Where what is asked for belongs to an organization: its id under another organization's URL must be 404. */
  foreign?: (zebra: string, place: Place) => string;
};

const signedInOnly = { nobody: 303 };
/** A page that leads whoever may read billing on to another. */
const billingReadOn = { owner: 303, admin: 303, billing: 303, accountant: 303, member: 403, nobody: 303, else: 404 };
const ordersRead = { owner: 200, admin: 200, member: 200, billing: 403, accountant: 403, nobody: 303, else: 404 };
const billingRead = { owner: 200, admin: 200, billing: 200, accountant: 200, member: 403, nobody: 303, else: 404 };

const everyMember = (status: number) => ({ stranger: 404, staff: 404, nobody: 303, else: status });
/** Ben's request about an order: whoever reads orders and the organization's requests. */
const requestRead = (status: number) => ({ owner: status, admin: status, member: status, nobody: 303, else: 404 });

/** What only those do who may pay; the rest by hand. */
const billingChange = { accountant: 403, member: 403, nobody: 303, else: 404 };
const changers = (status: number) => ({ owner: status, admin: status, billing: status });

/** The company's own people's: not there for customers, whatever their role. */
const staffOnly = (status: number) => ({ staff: status, nobody: 303, else: 404 });

/** Every route of the portal, and what each caller gets; first those answered without pages. One that is not here fails the run. */
const matrix: Record<string, Row[]> = {
  "GET /healthz": [{ path: () => "/healthz", expect: { else: 200 } }],
  "GET /readyz": [{ path: () => "/readyz", expect: { else: 200 } }],
  "GET /styles/:name": [{ path: () => "/styles/foyer.css", expect: { else: 200 } }],
  "GET /icon.svg": [{ path: () => "/icon.svg", expect: { else: 200 } }],
  "GET /favicon.ico": [{ path: () => "/favicon.ico", expect: { else: 302 } }],
  "GET /robots.txt": [{ path: () => "/robots.txt", expect: { else: 200 } }],
  "POST /webhooks/stripe": [
    { path: () => "/webhooks/stripe", expect: { else: 404 } },
    { method: "POST", path: () => "/webhooks/stripe", expect: { else: 403 } },
  ],
  "routes/$": [{ path: () => "/nowhere", expect: { else: 404 } }],
  "routes/_index": [{ path: () => "/", expect: { else: 303 } }],
  "routes/o.$org._index": [
    { path: ({ acme }) => `/o/${acme}`, expect: { stranger: 404, staff: 404, ...signedInOnly, else: 200 } },
  ],
  "routes/o.$org.billing._index": [{ path: ({ acme }) => `/o/${acme}/billing`, expect: billingRead }],
  "routes/o.$org.billing.$invoice._index": [
    {
      path: ({ acme, invoice }) => `/o/${acme}/billing/${invoice}`,
      expect: billingRead,
      foreign: (zebra, { invoice }) => `/o/${zebra}/billing/${invoice}`,
    },
  ],
  "routes/sign-in": [
    { path: () => "/sign-in", expect: { nobody: 200, else: 303 } },
    { method: "POST", path: () => "/sign-in", expect: { nobody: 422, else: 303 } },
  ],
  "routes/sign-in_.check": [
    { path: () => "/sign-in/check", expect: { else: 303 } },
    { method: "POST", path: () => "/sign-in/check", expect: { else: 303 } },
  ],
  "routes/sign-in_.link": [
    { path: () => "/sign-in/link", expect: { else: 410 } },
    { method: "POST", path: () => "/sign-in/link", expect: { else: 410 } },
  ],
  "routes/sign-in_.link_.again": [
    { path: () => "/sign-in/link/again", expect: { else: 303 } },
    { method: "POST", path: () => "/sign-in/link/again", expect: { else: 303 } },
  ],
  "routes/sign-out": [
    { path: () => "/sign-out", expect: { nobody: 303, else: 200 } },
    { method: "POST", path: () => "/sign-out", expect: { else: 303 } },
  ],
  "routes/organizations": [{ path: () => "/organizations", expect: { nobody: 303, else: 200 } }],
  "routes/me._index": [
    { path: () => "/me", expect: { nobody: 303, else: 200 } },
    { method: "POST", path: () => "/me", expect: { nobody: 303, else: 422 } },
  ],
  "routes/me.notifications": [{ path: () => "/me/notifications", expect: { nobody: 303, else: 200 } }],
  "routes/me.sessions": [{ path: () => "/me/sessions", expect: { nobody: 303, else: 200 } }],
  "routes/me.sessions_.$session.end": [
    { path: () => "/me/sessions/ses_none/end", expect: { else: 303 } },
    { method: "POST", path: () => "/me/sessions/ses_none/end", expect: { nobody: 303, else: 404 } },
  ],
  "routes/me.sessions_.others.end": [
    { path: () => "/me/sessions/others/end", expect: { else: 303 } },
    { method: "POST", path: () => "/me/sessions/others/end", expect: { else: 303 } },
  ],
  "routes/me.confirm": [
    { path: () => "/me/confirm", expect: { nobody: 303, else: 200 } },
    { method: "POST", path: () => "/me/confirm", expect: { nobody: 303, else: 422 } },
  ],
  "routes/me.confirm_.code": [
    { path: () => "/me/confirm/code", expect: { else: 303 } },
    { method: "POST", path: () => "/me/confirm/code", expect: { else: 303 } },
  ],
  "routes/contact": [
    { path: () => "/contact", expect: { staff: 200, nobody: 200, else: 303 } },
    { method: "POST", path: () => "/contact", expect: { else: 422 } },
  ],
  "routes/contact_.sent": [{ path: () => "/contact/sent", expect: { else: 303 } }],
  "routes/me.requests.$request._index": [
    { path: ({ unclaimed }) => `/me/requests/${unclaimed}`, expect: { owner: 200, nobody: 303, else: 404 } },
  ],
  "routes/me.requests.$request.claim": [
    { path: () => "/me/requests/req_never/claim", expect: { else: 303 } },
    { method: "POST", path: () => "/me/requests/req_never/claim", expect: { nobody: 303, else: 404 } },
  ],
  "routes/me.requests.$request.disowning": [
    { path: () => "/me/requests/req_never/disowning", expect: { else: 303 } },
    { method: "POST", path: () => "/me/requests/req_never/disowning", expect: { else: 303 } },
  ],
  "routes/l.$token": [
    { path: () => "/l/nobody-knows", expect: { else: 410 } },
    { method: "POST", path: () => "/l/nobody-knows", expect: { else: 303 } },
  ],
  "routes/l.$token_.renewed": [{ path: () => "/l/nobody-knows/renewed", expect: { else: 303 } }],
  "routes/l.$token_.pdf": [{ path: () => "/l/nobody-knows/pdf", expect: { else: 303 } }],
  "routes/l.$token_.pay": [{ path: () => "/l/nobody-knows/pay", expect: { else: 303 } }],
  "routes/dev.mail": [{ path: () => "/dev/mail", expect: { else: 404 } }],
  "routes/dev.mail_.$id": [{ path: () => "/dev/mail/mail_1", expect: { else: 404 } }],
  "routes/dev.emails": [{ path: () => "/dev/emails", expect: { else: 404 } }],
  "routes/dev.emails_.$name": [{ path: () => "/dev/emails/sign-in", expect: { else: 404 } }],
  "routes/webhooks.postmark": [
    { path: () => "/webhooks/postmark", expect: { else: 404 } },
    { method: "POST", path: () => "/webhooks/postmark", expect: { else: 403 } },
  ],
  "routes/webhooks.postmark_.inbound": [
    { path: () => "/webhooks/postmark/inbound", expect: { else: 404 } },
    { method: "POST", path: () => "/webhooks/postmark/inbound", expect: { else: 403 } },
  ],
  // Without Stripe there is no file and no payment page: whoever may ask reads that it does not answer.
  "routes/o.$org.billing.$invoice.pdf": [
    {
      path: ({ acme, invoice }) => `/o/${acme}/billing/${invoice}/pdf`,
      expect: { ...billingRead, owner: 503, admin: 503, billing: 503, accountant: 503 },
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
  "routes/o.$org.billing.$invoice.credit-notes.$note.pdf": [
    {
      path: ({ acme, invoice, note }) => `/o/${acme}/billing/${invoice}/credit-notes/${note}/pdf`,
      expect: { ...billingRead, owner: 503, admin: 503, billing: 503, accountant: 503 },
      foreign: (zebra, { invoice, note }) => `/o/${zebra}/billing/${invoice}/credit-notes/${note}/pdf`,
    },
  ],
  "routes/o.$org.billing.$invoice.pay": [
    {
      path: ({ acme, invoice }) => `/o/${acme}/billing/${invoice}/pay`,
      expect: { ...billingRead, owner: 503, admin: 503, billing: 503, accountant: 403 },
      foreign: (zebra, { invoice }) => `/o/${zebra}/billing/${invoice}/pay`,
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
    { path: ({ acme }) => `/o/${acme}/billing/subscriptions/sub_acme/change`, expect: billingReadOn },
    {
      method: "POST",
      path: ({ acme }) => `/o/${acme}/billing/subscriptions/sub_acme/change`,
      expect: { ...billingRead, owner: 503, admin: 503, billing: 503, accountant: 403 },
      foreign: (zebra, { subscription }) => `/o/${zebra}/billing/subscriptions/${subscription}/change`,
    },
  ],
  "routes/o.$org.billing.subscriptions.$subscription.cancellation": [
    { path: ({ acme }) => `/o/${acme}/billing/subscriptions/sub_acme/cancellation`, expect: billingReadOn },
    {
      method: "POST",
      path: ({ acme }) => `/o/${acme}/billing/subscriptions/sub_acme/cancellation`,
      expect: { ...billingRead, owner: 503, admin: 503, billing: 503, accountant: 403 },
      foreign: (zebra, { subscription }) => `/o/${zebra}/billing/subscriptions/${subscription}/cancellation`,
    },
  ],
  "routes/o.$org.billing.payment-methods": [
    { path: ({ acme }) => `/o/${acme}/billing/payment-methods`, expect: billingRead },
    {
      // A customer who is nobody's: whoever may change them reads that they are not there.
      method: "POST",
      path: ({ acme }) => `/o/${acme}/billing/payment-methods`,
      expect: { accountant: 403, member: 403, nobody: 303, else: 404 },
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
  // Without Stripe nothing can be changed: the form leads back to the page that says so.
  "routes/o.$org.billing.details.edit": [
    { path: ({ acme }) => `/o/${acme}/billing/details/edit`, expect: { ...billingChange, ...changers(303) } },
    {
      method: "POST",
      path: ({ acme }) => `/o/${acme}/billing/details/edit`,
      expect: { ...billingChange, ...changers(303) },
    },
  ],
  "routes/o.$org.billing.details.changes.$change": [
    {
      path: ({ acme }) => `/o/${acme}/billing/details/changes/chg_never`,
      expect: { ...billingRead, ...changers(303), accountant: 303 },
    },
    {
      method: "POST",
      path: ({ acme, change }) => `/o/${acme}/billing/details/changes/${change}`,
      expect: { ...billingChange, ...changers(303) },
      foreign: (zebra, { change }) => `/o/${zebra}/billing/details/changes/${change}`,
    },
  ],
  "routes/o.$org.billing.mails._index": [
    { path: ({ acme }) => `/o/${acme}/billing/mails`, expect: billingRead },
    { method: "POST", path: ({ acme }) => `/o/${acme}/billing/mails`, expect: { ...billingChange, ...changers(422) } },
  ],
  "routes/o.$org.billing.mails.pdf": [
    {
      path: ({ acme }) => `/o/${acme}/billing/mails/pdf`,
      expect: { ...billingRead, ...changers(303), accountant: 303 },
    },
    {
      method: "POST",
      path: ({ acme }) => `/o/${acme}/billing/mails/pdf`,
      expect: { ...billingChange, ...changers(303) },
    },
  ],
  "routes/o.$org.billing.mails.removal": [
    { path: ({ acme }) => `/o/${acme}/billing/mails/removal`, expect: { ...billingChange, ...changers(303) } },
    {
      path: ({ acme }) => `/o/${acme}/billing/mails/removal?email=ap%40acme.example`,
      expect: { ...billingChange, ...changers(200) },
    },
    {
      method: "POST",
      path: ({ acme }) => `/o/${acme}/billing/mails/removal`,
      expect: { ...billingChange, ...changers(303) },
    },
  ],
  "routes/o.$org.orders._index": [{ path: ({ acme }) => `/o/${acme}/orders`, expect: ordersRead }],
  "routes/o.$org.orders.$order._index": [
    {
      path: ({ acme, order }) => `/o/${acme}/orders/${order}`,
      expect: ordersRead,
      foreign: (zebra, { order }) => `/o/${zebra}/orders/${order}`,
    },
  ],
  "routes/o.$org.orders.$order.approval": [
    {
      path: ({ acme, order }) => `/o/${acme}/orders/${order}/approval?event=e-1`,
      expect: ordersRead,
      foreign: (zebra, { order }) => `/o/${zebra}/orders/${order}/approval?event=e-1`,
    },
    {
      method: "POST",
      path: ({ acme, order }) => `/o/${acme}/orders/${order}/approval?event=e-1`,
      expect: { ...ordersRead, owner: 303, admin: 303, member: 303 },
      foreign: (zebra, { order }) => `/o/${zebra}/orders/${order}/approval?event=e-1`,
    },
  ],
  "routes/o.$org.requests._index": [{ path: ({ acme }) => `/o/${acme}/requests`, expect: everyMember(200) }],
  "routes/o.$org.requests.new": [
    { path: ({ acme }) => `/o/${acme}/requests/new`, expect: everyMember(200) },
    { path: ({ acme, invoice }) => `/o/${acme}/requests/new?about=invoice:${invoice}`, expect: everyMember(200) },
    { method: "POST", path: ({ acme }) => `/o/${acme}/requests/new`, expect: everyMember(422) },
  ],
  "routes/o.$org.requests.$request._index": [
    {
      path: ({ acme, request }) => `/o/${acme}/requests/${request}`,
      expect: requestRead(200),
      foreign: (zebra, { request }) => `/o/${zebra}/requests/${request}`,
    },
    {
      method: "POST",
      path: ({ acme, request }) => `/o/${acme}/requests/${request}`,
      expect: requestRead(422),
      foreign: (zebra, { request }) => `/o/${zebra}/requests/${request}`,
    },
  ],
  ...Object.fromEntries(
    ["closure", "reopening", "people"].map((part): [string, Row[]] => [
      `routes/o.$org.requests.$request.${part}`,
      (["GET", "POST"] as const).map((method) => ({
        method,
        path: ({ acme, request }) => `/o/${acme}/requests/${request}/${part}`,
        expect: requestRead(303),
        foreign: (zebra, { request }) => `/o/${zebra}/requests/${request}/${part}`,
      })),
    ]),
  ),
  "routes/staff._index": [{ path: () => "/staff", expect: staffOnly(200) }],
  "routes/staff.health": [{ path: () => "/staff/health", expect: staffOnly(200) }],
  "routes/staff.tasks.$task.completion": [
    { path: () => "/staff/tasks/1/completion", expect: staffOnly(303) },
    { method: "POST", path: () => "/staff/tasks/1/completion", expect: staffOnly(303) },
  ],
  "routes/staff.search": [{ path: () => "/staff/search?q=acme", expect: staffOnly(200) }],
  "routes/staff.customers.$org._index": [
    { path: ({ acme }) => `/staff/customers/${acme}`, expect: staffOnly(200) },
    { path: () => "/staff/customers/org_never", expect: staffOnly(404) },
  ],
  "routes/staff.customers.$org.stripe.new": [
    { path: ({ acme }) => `/staff/customers/${acme}/stripe/new`, expect: staffOnly(200) },
    { method: "POST", path: ({ acme }) => `/staff/customers/${acme}/stripe/new`, expect: staffOnly(303) },
    { method: "POST", path: () => "/staff/customers/org_never/stripe/new", expect: staffOnly(404) },
  ],
  "routes/staff.customers.$org.stripe.$customer.removal": [
    { path: ({ acme }) => `/staff/customers/${acme}/stripe/cus_never/removal`, expect: staffOnly(404) },
    { method: "POST", path: ({ acme }) => `/staff/customers/${acme}/stripe/cus_never/removal`, expect: staffOnly(404) },
  ],
  "routes/staff.orders._index": [{ path: () => "/staff/orders", expect: staffOnly(200) }],
  "routes/staff.orders.$order._index": [
    { path: ({ order }) => `/staff/orders/${order}`, expect: staffOnly(200) },
    { path: () => "/staff/orders/ord_never", expect: staffOnly(404) },
  ],
  "routes/staff.orders.$order.events.new": [
    { path: ({ order }) => `/staff/orders/${order}/events/new`, expect: staffOnly(200) },
    { method: "POST", path: ({ order }) => `/staff/orders/${order}/events/new`, expect: staffOnly(422) },
    { method: "POST", path: () => "/staff/orders/ord_never/events/new", expect: staffOnly(404) },
  ],
  "routes/staff.orders.$order.events.removal": [
    { path: ({ order }) => `/staff/orders/${order}/events/removal?event=e-1`, expect: staffOnly(404) },
    {
      method: "POST",
      path: ({ order }) => `/staff/orders/${order}/events/removal?event=e-1`,
      expect: staffOnly(303),
    },
  ],
  "routes/staff.orders.new": [
    { path: () => "/staff/orders/new", expect: staffOnly(200) },
    { method: "POST", path: () => "/staff/orders/new", expect: staffOnly(303) },
    { method: "POST", path: ({ acme }) => `/staff/orders/new?customer=${acme}`, expect: staffOnly(422) },
  ],
  "routes/staff.orders.$order.edit": [
    { path: ({ order }) => `/staff/orders/${order}/edit`, expect: staffOnly(200) },
    { method: "POST", path: ({ order }) => `/staff/orders/${order}/edit`, expect: staffOnly(422) },
  ],
  "routes/staff.orders.$order.move": [
    { path: ({ order }) => `/staff/orders/${order}/move`, expect: staffOnly(200) },
    { method: "POST", path: ({ order }) => `/staff/orders/${order}/move`, expect: staffOnly(303) },
  ],
  "routes/staff.orders.$order.cancellation": [
    { path: ({ order }) => `/staff/orders/${order}/cancellation`, expect: staffOnly(200) },
    { method: "POST", path: ({ order }) => `/staff/orders/${order}/cancellation`, expect: staffOnly(303) },
  ],
  // Who sees their own requests only is not shown a colleague's.
  "routes/o.$org.requests.$request.files.$file": [
    {
      path: ({ acme, request, file }) => `/o/${acme}/requests/${request}/files/${file}`,
      expect: { owner: 200, admin: 200, member: 200, nobody: 303, else: 404 },
      foreign: (zebra, { request, file }) => `/o/${zebra}/requests/${request}/files/${file}`,
    },
  ],
  "routes/staff.files.$file": [
    { path: ({ file }) => `/staff/files/${file}`, expect: staffOnly(200) },
    { path: () => "/staff/files/fil_never", expect: staffOnly(404) },
  ],
  "routes/staff.requests._index": [
    { path: () => "/staff/requests", expect: staffOnly(200) },
    { path: () => "/staff/requests?queue=closed&whose=mine", expect: staffOnly(200) },
  ],
  "routes/staff.requests.$request._index": [
    { path: ({ request }) => `/staff/requests/${request}`, expect: staffOnly(200) },
    { path: () => "/staff/requests/req_never", expect: staffOnly(404) },
    { method: "POST", path: ({ request }) => `/staff/requests/${request}`, expect: staffOnly(422) },
    { method: "POST", path: () => "/staff/requests/req_never", expect: staffOnly(404) },
  ],
  "routes/staff.requests.$request.closure": [
    { path: ({ request }) => `/staff/requests/${request}/closure`, expect: staffOnly(303) },
    { method: "POST", path: ({ request }) => `/staff/requests/${request}/closure`, expect: staffOnly(303) },
    { method: "POST", path: () => "/staff/requests/req_never/closure", expect: staffOnly(404) },
  ],
  "routes/staff.requests.$request.assignment": [
    { path: ({ request }) => `/staff/requests/${request}/assignment`, expect: staffOnly(303) },
    { method: "POST", path: ({ request }) => `/staff/requests/${request}/assignment`, expect: staffOnly(303) },
  ],
  "routes/staff.requests.$request.customer": [
    { path: ({ unclaimed }) => `/staff/requests/${unclaimed}/customer`, expect: staffOnly(200) },
    { path: ({ request }) => `/staff/requests/${request}/customer`, expect: staffOnly(303) },
    { method: "POST", path: ({ request }) => `/staff/requests/${request}/customer`, expect: staffOnly(303) },
    { method: "POST", path: () => "/staff/requests/req_never/customer", expect: staffOnly(404) },
  ],
  "routes/staff.requests.$request.note": [
    { path: ({ request }) => `/staff/requests/${request}/note`, expect: staffOnly(200) },
    { method: "POST", path: ({ request }) => `/staff/requests/${request}/note`, expect: staffOnly(422) },
    { method: "POST", path: () => "/staff/requests/req_never/note", expect: staffOnly(404) },
  ],
  "routes/staff.requests.$request.link": [
    { path: ({ request }) => `/staff/requests/${request}/link`, expect: staffOnly(200) },
    { method: "POST", path: ({ request }) => `/staff/requests/${request}/link`, expect: staffOnly(303) },
    { method: "POST", path: () => "/staff/requests/req_never/link", expect: staffOnly(404) },
  ],
  "routes/staff.requests.held.$mail._index": [
    { path: () => "/staff/requests/held/mail-acme", expect: staffOnly(200) },
    { path: () => "/staff/requests/held/never", expect: staffOnly(404) },
  ],
  "routes/staff.requests.held.$mail.dismissal": [
    { path: () => "/staff/requests/held/mail-acme/dismissal", expect: staffOnly(303) },
    { method: "POST", path: () => "/staff/requests/held/mail-acme/dismissal", expect: staffOnly(303) },
    { method: "POST", path: () => "/staff/requests/held/never/dismissal", expect: staffOnly(404) },
  ],
  "routes/staff.requests.held.$mail.acceptance": [
    { path: () => "/staff/requests/held/mail-acme/acceptance", expect: staffOnly(303) },
    { method: "POST", path: () => "/staff/requests/held/mail-acme/acceptance", expect: staffOnly(303) },
    { method: "POST", path: () => "/staff/requests/held/never/acceptance", expect: staffOnly(404) },
  ],
  "routes/staff.settings.replies._index": [{ path: () => "/staff/settings/replies", expect: staffOnly(200) }],
  "routes/staff.settings.replies.new": [
    { path: () => "/staff/settings/replies/new", expect: staffOnly(200) },
    { method: "POST", path: () => "/staff/settings/replies/new", expect: staffOnly(422) },
  ],
  "routes/staff.settings.replies.$reply._index": [
    { path: () => "/staff/settings/replies/rep_never", expect: staffOnly(404) },
    { method: "POST", path: () => "/staff/settings/replies/rep_never", expect: staffOnly(404) },
  ],
  "routes/staff.settings.replies.$reply.removal": [
    { path: () => "/staff/settings/replies/rep_never/removal", expect: staffOnly(404) },
    { method: "POST", path: () => "/staff/settings/replies/rep_never/removal", expect: staffOnly(404) },
  ],
  "routes/staff.settings.mails": [
    { path: () => "/staff/settings/mails", expect: staffOnly(200) },
    { method: "POST", path: () => "/staff/settings/mails", expect: staffOnly(303) },
  ],
  "routes/staff.imports._index": [
    { path: () => "/staff/imports", expect: staffOnly(200) },
    { method: "POST", path: () => "/staff/imports", expect: staffOnly(422) },
  ],
  "routes/staff.imports.example[.]csv": [{ path: () => "/staff/imports/example.csv", expect: staffOnly(200) }],
  "routes/staff.imports.$import._index": [{ path: () => "/staff/imports/imp_never", expect: staffOnly(404) }],
  "routes/staff.imports.$import.confirmation": [
    { path: () => "/staff/imports/imp_never/confirmation", expect: staffOnly(303) },
    { method: "POST", path: () => "/staff/imports/imp_never/confirmation", expect: staffOnly(404) },
  ],
  "routes/staff.imports.$import.retry": [
    { path: () => "/staff/imports/imp_never/retry", expect: staffOnly(303) },
    { method: "POST", path: () => "/staff/imports/imp_never/retry", expect: staffOnly(404) },
  ],
  "routes/staff.imports.$import.refused[.]csv": [
    { path: () => "/staff/imports/imp_never/refused.csv", expect: staffOnly(404) },
  ],
  "routes/staff.imports.$import.undo": [
    { path: () => "/staff/imports/imp_never/undo", expect: staffOnly(404) },
    { method: "POST", path: () => "/staff/imports/imp_never/undo", expect: staffOnly(404) },
  ],
  "routes/staff.steps._index": [
    { path: () => "/staff/steps", expect: staffOnly(200) },
    { method: "POST", path: () => "/staff/steps?kind=order", expect: staffOnly(422) },
    { method: "POST", path: () => "/staff/steps?kind=chair", expect: staffOnly(404) },
  ],
  "routes/staff.steps.$kind.$step._index": [
    { path: () => "/staff/steps/project/in%20review", expect: staffOnly(200) },
    { path: () => "/staff/steps/order/in%20review", expect: staffOnly(404) },
    { method: "POST", path: () => "/staff/steps/order/packed", expect: staffOnly(422) },
  ],
  "routes/staff.steps.$kind.$step.place": [
    { path: () => "/staff/steps/order/packed/place", expect: staffOnly(303) },
    { method: "POST", path: () => "/staff/steps/order/packed/place", expect: staffOnly(303) },
  ],
  "routes/staff.steps.$kind.$step.removal": [
    { path: () => "/staff/steps/order/packed/removal", expect: staffOnly(200) },
    { method: "POST", path: () => "/staff/steps/order/never/removal", expect: staffOnly(404) },
  ],
  "routes/staff.keys._index": [{ path: () => "/staff/keys", expect: staffOnly(200) }],
  "routes/staff.keys.new": [
    { path: () => "/staff/keys/new", expect: staffOnly(200) },
    { method: "POST", path: () => "/staff/keys/new", expect: staffOnly(422) },
  ],
  "routes/staff.keys.$key.revocation": [
    { path: ({ key }) => `/staff/keys/${key}/revocation`, expect: staffOnly(200) },
    { path: () => "/staff/keys/key_never/revocation", expect: staffOnly(404) },
    { method: "POST", path: () => "/staff/keys/key_never/revocation", expect: staffOnly(404) },
  ],
  "routes/staff.settings.answers": [
    { path: () => "/staff/settings/answers", expect: staffOnly(200) },
    { method: "POST", path: () => "/staff/settings/answers", expect: staffOnly(422) },
  ],
  "routes/staff.log": [{ path: () => "/staff/log", expect: staffOnly(200) }],
};

let town: ReturnType<typeof openTown>;
let place: Place;

/** A change of Acme's details that somebody else was faster with. Gives its id. */
function addConflict(customerId: string): string {
  const acme = town.system.within(town.acme);
  const change = { phone: { from: "", to: "+49 40 1234" } };
  saveChange(acme, { customerId, personId: town.abe.id }, change, town.now());
  const { id } = nextSaving(acme, customerId)!;
  settleChange(acme, id, { state: "conflict", theirs: { phone: "+49 40 9999" } }, town.now());
  return id;
}

/** An order of Acme's that waits for its customer. Gives its id. */
function addWaitingOrder(): string {
  const { id } = tellOrder(town, town.acme, "PO-ACME");
  tellEvent(town, "PO-ACME", { step: "waiting", eventId: "e-1", needs: "approval of the drawing" });
  return id;
}

/** Ben's question about an order of Acme's. Gives its id. */
function addRequest(orderId: string): string {
  const about = { kind: "order", id: orderId } as const;
  return askRequest(town, town.acme, customer(town.ben), { subject: "PO-ACME", about, draft: "PO-ACME" }).id;
}

beforeAll(async () => {
  town = openTown();
  const customerId = addCustomer(town, town.acme, { id: "cus_acme", name: "INV-ACME" });
  addPayablesAddress(town.system.within(town.acme), "ap@acme.example", town.abe.id, town.now());
  const order = addWaitingOrder();
  const file = await addWaitingFile(town, town.acme, "PO-ACME");
  hold(town, { id: "mail-acme", subject: "PO-ACME" });
  place = {
    acme: town.acme,
    file: file.id,
    invoice: addInvoice(town, town.acme, { id: "in_acme", number: "INV-ACME" }),
    payment: addPayment(town, town.acme, "in_acme"),
    note: addCreditNote(town, town.acme, "in_acme"),
    subscription: addSubscription(town, town.acme, customerId, { id: "sub_acme" }),
    change: addConflict(customerId),
    key: createKey(town.system, { name: "Warehouse", scopes: ["orders"], by: "cli" }, town.now()).id,
    order,
    request: addRequest(order),
    unclaimed: askRequest(town, null, customer(town.ada), { verified: false, via: "contact" }).id,
    visit: startVisit(
      town.system.within(town.acme),
      { customerId, personId: town.abe.id, flow: "subscription_update" },
      town.now(),
    ),
  };
});
afterAll(() => town.close());

function browserOf(who: Who) {
  const people = {
    owner: town.ada,
    admin: town.abe,
    billing: town.bo,
    member: town.ben,
    accountant: town.ann,
    stranger: town.zoe,
    staff: town.sam,
    nobody: null,
  };
  const person = people[who];
  return browserIn(town, person ? { cookie: town.signIn(person.id) } : {});
}

const ask = (who: Who, row: Row, path: string) =>
  row.method === "POST" ? browserOf(who).post(path, {}, {}, false) : browserOf(who).request(path, {}, false);

describe("every route", () => {
  it("is in the matrix", () => {
    const ids = [...town.app.direct, ...routes.map((route) => route.id)];
    expect(ids.filter((id) => !matrix[id])).toEqual([]);
    expect(Object.keys(matrix).filter((id) => !ids.includes(id))).toEqual([]);
  });

  const cases = Object.entries(matrix).flatMap(([id, rows]) =>
    rows.flatMap((row) => everybody.map((who) => [id, row.method ?? "GET", who, row] as const)),
  );
  it.each(cases)("%s %s as %s", async (_id, _method, who, row) => {
    const { status, html, headers } = await ask(who, row, row.path(place));
    expect(status).toBe(row.expect[who] ?? row.expect.else);
    if (status === 303 && who === "nobody" && row.expect.else !== 303) {
      expect(headers.get("Location")).toMatch(/^\/sign-in/);
    }
    // A form that somebody is asked to mend may name what it is about.
    const isOwnForm = status === 422;
    if (status >= 400 && !isOwnForm) expect(html).not.toMatch(/INV-ACME|PO-ACME|Acme GmbH(?!<\/b>)/);
  });

  const foreign = Object.entries(matrix).flatMap(([id, rows]) =>
    rows.filter((row) => row.foreign).map((row) => [id, row.method ?? "GET", row] as const),
  );
  it.each(foreign)("%s %s of another organization is not there for its own owner", async (_id, _method, row) => {
    const real = await ask("stranger", row, row.foreign!(town.zebra, place));
    const never = await ask(
      "stranger",
      row,
      row.foreign!(town.zebra, {
        ...place,
        invoice: "in_never",
        payment: "inpay_never",
        note: "cn_never",
        subscription: "sub_never",
        visit: "vis_never",
        order: "ord_never",
        request: "req_never",
      }),
    );
    expect([real.status, never.status]).toEqual([404, 404]);
    expect(real.html).toBe(never.html);
  });

  it.each(routes.map((route) => route.id).filter((id) => matrix[id]))("%s gives no data answer", async (id) => {
    const [row] = matrix[id]!;
    const path = row!.path(place);
    const data = path === "/" ? "/_root.data" : `${path}.data`;
    for (const disguised of [data, `${path}?_data=${encodeURIComponent(id)}`]) {
      expect((await browserOf("owner").request(disguised, {}, false)).status).toBe(404);
    }
  });
});

describe("every call of the feed", () => {
  const all = Object.entries(calls).flatMap(([noun, { methods }]) => {
    const [first, part] = noun.split("/");
    return Object.keys(methods).map((method) => [method, `/api/v1/${first}/PO-7${part ? `/${part}` : ""}`] as const);
  });
  it.each([...all, ["POST", "/api/v1/batch"] as const])("%s %s is nobody's who is signed in", async (method, path) => {
    for (const who of everybody) {
      const body = method === "GET" ? {} : { body: "{}", headers: { "Content-Type": "application/json" } };
      const { status, html } = await browserOf(who).request(path, { method, ...body }, false);
      expect([who, status, JSON.parse(html).title]).toEqual([who, 401, "No valid key"]);
    }
  });
});

describe("the types", () => {
  it("take no literal for a handle", async () => {
    const { mine } = await import("#db/tenant.ts");
    const { invoices } = await import("#db/schema/billing.ts");
    // @ts-expect-error a Tenant is made where a right is proven, not written down
    const literal: Parameters<typeof mine>[0] = { db: town.system.db, secrets: town.config.secrets, orgId: town.acme };
    expect(mine(literal, invoices)).toBeDefined();
  });
});
