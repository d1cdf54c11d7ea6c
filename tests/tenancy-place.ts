import { startSession } from "#app/sign-in/sessions.ts";
import { askToJoin } from "#app/team/join-requests.ts";
import { leaveToken } from "#app/mail/leave.ts";
import { choose } from "#app/notifications/choices.ts";
import { paths } from "#app/paths.ts";
import { createKey } from "#app/company/api-keys.ts";
import { addPayablesAddress } from "#app/billing/billing-mail-settings.ts";
import { nextSaving, saveChange, settleChange } from "#app/billing/detail-changes.ts";
import { createItemLink, itemLinkDays } from "#app/sign-in/item-links.ts";
import { addOrderEvent } from "#app/orders/orders-write.ts";
import { startVisit } from "#app/billing/customer-portal-visits.ts";
import { closeRequest } from "#app/requests/requests-write.ts";
import { draftOf } from "#app/requests/message-files.ts";
import { leaveAnswer, listLeaving, takeAnswerBack } from "#app/requests/leaving-answers.ts";
import { listReplies, saveReply } from "#app/requests/saved-replies.ts";
import { addCustomerNote, listCustomerNotes } from "#app/staff/customer-notes.ts";
import { addStaffTask, listStaffTasks } from "#app/company/staff-tasks.ts";
import { stripeCustomers } from "#db/schema/billing.ts";
import { imports, type FileDates } from "#db/schema/imports.ts";
import type { Import } from "#app/imports/imports.ts";
import type { OrgId } from "#db/ids.ts";
import { jobs } from "#db/schema/mail.ts";
import { products } from "#db/schema/subscriptions.ts";
import { claimOwnership } from "#app/team/owner-claims.ts";
import { organizations } from "#db/schema/organizations.ts";
import { invites } from "#db/schema/team.ts";
import { staffOf, type Staff } from "#db/tenant.ts";
import { eq } from "drizzle-orm";
import { addInvite } from "./team/team-rows.ts";
import { addMail } from "./mail/mail-rows.ts";
import { addStepFile, addWaitingFile } from "./files/file-rows.ts";
import { plainEvent, tellEvent, tellOrder } from "./orders/order-rows.ts";
import { addCreditNote, addPayment } from "./billing/payment-rows.ts";
import { addAddress } from "./people/person-rows.ts";
import { ask, clerk, customer, hold, tell } from "./requests/request-rows.ts";
import { addInvoice } from "./rows.ts";
import { openBilling, type Billing } from "./billing/stripe/billing.ts";
import { addCustomer, addSubscription } from "./billing/subscription-rows.ts";
import type { Who } from "./tenancy-rows.ts";

export type Place = Awaited<ReturnType<typeof openPlace>>["place"];

/** The town with Stripe, one of everything that is Acme's and some of Zebra's, and a session of everybody's. */
export async function openPlace(env: Record<string, string> = {}) {
  const town = await openBilling({ env, tuning: { interactivePerSecond: 1_000 } });
  const { acme, zebra } = town;
  const stripeIds = addBilling(town);
  const order = tellOrder(town, acme, "PO-ACME").id;
  tellEvent(town, "PO-ACME", { step: "waiting", eventId: "e-1", needs: "approval of the drawing" });
  const sam = staffOf(town.connection, town.sam.email);
  const slip = plainEvent(town, { step: "packed", eventId: "slip", occurredAt: town.now() - 60_000 });
  addOrderEvent(sam, { id: order, orgId: acme }, slip, { source: "staff", actor: sam.email, now: town.now() });
  saveReply(sam, null, { name: "Thanks", text: "Thank you for your question." }, town.now());
  addStaffTask(town.system, "order-late", "PO-ACME", "PO-ACME is late", town.now());
  hold(town, { id: "mail-acme", subject: "PO-ACME" });
  addAddress(town, town.ada.id, "ada@home.example");
  const linkedAt = town.now() - (itemLinkDays + 1) * 86_400_000;
  const place = {
    acme,
    zebra,
    ...stripeIds,
    ...(await addRequests(town, order)),
    ...addImports(town),
    ...addInvites(town),
    ...addClaims(town),
    ...addClosings(town),
    ada: town.ada.id,
    zoe: town.zoe.id,
    abe: town.abe.id,
    ben: town.ben.id,
    order,
    stepFile: await addStepFile(town, { orgId: acme, id: order }, "e-1"),
    zebraOrder: tellOrder(town, zebra, "PO-ZEBRA").id,
    orderSeen: town.now(),
    key: createKey(town.system, { name: "Warehouse", scopes: ["orders"], by: "cli" }, town.now()).id,
    reply: listReplies(sam)[0]!.id,
    task: listStaffTasks(sam, { of: "decisions" }).find(({ subject }) => subject === "PO-ACME")!.id,
    customerNote: noteOn(sam, acme),
    failedMail: addMail(
      town,
      { orgId: acme, recipient: town.bo.email },
      { state: "failed", sentAt: null, endedAt: town.now(), error: "RCPT TO: 550 no such user" },
    ),
    expired: createItemLink(
      town.system.within(acme),
      { kind: "order", itemId: order, email: town.ben.email },
      linkedAt,
    ),
    payable: createItemLink(
      town.system.within(acme),
      { kind: "invoice", itemId: "in_acme", email: town.bo.email },
      town.now(),
    ),
    forwarded: createItemLink(
      town.system.within(acme),
      { kind: "invoice", itemId: "in_acme", email: "kim@ledger.example", isForwarded: true },
      town.now(),
    ),
    waiting: createItemLink(
      town.system.within(acme),
      { kind: "order", itemId: order, email: town.ben.email },
      town.now(),
    ),
    ...addLeaves(town, order),
    session: startSession(town.system, town.ada.id, "Safari on iPhone", "mailbox", town.now()).publicId,
  };
  const cast = {
    owner: "ada",
    admin: "abe",
    billing: "bo",
    member: "ben",
    accountant: "ann",
    stranger: "zoe",
  } as const;
  const signedIn = Object.entries({ ...cast, staff: "sam" as const });
  const cookies = Object.fromEntries(signedIn.map(([who, name]) => [who, town.signIn(town[name].id)]));
  return { town, place, cookies: cookies as Partial<Record<Who, string>> };
}

/** Pages to leave Ben's order news by, and Bo's invoices, which he has left. */
function addLeaves({ system, config, acme, ben, bo, now }: Billing, itemId: string) {
  choose(
    system.within(acme),
    { personId: bo.id, role: "billing" },
    [{ topic: "invoices", mail: "off" }],
    "link",
    now(),
  );
  const thing = { kind: "order", itemId } as const;
  const tokens = {
    mailed: leaveToken(config.secrets, { topic: "steps", orgId: acme, who: ben.id, thing }),
    left: leaveToken(config.secrets, { topic: "invoices", orgId: acme, who: bo.id, thing: null }),
  };
  return { mailedLink: paths.leave(tokens.mailed), leftLink: paths.leave(tokens.left) };
}

/** What is billed, in the portal and at Stripe. */
function addBilling(town: Billing) {
  const { acme, zebra, stripe } = town;
  const customerId = addCustomer(town, acme, { id: "cus_acme", name: "INV-ACME" });
  addCustomer(town, zebra, { id: "cus_zebra", name: "INV-ZEBRA" });
  addLooseCustomer(town, "cus_loose");
  addPayablesAddress(town.system.within(acme), "ap@acme.example", town.abe.id, town.now());
  stripe.createCustomer({ id: customerId, name: "INV-ACME" });
  const product = stripe.createProduct({ name: "Care plan" }).id;
  const price = stripe.createPrice({
    product,
    currency: "eur",
    unit_amount: 2_400,
    recurring: { interval: "month" },
  }).id;
  stripe.createSubscription({ id: "sub_acme", customer: customerId, items: [{ price }] });
  stripe.openInvoice({ id: "in_acme", customer: customerId, number: "INV-ACME", lines: [{ amount: 120_000 }] });
  stripe.createCreditNote({ id: "cn_acme", invoice: "in_acme", amount: 3_000 });
  const subscription = addSubscription(town, acme, customerId, { id: "sub_acme" }, [
    { name: null, productId: product },
  ]);
  const sold = { id: product, name: "Care plan", obs: 1, fetchedAt: town.now(), firstSeenVia: "event" } as const;
  town.system.db.insert(products).values(sold).run();
  const visit = { customerId, personId: town.abe.id, flow: "subscription_update" } as const;
  return {
    customer: customerId,
    invoice: addInvoice(town, acme, { id: "in_acme", number: "INV-ACME", customerId }),
    payment: addPayment(town, acme, "in_acme"),
    note: addCreditNote(town, acme, "in_acme", { id: "cn_acme" }),
    subscription,
    product,
    change: addConflict(town, customerId),
    visit: startVisit(town.system.within(acme), visit, town.now()),
    zebraInvoice: addInvoice(town, zebra, { id: "in_zebra", number: "INV-ZEBRA", customerId: "cus_zebra" }),
  };
}

/** A Stripe customer who is nobody's. */
function addLooseCustomer({ system, now }: Billing, id: string) {
  const values = { id, name: "INV-LOOSE", obs: 1, fetchedAt: now(), firstSeenVia: "event" } as const;
  system.db.insert(stripeCustomers).values(values).run();
}

/** A change of Acme's details that somebody else was faster with. Gives its id. */
function addConflict(town: Billing, customerId: string): string {
  const acme = town.system.within(town.acme);
  const change = { phone: { from: "", to: "+49 40 1234" } };
  saveChange(acme, { customerId, personId: town.abe.id }, change, town.now());
  const { id } = nextSaving(acme, customerId)!;
  settleChange(acme, id, { state: "conflict", theirs: { phone: "+49 40 9999" } }, town.now());
  return id;
}

/** The hidden key of a form that Ben has not sent yet, with a file. */
export const keyOfBens = "a-form-of-bens";

/** Ben's question about an order of Acme's with a file, which others were copied, one that is closed, one that Ada has yet to claim, and Zoe's. */
async function addRequests(town: Billing, orderId: string) {
  const { acme, zebra } = town;
  const file = await addWaitingFile(town, acme, "PO-ACME");
  const waiting = await addWaitingFile(town, acme, draftOf(keyOfBens, town.ben.email));
  const about = { kind: "order", id: orderId } as const;
  const ben = customer(town.ben);
  const closed = ask(town, acme, ben, { subject: "PO-ACME" });
  tell(town, closed.id, clerk(town.sam));
  closeRequest(town.system.within(acme), closed, ben, town.now());
  const request = ask(town, acme, ben, { subject: "PO-ACME", about, draft: "PO-ACME" }).id;
  const zebraRequest = ask(town, zebra, customer(town.zoe), { subject: "PO-ZEBRA" }).id;
  const copies = [town.bo.email, town.zoe.email, town.ada.email];
  for (const requestId of [request, zebraRequest]) hold(town, { requestId, outcome: "posted", copies });
  hold(town, {
    id: "mail-alias",
    requestId: request,
    fromEmail: "ada@elsewhere.example",
    reason: "stranger",
    proven: true,
  });
  const quoted =
    "From: Ada <ada@acme.example>\nSent: Monday\nTo: help@norrland.example\nSubject: PO-ACME\n\nWhere is it?";
  hold(town, { id: "mail-forwarded", fromEmail: town.sam.email, reason: "forwarded", subject: "Fwd: PO-ACME", quoted });
  hold(town, { id: "mail-which", reason: "which-customer", proven: true, subject: "PO-ACME" });
  const unclaimed = ask(town, null, customer(town.ada), { verified: false, via: "contact" }).id;
  const leaving = addLeaving(town, request);
  const stopped = addLeaving(town, closed.id);
  takeAnswerBack(staffOf(town.connection, town.sam.email), stopped);
  const requests = { request, closed: closed.id, unclaimed, zebraRequest };
  return { file: file.id, waiting: waiting.id, ...requests, leaving, undone: stopped };
}

/** An answer of Sam's that can still be taken back. Gives its id. */
function addLeaving(town: Billing, requestId: string): string {
  const staff = staffOf(town.connection, town.sam.email);
  const answer = { text: "On Monday.", closing: false, seen: 99, orgId: town.acme, formKey: "leaving" };
  leaveAnswer({ staff, name: town.sam.name }, requestId, answer, town.now());
  return listLeaving(staff, requestId).find((one) => one.requestId === requestId)!.id;
}

/** Two whom Ada invited into Acme: Sam, and somebody who was too late; and Otto, who asks to be let in. */
function addInvites(town: Billing) {
  const late = addInvite(town, town.acme, town.ada.id, { email: "late@acme.example" });
  const gone = town.now() - 86_400_000;
  town.system.db.update(invites).set({ expiresAt: gone }).where(eq(invites.id, late.id)).run();
  const joining = askToJoin(town.system, town.acme, town.addPerson("otto@berg.example", "Otto"), town.now())!;
  const { id, token } = addInvite(town, town.acme, town.ada.id, { email: town.sam.email });
  return { invite: id, invitation: token, expiredInvitation: late.token, joining };
}

/** Ben will become an owner of Acme; of Vik's nobody is one. */
function addClaims(town: Billing) {
  const { system, acme, ben, sam } = town;
  claimOwnership(system.within(acme), { personId: ben.id, reason: "PO-ACME" }, sam.email, town.now());
  const vik = town.addOrganization("Vik AB");
  const pia = town.addPerson("pia@vik.example", "Pia");
  town.join(vik, pia, "member");
  return { vik, pia };
}

/** Acme's closing was asked for a week ago, and Shut Ltd is closed. */
function addClosings({ acme, addOrganization, system, now }: Billing) {
  const change = (id: OrgId, values: Partial<typeof organizations.$inferInsert>) =>
    system.db.update(organizations).set(values).where(eq(organizations.id, id)).run();
  const shut = addOrganization("Shut Ltd");
  change(acme, { closingAskedAt: now() - 7 * 86_400_000 });
  change(shut, { closedAt: now() });
  return { shut };
}

/** Imports that can be confirmed, tried again and taken back. */
function addImports({ system, sam, now }: Billing) {
  const common = { fileName: "orders.csv", createdBy: sam.email, createdAt: now(), lines: 1, making: 1 };
  const add = (id: string, state: Import["state"], more: Partial<Import> = {}) => {
    system.db
      .insert(imports)
      .values({ ...common, ...more, id, state })
      .run();
    return id;
  };
  const stopped = add("imp_stopped", "importing");
  const job = { kind: "import.apply", ids: { id: stopped }, dedupeKey: `import.apply ${stopped}`, attempts: 12 };
  system.db
    .insert(jobs)
    .values({ ...job, notBefore: now(), createdAt: now(), parkedAt: now() })
    .run();
  const dates: FileDates = {
    order: null,
    possible: ["dmy", "mdy"],
    example: { said: "05/12/2026", line: 2 },
    against: {},
  };
  const asking = add("imp_asking", "asking", { dates });
  return { asking, checked: add("imp_checked", "checked"), stopped, done: add("imp_done", "done") };
}

/** What Sam keeps of a customer among the staff. Gives its id. */
function noteOn(sam: Staff, orgId: OrgId): string {
  addCustomerNote(sam, sam.reading(orgId), "Pays late, kindly", 1);
  return listCustomerNotes(sam, sam.reading(orgId))[0]!.id;
}
