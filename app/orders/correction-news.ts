import { and, asc, eq, gte, inArray, lt, or, sql } from "drizzle-orm";
import { queueMail } from "#db/outbox.ts";
import { outbox } from "#db/schema/mail.ts";
import { people } from "#db/schema/organizations.ts";
import type { Staff, System } from "#db/tenant.ts";
import { isDigestQueued } from "../mail/bundles.ts";
import { claimOf, isSo, type MailClaim } from "./order-claims.ts";
import type { Settled } from "./order-events.ts";
import { isSameNews } from "./order-news.ts";

type Writer = System | Staff;
type Mail = typeof outbox.$inferSelect;
type Change = { before: Settled; after: Settled; eventId: string };

const kind = "order-corrected";

/**
 * After an event was taken back or put right, in the caller's transaction: mails about it that have not gone and say what
 * it does not any more do not go, and everybody who was mailed something that was so and is not any more gets one mail
 * that says it. Gives their addresses. `now` is epoch milliseconds.
 */
export function tellOfCorrection(writer: Writer, { before, after, eventId }: Change, now: number): string[] {
  const mails = mailsAbout(writer, after);
  const unsent = mails.filter((mail) => isUnsent(writer, mail));
  const [was, is] = [before, after].map(({ events }) => events.find((event) => event.eventId === eventId));
  if (!was || !is || !isSameNews(was, is))
    drop(
      writer,
      unsent.filter((mail) => mail.kind !== kind && claimOf(mail)?.eventId === eventId),
    );
  if (after.cancelled) return [];

  const wrong = new Map<string, [Mail, MailClaim]>();
  for (const mail of mails.filter((one) => mayArrive(one) && !unsent.includes(one))) {
    const claim = claimOf(mail);
    if (claim && isSo(before, claim) && !isSo(after, claim)) wrong.set(addressOf(writer, mail), [mail, claim]);
  }
  // One that has not gone yet tells how things stand when it goes.
  const told = unsent.filter((mail) => mail.kind === kind).map((mail) => addressOf(writer, mail));
  for (const [recipient, [mail, claim]] of wrong) {
    if (told.includes(recipient)) continue;
    const needs = before.events.find((event) => event.eventId === claim.eventId)?.needs ?? null;
    const props = { orderId: after.id, mailId: mail.id, claim: { ...claim, needs }, instead: newestClaim(after) };
    const dedupeKey = `${kind}:${after.id}:${mail.id}`;
    queueMail(writer, { kind, recipient, dedupeKey, props, orgId: after.orgId }, now);
  }
  return [...wrong.keys()];
}

/** The mails about events of an order to its organization's people, the first first. */
function mailsAbout({ db }: Writer, { id, orgId }: Settled): Mail[] {
  const begins = (start: string) => and(gte(outbox.dedupeKey, `${start}:`), lt(outbox.dedupeKey, `${start};`));
  return db
    .select()
    .from(outbox)
    .where(and(eq(outbox.orgId, orgId), or(begins(`order-step:${id}:event`), begins(`${kind}:${id}`))))
    .orderBy(asc(outbox.createdAt), sql`${outbox}.rowid`)
    .all();
}

/** Where whoever a mail was for is reached by now. */
const addressOf = ({ db }: Writer, { personId, recipient }: Mail): string =>
  (personId && db.select({ email: people.email }).from(people).where(eq(people.id, personId)).get()?.email) ||
  recipient;

/** Whether a mail has surely not gone: its digest, where it waits for one, is not on its way either. */
const isUnsent = (writer: Writer, { state, doubtful, bundle }: Mail) =>
  state === "bundled" ? !isDigestQueued(writer, bundle) : state === "new" && !doubtful;

const mayArrive = ({ state }: Mail) => ["new", "sending", "bundled", "sent", "delivered"].includes(state);

function drop({ db }: Writer, mails: Mail[]) {
  const ids = mails.map(({ id }) => id);
  const values = { state: "dropped", sealed: null, error: "Taken back before it was sent" } as const;
  db.update(outbox)
    .set(values)
    .where(and(inArray(outbox.id, ids), inArray(outbox.state, ["new", "bundled"])))
    .run();
}

/** What a mail would say of how the order as a whole stands; null where none would say anything. */
function newestClaim(order: Settled): MailClaim | null {
  const claims = (["delivered", "shipped"] as const).map((what) => ({ what, eventId: "" }));
  return claims.find((claim) => isSo(order, claim)) ?? null;
}
