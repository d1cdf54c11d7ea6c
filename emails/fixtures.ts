import { billingAlertMail } from "./billing-alert.tsx";
import { cardExpiringMail } from "./card-expiring.tsx";
import { confirmMail } from "./confirm.tsx";
import { emailChangedMail } from "./email-changed.tsx";
import { invoiceReadyMail } from "./invoice-ready.tsx";
import { invoiceDueMail, invoiceOverdueMail } from "./invoice-reminder.tsx";
import { itemLinkRenewedMail } from "./item-link-renewed.tsx";
import { newDeviceMail } from "./new-device.tsx";
import type { Brand } from "./parts/frame.tsx";
import type { Mail } from "./parts/mail.tsx";
import { billingReason, orderReason } from "./parts/words.ts";
import { orderStepMail, type OrderStepProps } from "./order-step.tsx";
import { paymentFailedMail } from "./payment-failed.tsx";
import { receiptMail } from "./receipt.tsx";
import { requestClosedMail } from "./request-closed.tsx";
import { requestNewMail } from "./request-new.tsx";
import { requestReceivedMail } from "./request-received.tsx";
import { requestReplyMail } from "./request-reply.tsx";
import { roleChangedMail } from "./role-changed.tsx";
import { signInMail } from "./sign-in.tsx";
import { staffApprovedMail } from "./staff-approved.tsx";
import { staffOrdersLateMail } from "./staff-orders-late.tsx";

export type Fixture = { name: string; kind: string; make: (brand: Brand) => Promise<Mail> };

const token = "Q2hhaXJzIGFyZSBmb3Igc2l0dGluZyBhbmQgc3RhbmRpbmc";
const when = "23 November 2026 at 11:00 CET";
const browser = "Firefox on Linux";
const url = (brand: Brand, path: string) => new URL(path, brand.contactUrl).href;

const invoice = (brand: Brand) => ({
  brand,
  number: "INV-1042",
  amount: "€1,234.56",
  status: "due" as const,
  due: { long: "30 November 2026", short: "30 Nov" },
  organization: "Acme GmbH",
  isPayables: false,
  url: url(brand, `/l/${token}`),
  attached: false,
});
const paid = (brand: Brand) => ({
  brand,
  number: "INV-1042",
  amount: "€1,234.56",
  method: "Visa •••• 4242",
  date: "23 November 2026",
  remaining: null,
  organization: "Acme GmbH",
  isPayables: false,
  url: url(brand, `/l/${token}`),
});
const card = (brand: Brand) => ({
  brand,
  card: "Visa •••• 4242",
  until: { long: "30 November 2026", short: "30 Nov" },
  organization: "Acme GmbH",
  url: url(brand, "/o/org_1/billing/payment-methods"),
});
const hardOrganization = '<b>"Ünïcode"</b> & Søns\r\nBcc: everybody@example.com \u202Egnp.exe';
const hardNumber = "NORRLAND-CHAIRS-2026-EXPORT-0000001042";
const failed = (brand: Brand) => ({
  brand,
  number: "INV-1042",
  amount: "€1,234.56",
  reason: "Your card was declined.",
  nextTry: "26 November 2026",
  organization: "Acme GmbH",
  isPayables: false,
  payUrl: url(brand, `/l/${token}/pay`),
});
const hardReference = `PO/77 31 "\u202E“🪑”\r\nBcc: everybody@example.com ${"Unbrokenreference/".repeat(12)}`;
const step = (brand: Brand, what: OrderStepProps["what"]): OrderStepProps => ({
  brand,
  what,
  kind: "order",
  reference: "PO-7731",
  title: "Six oak chairs",
  note: what === "waiting" ? "The drawing is among the files. Oak or ash?" : null,
  needs: what === "waiting" ? "approval of the drawing" : null,
  carrier: what === "shipped" ? "DHL" : null,
  trackingNumber: what === "shipped" ? "00340434161094000001" : null,
  trackingUrl: what === "shipped" ? "https://dhl.example/track?id=00340434161094000001&lang=en" : null,
  day: what === "delivered" ? "Monday 23 November 2026" : "Tuesday 1 December 2026",
  organization: "Acme GmbH",
  url: url(brand, `/l/${token}`),
});
const lateOrder = {
  reference: "PO-7731",
  title: "Six oak chairs",
  organization: "Acme GmbH",
  promised: "20 Nov 2026",
};
const approved = (brand: Brand) => ({
  brand,
  reference: "PO-7731",
  title: "Six oak chairs",
  organization: "Acme GmbH",
  asked: "approval of the drawing",
  email: "ada@acme.example",
  note: null,
  when,
  url: url(brand, "/staff/orders/ord_1"),
});
const request = (brand: Brand) => ({
  brand,
  reference: "R-1042",
  subject: "The second chair came without its cushion",
  name: "Ada Lovelace",
  email: "ada@acme.example",
  organization: "Acme GmbH",
  verified: true,
  about: "Invoice INV-1042",
  text: "Hello,\n\nthe second chair came without its cushion.\nCan you send one?\n\nAda",
  files: ["chair.jpg", "invoice.pdf"],
  when,
  url: url(brand, "/staff/requests/req_1"),
  mayReply: true,
});
const hardWords = `<script>alert(1)</script>\u0000\u202E\r\n${"Unbrokenwordwithoutanyplacetobreakitbutwithagreatdealtosay".repeat(3)}\n${"A long story about chairs. ".repeat(60)}`;
const hardName = `Ada "the Chair"\r\nBcc: everybody@example.com ${"very ".repeat(40)}long`;
const reply = (brand: Brand) => ({
  ...request(brand),
  to: "customer" as const,
  author: "Mira",
  text: "Done: the cushion leaves us tomorrow.\n\nMira",
  files: [],
  isUnproven: false,
  isClosed: false,
  url: url(brand, "/o/org_1/requests/req_1"),
});

/** Each mail as it may look, at its plainest and at its worst: shown on /dev/emails, and tested. */
export const fixtures: readonly Fixture[] = [
  {
    name: "sign-in",
    kind: "sign-in",
    make: (brand) =>
      signInMail({
        brand,
        url: url(brand, `/sign-in/link?token=${token}`),
        code: "042917",
        codeWorksFor: "10 minutes",
        linkWorksFor: "15 minutes",
        browser,
        when,
      }),
  },
  {
    name: "confirm",
    kind: "confirm",
    make: (brand) => confirmMail({ brand, code: "730164", codeWorksFor: "10 minutes", browser, when }),
  },
  {
    name: "new-device",
    kind: "new-device",
    make: (brand) => newDeviceMail({ brand, browser, when, sessionsUrl: url(brand, "/me/sessions") }),
  },
  ...(["from", "to"] as const).map((side) => ({
    name: `email-changed-${side}`,
    kind: "email-changed",
    make: (brand: Brand) =>
      emailChangedMail({
        brand,
        from: "ada@acme.example",
        to: "ada@acme-chairs.example",
        side,
        when,
        url: url(brand, side === "to" ? "/sign-in" : "/contact"),
      }),
  })),
  {
    name: "role-changed",
    kind: "role-changed",
    make: (brand) =>
      roleChangedMail({
        brand,
        person: "Ada Lovelace (ada@acme.example)",
        role: "an admin",
        organization: "Acme GmbH",
        when,
        url: url(brand, "/contact"),
      }),
  },
  {
    name: "role-changed-hard",
    kind: "role-changed",
    make: (brand) =>
      roleChangedMail({
        brand,
        person: `${"Ada the Great ".repeat(20)}\r\nBcc: everybody@example.com`,
        role: "an owner",
        organization: hardOrganization,
        when,
        url: url(brand, "/contact"),
      }),
  },
  { name: "invoice-ready", kind: "invoice-ready", make: (brand) => invoiceReadyMail(invoice(brand)) },
  {
    name: "invoice-ready-automatic",
    kind: "invoice-ready",
    make: (brand) => invoiceReadyMail({ ...invoice(brand), status: "automatic", due: null }),
  },
  {
    name: "invoice-ready-paid",
    kind: "invoice-ready",
    make: (brand) => invoiceReadyMail({ ...invoice(brand), status: "paid", due: null }),
  },
  {
    name: "invoice-ready-attached",
    kind: "invoice-ready",
    make: (brand) => invoiceReadyMail({ ...invoice(brand), isPayables: true, attached: true }),
  },
  {
    name: "invoice-ready-hard",
    kind: "invoice-ready",
    make: (brand) =>
      invoiceReadyMail({
        ...invoice(brand),
        number: hardNumber,
        amount: "HUF 12,345,678,901.00",
        organization: hardOrganization,
      }),
  },
  { name: "payment-failed", kind: "payment-failed", make: (brand) => paymentFailedMail(failed(brand)) },
  {
    name: "payment-failed-last",
    kind: "payment-failed",
    make: (brand) => paymentFailedMail({ ...failed(brand), reason: null, nextTry: null }),
  },
  { name: "invoice-due", kind: "invoice-due", make: (brand) => invoiceDueMail(invoice(brand)) },
  {
    name: "invoice-due-hard",
    kind: "invoice-due",
    make: (brand) =>
      invoiceDueMail({
        ...invoice(brand),
        number: hardNumber,
        amount: "HUF 12,345,678,901.00",
        organization: hardOrganization,
        isPayables: true,
      }),
  },
  { name: "invoice-overdue", kind: "invoice-overdue", make: (brand) => invoiceOverdueMail(invoice(brand)) },
  { name: "receipt", kind: "receipt", make: (brand) => receiptMail(paid(brand)) },
  {
    name: "receipt-part",
    kind: "receipt",
    make: (brand) => receiptMail({ ...paid(brand), amount: "€96.00", method: "Paid outside", remaining: "€1,138.56" }),
  },
  {
    name: "receipt-hard",
    kind: "receipt",
    make: (brand) =>
      receiptMail({
        ...paid(brand),
        number: hardNumber,
        amount: "HUF 12,345,678,901.00",
        method: null,
        organization: hardOrganization,
        isPayables: true,
      }),
  },
  { name: "card-expiring", kind: "card-expiring", make: (brand) => cardExpiringMail(card(brand)) },
  {
    name: "card-expiring-hard",
    kind: "card-expiring",
    make: (brand) =>
      cardExpiringMail({
        ...card(brand),
        card: `Bank of ${"Somewhere ".repeat(9)}•••• 0000`,
        organization: hardOrganization,
      }),
  },
  { name: "request-new", kind: "request-new", make: (brand) => requestNewMail(request(brand)) },
  {
    name: "request-new-hard",
    kind: "request-new",
    make: (brand) =>
      requestNewMail({
        ...request(brand),
        name: hardName,
        subject: hardName,
        about: null,
        organization: null,
        verified: false,
        text: hardWords,
        files: ["a\u202Egnp.exe", "b".repeat(300)],
        mayReply: false,
      }),
  },
  {
    name: "request-received",
    kind: "request-received",
    make: (brand) =>
      requestReceivedMail({
        ...request(brand),
        answer: "We usually answer by Wednesday, 11:00.",
        asked: { subject: request(brand).subject, url: reply(brand).url },
      }),
  },
  {
    name: "request-received-unproven",
    kind: "request-received",
    make: (brand) =>
      requestReceivedMail({ ...request(brand), answer: "We usually answer by Wednesday, 11:00.", asked: null }),
  },
  { name: "request-reply", kind: "request-reply", make: (brand) => requestReplyMail(reply(brand)) },
  {
    name: "request-reply-closed",
    kind: "request-reply",
    make: (brand) => requestReplyMail({ ...reply(brand), isClosed: true, files: ["label.pdf"], mayReply: false }),
  },
  {
    name: "request-reply-no-portal",
    kind: "request-reply",
    make: (brand) => requestReplyMail({ ...reply(brand), url: null }),
  },
  {
    name: "request-reply-staff-hard",
    kind: "request-reply",
    make: (brand) =>
      requestReplyMail({
        ...reply(brand),
        to: "staff",
        isUnproven: true,
        author: hardName,
        subject: hardName,
        text: hardWords,
      }),
  },
  {
    name: "request-closed",
    kind: "request-closed",
    make: (brand) => requestClosedMail({ ...reply(brand), by: "Mira" }),
  },
  ...(["parked", "drift", "refused", "right"] as const).map((what) => ({
    name: `billing-alert-${what}`,
    kind: "billing-alert",
    make: (brand: Brand) =>
      billingAlertMail({
        brand,
        what,
        type: what === "right" ? "Disputes: read" : "invoice payments",
        count: what === "parked" ? 1 : 12,
        url: url(brand, "/staff/health"),
      }),
  })),
  {
    name: "item-link-renewed",
    kind: "item-link-renewed",
    make: (brand) =>
      itemLinkRenewedMail({
        brand,
        kind: "invoice",
        number: "INV-1042",
        reason: billingReason({ organization: "Acme GmbH", isPayables: false }),
        url: url(brand, `/l/${token}`),
      }),
  },
  {
    name: "item-link-renewed-order-hard",
    kind: "item-link-renewed",
    make: (brand) =>
      itemLinkRenewedMail({
        brand,
        kind: "project",
        number: hardReference,
        reason: orderReason(hardOrganization),
        url: url(brand, `/l/${token}`),
      }),
  },
  ...(["shipped", "delivered", "waiting", "late", "cancelled"] as const).flatMap((what) => [
    { name: `order-step-${what}`, kind: "order-step", make: (brand: Brand) => orderStepMail(step(brand, what)) },
    {
      name: `order-step-${what}-hard`,
      kind: "order-step",
      make: (brand: Brand) =>
        orderStepMail({
          ...step(brand, what),
          kind: "project",
          reference: hardReference,
          title: `Chairs\r\nBcc: everybody@example.com \u202E${"and more ".repeat(60)}`,
          organization: hardOrganization,
          note: `<script>alert(1)</script>\u0000\r\n${"A long story about chairs. ".repeat(60)}`,
          needs: what === "waiting" ? `approval\u0000 of ${"the drawing, ".repeat(40)}` : null,
          carrier: null,
          trackingNumber: "0".repeat(200),
          trackingUrl: `https://dhl.example/${"0".repeat(300)}`,
          day: null,
        }),
    },
  ]),
  { name: "staff-approved", kind: "staff-approved", make: (brand) => staffApprovedMail(approved(brand)) },
  {
    name: "staff-approved-hard",
    kind: "staff-approved",
    make: (brand) =>
      staffApprovedMail({
        ...approved(brand),
        reference: hardReference,
        organization: hardOrganization,
        title: "Chairs ".repeat(60),
        asked: `approval\u0000 of ${"the drawing, ".repeat(40)}`,
        note: `<script>alert(1)</script>\u0000\u202E\r\n${"A long story about chairs. ".repeat(60)}`,
      }),
  },
  {
    name: "staff-orders-late",
    kind: "staff-orders-late",
    make: (brand) =>
      staffOrdersLateMail({ brand, count: 1, orders: [lateOrder], url: url(brand, "/staff/orders?state=late") }),
  },
  {
    name: "staff-orders-late-hard",
    kind: "staff-orders-late",
    make: (brand) =>
      staffOrdersLateMail({
        brand,
        count: 1234,
        orders: Array.from({ length: 20 }, () => ({
          ...lateOrder,
          reference: hardReference,
          organization: hardOrganization,
        })),
        url: url(brand, "/staff/orders?state=late"),
      }),
  },
];
