import { z } from "zod";
import type { OrgId } from "#db/ids.ts";
import { findBillingReader } from "../billing-recipients.ts";
import { findInvoiceNotice } from "../invoice-notices.ts";
import { createItemLink } from "../../sign-in/item-links.ts";
import type { MailSource } from "../../mail/kind.ts";

const about = z.object({ invoiceId: z.string() });

/**
 * The invoice as it is now, where billing is switched on and the recipient may still see it; else null. `makeToken`
 * makes the recipient's item link to it.
 */
export function aboutInvoice({ portal, system, row, mailId, now, keep }: MailSource) {
  if (!portal.config.features.has("billing")) return null;
  const { invoiceId } = about.parse(row.props);
  if (!row.orgId) throw new Error("A mail about an invoice needs its organization");
  const tenant = system.within(row.orgId as OrgId);
  const reader = findBillingReader(tenant, row.recipient);
  const invoice = reader && findInvoiceNotice(tenant, invoiceId, now);
  if (!reader || !invoice) return null;
  const { orgName: organization, isPayables } = reader;
  const item = { kind: "invoice", itemId: invoiceId, email: row.recipient, mailId } as const;
  return {
    tenant,
    invoice,
    number: invoice.number ?? "without a number",
    to: { organization, isPayables },
    thread: `invoice-${invoiceId}`,
    makeToken: () => createItemLink(tenant, item, now, keep),
  };
}
