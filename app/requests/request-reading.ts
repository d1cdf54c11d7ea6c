import { and, asc, eq, gt, inArray, ne } from "drizzle-orm";
import { people } from "#db/schema/organizations.ts";
import { requestReaders } from "#db/schema/desk.ts";
import type { Staff } from "#db/tenant.ts";

const recently = 5 * 60_000;

/** Remembers that somebody of the staff has a thread open. `now` is epoch milliseconds. */
export function noteReading({ db, email }: Staff, requestId: string, now: number) {
  db.insert(requestReaders)
    .values({ requestId, email, seenAt: now })
    .onConflictDoUpdate({ target: [requestReaders.requestId, requestReaders.email], set: { seenAt: now } })
    .run();
}

const isColleagueOf = (email: string, now: number) =>
  and(ne(requestReaders.email, email), gt(requestReaders.seenAt, now - recently));

/** Which colleagues have each of these requests open, by name, by the request's id. */
export function readersOf({ db, email }: Staff, requestIds: string[], now: number): Map<string, string[]> {
  const rows = db
    .select({ requestId: requestReaders.requestId, email: requestReaders.email, name: people.name })
    .from(requestReaders)
    .leftJoin(people, eq(people.email, requestReaders.email))
    .where(and(inArray(requestReaders.requestId, requestIds), isColleagueOf(email, now)))
    .all();
  const found = new Map<string, string[]>();
  for (const row of rows) found.set(row.requestId, [...(found.get(row.requestId) ?? []), row.name ?? row.email]);
  return found;
}

/** Their colleagues who opened it in the last five minutes, and when. */
export function listAlsoReading({ db, email }: Staff, requestId: string, now: number) {
  return db
    .select({ email: requestReaders.email, name: people.name, at: requestReaders.seenAt })
    .from(requestReaders)
    .leftJoin(people, eq(people.email, requestReaders.email))
    .where(and(eq(requestReaders.requestId, requestId), isColleagueOf(email, now)))
    .orderBy(asc(requestReaders.seenAt))
    .all();
}
