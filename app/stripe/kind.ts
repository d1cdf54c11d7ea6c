import type { SQL } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { OrgId } from "#db/ids.ts";
import type { System } from "#db/tenant.ts";
import type { Ask } from "./ask.ts";

/** A table with the columns that every synced object has. */
export type SyncedTable = SQLiteTable &
  Record<"id" | "orgId" | "raw" | "rawSha" | "obs" | "deletedAt" | "fetchedAt" | "firstSeenVia", SQLiteColumn>;

/** One look at Stripe, as what it found is stored. Times are epoch milliseconds. */
export type Sighting = {
  readonly system: System;
  readonly now: number;
  /** The observation's number, taken before the request: a row keeps what the highest one found. */
  readonly obs: number;
  /** When the newest event came that told of the object; null where none did. */
  readonly eventAt: number | null;
  /** Gives a Stripe customer and all that is theirs to an organization. */
  readonly link: (customerId: string, orgId: OrgId) => void;
};

/**
 * One type of Stripe's objects: how it is fetched and stored. `Answer` is what `read` makes of the answers, children
 * included and checked.
 */
export type Kind<Answer = unknown> = {
  /** Stripe's name for it, in `object`. */
  readonly object: string;
  readonly table: SyncedTable;
  /** Fetches it; null where Stripe says that it is gone. Throws `StripeFault`, or zod's error on an unusable answer. */
  read(ask: Ask, id: string): Promise<Answer | null>;
  /** Stores it, and what follows from it, in the caller's transaction. */
  save(sighting: Sighting, answer: Answer): void;
  /** What the columns that may not be null hold in the tombstone of an object never seen alive. */
  readonly blank: Readonly<Record<string, string | number | boolean>>;
  /** What follows when it is gone, in the caller's transaction. */
  gone?(sighting: Sighting, id: string): void;
  /** The rows of one Stripe customer, which follow the customer from organization to organization. */
  ofCustomer?: readonly { table: SQLiteTable & { orgId: SQLiteColumn }; where: (customerId: string) => SQL }[];
  /** What follows when a customer was given to an organization, in the caller's transaction. */
  linked?(system: System, customerId: string, orgId: OrgId, now: number): void;
  /** Ids of objects that change in silence when their customer is deleted. */
  heldBy?(system: System, customerId: string): string[];
};
