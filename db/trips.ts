import { sql } from "drizzle-orm";
import { itemLinks, outbox } from "./schema/mail.ts";
import { people } from "./schema/organizations.ts";
import { trips } from "./schema/trips.ts";
import type { Db } from "./connection.ts";

/**
 * Begins the trip of a mail that went out, or says when it was delivered; in the caller's transaction, times in epoch
 * milliseconds. Only of a mail with a link to an item, and not for who is left out of every count.
 */
export function beginTrip({ db }: { db: Db }, mailId: string, sentAt: number, deliveredAt: number | null) {
  const hasLink = sql`exists (select 1 from ${itemLinks} where ${itemLinks.mailId} = ${outbox.id})`;
  const isLeftOut = sql`exists (select 1 from ${people} where ${people.id} = ${outbox.personId} and ${people.isLeftOut})`;
  db.run(sql`
    insert into ${trips} (mail_id, kind, sent_at, delivered_at)
    select ${outbox.id}, ${outbox.kind}, ${sentAt}, ${deliveredAt} from ${outbox}
    where ${outbox.id} = ${mailId} and ${hasLink} and not ${isLeftOut}
    on conflict (mail_id) do update set delivered_at = coalesce(${trips.deliveredAt}, excluded.delivered_at)`);
}
