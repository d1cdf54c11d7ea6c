import { and, isNull, sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, unique, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { PersonId } from "../ids.ts";
import { orgId, personId } from "./columns.ts";
import { organizations, people, roles } from "./organizations.ts";

const open = sql`accepted_at is null and declined_at is null and revoked_at is null`;

/** An address that is asked into an organization. What ran out stays open: it can be sent again. */
export const invites = sqliteTable(
  "invites",
  {
    id: text("id").primaryKey(),
    orgId: orgId()
      .notNull()
      .references(() => organizations.id),
    email: text("email").notNull(),
    /** What whoever invites calls them. */
    name: text("name"),
    role: text("role", { enum: roles }).notNull(),
    /** Of the newest mail's link; null while there was none. */
    tokenHash: text("token_hash").unique(),
    sends: integer("sends").notNull(),
    sentAt: integer("sent_at").notNull(),
    /** The newest mail. */
    outboxId: text("outbox_id"),
    /** Whoever sent it last: one of the organization's own people, or else the address of somebody of the staff. */
    byPerson: text("by_person")
      .$type<PersonId>()
      .references(() => people.id),
    byStaff: text("by_staff"),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
    acceptedAt: integer("accepted_at"),
    acceptedBy: text("accepted_by").$type<PersonId>(),
    declinedAt: integer("declined_at"),
    revokedAt: integer("revoked_at"),
  },
  (t) => [
    unique("invites_org_id").on(t.orgId, t.id),
    uniqueIndex("invites_open").on(t.orgId, t.email).where(open),
    index("invites_email").on(t.email).where(open),
  ],
);

/** Neither taken, declined nor withdrawn; it may have run out. */
export const isOpenInvite = and(isNull(invites.acceptedAt), isNull(invites.declinedAt), isNull(invites.revokedAt));

/** Who asked to be let into an organization. */
export const joinRequests = sqliteTable(
  "join_requests",
  {
    id: text("id").primaryKey(),
    orgId: orgId()
      .notNull()
      .references(() => organizations.id),
    personId: personId()
      .notNull()
      .references(() => people.id),
    /** What led them to ask. */
    why: text("why", { enum: ["invite"] }).notNull(),
    askedAt: integer("asked_at").notNull(),
    decidedAt: integer("decided_at"),
    decision: text("decision", { enum: ["accepted", "refused"] }),
    decidedBy: text("decided_by").$type<PersonId>(),
  },
  (t) => [
    unique("join_requests_org_id").on(t.orgId, t.id),
    uniqueIndex("join_requests_open")
      .on(t.orgId, t.personId)
      .where(sql`decided_at is null`),
    index("join_requests_person").on(t.personId, t.orgId),
  ],
);

/** What the company decided about an organization's access. */
export const organizationAccess = sqliteTable(
  "organization_access",
  {
    orgId: orgId()
      .primaryKey()
      .references(() => organizations.id),
    /** Seats besides those of its subscriptions; null where nothing was decided. */
    seatsByHand: integer("seats_by_hand"),
    /** How many seats too many are in use, as staff were last told; null where they are enough. */
    seatsOverTold: integer("seats_over_told"),
  },
  (t) => [
    index("organization_access_seats")
      .on(t.seatsByHand)
      .where(sql`seats_by_hand is not null`),
  ],
);

const undecided = sql`objected_at is null and settled_at is null`;

/** Staff are to make somebody of an organization's an owner of it, some days from then, unless its people object. */
export const ownerClaims = sqliteTable(
  "owner_claims",
  {
    id: text("id").primaryKey(),
    orgId: orgId()
      .notNull()
      .references(() => organizations.id),
    personId: personId()
      .notNull()
      .references(() => people.id),
    /** What staff were told, in their words. */
    reason: text("reason").notNull(),
    byStaff: text("by_staff").notNull(),
    askedAt: integer("asked_at").notNull(),
    dueAt: integer("due_at").notNull(),
    objectedAt: integer("objected_at"),
    /** The address of whoever objected. */
    objectedBy: text("objected_by"),
    settledAt: integer("settled_at"),
  },
  (t) => [
    unique("owner_claims_org_id").on(t.orgId, t.id),
    uniqueIndex("owner_claims_open").on(t.orgId).where(undecided),
  ],
);
