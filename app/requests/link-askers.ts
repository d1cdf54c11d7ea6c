import { and, eq, isNull } from "drizzle-orm";
import { messages, type RequestRow } from "#db/schema/requests.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { findBillingReader } from "../billing/billing-recipients.ts";

/**
 * The addresses that asked through an item link and are none of the organization's people, such as its payables
 * department's: they read no page, but are mailed the answers for as long as they may open the thing itself.
 */
export function listLinkAskers(tenant: Tenant, { id }: Pick<RequestRow, "id">): string[] {
  const byLink = and(eq(messages.requestId, id), eq(messages.via, "link"), isNull(messages.personId));
  return tenant.db
    .selectDistinct({ email: messages.email })
    .from(messages)
    .where(mine(tenant, messages, byLink))
    .all()
    .flatMap(({ email }) => (findBillingReader(tenant, email) ? [email] : []));
}
