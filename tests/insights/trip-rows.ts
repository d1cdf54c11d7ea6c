import { eq } from "drizzle-orm";
import { outbox } from "#db/schema/mail.ts";
import { trips } from "#db/schema/trips.ts";
import type { World } from "../world.ts";

/** The trips of mails to an address, of one kind where it is named, in the order in which they were sent. */
export const tripsOf = ({ system }: Pick<World, "system">, email: string, kind?: string) =>
  system.db
    .select({ trip: trips })
    .from(trips)
    .innerJoin(outbox, eq(outbox.id, trips.mailId))
    .where(eq(outbox.recipient, email))
    .orderBy(trips.sentAt)
    .all()
    .map(({ trip }) => trip)
    .filter((trip) => !kind || trip.kind === kind);
