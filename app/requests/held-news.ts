import { and, asc, desc, eq, gte, lt, sql } from "drizzle-orm";
import { outbox } from "#db/schema/mail.ts";
import { queueMail } from "#db/outbox.ts";
import { inboundMails } from "#db/schema/requests.ts";
import type { System } from "#db/tenant.ts";
import { countHeld, waits } from "./held-lists.ts";
import { listStaffWanting } from "../mail/staff-choices.ts";
import type { Desk } from "./request-news.ts";

const hour = 60 * 60_000;
const keys = "request-new:held:";

/** When the last mail that one is held goes out, or went; in epoch milliseconds. */
function lastTold({ db }: System): number {
  const { dedupeKey } = outbox;
  const last = db
    .select({ dedupeKey })
    .from(outbox)
    .where(and(gte(dedupeKey, keys), lt(dedupeKey, `${keys}:`)))
    .orderBy(desc(dedupeKey))
    .limit(1)
    .get();
  return last ? Number(last.dedupeKey.slice(keys.length).split(":")[0]) : 0;
}

/**
 * Mails the company that a mail waits for somebody to look at it: once an hour at most, however many come. Nobody outside
 * hears of it. `now` is epoch milliseconds.
 */
export function tellOfHeld(system: System, heldMail: string, desk: Desk, now: number) {
  const last = lastTold(system);
  // That one has not gone out yet, and counts what waits by then.
  if (last > now) return;
  const at = Math.max(now, last + hour);
  const wanting = listStaffWanting(system, desk, "desk");
  for (const recipient of wanting.length ? wanting : [desk.supportEmail]) {
    const dedupeKey = `${keys}${at}:${recipient}`;
    queueMail(system, { kind: "request-new", recipient, dedupeKey, props: { heldMail }, notBefore: at }, now);
  }
}

/** The mail of that id, or where somebody has decided on it the next that waits, and how many more wait; null, none does. */
export function findWaiting(system: System, heldMail: string) {
  const { id, outcome, receivedAt } = inboundMails;
  const since = system.db.select({ receivedAt }).from(inboundMails).where(eq(id, heldMail)).get();
  const mail =
    since &&
    system.db
      .select()
      .from(inboundMails)
      .where(and(waits, eq(outcome, "held"), gte(receivedAt, since.receivedAt)))
      .orderBy(desc(sql`${id} = ${heldMail}`), asc(receivedAt), asc(id))
      .limit(1)
      .get();
  return mail ? { mail, more: countHeld(system) - 1 } : null;
}
