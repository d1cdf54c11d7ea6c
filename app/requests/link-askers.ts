import { and, eq, isNull } from "drizzle-orm";
import { messages, type RequestRow } from "#db/schema/requests.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { findBillingReader } from "../billing/billing-recipients.ts";
import { listForwarded } from "../sign-in/item-links.ts";

type About = Pick<RequestRow, "id" | "aboutKind" | "aboutId">;

/**
 * The addresses that asked through an item link and are none of the organization's people, such as its payables
 * department's or an accountant's whom it was forwarded to: they read no page, but are mailed the answers for as long as
 * they may open the thing itself. `now` is epoch milliseconds.
 */
export function listLinkAskers(tenant: Tenant, { id, aboutKind, aboutId }: About, now: number): string[] {
  const byLink = and(eq(messages.requestId, id), eq(messages.via, "link"), isNull(messages.personId));
  const forwarded = aboutKind === "invoice" && aboutId !== null ? listForwarded(tenant, aboutId, now) : [];
  return tenant.db
    .selectDistinct({ email: messages.email })
    .from(messages)
    .where(mine(tenant, messages, byLink))
    .all()
    .flatMap(({ email }) => (findBillingReader(tenant, email) || forwarded.includes(email) ? [email] : []));
}
