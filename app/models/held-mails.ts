import { and, asc, desc, eq, gt, gte, lt, lte, ne, or, sql } from "drizzle-orm";
import { inboundMails, messageFiles, messages } from "#db/schema/requests.ts";
import { transact, type Staff } from "#db/tenant.ts";
import { writeDown } from "./audit-log.ts";
import { findAnyRequest, type AnyRequest } from "./desk-thread.ts";
import { findMemberByAddress } from "./members.ts";
import { giveFilesOfMail, named } from "./message-files.ts";
import { keeperBy } from "./request-keeper.ts";
import { isOfDesk, type Desk } from "./request-news.ts";
import { findReadable } from "./request-readers.ts";
import type { Clerk } from "./requests-by-staff.ts";
import { openRequest, say, type Author } from "./requests-write.ts";

export const pageSize = 30;

/** Held for somebody to look at, or only kept because a machine wrote it. */
export type HeldKind = "held" | "automatic";

/** Written out, because the index on what waits is found by these words. */
const waits = sql`(${inboundMails.decision} is null and ${inboundMails.outcome} <> 'posted')`;

const isKind = (kind: HeldKind) => and(waits, eq(inboundMails.outcome, kind));

/** The moment and id of a page's last mail: "1795….b7f0-…"; anything else is no cursor. */
function readCursor(text: string | null) {
  const match = /^(\d{1,15})\.([\w-]{1,100})$/.exec(text ?? "");
  return match ? { at: Number(match[1]), id: match[2]! } : null;
}

function after(kind: HeldKind, cursor: ReturnType<typeof readCursor>) {
  if (!cursor) return undefined;
  const { receivedAt, id } = inboundMails;
  return kind === "held"
    ? and(gte(receivedAt, cursor.at), or(gt(receivedAt, cursor.at), gt(id, cursor.id)))
    : and(lte(receivedAt, cursor.at), or(lt(receivedAt, cursor.at), lt(id, cursor.id)));
}

/** A page of mails that nobody has decided on: held ones by how long they wait, automatic ones the newest first. */
export function listHeld(
  { db }: Staff,
  kind: HeldKind,
  { after: text = null, limit = pageSize }: { after?: string | null; limit?: number } = {},
) {
  const cursor = readCursor(text);
  const { id, fromEmail, fromName, subject, reason, receivedAt } = inboundMails;
  const direction = kind === "held" ? asc : desc;
  const rows = db
    .select({ id, fromEmail, fromName, subject, reason, receivedAt })
    .from(inboundMails)
    .where(and(isKind(kind), after(kind, cursor)))
    .orderBy(direction(receivedAt), direction(id))
    .limit(limit + 1)
    .all();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { mails: page, next: rows.length > limit ? `${last!.receivedAt}.${last!.id}` : null, isFirst: !cursor };
}

export type HeldRow = ReturnType<typeof listHeld>["mails"][number];

/** How many mails wait for somebody to look at them. */
export function countHeld({ db }: Staff, kind: HeldKind = "held"): number {
  return db
    .select({ count: sql<number>`count(*)` })
    .from(inboundMails)
    .where(isKind(kind))
    .get()!.count;
}

/** Those of them that are for a thread. */
export function listHeldFor({ db }: Staff, requestId: string) {
  const { id, fromEmail } = inboundMails;
  return db
    .select({ id, fromEmail })
    .from(inboundMails)
    .where(and(waits, eq(inboundMails.outcome, "held"), eq(inboundMails.requestId, requestId)))
    .orderBy(asc(inboundMails.receivedAt))
    .all();
}

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
  return { ...mail, files, request, isOfStaff: isOfDesk(staff, config, mail.fromEmail) };
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

function decide({ db, email }: Staff, id: string, decision: Decision) {
  db.update(inboundMails)
    .set({ ...decision, decidedBy: email })
    .where(eq(inboundMails.id, id))
    .run();
}

const nameOf = ({ fromEmail, subject }: HeldMail) => `${fromEmail}: ${subject}`;

const wordsOf = ({ id, text, quoted }: HeldMail, { email }: Staff) =>
  ({ text: text ?? "", quoted, via: "mail", acceptedBy: email, inboundId: id }) as const;

function post(staff: Staff, mail: HeldMail, request: AnyRequest, desk: Desk, now: number) {
  const keeper = keeperBy(staff, request, "mail.accepted", now);
  giveFilesOfMail(staff, mail.id, request.orgId);
  const message = say(keeper, request, authorOf(staff, mail, request), wordsOf(mail, staff), desk, now);
  return { requestId: request.id, messageId: message.id };
}

function open(staff: Staff, mail: HeldMail, desk: Desk, now: number) {
  writeDown(staff, { action: "mail.accepted", subject: nameOf(mail) }, now);
  const author = { side: "customer", personId: null, email: mail.fromEmail, name: mail.fromName } as const;
  const asking = { ...wordsOf(mail, staff), subject: mail.subject, about: null, verified: mail.proven };
  const request = openRequest(staff, author, asking, desk, now);
  const first = staff.db
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.requestId, request.id), eq(messages.position, 1)))
    .get()!;
  return { requestId: request.id, messageId: first.id };
}

/** Whose words they are: the member's of that address who may read the thread, a colleague's, else a stranger's. */
function authorOf(staff: Staff, mail: HeldMail, { orgId, id }: AnyRequest): Author {
  const { fromEmail: email, fromName: name } = mail;
  if (mail.isOfStaff) return { side: "staff", personId: null, email, name };
  const tenant = orgId === null ? null : staff.reading(orgId);
  const member = tenant && findMemberByAddress(tenant, email);
  const mayRead = tenant && member && findReadable(tenant, member, id);
  return { side: "customer", personId: mayRead ? member.personId : null, email, name: member?.name ?? name };
}
