import { and, desc, eq, gt } from "drizzle-orm";
import { messages, type RequestRow } from "#db/schema/requests.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import type { Author } from "./requests-write.ts";

const minute = 60_000;

/** The message with the same words that its author wrote within the last minute, from another tab say; null where there is none. */
export function findJustSaid(tenant: Tenant, { id }: RequestRow, { email }: Author, text: string, now: number) {
  const isRecent = and(eq(messages.requestId, id), eq(messages.kind, "message"), gt(messages.createdAt, now - minute));
  const isSame = and(eq(messages.side, "customer"), eq(messages.email, email), eq(messages.text, text));
  return (
    tenant.db
      .select({ id: messages.id })
      .from(messages)
      .where(mine(tenant, messages, isRecent, isSame))
      .orderBy(desc(messages.position))
      .get() ?? null
  );
}
