import { sql, type SQL } from "drizzle-orm";
import {
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  unique,
  uniqueIndex,
  type SQLiteColumn,
} from "drizzle-orm/sqlite-core";
import type { OrgId, PersonId } from "../ids.ts";
import { sortKey } from "../sort-key.ts";
import { flag, json, orgId, personId, type PostalAddress } from "./columns.ts";

export const roles = ["owner", "admin", "billing", "member", "accountant"] as const;
export type Role = (typeof roles)[number];

/** By which names are compared: SQLite knows the capitals of English letters only. */
export const nameKey = (name: SQLiteColumn): SQL<string> => sql`lower(trim(${name}))`;

export const organizations = sqliteTable(
  "organizations",
  {
    id: text("id").$type<OrgId>().primaryKey(),
    name: text("name").notNull(),
    /** What its mails are written in where a person has chosen nothing; null: as the company's. */
    locale: text("locale"),
    /** Counts up with every change of anything the organization owns (triggers), so that pages can be validated by it. */
    version: integer("version").notNull().default(0),
    /** What the feed calls it, and what else the feed told of it. */
    externalId: text("external_id").unique(),
    email: text("email"),
    phone: text("phone"),
    address: json<PostalAddress>("address"),
    sourceUpdatedAt: integer("source_updated_at"),
    /** When the feed last said which Stripe customers are its. */
    customersStatedAt: integer("customers_stated_at"),
    /** Whether somebody was its owner at any time (triggers): then nobody becomes that by an address alone. */
    hadOwner: flag("had_owner").notNull().default(false),
    /** When an owner asked to close it, and since when it is: then its rows stay, and nobody gets in. */
    closingAskedAt: integer("closing_asked_at"),
    closedAt: integer("closed_at"),
    /** Whether nobody of theirs may sign in (triggers). */
    withoutPeople: flag("without_people").notNull().default(true),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [
    index("organizations_name").on(nameKey(t.name), t.id),
    index("organizations_sorted").on(sortKey(t.name), t.id),
    index("organizations_created").on(t.createdAt, t.id),
    index("organizations_without_people")
      .on(t.id)
      .where(sql`without_people = 1`),
  ],
);

export const people = sqliteTable(
  "people",
  {
    id: text("id").$type<PersonId>().primaryKey(),
    email: text("email").notNull().unique(),
    name: text("name"),
    /** How dates and numbers are written to them, and whose clocks they live by; null: as the company's. */
    locale: text("locale"),
    timeZone: text("time_zone"),
    /** Whether they chose the name themselves: then the feed changes it no more. */
    namedThemselves: flag("named_themselves").notNull().default(false),
    /** Whether they chose the address themselves and the feed does not know it yet: then it changes it no more. */
    choseAddress: flag("chose_address").notNull().default(false),
    /** Whether they asked to be left out of what is counted. */
    isLeftOut: flag("is_left_out").notNull().default(false),
    disabledAt: integer("disabled_at"),
    /** When they last proved that the address is theirs. */
    signedInAt: integer("signed_in_at"),
    /** What the feed calls them, and when it last told of them and of their memberships. */
    externalId: text("external_id").unique(),
    sourceUpdatedAt: integer("source_updated_at"),
    membershipsStatedAt: integer("memberships_stated_at"),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [
    index("people_name").on(nameKey(t.name)),
    index("people_never_signed_in")
      .on(t.id)
      .where(sql`signed_in_at is null and disabled_at is null`),
  ],
);

/**
 * Another address that a person writes from: staff let it in. Their mails from it count as theirs; nobody signs in with it
 * and no mail goes there.
 */
export const personAddresses = sqliteTable(
  "person_addresses",
  {
    email: text("email").primaryKey(),
    personId: personId()
      .notNull()
      .references(() => people.id),
    /** The staff address that let it in. */
    addedBy: text("added_by").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [index("person_addresses_person").on(t.personId)],
);

export const memberships = sqliteTable(
  "memberships",
  {
    orgId: orgId()
      .notNull()
      .references(() => organizations.id),
    personId: personId()
      .notNull()
      .references(() => people.id),
    role: text("role", { enum: roles }).notNull(),
    source: text("source", { enum: ["stripe", "invite", "staff", "feed", "team"] }).notNull(),
    /** Who of the organization's own people invited them, where somebody did. */
    invitedBy: text("invited_by")
      .$type<PersonId>()
      .references(() => people.id),
    /** What was proven before that opens the organization no more. */
    proofsAfter: integer("proofs_after"),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.personId] }), index("memberships_person").on(t.personId)],
);

export const staff = sqliteTable("staff", {
  email: text("email").primaryKey(),
  addedBy: text("added_by").notNull(),
  createdAt: integer("created_at").notNull(),
});

export const actorKinds = ["person", "staff", "key", "system", "cli"] as const;
export type ActorKind = (typeof actorKinds)[number];
export type LogDetail = { role?: Role; former?: Role; reason?: string; number?: string };

/** What was done. Only ever added to (triggers): the names and ids of people may be taken out, and what is old removed. */
export const auditLog = sqliteTable(
  "audit_log",
  {
    id: integer("id").primaryKey(),
    orgId: orgId().references(() => organizations.id),
    actorKind: text("actor_kind", { enum: actorKinds }).notNull(),
    /** What the actor was called then: an address, a key's name, "cli". */
    actor: text("actor").notNull(),
    /** Who did it, and to whom. */
    personId: personId(),
    aboutPerson: text("about_person").$type<PersonId>(),
    action: text("action").notNull(),
    subject: text("subject"),
    detail: json<LogDetail>("detail"),
    at: integer("at").notNull(),
  },
  (t) => [
    index("audit_log_org").on(t.orgId, t.id),
    index("audit_log_person").on(t.orgId, t.personId),
    index("audit_log_actor").on(t.actor),
    index("audit_log_at").on(t.at),
  ],
);

/** Rows of the log that are older than `before` may be deleted; nothing is, but while the sweep is at work. */
export const logSweep = sqliteTable("log_sweep", {
  id: integer("id").primaryKey(),
  before: integer("before").notNull(),
});

/** What the company's people keep of a customer among themselves: no customer ever sees it. */
export const customerNotes = sqliteTable(
  "customer_notes",
  {
    id: text("id").primaryKey(),
    orgId: orgId()
      .notNull()
      .references(() => organizations.id),
    text: text("text").notNull(),
    /** The staff address that wrote it. */
    writtenBy: text("written_by").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [unique("customer_notes_org_id").on(t.orgId, t.id), index("customer_notes_list").on(t.orgId, t.createdAt)],
);

/** Things that only a person of the company can decide, shown on the staff pages. */
export const staffTasks = sqliteTable(
  "staff_tasks",
  {
    id: integer("id").primaryKey(),
    kind: text("kind").notNull(),
    subject: text("subject").notNull(),
    detail: text("detail").notNull(),
    createdAt: integer("created_at").notNull(),
    doneAt: integer("done_at"),
  },
  (t) => [
    uniqueIndex("staff_tasks_open")
      .on(t.kind, t.subject)
      .where(sql`done_at is null`),
  ],
);
