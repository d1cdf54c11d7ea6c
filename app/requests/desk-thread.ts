import { and, asc, desc, eq, inArray, max } from "drizzle-orm";
import { lostStates, outbox } from "#db/schema/mail.ts";
import { organizations } from "#db/schema/organizations.ts";
import { inboundMails, messages, requests, type Side } from "#db/schema/requests.ts";
import type { Staff } from "#db/tenant.ts";
import { findVotes } from "./closing-votes.ts";
import { listFilesOf, named } from "./message-files.ts";
import { listLinkAskers } from "./link-askers.ts";
import { isTyped } from "./requests.ts";
import { listOnThread } from "./request-readers.ts";

const newestShown = 40;

/** A request, whoever's, with its organization's name; null where there is none. */
export function findAnyRequest({ db }: Staff, id: string) {
  const row = db
    .select({ request: requests, orgName: organizations.name })
    .from(requests)
    .leftJoin(organizations, eq(organizations.id, requests.orgId))
    .where(eq(requests.id, id))
    .get();
  return row ? { ...row.request, orgName: row.orgName } : null;
}

export type AnyRequest = NonNullable<ReturnType<typeof findAnyRequest>>;

/**
 * What the staff see of a thread: its newest messages and notes, oldest first, and how many came before; who is mailed of
 * an answer; and whom a mail of it did not reach. `now` is epoch milliseconds.
 */
export function findThread(staff: Staff, request: AnyRequest, now: number, { all = false } = {}) {
  const rows = staff.db
    .select()
    .from(messages)
    .where(eq(messages.requestId, request.id))
    .orderBy(desc(messages.position))
    .limit(all ? -1 : newestShown)
    .all()
    .reverse();
  const files = listFilesOf(staff, request.id);
  const votes = findVotes(staff, request.id);
  const proven = listProven(staff, request.id);
  const people = listRecipients(staff, request, now);
  return {
    messages: rows.map((message) => ({
      ...message,
      /** Whether it is not proven whose it is: of a mail that was let in, or what was typed on the contact page. */
      unproven: message.acceptedBy !== null ? !proven.has(message.id) : isTyped(request, message),
      /** Whether its author is none of the customer's people who may read the request. */
      isOutsider: request.orgId !== null && message.side === "customer" && message.personId === null,
      files: files.flatMap((file) => (file.messageId === message.id ? [named(file)] : [])),
      /** Of a closing: whether it had been answered, as the customer said. */
      vote: votes.get(message.id) ?? null,
    })),
    earlier: (rows[0]?.position ?? 1) - 1,
    last: rows.at(-1)?.position ?? 0,
    people,
    answered: hasAnswer(staff, request.id),
    outsiders: listOutsiders(staff, request.id, people),
    unreached: listUnreached(staff, request.id),
  };
}

export type DeskThread = ReturnType<typeof findThread>;

/** The messages that came by a mail whose sender is proven. */
function listProven({ db }: Staff, requestId: string): Set<string | null> {
  const mails = db
    .select({ messageId: inboundMails.messageId })
    .from(inboundMails)
    .where(and(eq(inboundMails.requestId, requestId), eq(inboundMails.proven, true)))
    .all();
  return new Set(mails.map(({ messageId }) => messageId));
}

const isSaid = (requestId: string, side: Side) =>
  and(eq(messages.requestId, requestId), eq(messages.side, side), eq(messages.kind, "message"));

const hasAnswer = ({ db }: Staff, requestId: string): boolean =>
  !!db.select({ id: messages.id }).from(messages).where(isSaid(requestId, "staff")).limit(1).get();

/** The addresses of who wrote on the customer's side and is mailed no answer. */
function listOutsiders({ db }: Staff, requestId: string, people: { email: string }[]): string[] {
  const mailed = new Set(people.map(({ email }) => email));
  return db
    .selectDistinct({ email: messages.email })
    .from(messages)
    .where(isSaid(requestId, "customer"))
    .orderBy(asc(messages.email))
    .all()
    .flatMap(({ email }) => (mailed.has(email) ? [] : [email]));
}

/** Who is mailed of an answer. */
function listRecipients(staff: Staff, request: AnyRequest, now: number): { email: string; name: string | null }[] {
  const { id, orgId, email, name, disownedAt } = request;
  if (orgId === null) return disownedAt === null ? [{ email, name }] : [];
  const tenant = staff.reading(orgId);
  const asked = listLinkAskers(tenant, request, now).map((email) => ({ email, name: null }));
  return [...listOnThread(tenant, id), ...asked];
}

/** The addresses that a mail of the thread did not reach, when it was last tried, and what the mail server said. */
function listUnreached({ db }: Staff, requestId: string) {
  const { recipient, state, createdAt, error } = outbox;
  return db
    .select({ email: recipient, at: max(createdAt), reason: error })
    .from(outbox)
    .where(and(eq(outbox.requestId, requestId), inArray(state, [...lostStates])))
    .groupBy(recipient)
    .orderBy(asc(recipient))
    .all();
}
