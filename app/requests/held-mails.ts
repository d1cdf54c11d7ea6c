import { and, asc, eq, ne } from "drizzle-orm";
import { inboundMails, messageFiles } from "#db/schema/requests.ts";
import { transact, type Staff } from "#db/tenant.ts";
import { writeDown } from "../company/audit-log.ts";
import { findAnyRequest, type AnyRequest } from "./desk-thread.ts";
import type { HeldKind } from "./held-lists.ts";
import { findMemberByAddress } from "../people/members.ts";
import { giveWaiting, named } from "./message-files.ts";
import { keeperBy } from "./request-keeper.ts";
import { isOfDesk, type Desk } from "./request-news.ts";
import { findReadable } from "./request-readers.ts";
import type { Clerk } from "./requests-by-staff.ts";
import { ownAddressOf } from "../people/other-addresses.ts";
import { firstMessageOf, openRequest, addMessage, type Author } from "./requests-write.ts";

/** A mail that was not posted as it came in, with the thread it is for and its files; null where there is none. */
export function findHeld(staff: Staff, id: string, config: Desk) {
  const { db } = staff;
  const mail = db
    .select()
    .from(inboundMails)
    .where(and(eq(inboundMails.id, id), ne(inboundMails.outcome, "posted")))
    .get();
  if (!mail) return null;
  const files = db
    .select()
    .from(messageFiles)
    .where(eq(messageFiles.inboundId, id))
    .orderBy(asc(messageFiles.position))
    .all()
    .map(named);
  const request = mail.requestId ? findAnyRequest(staff, mail.requestId) : null;
  const kind = (mail.decision ?? mail.outcome) as HeldKind | "accepted";
  return { ...mail, kind, files, request, isOfStaff: isOfDesk(staff, config, mail.fromEmail) };
}

export type HeldMail = NonNullable<ReturnType<typeof findHeld>>;

/**
 * Puts a held mail's words into the thread it is for, or opens a request that is nobody's. Its author is the member of
 * that address where they may read the thread anyhow; nobody is put on it. Gives the request's id; null where there is no
 * such mail. Once: the second time it only gives the id again. `now` is epoch milliseconds.
 */
export function acceptHeld({ staff }: Clerk, id: string, desk: Desk, now: number): string | null {
  return transact(staff, () => {
    const mail = findHeld(staff, id, desk);
    if (!mail || mail.decision === "accepted") return mail?.requestId ?? null;
    const posted = mail.request ? post(staff, mail, mail.request, desk, now) : open(staff, mail, desk, now);
    decide(staff, id, { ...posted, decision: "accepted", decidedAt: now });
    return posted.requestId;
  });
}

/** Takes a mail out of the queue; its words are kept, and it can be accepted later. */
export function dismissHeld({ staff }: Clerk, id: string, desk: Desk, now: number) {
  transact(staff, () => {
    const mail = findHeld(staff, id, desk);
    if (!mail || mail.decision !== null) return;
    decide(staff, id, { decision: "dismissed", decidedAt: now });
    writeDown(staff, { orgId: mail.request?.orgId, action: "mail.dismissed", subject: nameOf(mail) }, now);
  });
}

type Decision = Partial<typeof inboundMails.$inferInsert>;

/** Keeps what somebody of the staff decided on a mail. */
export function decide({ db, email }: Staff, id: string, decision: Decision) {
  db.update(inboundMails)
    .set({ ...decision, decidedBy: email })
    .where(eq(inboundMails.id, id))
    .run();
}

/** How the log names a mail. */
export const nameOf = ({ fromEmail, subject }: HeldMail) => `${fromEmail}: ${subject}`;

/** A mail's words and files as a message that was let in. */
export const saidBy = ({ id, text, quoted }: HeldMail, { email }: Staff) =>
  ({ text: text ?? "", quoted, via: "mail", acceptedBy: email, inboundId: id }) as const;

function post(staff: Staff, mail: HeldMail, request: AnyRequest, desk: Desk, now: number) {
  const keeper = keeperBy(staff, request, "mail.accepted", now);
  giveWaiting(staff, { inboundId: mail.id }, request.orgId);
  const message = addMessage(keeper, request, authorOf(staff, mail, request), saidBy(mail, staff), desk, now);
  return { requestId: request.id, messageId: message.id };
}

function open(staff: Staff, mail: HeldMail, desk: Desk, now: number) {
  writeDown(staff, { action: "mail.accepted", subject: nameOf(mail) }, now);
  const author = { side: "customer", personId: null, email: mail.fromEmail, name: mail.fromName } as const;
  const asking = { ...saidBy(mail, staff), subject: mail.subject, about: null, verified: mail.proven };
  const request = openRequest(staff, author, asking, desk, now);
  return { requestId: request.id, messageId: firstMessageOf(staff, request).id };
}

/** Whose words they are: the member's of that address who may read the thread, a colleague's, else a stranger's. */
function authorOf(staff: Staff, mail: HeldMail, { orgId, id }: AnyRequest): Author {
  const { fromEmail: email, fromName: name } = mail;
  if (mail.isOfStaff) return { side: "staff", personId: null, email, name };
  const tenant = orgId === null ? null : staff.reading(orgId);
  const own = ownAddressOf(staff, email);
  const member = tenant && findMemberByAddress(tenant, own);
  if (!member || !findReadable(tenant, member, id))
    return { side: "customer", personId: null, email, name: member?.name ?? name };
  return { side: "customer", personId: member.personId, email: own, name: member.name ?? name };
}
