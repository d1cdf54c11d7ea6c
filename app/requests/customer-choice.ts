import { and, eq } from "drizzle-orm";
import type { OrgId } from "#db/ids.ts";
import { queueMail } from "#db/outbox.ts";
import { inboundMails, messageFiles, messages, requests } from "#db/schema/requests.ts";
import { transact, type System } from "#db/tenant.ts";
import { ownAddressOf } from "../people/other-addresses.ts";
import { takeAll, type Limit } from "../sign-in/limits.ts";
import { listCustomersOf, type CustomerOf } from "./customers-of.ts";
import { handOver } from "./hand-over.ts";
import { giveWaiting, named } from "./message-files.ts";
import type { Desk } from "./request-news.ts";
import { findReadable } from "./request-readers.ts";
import { firstMessageOf, openRequest, putOnThread } from "./requests-write.ts";

const day = 24 * 60 * 60_000;
/** More mails of a day than that are held all the same, and staff are told. */
const questionsPerSender: Limit = { limit: 5, windowMs: day };

/** Mails the proven sender of a mail that may be for several customers, asking for which. `now` is epoch milliseconds. */
export function askWhichCustomer(system: System, { id, fromEmail }: { id: string; fromEmail: string }, now: number) {
  const recipient = ownAddressOf(system, fromEmail);
  if (takeAll(system, [{ key: `which customer of ${recipient}`, limit: questionsPerSender }], now)) return;
  const kind = "request-which-customer";
  queueMail(system, { kind, recipient, dedupeKey: `${kind}:${id}:${recipient}`, props: { heldMail: id } }, now);
}

/** A mail that waits for its sender to say which customer it is for, or is in a thread since; null for everybody else. */
export function findAskedMail(system: System, email: string, id: string) {
  const { db } = system;
  const isAsked = and(
    eq(inboundMails.id, id),
    eq(inboundMails.reason, "which-customer"),
    eq(inboundMails.proven, true),
  );
  const mail = db.select().from(inboundMails).where(isAsked).get();
  if (!mail || ownAddressOf(system, mail.fromEmail) !== email) return null;
  const files = db
    .select()
    .from(messageFiles)
    .where(eq(messageFiles.inboundId, id))
    .orderBy(messageFiles.position)
    .all();
  const request = mail.requestId ? db.select().from(requests).where(eq(requests.id, mail.requestId)).get()! : null;
  return { ...mail, request, files: files.map(named), customers: listCustomersOf(system, email) };
}

export type AskedMail = NonNullable<ReturnType<typeof findAskedMail>>;
type Place = { orgId: OrgId; requestId: string };

/** Where a mail is that somebody has decided on; null where it is nobody's yet, or its sender may not read it. */
export function placeOf(system: System, { request, customers }: AskedMail): Place | null {
  const customer = customers.find(({ orgId }) => orgId === request?.orgId);
  const found = request && customer && findReadable(system.within(customer.orgId), customer, request.id);
  return found ? { orgId: customer.orgId, requestId: found.id } : null;
}

/**
 * Opens the request of a mail for the customer that its sender names, as if it had been sent for it; makes it the customer's
 * where staff accepted it meanwhile. Gives where it is, once: whatever is named after that, the same place. Null where it is
 * not theirs to say. `now` is epoch milliseconds.
 */
export function chooseCustomer(
  system: System,
  { email, id, org }: { email: string; id: string; org: string },
  desk: Desk,
  now: number,
): Place | null {
  return transact(system, () => {
    const mail = findAskedMail(system, email, id);
    if (!mail || mail.request?.orgId) return mail && placeOf(system, mail);
    const customer = mail.customers.find(({ orgId }) => orgId === org);
    if (!customer) return null;
    const requestId = mail.request
      ? giveAccepted(system, mail, customer, now)
      : open(system, mail, customer, desk, now);
    return { orgId: customer.orgId, requestId };
  });
}

function open(system: System, mail: AskedMail, { orgId, personId, email, name }: CustomerOf, desk: Desk, now: number) {
  const { id: inboundId, subject, text, quoted, fromName, receivedAt } = mail;
  const tenant = system.within(orgId);
  giveWaiting(system, { inboundId }, orgId);
  const author = { side: "customer", personId, email, name: name ?? fromName } as const;
  const asking = { subject, text: text ?? "", quoted, via: "mail", inboundId, about: null, verified: true } as const;
  const request = openRequest(tenant, author, asking, desk, receivedAt);
  const messageId = firstMessageOf(tenant, request).id;
  system.db
    .update(inboundMails)
    .set({ requestId: request.id, messageId, decision: "accepted", decidedBy: email, decidedAt: now })
    .where(eq(inboundMails.id, inboundId))
    .run();
  return request.id;
}

/** Makes a request that staff opened with the mail, and that is nobody's, the customer's and its sender's. */
function giveAccepted(system: System, mail: AskedMail, { orgId, personId }: CustomerOf, now: number) {
  const { db } = system;
  const { id } = mail.request!;
  const isTheirs = and(eq(messages.requestId, id), eq(messages.side, "customer"), eq(messages.email, mail.fromEmail));
  db.update(messages).set({ personId }).where(isTheirs).run();
  db.update(requests).set({ personId }).where(eq(requests.id, id)).run();
  putOnThread(system.within(orgId), handOver(system, id, orgId, { verified: true }), personId, now, null);
  return id;
}
