import { integer, text } from "drizzle-orm/sqlite-core";
import type { OrgId, PersonId } from "../ids.ts";

export const orgId = () => text("org_id").$type<OrgId>();
export const personId = () => text("person_id").$type<PersonId>();
export const json = <T>(name: string) => text(name, { mode: "json" }).$type<T>();
/** An address as the company writes it. */
export type PostalAddress = {
  line1: string | null;
  line2: string | null;
  postalCode: string | null;
  city: string | null;
  region: string | null;
  country: string | null;
};

export const flag = (name: string) => integer(name, { mode: "boolean" });

/** Who has the row to themselves, and until when in epoch milliseconds (`db/lease.ts`). */
export const leased = () => ({ leaseOwner: text("lease_owner"), leaseUntil: integer("lease_until") });

/** What every synced row has besides its owner: what Stripe said, and when we looked. */
export const sighted = () => ({
  id: text("id").primaryKey(),
  raw: text("raw"),
  rawSha: text("raw_sha"),
  obs: integer("obs").notNull(),
  deletedAt: integer("deleted_at"),
  fetchedAt: integer("fetched_at").notNull(),
  firstSeenVia: text("first_seen_via", { enum: ["event", "backfill"] }).notNull(),
  /** When the row came to be here, in epoch milliseconds. */
  firstSeenAt: integer("first_seen_at").notNull().default(0),
});

/**
 * A synced row that belongs to an organization. No foreign keys between synced tables: an invoice may arrive before its
 * customer. The owner is null until the row's Stripe customer is linked to an organization, and so invisible to every
 * tenant.
 */
export const synced = () => ({ ...sighted(), orgId: orgId() });
