import type { Config } from "../config.server.ts";
import { transact, type Staff } from "#db/tenant.ts";
import { writeDown } from "../company/audit-log.ts";
import { ownAddressOf } from "../people/other-addresses.ts";
import { listCustomersOf, type CustomerOf } from "./customers-of.ts";
import { decide, findHeld, nameOf, saidBy, type HeldMail } from "./held-mails.ts";
import { forwardedIn, type Forwarded } from "./inbound/forwarded.ts";
import { isInboundAddress } from "./inbound/reply-address.ts";
import { maxMessageLength } from "./message-field.ts";
import { giveWaiting } from "./message-files.ts";
import { isOfDesk } from "./request-news.ts";
import type { Clerk } from "./requests-by-staff.ts";
import { openRequest, putOnThread, writeNote, type Author } from "./requests-write.ts";

type Around = Pick<Config, "staffEmails" | "supportEmail" | "mail">;

/**
 * The mail of somebody else's that one of the company's passed on in a held one, and the customers for whom its author
 * may ask; null where there is none.
 */
export function findForwarded(staff: Staff, mail: HeldMail, around: Around) {
  if (mail.kind === "accepted" || mail.request || !mail.isOfStaff) return null;
  const found = forwardedIn({ said: mail.text ?? "", quoted: mail.quoted });
  if (!found || isOurs(staff, found.from.email, around)) return null;
  return { ...found, customers: listCustomersOf(staff, ownAddressOf(staff, found.from.email)) };
}

const isOurs = (staff: Staff, email: string, around: Around) =>
  isOfDesk(staff, around, email) ||
  (around.mail.inboundAddress !== null && isInboundAddress(email, around.mail.inboundAddress));

/**
 * Opens a request of the person whose mail was passed on, with its words and files; what stood above them becomes a note.
 * `org` is the customer's id, "" where they are of none: then it is nobody's. Gives the request's id, once; null where
 * that cannot be done. `now` is epoch milliseconds.
 */
export function openForwarded({ staff }: Clerk, id: string, org: string, around: Around, now: number): string | null {
  return transact(staff, () => {
    const mail = findHeld(staff, id, around);
    if (!mail || mail.decision === "accepted") return mail?.requestId ?? null;
    const found = findForwarded(staff, mail, around);
    const customer = found?.customers.find(({ orgId }) => orgId === org) ?? null;
    if (!found || (!customer && (org || found.customers.length))) return null;
    const requestId = open(staff, mail, found, customer, around, now);
    // Whose words they are is not proven by who passed them on, so the message is not said to be this mail's.
    decide(staff, id, { requestId, decision: "accepted", decidedAt: now });
    return requestId;
  });
}

function open(
  staff: Staff,
  mail: HeldMail,
  found: Forwarded,
  customer: CustomerOf | null,
  around: Around,
  now: number,
) {
  const keeper = customer ? staff.within(customer.orgId, "mail.forwarded", now, nameOf(mail)) : staff;
  if (!customer) writeDown(staff, { action: "mail.forwarded", subject: nameOf(mail) }, now);
  giveWaiting(staff, { inboundId: mail.id }, customer?.orgId ?? null);
  const { email = found.from.email, personId = null } = customer ?? {};
  const author: Author = { side: "customer", personId, email, name: customer?.name ?? found.from.name };
  const said = { ...saidBy(mail, staff), ...fitting(found) };
  const subject = found.subject || mail.subject;
  const verified = !!customer && mail.proven;
  const request = openRequest(keeper, author, { ...said, subject, about: null, verified }, around, now);
  if (personId) putOnThread(keeper, request, personId, now, null);
  const { fromEmail, fromName } = mail;
  const passer: Author = { side: "staff", personId: null, email: fromEmail, name: fromName };
  if (found.above) writeNote(keeper, request, passer, { text: found.above }, now);
  return request.id;
}

/** A text as a message takes it: what is too long goes on behind the tap. */
function fitting({ said, quoted }: Forwarded) {
  if (said.length <= maxMessageLength) return { text: said, quoted };
  const lineEnd = said.lastIndexOf("\n", maxMessageLength);
  const end = lineEnd > 0 ? lineEnd : maxMessageLength;
  return { text: said.slice(0, end), quoted: [said.slice(end).trim(), quoted ?? ""].filter(Boolean).join("\n\n") };
}
