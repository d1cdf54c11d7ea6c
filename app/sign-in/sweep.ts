import { lt, or, sql, type SQL } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { drafts } from "#db/schema/requests.ts";
import { challenges, limits, onceKeys, sessions } from "#db/schema/sign-in.ts";
import type { System } from "#db/tenant.ts";
import { idleLimit } from "./sessions.ts";

const day = 24 * 60 * 60_000;
const batch = 5_000;

/**
 * Deletes what sign-in no longer needs: challenges after 30 days (until then an old link still offers a new one),
 * sessions 90 days after they ended or ran out, limits that are over, keys of forms after 2 days, what was typed while signed out after one. At most 5,000 rows of
 * each; gives how many went. `now` is epoch milliseconds.
 */
export function dropExpired({ db }: System, now: number): number {
  const isLongOver = or(
    lt(sessions.endedAt, now - 90 * day),
    lt(sessions.expiresAt, now - 90 * day),
    lt(sessions.lastSeenAt, now - 90 * day - idleLimit),
  )!;
  const old: [SQLiteTable, SQL][] = [
    [challenges, lt(challenges.createdAt, now - 30 * day)],
    [sessions, isLongOver],
    [limits, lt(limits.expiresAt, now)],
    [onceKeys, lt(onceKeys.createdAt, now - 2 * day)],
    [drafts, lt(drafts.createdAt, now - day)],
  ];
  let gone = 0;
  for (const [table, condition] of old) {
    const rows = sql`select rowid from ${table} where ${condition} limit ${batch}`;
    gone += db.run(sql`delete from ${table} where rowid in (${rows})`).changes;
  }
  return gone;
}
