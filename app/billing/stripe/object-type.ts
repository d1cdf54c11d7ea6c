import type { SQL } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { OrgId } from "#db/ids.ts";
import type { System } from "#db/tenant.ts";
import type { StripeApi, StripeObject } from "./stripe-api.ts";

/** A table with the columns that every synced object has; without an owner where it is nobody's, such as a product. */
export type SyncedTable = SQLiteTable &
  Record<"id" | "raw" | "rawSha" | "obs" | "deletedAt" | "fetchedAt" | "firstSeenVia" | "firstSeenAt", SQLiteColumn> & {
    orgId?: SQLiteColumn;
  };

export type Query = Readonly<Record<string, string>>;

/** What an observation changed in a row. */
export type StoreOutcome = "new" | "changed" | "same" | "stale";

/** One answer of Stripe, as it is stored. Times are epoch milliseconds. */
export type Observation = {
  readonly system: System;
  readonly now: number;
  /** The observation's number, taken before the request: a row keeps what the highest one found. */
  readonly obs: number;
  /** When the newest event came that told of the object; null where none did. */
  readonly eventAt: number | null;
  /** Called with what the observation changed, for every row it touched. */
  readonly onStored?: (table: SyncedTable, id: string, outcome: StoreOutcome) => void;
  /** Gives a Stripe customer and all that is theirs to an organization. */
  readonly link: (customerId: string, orgId: OrgId) => void;
};

/**
 * One type of Stripe's objects: how it is fetched and stored. `Answer` is what `complete` makes of the answers,
 * children included and checked.
 */
export type ObjectType<Answer = unknown> = {
  /** Stripe's name for it, in `object`. */
  readonly object: string;
  readonly table: SyncedTable;
  /** Where it is found by its id, and listed. */
  readonly path: string;
  /** How it is found, where that is not by its path and id; null where Stripe says that it is gone. */
  find?(api: StripeApi, id: string): Promise<StripeObject | null>;
  /** What comes along with it, by Stripe's names. */
  readonly expand?: readonly string[];
  /**
   * How all of them are listed: by when they were created (with these words), or each customer's own. Partial: not all of
   * them, so that absence tells nothing. Without it no sweep lists them: other objects say when one is to be fetched.
   */
  readonly listed?: ({ by: "created"; query?: Query } | { by: "customer"; query: (customerId: string) => Query }) & {
    readonly isPartial?: boolean;
  };
  /** Checks what Stripe answered, and asks for children that did not come along. Throws `StripeFault`, or zod's error. */
  complete(api: StripeApi, raw: StripeObject): Answer | Promise<Answer>;
  /** Stores it, and what follows from it, in the caller's transaction. */
  save(observation: Observation, answer: Answer): void;
  /**
   * Whether a change may be one that people are told of by what it changed: where a sweep finds it, its event, which may
   * be on its way, goes first.
   */
  isNews?(answer: Answer): boolean;
  /** What the columns that may not be null hold in the tombstone of an object never seen alive. */
  readonly blank: Readonly<Record<string, string | number | boolean>>;
  /** What follows when it is gone, in the caller's transaction. */
  gone?(observation: Observation, id: string): void;
  /** The rows of one Stripe customer, which follow the customer from organization to organization. */
  ofCustomer?: readonly { table: SQLiteTable & { orgId: SQLiteColumn }; where: (customerId: string) => SQL }[];
  /** What follows when a customer was given to an organization, in the caller's transaction. */
  linked?(system: System, customerId: string, orgId: OrgId, now: number): void;
  /** Ids of objects that change in silence when their customer is deleted. */
  heldBy?(system: System, customerId: string): string[];
};

/** Fetches one; null where Stripe says that it is gone. Throws `StripeFault`, or zod's error on an unusable answer. */
export async function readOne<A>(objectType: ObjectType<A>, api: StripeApi, id: string): Promise<A | null> {
  const query = Object.fromEntries((objectType.expand ?? []).map((name, i) => [`expand[${i}]`, name]));
  const raw = objectType.find
    ? await objectType.find(api, id)
    : await api.retrieve(objectType.object, objectType.path, id, query);
  return raw && objectType.complete(api, raw);
}
