import { and, asc, desc, eq, inArray, max } from "drizzle-orm";
import { outbox } from "#db/schema/mail.ts";
import { organizations } from "#db/schema/organizations.ts";
import { messages, requests } from "#db/schema/requests.ts";
import type { Staff } from "#db/tenant.ts";
import { listFilesOf, named } from "./message-files.ts";
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
 * an answer; and whom a mail of it did not reach.
 */
export function findThread(staff: Staff, request: AnyRequest, { all = false } = {}) {
  const rows = staff.db
    .select()
    .from(messages)
    .where(eq(messages.requestId, request.id))
    .orderBy(desc(messages.position))
    .limit(all ? -1 : newestShown)
    .all()
    .reverse();
  const files = listFilesOf(staff, request.id);
  return {
    messages: rows.map((message) => ({
      ...message,
      files: files.flatMap((file) => (file.messageId === message.id ? [named(file)] : [])),
    })),
    earlier: (rows[0]?.position ?? 1) - 1,
    last: rows.at(-1)?.position ?? 0,
    people: listRecipients(staff, request),
    unreached: listUnreached(staff, request.id),
  };
}

export type Thread = ReturnType<typeof findThread>;

/** Who is mailed of an answer. */
function listRecipients(
  staff: Staff,
  { id, orgId, email, name }: AnyRequest,
): { email: string; name: string | null }[] {
  return orgId === null ? [{ email, name }] : listOnThread(staff.reading(orgId), id);
}

/** The addresses that a mail of the thread did not reach, and when it was last tried. */
function listUnreached({ db }: Staff, requestId: string) {
  const { recipient, state, createdAt } = outbox;
  return db
    .select({ email: recipient, at: max(createdAt) })
    .from(outbox)
    .where(and(eq(outbox.requestId, requestId), inArray(state, ["bounced", "suppressed", "failed"])))
    .groupBy(recipient)
    .orderBy(asc(recipient))
    .all();
}
