import { and, eq, gt, isNull } from "drizzle-orm";
import { itemLinks } from "#db/schema/mail.ts";
import { messages, type RequestRow } from "#db/schema/requests.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { findBillingReader } from "../billing/billing-recipients.ts";

type About = Pick<RequestRow, "id" | "aboutKind" | "aboutId">;

/**
 * The addresses that asked through an item link and are none of the organization's people, such as its payables
 * department's or an accountant's whom it was forwarded to: they read no page, but are mailed the answers for as long as
 * they may open the thing itself. `now` is epoch milliseconds.
 */
export function listLinkAskers(tenant: Tenant, about: About, now: number): string[] {
  const byLink = and(eq(messages.requestId, about.id), eq(messages.via, "link"), isNull(messages.personId));
  return tenant.db
    .selectDistinct({ email: messages.email })
    .from(messages)
    .where(mine(tenant, messages, byLink))
    .all()
    .flatMap(({ email }) =>
      findBillingReader(tenant, email) || wasForwarded(tenant, about, email, now) ? [email] : [],
    );
}

function wasForwarded(tenant: Tenant, { aboutKind, aboutId }: About, email: string, now: number): boolean {
  if (aboutKind === null || aboutId === null) return false;
  const isIt = and(eq(itemLinks.kind, aboutKind), eq(itemLinks.itemId, aboutId), eq(itemLinks.email, email));
  const isLive = and(eq(itemLinks.isForwarded, true), isNull(itemLinks.revokedAt), gt(itemLinks.expiresAt, now));
  return !!tenant.db
    .select({ id: itemLinks.id })
    .from(itemLinks)
    .where(mine(tenant, itemLinks, isIt, isLive))
    .get();
}
