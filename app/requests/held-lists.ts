import { and, asc, desc, eq, sql } from "drizzle-orm";
import { cursorOf, cutPage, isAfter, moment, rowId } from "#db/cursor.ts";
import { inboundMails } from "#db/schema/requests.ts";
import type { Staff } from "#db/tenant.ts";

export const heldMailsPerPage = 30;

/** Held for somebody to look at; only kept because a machine wrote it; or taken out of either by somebody. */
export const heldKinds = ["held", "automatic", "dismissed"] as const;
export type HeldKind = (typeof heldKinds)[number];

const { id, outcome, decision, receivedAt, decidedAt } = inboundMails;

/** Nobody has decided on it; written out, because the indexes are found by these words. */
export const waits = sql`(${decision} is null and ${outcome} <> 'posted')`;
const isDismissed = sql`${decision} = 'dismissed'`;

const isKind = (kind: HeldKind) => (kind === "dismissed" ? isDismissed : and(waits, eq(outcome, kind)));

const cursor = cursorOf({ at: moment, id: rowId() }, ".");

/**
 * A page of mails that were not posted: held ones by how long they wait, automatic ones the newest first, dismissed ones by
 * when that was, the newest first; with the cursor of the next page or null, and whether it is the first.
 */
export function listHeld(
  { db }: Staff,
  kind: HeldKind,
  { after: text = null, limit = heldMailsPerPage }: { after?: string | null; limit?: number } = {},
) {
  const place = cursor.read(text);
  const at = kind === "dismissed" ? decidedAt : receivedAt;
  const direction = kind === "held" ? "asc" : "desc";
  const sorted = { asc, desc }[direction];
  const { fromEmail, fromName, subject, reason, requestId, decidedBy } = inboundMails;
  const rows = db
    .select({ id, fromEmail, fromName, subject, reason, requestId, receivedAt, decidedBy, decidedAt })
    .from(inboundMails)
    .where(and(isKind(kind), place ? isAfter(direction, [at, place.at], [id, place.id]) : undefined))
    .orderBy(sorted(at), sorted(id))
    .limit(limit + 1)
    .all();
  const { page, next } = cutPage(rows, limit, (last) =>
    cursor.write({ at: last.decidedAt ?? last.receivedAt, id: last.id }),
  );
  return { mails: page, next, isFirst: !place };
}

export type HeldRow = ReturnType<typeof listHeld>["mails"][number];

/** How many mails of a kind there are: of held ones, how many wait for somebody to look at them. */
export function countHeld({ db }: Pick<Staff, "db">, kind: HeldKind = "held"): number {
  return db
    .select({ count: sql<number>`count(*)` })
    .from(inboundMails)
    .where(isKind(kind))
    .get()!.count;
}

/** How many there are of each kind. */
export const countHeldKinds = (staff: Staff) =>
  Object.fromEntries(heldKinds.map((kind) => [kind, countHeld(staff, kind)])) as Record<HeldKind, number>;

/** Those that wait and are for a thread. */
export function listHeldFor({ db }: Staff, requestId: string) {
  return db
    .select({ id, fromEmail: inboundMails.fromEmail })
    .from(inboundMails)
    .where(and(waits, eq(outcome, "held"), eq(inboundMails.requestId, requestId)))
    .orderBy(asc(receivedAt))
    .all();
}
