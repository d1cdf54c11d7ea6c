import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { messages, requests, type RequestRow } from "#db/schema/requests.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import type { Author, NewRequest } from "./requests-write.ts";

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

/** The request that its author opened with the same words, about the same, within the last minute; null where there is none. */
export function findJustAsked(
  tenant: Tenant,
  { email }: Author,
  { text, about }: Pick<NewRequest, "text" | "about">,
  now: number,
) {
  const isFirst = and(eq(messages.requestId, requests.id), eq(messages.position, 1), eq(messages.text, text));
  const isRecent = and(eq(requests.email, email), gt(requests.createdAt, now - minute));
  const isSame = about
    ? and(eq(requests.aboutKind, about.kind), eq(requests.aboutId, about.id))
    : isNull(requests.aboutKind);
  return (
    tenant.db
      .select({ id: requests.id })
      .from(requests)
      .innerJoin(messages, mine(tenant, messages, isFirst))
      .where(mine(tenant, requests, isRecent, isSame))
      .get() ?? null
  );
}
