import { sql } from "drizzle-orm";
import { blob, index, integer, sqliteTable, text, unique, uniqueIndex } from "drizzle-orm/sqlite-core";
import { flag, json, leased, orgId, personId } from "./columns.ts";
import { organizations, people } from "./organizations.ts";

/**
 * Bundled: it waits for a digest. Suppressed: the address gets none. Dropped: when it was to be sent
 * there was nothing to say any more.
 */
export const outboxStates = [
  "new",
  "sending",
  "bundled",
  "sent",
  "delivered",
  "bounced",
  "failed",
  "suppressed",
  "dropped",
] as const;

/** Those of a mail that did not reach its recipient. */
export const lostStates = [
  "bounced",
  "suppressed",
  "failed",
] as const satisfies readonly (typeof outboxStates)[number][];

export const outbox = sqliteTable(
  "outbox",
  {
    id: text("id").primaryKey(),
    orgId: orgId(),
    kind: text("kind").notNull(),
    dedupeKey: text("dedupe_key").notNull().unique(),
    recipient: text("recipient").notNull(),
    /** Whose address it was when the mail was queued: it may be somebody else's later. */
    personId: personId(),
    /** The request it tells of, so that its thread can say what became of it. */
    requestId: text("request_id"),
    props: json<Record<string, unknown>>("props").notNull(),
    /** Codes and links, sealed; wiped once the mail is sent. */
    sealed: blob("sealed", { mode: "buffer" }),
    state: text("state", { enum: outboxStates }).notNull().default("new"),
    attempts: integer("attempts").notNull().default(0),
    notBefore: integer("not_before").notNull(),
    /** The digest it waits for or went with: the person, and when that is due in epoch milliseconds. */
    bundle: text("bundle"),
    /** Until when it was held back for its recipient's quiet hours, in epoch milliseconds: it grows no older by that. */
    heldUntil: integer("held_until"),
    ...leased(),
    /** True where an earlier try may have reached the provider: ask before sending again. */
    doubtful: flag("doubtful").notNull().default(false),
    providerMessageId: text("provider_message_id"),
    /** As it went out, for who looks back at it; never of one with a code, or of a digest, which may be another mail's. */
    subject: text("subject"),
    error: text("error"),
    createdAt: integer("created_at").notNull(),
    /** When staff had it sent again, in epoch milliseconds. */
    resentAt: integer("resent_at"),
    sentAt: integer("sent_at"),
    /** When it was given up, refused for good or left out, in epoch milliseconds. */
    endedAt: integer("ended_at"),
    /** When it came back or was marked as spam, in epoch milliseconds, and what Postmark calls that. */
    returnedAt: integer("returned_at"),
    returnedFor: text("returned_for"),
  },
  (t) => [
    index("outbox_due")
      .on(t.notBefore)
      .where(sql`state in ('new', 'sending')`),
    index("outbox_sent")
      .on(t.sentAt)
      .where(sql`sent_at is not null`),
    index("outbox_due_codes")
      .on(t.notBefore)
      .where(sql`state in ('new', 'sending') and kind in ('sign-in', 'confirm', 'address-code')`),
    index("outbox_waits_with_error")
      .on(t.createdAt)
      .where(sql`state in ('new', 'sending') and error is not null`),
    index("outbox_failed")
      .on(t.endedAt)
      .where(sql`state = 'failed'`),
    index("outbox_returned")
      .on(t.returnedAt)
      .where(sql`returned_at is not null`),
    index("outbox_lost")
      .on(t.orgId, t.createdAt)
      .where(sql`state in ('bounced', 'suppressed', 'failed')`),
    index("outbox_bundle")
      .on(t.bundle)
      .where(sql`state = 'bundled'`),
    index("outbox_bundles_due")
      .on(t.notBefore)
      .where(sql`state = 'bundled'`),
    index("outbox_created").on(t.createdAt),
    index("outbox_codes")
      .on(t.createdAt)
      .where(sql`kind in ('sign-in', 'confirm', 'address-code')`),
    index("outbox_recipient").on(t.recipient),
    index("outbox_person")
      .on(t.personId, t.createdAt)
      .where(sql`person_id is not null`),
    index("outbox_request")
      .on(t.requestId, t.personId)
      .where(sql`request_id is not null`),
  ],
);

/** As its indexes say it: SQLite uses those only for the very words. */
export const isUnsent = sql`${outbox.state} in ('new', 'sending')`;
export const isBundled = sql`${outbox.state} = 'bundled'`;
export const isLost = sql`${outbox.state} in ('bounced', 'suppressed', 'failed')`;
export const isFailed = sql`${outbox.state} = 'failed'`;
/** Somebody waits for it, and it soon leads nowhere. There are many of them, so nobody looks back at them. */
export const isCode = sql`${outbox.kind} in ('sign-in', 'confirm', 'address-code')`;
export const isNoCode = sql`${outbox.kind} not in ('sign-in', 'confirm', 'address-code')`;

/** Its subject holds no code, and is of what it says itself it is of. */
export const hasOwnSubject = sql`${isNoCode} and ${outbox.kind} <> 'digest'`;

export const suppressions = sqliteTable("suppressions", {
  email: text("email").primaryKey(),
  reason: text("reason").notNull(),
  createdAt: integer("created_at").notNull(),
});

/** Whose address came back, and who had it tried again: it counts once the code of the test email is typed in. */
export const mailboxTests = sqliteTable(
  "mailbox_tests",
  {
    personId: personId()
      .primaryKey()
      .references(() => people.id),
    email: text("email").notNull(),
    /** When the provider was last asked to deliver to it again. Epoch milliseconds, as all times. */
    askedAt: integer("asked_at").notNull(),
    /** When the test email was queued; null where the provider gave no answer. */
    testedAt: integer("tested_at"),
    mailId: text("mail_id"),
    codeHash: text("code_hash"),
    codeFailures: integer("code_failures").notNull().default(0),
    provenAt: integer("proven_at"),
  },
  (t) => [index("mailbox_tests_asked").on(t.askedAt)],
);

export const itemLinks = sqliteTable(
  "item_links",
  {
    id: text("id").primaryKey(),
    orgId: orgId()
      .notNull()
      .references(() => organizations.id),
    tokenHash: text("token_hash").notNull().unique(),
    kind: text("kind", { enum: ["invoice", "order"] }).notNull(),
    itemId: text("item_id").notNull(),
    email: text("email").notNull(),
    /** Sent on by one of the organization's people to an address that need not be anybody's there. */
    isForwarded: integer("is_forwarded", { mode: "boolean" }).notNull().default(false),
    /** The mail that it went out with: of a line in a digest, the digest. */
    mailId: text("mail_id"),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
    revokedAt: integer("revoked_at"),
  },
  (t) => [
    unique("item_links_org_id").on(t.orgId, t.id),
    index("item_links_item").on(t.orgId, t.kind, t.itemId),
    index("item_links_created").on(t.createdAt),
    index("item_links_mail")
      .on(t.mailId)
      .where(sql`mail_id is not null`),
  ],
);

export const jobs = sqliteTable(
  "jobs",
  {
    id: integer("id").primaryKey(),
    kind: text("kind").notNull(),
    ids: json<Record<string, string>>("ids").notNull(),
    dedupeKey: text("dedupe_key"),
    notBefore: integer("not_before").notNull(),
    attempts: integer("attempts").notNull().default(0),
    ...leased(),
    parkedAt: integer("parked_at"),
    error: text("error"),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [
    index("jobs_due")
      .on(t.notBefore)
      .where(sql`parked_at is null`),
    index("jobs_parked")
      .on(t.parkedAt)
      .where(sql`parked_at is not null`),
    uniqueIndex("jobs_dedupe")
      .on(t.dedupeKey)
      .where(sql`dedupe_key is not null`),
  ],
);
