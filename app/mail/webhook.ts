import { and, count, eq, gt, inArray, isNull, max, sql } from "drizzle-orm";
import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { mailboxTests, outbox, suppressions } from "#db/schema/mail.ts";
import { systemOf, transact, type System } from "#db/tenant.ts";
import { beginTrip } from "#db/trips.ts";
import { connectionOf, type Portal } from "../portal.server.ts";
import { suppress } from "./claim.ts";
import type { MailKinds } from "./kind.ts";
import { softBounces, testEveryMs } from "./mail-returns.ts";

const text = z.string().nullish();
const payload = z.object({
  RecordType: z.string(),
  MessageID: text,
  Metadata: z.record(z.string(), z.unknown()).nullish(),
  Recipient: text,
  Email: text,
  Type: text,
  Inactive: z.boolean().nullish(),
  SuppressSending: z.boolean().nullish(),
  SuppressionReason: text,
});
type Payload = z.infer<typeof payload>;

/** Bounces after which the mail may still arrive, or did: https://postmarkapp.com/developer/api/bounce-api#bounce-types */
const harmless = new Set(["Transient", "Subscribe", "Unsubscribe", "AutoResponder", "AddressChange", "OpenRelayTest"]);
const forGood = new Set(["HardBounce", "BadEmailAddress", "SpamComplaint", "ManuallyDeactivated", "Unsubscribe"]);
const softBouncesUntilDead = 3;
const softBouncesWithinMs = 7 * 24 * 60 * 60_000;

const digest = (value: string) => createHash("sha256").update(value).digest();

/** Whether an Authorization header presents the configured `user:password`. Where none is configured nothing does. */
export function isFromPostmark({ config }: Portal, authorization: string | null): boolean {
  const wanted = config.mail.webhookAuth;
  const given = Buffer.from(/^Basic\s+(\S+)$/i.exec(authorization ?? "")?.[1] ?? "", "base64").toString("utf8");
  return timingSafeEqual(digest(given), digest(wanted ?? "")) && !!wanted;
}

/** Writes down what Postmark tells of a mail. What it cannot make sense of, it leaves. */
export function hearFromPostmark(portal: Portal, kinds: MailKinds, body: unknown) {
  const parsed = payload.safeParse(body);
  if (!parsed.success) return;
  const system = systemOf(connectionOf(portal));
  transact(system, () => hear(system, kinds, parsed.data, portal.now()));
}

function hear(system: System, kinds: MailKinds, told: Payload, now: number) {
  const mail = findMail(system, told);
  const email = mail?.recipient ?? (told.Recipient || told.Email)?.trim().toLowerCase();
  if (told.RecordType === "Delivery" && mail) setDelivered(system, kinds, mail.id, told, now);
  if (told.RecordType === "Bounce" || told.RecordType === "SpamComplaint") {
    const type = told.Type || told.RecordType;
    if (mail?.returnedFor === type) return;
    const returned = { returnedAt: now, returnedFor: type };
    if (mail && told.RecordType === "SpamComplaint") setReturned(system, mail.id, returned);
    else if (mail && !harmless.has(type)) {
      const isNew = setState(system, mail.id, told, { state: "bounced", ...returned }, now);
      if (isNew) kinds[mail.kind]?.whenLost?.(system, mail.id, now, kinds);
    }
    if (!email) return;
    const isDead =
      told.Inactive || forGood.has(type) || (softBounces.includes(type) && hasBouncedOften(system, email, now));
    if (isDead) suppress(system, email, type, now);
  }
  if (told.RecordType === "SubscriptionChange" && email) {
    if (told.SuppressSending) suppress(system, email, told.SuppressionReason || "Unsubscribed", now);
    else if (told.SuppressSending === false && !isBeingTested(system, email, now)) {
      system.db.delete(suppressions).where(eq(suppressions.email, email)).run();
    }
  }
}

/** Whether Postmark may say so because we asked it to: then the address works once a code has come back from it. */
function isBeingTested({ db }: System, email: string, now: number): boolean {
  const isOpen = and(isNull(mailboxTests.provenAt), gt(mailboxTests.askedAt, now - testEveryMs));
  return !!db
    .select({ email: mailboxTests.email })
    .from(mailboxTests)
    .where(and(eq(mailboxTests.email, email), isOpen))
    .get();
}

/**
 * Whether the last three mails to an address came back within a week, each counted once. What was sent to it since and
 * delivered begins the count anew.
 */
function hasBouncedOften({ db }: System, email: string, now: number): boolean {
  const isTheirs = eq(outbox.recipient, email);
  const delivered = and(isTheirs, eq(outbox.state, "delivered"));
  const last = db
    .select({ at: max(outbox.sentAt) })
    .from(outbox)
    .where(delivered)
    .get()!.at;
  const isSoft = and(eq(outbox.state, "bounced"), inArray(outbox.returnedFor, [...softBounces]));
  const isRecent = and(gt(outbox.returnedAt, now - softBouncesWithinMs), gt(outbox.sentAt, last ?? 0));
  const bounced = db
    .select({ n: count() })
    .from(outbox)
    .where(and(isTheirs, isSoft, isRecent))
    .get()!.n;
  return bounced >= softBouncesUntilDead;
}

/** The mail that is meant: by our own id, which Postmark carries, else by Postmark's. */
function findMail({ db }: System, { Metadata, MessageID }: Payload) {
  const { id, kind, recipient, returnedFor } = outbox;
  const mail = { id, kind, recipient, returnedFor };
  const own = Metadata?.outbox_id;
  const byOwn = typeof own === "string" ? db.select(mail).from(outbox).where(eq(outbox.id, own)).get() : undefined;
  if (byOwn || !MessageID) return byOwn;
  return db.select(mail).from(outbox).where(eq(outbox.providerMessageId, MessageID)).get();
}

type Returned = { returnedAt: number; returnedFor: string };
type Delivered = { state: "delivered" };
type Bounced = { state: "bounced" } & Returned;

/** It was delivered all the same. */
function setReturned({ db }: System, id: string, returned: Returned) {
  db.update(outbox).set(returned).where(eq(outbox.id, id)).run();
}

/** What follows a mail that went out follows from its delivery too: the sender may never come to write down that it sent. */
function setDelivered(system: System, kinds: MailKinds, id: string, told: Payload, now: number) {
  if (!setState(system, id, told, { state: "delivered" }, now)) return;
  const row = system.db.select().from(outbox).where(eq(outbox.id, id)).get()!;
  beginTrip(system, id, row.sentAt ?? now, now);
  kinds[row.kind]?.whenSent?.(system, row, now);
}

/**
 * A delivery may be told before the sender has written down that it sent; it comes after nothing but that. Gives whether
 * it became that only now.
 */
function setState(
  { db }: System,
  id: string,
  { MessageID }: Payload,
  became: Delivered | Bounced,
  now: number,
): boolean {
  const before = ["new", "sending", "sent", ...(became.state === "bounced" ? (["delivered"] as const) : [])] as const;
  const { changes } = db
    .update(outbox)
    .set({
      ...became,
      sealed: null,
      doubtful: false,
      sentAt: sql`coalesce(${outbox.sentAt}, ${now})`,
      ...(MessageID ? { providerMessageId: MessageID } : {}),
    })
    .where(and(eq(outbox.id, id), inArray(outbox.state, [...before])))
    .run();
  return changes === 1;
}
