import { and, desc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { OrgId } from "./ids.ts";
import { itemLinks, outbox } from "./schema/mail.ts";
import { people } from "./schema/organizations.ts";
import { trips } from "./schema/trips.ts";
import type { Db } from "./connection.ts";

const isLeftOut = sql`exists (select 1 from ${people} where ${people.id} = ${outbox.personId} and ${people.isLeftOut})`;

/**
 * Begins the trip of a mail that went out, or says when it was delivered; in the caller's transaction, times in epoch
 * milliseconds. Only of a mail with a link to an item, and not for who is left out of every count.
 */
export function beginTrip({ db }: { db: Db }, mailId: string, sentAt: number, deliveredAt: number | null) {
  const hasLink = sql`exists (select 1 from ${itemLinks} where ${itemLinks.mailId} = ${outbox.id})`;
  db.run(sql`
    insert into ${trips} (mail_id, kind, sent_at, delivered_at)
    select ${outbox.id}, ${outbox.kind}, ${sentAt}, ${deliveredAt} from ${outbox}
    where ${outbox.id} = ${mailId} and ${hasLink} and not ${isLeftOut}
    on conflict (mail_id) do update set delivered_at = coalesce(${trips.deliveredAt}, excluded.delivered_at)`);
}

const whats = sql<string | null>`json_extract(${outbox.props}, '$.what')`;

/** The trip of a mail and whether that asks something of its reader; undefined where it has none, or who got it is left out by now. */
export function findTrip({ db }: { db: Db }, mailId: string) {
  const found = db
    .select({ trip: trips, what: whats })
    .from(trips)
    .innerJoin(outbox, eq(outbox.id, trips.mailId))
    .where(and(eq(trips.mailId, mailId), sql`not ${isLeftOut}`))
    .get();
  return found && { trip: found.trip, isAsking: found.what === "waiting" };
}

/** The newest mail with a trip that went to an address for an organization: about that order, or else about money. */
export function findMailTo({ db }: { db: Db }, orgId: OrgId, email: string, orderId: string | null): string | null {
  const ofOrder = sql`json_extract(${outbox.props}, '$.orderId')`;
  const isAbout = orderId === null ? sql`${ofOrder} is null` : sql`${ofOrder} = ${orderId}`;
  const found = db
    .select({ mailId: trips.mailId })
    .from(outbox)
    .innerJoin(trips, eq(trips.mailId, outbox.id))
    .where(and(eq(outbox.recipient, email), eq(outbox.orgId, orgId), isAbout))
    .orderBy(desc(trips.sentAt))
    .get();
  return found?.mailId ?? null;
}

/** Ends the trips from which an invoice was being paid, as its payment is known now, in epoch milliseconds. */
export function endPaidTrips({ db }: { db: Db }, { id, orgId }: { id: string; orgId: OrgId | null }, now: number) {
  if (!orgId) return;
  const isOfInvoice = and(eq(itemLinks.orgId, orgId), eq(itemLinks.kind, "invoice"), eq(itemLinks.itemId, id));
  const mails = db
    .select({ id: sql`${itemLinks.mailId}` })
    .from(itemLinks)
    .where(and(isOfInvoice, isNotNull(itemLinks.mailId)));
  db.update(trips)
    .set({ done: "paid", doneAt: now })
    .where(and(inArray(trips.mailId, mails), isNotNull(trips.payingAt), isNull(trips.doneAt)))
    .run();
}

/** Writes what a trip came to. */
export const saveTrip = ({ db }: { db: Db }, { mailId, ...trip }: typeof trips.$inferSelect) =>
  void db.update(trips).set(trip).where(eq(trips.mailId, mailId)).run();
