import { z } from "zod";
import type { OrgId, PersonId } from "#db/ids.ts";
import { invoiceForwardedMail } from "#emails/invoice-forwarded.tsx";
import type { MailKind } from "../../mail/kind.ts";
import { paths } from "../../paths.ts";
import { findOrganization } from "../../people/organization-search.ts";
import { findMemberByAddress } from "../../people/members.ts";
import { emailOf } from "../../people/people.ts";
import { createItemLink, wasEndedAfter } from "../../sign-in/item-links.ts";
import { findInvoiceNotice } from "../invoice-notices.ts";
import { leadsToInvoice } from "./leads-to.ts";

const props = z.object({ invoiceId: z.string(), personId: z.string().optional() });

/** props: { invoiceId, personId } (rows of before have no person), with the row's organization: one of its people typed the address, which need not be anybody's here. */
export const invoiceForwarded: MailKind = {
  title: { en: "An invoice that was forwarded to you" },
  leadsTo: leadsToInvoice,
  topic: "always",
  isUnasked: true,
  async write({ portal, system, row, mailId, brand, format, link, now }) {
    const organization = findOrganization(system, row.orgId);
    if (!organization || !portal.config.features.has("billing")) return null;
    const tenant = system.within(organization.id as OrgId);
    const { invoiceId, personId } = props.parse(row.props);
    const invoice = findInvoiceNotice(tenant, invoiceId, now);
    if (!invoice || wasEndedAfter(tenant, invoiceId, row.recipient, row.createdAt)) return null;
    const item = { kind: "invoice", itemId: invoiceId, email: row.recipient, mailId, isForwarded: true } as const;
    const token = createItemLink(tenant, item, now);
    const mail = await invoiceForwardedMail({
      brand,
      by: personId ? (findMemberByAddress(tenant, emailOf(system, personId as PersonId))?.name ?? null) : null,
      organization: organization.name,
      number: invoice.number ?? "without a number",
      amount: format.money(Math.abs(invoice.total), invoice.currency),
      date: format.date(invoice.issuedAt),
      paid: invoice.amountPaid > 0 && invoice.payable ? format.money(invoice.amountPaid, invoice.currency) : null,
      left: invoice.payable ? format.money(invoice.amountRemaining, invoice.currency) : null,
      url: link(paths.item(token)),
      pdfUrl: link(paths.itemPdf(token)),
    });
    return { ...mail, thread: `invoice-${invoiceId}` };
  },
};
