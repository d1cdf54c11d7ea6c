import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { json, personId } from "./columns.ts";
import type { OrderDecision } from "./orders.ts";
import { people } from "./organizations.ts";

/** A customer's answer to what one of an order's events asked for; `seen` is the digest of that as they saw it. */
export type OrderAnswer = {
  orderId: string;
  eventId: string;
  reference: string;
  needs: string;
  decision: OrderDecision;
  note: string | null;
  seen: string;
};

export const challenges = sqliteTable(
  "challenges",
  {
    id: text("id").primaryKey(),
    purpose: text("purpose", { enum: ["sign-in", "sudo", "cli", "address", "answer"] }).notNull(),
    email: text("email").notNull(),
    /** Null on a decoy: an address nobody may sign in with. */
    personId: personId().references(() => people.id),
    tokenHash: text("token_hash").unique(),
    codeHash: text("code_hash").notNull(),
    pendingHash: text("pending_hash").notNull(),
    next: text("next"),
    /** What its code answers, of what an order waits for. */
    answers: json<OrderAnswer>("answers"),
    browser: text("browser").notNull(),
    createdAt: integer("created_at").notNull(),
    linkExpiresAt: integer("link_expires_at").notNull(),
    codeExpiresAt: integer("code_expires_at").notNull(),
    linkUsedAt: integer("link_used_at"),
    codeUsedAt: integer("code_used_at"),
    codeFailures: integer("code_failures").notNull().default(0),
  },
  (t) => [index("challenges_pending").on(t.pendingHash), index("challenges_created").on(t.createdAt)],
);

export const sessions = sqliteTable(
  "sessions",
  {
    /** sha256 of the cookie's value. */
    idHash: text("id_hash").primaryKey(),
    personId: personId()
      .notNull()
      .references(() => people.id),
    publicId: text("public_id").notNull().unique(),
    browser: text("browser").notNull(),
    createdAt: integer("created_at").notNull(),
    lastSeenAt: integer("last_seen_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
    endedAt: integer("ended_at"),
    flash: text("flash"),
  },
  (t) => [
    index("sessions_person").on(t.personId, t.createdAt),
    index("sessions_ended")
      .on(t.endedAt)
      .where(sql`ended_at is not null`),
    index("sessions_expires").on(t.expiresAt),
    index("sessions_seen").on(t.lastSeenAt),
  ],
);

/** How somebody may prove who they are: by a mail to their address, by an invitation, on the command line. */
export const proofKinds = ["mailbox", "invite", "cli"] as const;
export type ProofKind = (typeof proofKinds)[number];

/** What was proven in a session; what it may open follows from that. */
export const sessionProofs = sqliteTable(
  "session_proofs",
  {
    sessionHash: text("session_hash")
      .notNull()
      .references(() => sessions.idHash, { onDelete: "cascade" }),
    personId: personId()
      .notNull()
      .references(() => people.id),
    kind: text("kind", { enum: proofKinds }).notNull(),
    at: integer("at").notNull(),
    /** After when it counts no more; null where it counts as long as the session. */
    until: integer("until"),
  },
  (t) => [primaryKey({ columns: [t.sessionHash, t.kind] })],
);

export const limits = sqliteTable(
  "limits",
  {
    key: text("key").primaryKey(),
    count: integer("count").notNull(),
    expiresAt: integer("expires_at").notNull(),
  },
  (t) => [index("limits_expires").on(t.expiresAt)],
);

/** First results of forms that must not act twice, by the hidden key of the form. */
export const onceKeys = sqliteTable("once_keys", {
  key: text("key").primaryKey(),
  location: text("location").notNull(),
  createdAt: integer("created_at").notNull(),
});
