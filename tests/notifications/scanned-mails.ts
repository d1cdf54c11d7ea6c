import { eq } from "drizzle-orm";
import { addPayablesAddress } from "#app/billing/billing-mail-settings.ts";
import { tellStaffOfWeek } from "#app/insights/week-news.ts";
import { leavePayables } from "#app/notifications/payables-left.ts";
import { answerAsked } from "#app/orders/order-approvals.ts";
import { remindStaffOfLateOrders } from "#app/orders/late-orders.ts";
import { takeEventBack } from "#app/orders/event-corrections.ts";
import { orderOf } from "#app/orders/orders-write.ts";
import { askWhichCustomer } from "#app/requests/customer-choice.ts";
import { closeRequest } from "#app/requests/requests-write.ts";
import { mailWorker } from "#app/workers.ts";
import { queueMail, type QueuedMail } from "#db/outbox.ts";
import { stripeCustomers } from "#db/schema/billing.ts";
import { ownerClaims } from "#db/schema/team.ts";
import { addUsage } from "#db/usage.ts";
import { addAddressChange } from "#tests/account/account-pages.ts";
import { addMethod } from "#tests/billing/subscription-rows.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { ask, clerk, customer, tell } from "#tests/requests/request-rows.ts";
import { addInvoice } from "#tests/rows.ts";
import type { openPlace } from "#tests/tenancy-place.ts";
import { wish } from "./digest-rows.ts";

type Opened = Awaited<ReturnType<typeof openPlace>>;
const day = 24 * 3_600_000;

/** Mails that nothing else leads to, each as whatever does would queue it. */
export async function queueOthers(opened: Opened) {
  queueAsIs(opened);
  queueOfMoney(opened);
  await queueOfOrders(opened);
}

function queueAsIs({ town, place }: Opened) {
  const { ada, ben, sam, acme: orgId } = town;
  const now = town.now();
  const to = ({ email: recipient }: { email: string }, kind: string, props: QueuedMail["props"]) => {
    return { recipient, kind, props, dedupeKey: `scanned:${kind}` };
  };
  const code = { browser: "Firefox on Linux", askedAt: now, codeMinutes: 10 };
  const claim = town.system.db.select().from(ownerClaims).get()!;
  const mails: QueuedMail[] = [
    to(ada, "new-device", { browser: code.browser, at: now }),
    to(ada, "sign-in-attempts", {}),
    to(ada, "address-added", { address: "ada@home.example" }),
    to(ada, "address-undone", { back: ada.email }),
    {
      ...to(ben, "email-changed", { from: "ben@before.example", to: ben.email, undoUntil: now + 7 * day }),
      secret: { token: addAddressChange(town) },
    },
    { ...to(ada, "role-changed", { personId: ben.id, role: "member", former: "accountant" }), orgId },
    { ...to(ada, "member-removed", { hasLeft: false }), orgId },
    { ...to(ada, "owner-invited", { inviteId: place.invite }), orgId },
    { ...to(ada, "owner-claim-ended", { claimId: claim.id }), orgId },
    { ...to(ada, "closing-asked", { at: now - 7 * day }), orgId },
    { ...to(ada, "organization-closed", { at: now }), orgId: place.shut },
    { ...to(ada, "invoice-forwarded", { invoiceId: place.invoice }), orgId },
    { ...to(ada, "stripe-customer-lost", { customerId: "cus_loose", isMoved: false }), orgId },
    { ...to(ada, "item-link-renewed", { orderId: place.order }), orgId },
    { ...to(ada, "export-taken", { by: ada.email }), orgId },
    { ...to(ada, "mailbox-test", { askedAt: now }), secret: { code: "123456" } },
    { ...to(ada, "address-code", code), secret: { code: "123456" } },
    { ...to(ada, "confirm", code), secret: { code: "123456" } },
    to(ada, "address-tried", {}),
    to(sam, "billing-alert", { alert: "back", subject: String(now) }),
  ];
  for (const mail of mails) queueMail(town.system, mail, now);
  addUsage(town.system, { day: "2026-11-18", what: "helped.order", via: "portal", how: "person" }, 9);
  tellStaffOfWeek(town.system, town.config, now);
  askWhichCustomer(town.system, { id: "mail-which", fromEmail: ada.email }, now);
  tell(town, place.request, clerk(sam), { text: "Soon." });
  closeRequest(town.system.within(orgId), ask(town, orgId, customer(ben)), clerk(sam), now);
}

function queueOfMoney({ town, place }: Opened) {
  const { ada, acme: orgId } = town;
  const now = town.now();
  const tenant = town.system.within(orgId);
  addPayablesAddress(tenant, "scanned@acme.example", ada.id, now);
  leavePayables(tenant, { email: "scanned@acme.example", topic: "invoices", isLeft: true }, now);
  for (const [kind, dueAt] of [
    ["invoice-due", now + 3 * day],
    ["invoice-overdue", now - 2 * day],
  ] as const) {
    const invoiceId = addInvoice(town, orgId, { number: kind, collectionMethod: "send_invoice", dueAt });
    const props = { invoiceId, dueAt };
    queueMail(town.system, { kind, recipient: ada.email, dedupeKey: `scanned:${kind}`, props, orgId }, now);
  }
  const month = { year: 2026, month: 11 };
  const methodId = addMethod(town, orgId, place.customer, { expMonth: month.month, expYear: month.year });
  const isPaying = eq(stripeCustomers.id, place.customer);
  town.system.db.update(stripeCustomers).set({ defaultPaymentMethodId: methodId }).where(isPaying).run();
  const card = { kind: "card-expiring", recipient: ada.email, dedupeKey: "scanned:card", orgId };
  queueMail(town.system, { ...card, props: { methodId, ...month } }, now);
}

async function queueOfOrders({ town, place }: Opened) {
  const { ada, ben, acme: orgId, config } = town;
  const { staffEmails } = config;
  const now = town.now();
  const tenant = town.system.within(orgId);
  const by = { personId: ada.id, email: ada.email, note: "5 cm lower" };
  answerAsked(tenant, place.order, "e-1", { ...by, decision: "approved" }, { now, staffEmails });
  const { id: asked } = tellOrder(town, orgId, "PO-CHANGE");
  tellEvent(town, "PO-CHANGE", { step: "waiting", eventId: "asked", needs: "your word" });
  answerAsked(tenant, asked, "asked", { ...by, decision: "change" }, { now, staffEmails });
  tellOrder(town, orgId, "PO-LATE", { promisedDate: "2026-11-20" });
  remindStaffOfLateOrders(town.system, config, now);
  tellOrder(town, orgId, "PO-WRONG");
  tellEvent(town, "PO-WRONG", { step: "shipped", eventId: "wrong" });
  await town.drain([mailWorker]);
  takeEventBack(town.system, orderOf(town.system, "PO-WRONG")!, "wrong", now);
  wish(town, ben, "steps", "digest");
  for (const reference of ["PO-D1", "PO-D2"]) {
    tellOrder(town, orgId, reference);
    tellEvent(town, reference, { step: "shipped", eventId: `shipped-${reference}` });
  }
}
