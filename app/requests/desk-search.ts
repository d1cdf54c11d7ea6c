import { and, eq, sql, type SQL } from "drizzle-orm";
import { isAmong } from "#db/among.ts";
import { messages, requests } from "#db/schema/requests.ts";
import type { Staff } from "#db/tenant.ts";
import { findItems } from "../search/search.ts";

/** So many of the newest messages that have the words are looked at. */
const maxMessages = 500;

/**
 * The requests whose subject, number, people or messages have these words, of those that a condition lets through: asked
 * of the few that are found, so that nobody looks for them in a queue.
 */
export function isFound(staff: Staff, words: string, isOne: SQL | undefined): SQL {
  const found = findItems(staff, "request", words, maxMessages);
  if (!found.length) return sql`false`;
  // Crossed, SQLite joins tables in the order in which they stand.
  const theirs = staff.db
    .selectDistinct({ id: requests.id })
    .from(messages)
    .crossJoin(requests)
    .where(and(isAmong(messages.id, found), eq(requests.id, messages.requestId), isOne))
    .all();
  return isAmong(
    requests.id,
    theirs.map(({ id }) => id),
  );
}
