import { and, desc, eq, isNull, or, sql } from "drizzle-orm";
import { newId } from "#db/ids.ts";
import { prepared } from "#db/prepared.ts";
import { apiKeys, type Scope } from "#db/schema/feed.ts";
import { newToken, sha256 } from "#db/secrets.ts";
import { transact, type Staff, type System } from "#db/tenant.ts";
import { note, staffNamed } from "./audit-log.ts";

const usedEveryMs = 60_000;

export type ApiKey = typeof apiKeys.$inferSelect;

/** What log and events call a key: its name and first characters. */
export const actorOf = ({ name, start }: Pick<ApiKey, "name" | "start">) => `${name} (${start}…)`;

/**
 * Makes a key of the feed for `by` (a staff address, "cli"), and writes that down. Gives the key itself, which is
 * stored nowhere. Times are epoch milliseconds.
 */
export function createKey(
  writer: System | Staff,
  { name, scopes, by, expiresAt = null }: { name: string; scopes: Scope[]; by: string; expiresAt?: number | null },
  now: number,
): { id: string; key: string } {
  const key = `fy_live_${newToken()}`;
  const row = { id: newId("key"), name, scopes, hash: sha256(key), start: key.slice(0, 13) };
  transact(writer, () => {
    writer.db
      .insert(apiKeys)
      .values({ ...row, createdBy: by, createdAt: now, expiresAt })
      .run();
    note(writer, staffNamed(writer, by), { action: "key.created", subject: actorOf(row) }, now);
  });
  return { id: row.id, key };
}

const byHash = prepared((db) =>
  db
    .select()
    .from(apiKeys)
    .where(eq(apiKeys.hash, sql.placeholder("hash")))
    .prepare(),
);

/** The key as it is kept, also where it is over, or null where there never was one. */
export const findKey = ({ db }: System, key: string): ApiKey | null => byHash(db).get({ hash: sha256(key) }) ?? null;

export function isOver({ expiresAt, revokedAt }: ApiKey, now: number): boolean {
  return revokedAt !== null || (expiresAt !== null && expiresAt <= now);
}

/**
 * Notes that a key is in use. Its time always moves on, as SQLite writes nothing, and so flushes nothing, where a row stays
 * as it was.
 */
export function noteUse({ db }: System, { id }: ApiKey, now: number) {
  const lastUsedAt = sql`max(${now}, coalesce(${apiKeys.lastUsedAt}, 0) + 1)`;
  db.update(apiKeys).set({ lastUsedAt }).where(eq(apiKeys.id, id)).run();
}

/** Notes that a key is in use, at most once a minute. */
export function touchKey(system: System, key: ApiKey, now: number) {
  if (key.lastUsedAt === null || now - key.lastUsedAt >= usedEveryMs) noteUse(system, key, now);
}

/** All keys, the newest first, also those that are over. */
export function listKeys({ db }: System | Staff): ApiKey[] {
  return db.select().from(apiKeys).orderBy(desc(apiKeys.createdAt), desc(apiKeys.id)).all();
}

/** Ends a key at once, by its id or its first characters, and writes that down. False where no such key works. */
export function revokeKey(writer: System | Staff, which: string, by: string, now: number): boolean {
  return transact(writer, () => {
    const isIt = or(eq(apiKeys.id, which), eq(apiKeys.start, which.replace(/…$/, "")));
    const key = writer.db
      .update(apiKeys)
      .set({ revokedAt: now, revokedBy: by })
      .where(and(isIt, isNull(apiKeys.revokedAt)))
      .returning()
      .get();
    if (key) note(writer, staffNamed(writer, by), { action: "key.revoked", subject: actorOf(key) }, now);
    return !!key;
  });
}
