import { inArray, sql, type SQL } from "drizzle-orm";
import { messages, requests } from "#db/schema/requests.ts";
import type { Staff } from "#db/tenant.ts";
import { findItems } from "../search/search.ts";

/** So many of the newest messages that have the words are looked at. */
const maxMessages = 500;

/** Whether a request's subject, number, people or messages have these words. */
export function isFound(staff: Staff, words: string): SQL {
  const found = findItems(staff, "request", words, maxMessages);
  if (!found.length) return sql`false`;
  const theirs = staff.db
    .selectDistinct({ id: messages.requestId })
    .from(messages)
    .where(inArray(messages.id, found))
    .all();
  return inArray(
    requests.id,
    theirs.map(({ id }) => id),
  );
}
