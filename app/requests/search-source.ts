import { eq, inArray } from "drizzle-orm";
import type { Db } from "#db/connection.ts";
import { messages, requests } from "#db/schema/requests.ts";
import type { SearchDocument } from "../search/search-source.ts";
import { requestReference } from "../text/request-reference.ts";

/** Each message with what its request is called: a request is found by any of them. */
export function messageDocuments(db: Db, ids: string[]): SearchDocument[] {
  const { id, text, createdAt, name, email } = messages;
  return db
    .select({ id, text, createdAt, name, email, subject: requests.subject, number: requests.number })
    .from(messages)
    .innerJoin(requests, eq(requests.id, messages.requestId))
    .where(inArray(id, ids))
    .all()
    .map((row) => {
      const texts = [row.subject, requestReference(row.number), row.name, row.email, row.text];
      return { item: row.id, at: row.createdAt, texts };
    });
}
