import { sha256 } from "#db/secrets.ts";
import type { StoreOutcome, Observation, SyncedTable } from "./object-type.ts";
import { changeRow, insertRow, rowOf } from "#db/statements.ts";

/** What storing an object changed for its row. `before` is the row as it was, or null. */
export type StoredObject<Row> = { outcome: StoreOutcome; before: Row | null };

type Bookkeeping = "raw" | "rawSha" | "obs" | "deletedAt" | "fetchedAt" | "firstSeenVia" | "firstSeenAt";
export type Columns<T extends SyncedTable> = Omit<T["$inferInsert"], Bookkeeping>;

/**
 * Stores one object, in the caller's transaction, unless a later look was stored before. What `raw` says again changes
 * nothing but the observation and the columns named in `fleeting` (keys of Stripe's, such as links made afresh for
 * every answer, on the left; columns on the right). `children` count as said. An undefined `orgId` keeps the owner.
 */
export function storeObject<T extends SyncedTable>(
  observation: Observation,
  table: T,
  columns: Columns<T>,
  raw: Readonly<Record<string, unknown>>,
  also: Also<T> = {},
): StoredObject<T["$inferSelect"]> {
  const done = storeRow(observation, table, columns, raw, also);
  observation.onStored?.(table, (columns as unknown as { id: string }).id, done.outcome);
  return done;
}

type Also<T extends SyncedTable> = { fleeting?: Partial<Record<string, keyof Columns<T>>>; children?: unknown };

function storeRow<T extends SyncedTable>(
  { system, now, obs, eventAt }: Observation,
  table: T,
  columns: Columns<T>,
  raw: Readonly<Record<string, unknown>>,
  { fleeting = {}, children }: Also<T>,
): StoredObject<T["$inferSelect"]> {
  const { db } = system;
  const values = columns as Columns<T> & { id: string; orgId?: string | null };
  const lasting = Object.fromEntries(Object.entries(raw).filter(([key]) => !(key in fleeting)));
  const rawSha = sha256(JSON.stringify([lasting, children]));
  const seen = { obs, fetchedAt: now };
  const whole = { ...values, ...seen, raw: JSON.stringify(raw), rawSha, deletedAt: null };
  const before = rowOf(db, table, values.id);

  if (!before) {
    const firstSeenVia = eventAt === null ? "backfill" : "event";
    insertRow(db, table, { ...whole, firstSeenVia, firstSeenAt: now });
    return { outcome: "new", before };
  }
  if (before.obs >= obs) return { outcome: "stale", before };
  const isOwners = values.orgId === undefined || values.orgId === (before as { orgId?: unknown }).orgId;
  const isSame = isOwners && before.rawSha === rawSha && before.deletedAt === null;
  const names = Object.values(fleeting) as (keyof typeof values)[];
  const set = isSame ? { ...seen, ...Object.fromEntries(names.map((name) => [name, values[name]])) } : whole;
  changeRow(db, table, { id: values.id }, set, { obs });
  return { outcome: isSame ? "same" : "changed", before };
}

/**
 * Marks an object as gone, in the caller's transaction, unless a later look found it. One never seen alive gets a row
 * of `blank` values, so that no older look can bring it to life. Gives whether it was there until now.
 */
export function storeDeletion(
  { system, now, obs, eventAt }: Observation,
  table: SyncedTable,
  id: string,
  blank: Readonly<Record<string, unknown>>,
): boolean {
  const { db } = system;
  const before = rowOf(db, table, id);
  const seen = { obs, fetchedAt: now };
  if (!before) {
    const firstSeenVia = eventAt === null ? "backfill" : "event";
    insertRow(db, table, { ...blank, ...seen, id, deletedAt: now, firstSeenVia, firstSeenAt: now });
    return false;
  }
  if ((before.obs as number) >= obs) return false;
  const set = before.deletedAt === null ? { ...seen, deletedAt: now } : seen;
  changeRow(db, table, { id }, set, { obs });
  return before.deletedAt === null;
}
