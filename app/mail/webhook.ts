import { and, eq, inArray } from "drizzle-orm";
import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { outbox, suppressions } from "#db/schema/mail.ts";
import { systemOf, transact, type System } from "#db/tenant.ts";
import { connectionOf, type Portal } from "../portal.server.ts";
import { suppress } from "./claim.ts";
import type { MailKinds } from "./kind.ts";

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
  if (told.RecordType === "Delivery" && mail) setState(system, mail.id, told, { state: "delivered" });
  if (told.RecordType === "Bounce" || told.RecordType === "SpamComplaint") {
    const type = told.Type || told.RecordType;
    const returned = { returnedAt: now, returnedFor: type };
    if (mail && told.RecordType === "SpamComplaint") setReturned(system, mail.id, returned);
    else if (mail && !harmless.has(type)) {
      const isNew = setState(system, mail.id, told, { state: "bounced", ...returned });
      if (isNew) kinds[mail.kind]?.whenLost?.(system, mail.id, now);
    }
    if (email && (told.Inactive || forGood.has(type))) suppress(system, email, type, now);
  }
  if (told.RecordType === "SubscriptionChange" && email) {
    if (told.SuppressSending) suppress(system, email, told.SuppressionReason || "Unsubscribed", now);
    else if (told.SuppressSending === false) {
      system.db.delete(suppressions).where(eq(suppressions.email, email)).run();
    }
  }
}

/** The mail that is meant: by our own id, which Postmark carries, else by Postmark's. */
function findMail({ db }: System, { Metadata, MessageID }: Payload) {
  const mail = { id: outbox.id, kind: outbox.kind, recipient: outbox.recipient };
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

/**
 * A delivery may be told before the sender has written down that it sent; it comes after nothing but that. Gives whether
 * it became that only now.
 */
function setState({ db }: System, id: string, { MessageID }: Payload, became: Delivered | Bounced): boolean {
  const before = ["new", "sending", "sent", ...(became.state === "bounced" ? (["delivered"] as const) : [])] as const;
  const { changes } = db
    .update(outbox)
    .set({ ...became, sealed: null, doubtful: false, ...(MessageID ? { providerMessageId: MessageID } : {}) })
    .where(and(eq(outbox.id, id), inArray(outbox.state, [...before])))
    .run();
  return changes === 1;
}
