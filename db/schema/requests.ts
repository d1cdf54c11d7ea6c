import { sql } from "drizzle-orm";
import { blob, index, integer, primaryKey, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import { flag, json, orgId, personId } from "./columns.ts";
import { organizations, people } from "./organizations.ts";

export const aboutKinds = ["invoice", "order"] as const;
export type AboutKind = (typeof aboutKinds)[number];

/** What a request is really about, as the company's figures count it. */
export const requestJobs = ["invoice", "order", "details", "payment", "other"] as const;
export type RequestJob = (typeof requestJobs)[number];

/** What somebody can have looked at before they ask. */
export const readKinds = ["invoice", "order", "details", "payment"] as const satisfies RequestJob[];
export type ReadKind = (typeof readKinds)[number];

export const sides = ["customer", "staff"] as const;
export type Side = (typeof sides)[number];

/** A support request. Nobody's organization while it is not known whose it is: then only staff see it. */
export const requests = sqliteTable(
  "requests",
  {
    /** What people call it, and what reply addresses carry; never given twice. */
    number: integer("number").primaryKey({ autoIncrement: true }),
    id: text("id").notNull().unique(),
    orgId: orgId().references(() => organizations.id),
    subject: text("subject").notNull(),
    aboutKind: text("about_kind", { enum: aboutKinds }),
    aboutId: text("about_id"),
    /** From what it was asked about, else as somebody of the staff said; null while neither is. */
    job: text("job", { enum: requestJobs }),
    /** What whoever asked had looked at in the three days before: of what they asked about, that very thing. */
    looked: json<ReadKind[]>("looked"),
    /** Who asked: somebody we know, or who they say they are. */
    personId: personId().references(() => people.id),
    email: text("email").notNull(),
    name: text("name"),
    /** Whether it is proven that they asked: signed in, by a mail of theirs, or confirmed since. */
    verified: flag("verified").notNull(),
    /** When the person whose address was given said that it was not them, in epoch milliseconds. */
    disownedAt: integer("disowned_at"),
    open: flag("open").notNull().default(true),
    /** Whose turn it is, and since when the other side waits, in epoch milliseconds. */
    turn: text("turn", { enum: sides }).notNull().default("staff"),
    waitingSince: integer("waiting_since").notNull(),
    /** The staff address that has taken it on. */
    assignedTo: text("assigned_to"),
    /** Put away until this midnight (epoch milliseconds), or until its customer writes. */
    snoozedUntil: integer("snoozed_until"),
    newestAt: integer("newest_at").notNull(),
    createdAt: integer("created_at").notNull(),
    closedAt: integer("closed_at"),
  },
  (t) => [
    index("requests_org_list").on(t.orgId, t.open, t.newestAt, t.id),
    index("requests_person").on(t.personId, t.newestAt),
    // Counting what a queue or a view of it has reads no rows.
    index("requests_queue").on(t.open, t.turn, t.snoozedUntil, t.waitingSince, t.id, t.assignedTo, t.aboutKind),
    index("requests_assigned")
      .on(t.turn, t.snoozedUntil, t.assignedTo, t.waitingSince, t.id)
      .where(sql`open = 1`),
    index("requests_snoozed")
      .on(t.snoozedUntil, t.id)
      .where(sql`snoozed_until is not null`),
    index("requests_closed").on(t.open, t.newestAt, t.id),
    index("requests_about").on(t.orgId, t.aboutKind, t.aboutId),
    index("requests_asked").on(t.createdAt, t.job),
  ],
);

export type RequestRow = typeof requests.$inferSelect;

/** Of which request a row is; it goes with it. */
export const requestId = () =>
  text("request_id")
    .notNull()
    .references(() => requests.id, { onDelete: "cascade" });

export const messageKinds = ["message", "note", "closed", "reopened"] as const;
export type MessageKind = (typeof messageKinds)[number];

export const messages = sqliteTable(
  "messages",
  {
    id: text("id").primaryKey(),
    orgId: orgId(),
    requestId: requestId(),
    /** Its place in the thread, from 1. */
    position: integer("position").notNull(),
    /** A note is the staff's own: no customer sees it and no mail carries it. */
    kind: text("kind", { enum: messageKinds }).notNull(),
    side: text("side", { enum: sides }).notNull(),
    personId: personId(),
    /** The author's address and name at the time. */
    email: text("email").notNull(),
    name: text("name"),
    text: text("text").notNull(),
    /** What a mail repeated of earlier ones. */
    quoted: text("quoted"),
    /** "link": through an item link, by whoever holds the mail that it came in. */
    via: text("via", { enum: ["portal", "mail", "contact", "link"] }).notNull(),
    /** Who of the staff let a held mail in. */
    acceptedBy: text("accepted_by"),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [
    unique("messages_position").on(t.requestId, t.position),
    index("messages_org").on(t.orgId, t.createdAt),
    // All that answer times are made of, so that no row is read for them.
    index("messages_turns").on(t.createdAt, t.position, t.requestId, t.kind, t.side),
  ],
);

/** Who is on a thread besides the staff: they may read it and are mailed. */
export const requestPeople = sqliteTable(
  "request_people",
  {
    orgId: orgId(),
    requestId: requestId(),
    personId: personId()
      .notNull()
      .references(() => people.id),
    since: integer("since").notNull(),
    /** The address of whoever let them in; null for who asked or wrote. */
    letInBy: text("let_in_by"),
  },
  (t) => [primaryKey({ columns: [t.requestId, t.personId] }), index("request_people_person").on(t.personId)],
);

/** A file in `files/`, by its id: of a message, of a held mail, or kept for a form that was not accepted. */
export const messageFiles = sqliteTable(
  "message_files",
  {
    id: text("id").primaryKey(),
    orgId: orgId(),
    requestId: text("request_id").references(() => requests.id, { onDelete: "cascade" }),
    messageId: text("message_id").references(() => messages.id, { onDelete: "cascade" }),
    inboundId: text("inbound_id"),
    /** The hidden key of the form it came with. */
    draft: text("draft"),
    position: integer("position").notNull(),
    name: text("name").notNull(),
    /** What its bytes and its name agree on. */
    type: text("type").notNull(),
    bytes: integer("bytes").notNull(),
    sha256: text("sha256").notNull(),
    createdAt: integer("created_at").notNull(),
    /** When its bytes were removed, in epoch milliseconds: its mail never became a message. */
    removedAt: integer("removed_at"),
  },
  (t) => [
    index("message_files_message").on(t.messageId, t.position),
    index("message_files_waiting")
      .on(t.createdAt)
      .where(sql`message_id is null and removed_at is null`),
    index("message_files_inbound").on(t.inboundId),
    index("message_files_draft").on(t.draft),
  ],
);

export const inboundOutcomes = ["posted", "held", "automatic"] as const;
export const inboundReasons = [
  "unproven",
  "stranger",
  "which-customer",
  "forwarded",
  "wrong-address",
  "automatic",
  "own",
  "too-many",
  "empty",
] as const;
export type InboundReason = (typeof inboundReasons)[number];

/** Every mail that came in, once, and what became of it. What is held or automatic keeps its words here. */
export const inboundMails = sqliteTable(
  "inbound_mails",
  {
    /** Postmark's MessageID. */
    id: text("id").primaryKey(),
    /** The Message-ID its sender gave it. */
    headerId: text("header_id"),
    /** SHA-256 of what it says, to know the same mail under another id. */
    wordsSha: text("words_sha"),
    fromEmail: text("from_email").notNull(),
    fromName: text("from_name"),
    /** The addresses in copy. */
    copies: json<string[]>("copies").notNull(),
    subject: text("subject").notNull(),
    text: text("text"),
    quoted: text("quoted"),
    /** Whether it is proven that the address it says it is from sent it. */
    proven: flag("proven").notNull(),
    outcome: text("outcome", { enum: inboundOutcomes }).notNull(),
    reason: text("reason", { enum: inboundReasons }),
    requestId: text("request_id").references(() => requests.id, { onDelete: "cascade" }),
    messageId: text("message_id"),
    receivedAt: integer("received_at").notNull(),
    decision: text("decision", { enum: ["accepted", "dismissed"] }),
    decidedBy: text("decided_by"),
    decidedAt: integer("decided_at"),
  },
  (t) => [
    index("inbound_mails_held")
      .on(t.outcome, t.receivedAt)
      .where(sql`decision is null and outcome <> 'posted'`),
    index("inbound_mails_dismissed")
      .on(t.decidedAt, t.id)
      .where(sql`decision = 'dismissed'`),
    index("inbound_mails_from").on(t.fromEmail, t.receivedAt),
    index("inbound_mails_request").on(t.requestId),
    index("inbound_mails_header").on(t.headerId, t.fromEmail),
  ],
);

/** What somebody typed while signed out, sealed, until they are back. */
export const drafts = sqliteTable(
  "drafts",
  {
    /** SHA-256 of what only the browser knows, the form, and whose session it was. */
    idHash: text("id_hash").primaryKey(),
    /** SHA-256 of the form's path. */
    formHash: text("form_hash").notNull().default(""),
    /** Whose session the browser had: nobody else gets it. Null where that is not known. */
    personId: personId(),
    /** The organization in the form's address: it ends with a membership there. */
    orgId: orgId(),
    sealed: blob("sealed", { mode: "buffer" }).notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [index("drafts_person").on(t.personId, t.formHash)],
);

/** What the company has set, by name. */
export const settings = sqliteTable("settings", {
  name: text("name").primaryKey(),
  value: json<unknown>("value").notNull(),
  updatedAt: integer("updated_at").notNull(),
});
