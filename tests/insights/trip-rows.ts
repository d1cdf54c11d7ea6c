import { eq } from "drizzle-orm";
import { listMails } from "#app/mail/mailbox.ts";
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

/** The newest mail to an address in the mailbox of the demo, and its links by what they lead to. */
export function linksTo({ dataDir, config }: Pick<World, "dataDir" | "config">, email: string, about = "") {
  const mail = listMails(dataDir).find(({ to, text, kind }) => to === email && `${kind} ${text}`.includes(about))!;
  const urls = mail.text.match(/https?:\/\/\S+/g)!.filter((url) => url.startsWith(config.appUrl));
  const paths = urls.map((url) => url.slice(config.appUrl.length));
  const like = (pattern: RegExp) => paths.find((path) => pattern.test(path))!;
  return { item: like(/^\/l\/[^/]+$/), pdf: like(/^\/l\/[^/]+\/pdf$/), leave: like(/^\/u\//) };
}
