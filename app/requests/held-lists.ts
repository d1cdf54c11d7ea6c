import { and, asc, desc, eq, gt, gte, lt, lte, or, sql } from "drizzle-orm";
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

/** The moment and id of a page's last mail: "1795….b7f0-…"; anything else is no cursor. */
function readCursor(text: string | null) {
  const match = /^(\d{1,15})\.([\w-]{1,100})$/.exec(text ?? "");
  return match ? { at: Number(match[1]), id: match[2]! } : null;
}

function after(kind: HeldKind, cursor: ReturnType<typeof readCursor>) {
  if (!cursor) return undefined;
  const at = kind === "dismissed" ? decidedAt : receivedAt;
  return kind === "held"
    ? and(gte(at, cursor.at), or(gt(at, cursor.at), gt(id, cursor.id)))
    : and(lte(at, cursor.at), or(lt(at, cursor.at), lt(id, cursor.id)));
}

/**
 * A page of mails that were not posted: held ones by how long they wait, automatic ones the newest first, dismissed ones by
 * when that was, the newest first; with the cursor of the next page or null, and whether it is the first.
 */
export function listHeld(
  { db }: Staff,
  kind: HeldKind,
  { after: text = null, limit = heldMailsPerPage }: { after?: string | null; limit?: number } = {},
) {
  const cursor = readCursor(text);
  const direction = kind === "held" ? asc : desc;
  const { fromEmail, fromName, subject, reason, requestId, decidedBy } = inboundMails;
  const rows = db
    .select({ id, fromEmail, fromName, subject, reason, requestId, receivedAt, decidedBy, decidedAt })
    .from(inboundMails)
    .where(and(isKind(kind), after(kind, cursor)))
    .orderBy(direction(kind === "dismissed" ? decidedAt : receivedAt), direction(id))
    .limit(limit + 1)
    .all();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next = rows.length > limit && last ? `${last.decidedAt ?? last.receivedAt}.${last.id}` : null;
  return { mails: page, next, isFirst: !cursor };
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
