import { invoiceReadyMail } from "#emails/invoice-ready.tsx";
import { itemLinkRenewedMail } from "#emails/item-link-renewed.tsx";
import { paymentFailedMail } from "#emails/payment-failed.tsx";
import { z } from "zod";
import type { OrgId } from "#db/ids.ts";
import { can } from "../../auth/can.ts";
import { findInvoiceNotice } from "../../models/invoice-notices.ts";
import { createItemLink } from "../../models/item-links.ts";
import { findMemberByAddress } from "../../models/members.ts";
import { paths } from "../../paths.ts";
import type { Kind, Source } from "../compose.ts";

const about = z.object({ invoiceId: z.string() });

/** The invoice as it is now, where billing is switched on and the recipient may still see it, with a fresh item link to it; else null. */
function prepare({ portal, system, row, now }: Source) {
  if (!portal.config.features.has("billing")) return null;
  const { invoiceId } = about.parse(row.props);
  if (!row.orgId) throw new Error("A mail about an invoice needs its organization");
  const tenant = system.within(row.orgId as OrgId);
  const member = findMemberByAddress(tenant, row.recipient);
  if (!member || !can(member.role, "billing.read")) return null;
  const invoice = findInvoiceNotice(tenant, invoiceId, now);
  if (!invoice) return null;
  const makeToken = () => createItemLink(tenant, { kind: "invoice", itemId: invoiceId, email: row.recipient }, now);
  return { invoice, organization: member.orgName, thread: `invoice-${invoiceId}`, makeToken };
}

/** props: { invoiceId }, with the row's organization. Said of an invoice that is open or was paid at once. */
export const invoiceReady: Kind = {
  canBeOff: true,
  async write(source) {
    const found = prepare(source);
    if (!found || !["due", "overdue", "failed", "paid"].includes(found.invoice.status)) return null;
    const { brand, format, link } = source;
    const { invoice, organization, thread } = found;
    const paid = invoice.status === "paid";
    const automatic = invoice.collectionMethod === "charge_automatically" && invoice.status !== "failed";
    const mail = await invoiceReadyMail({
      brand,
      number: invoice.number ?? "without a number",
      amount: format.money(paid ? invoice.total : invoice.amountRemaining, invoice.currency),
      status: paid ? "paid" : automatic ? "automatic" : "due",
      due: invoice.dueAt ? { long: format.date(invoice.dueAt), short: format.dayAndMonth(invoice.dueAt) } : null,
      organization,
      url: link(paths.item(found.makeToken())),
    });
    return { ...mail, thread };
  },
};

/** props: { invoiceId }, with the row's organization. Not said of an invoice that was paid meanwhile. */
export const paymentFailed: Kind = {
  canBeOff: true,
  async write(source) {
    const found = prepare(source);
    if (!found?.invoice.payable) return null;
    const { brand, format, link, now } = source;
    const { invoice, organization, thread } = found;
    const next = invoice.nextAttemptAt !== null && invoice.nextAttemptAt > now ? invoice.nextAttemptAt : null;
    const mail = await paymentFailedMail({
      brand,
      number: invoice.number ?? "without a number",
      amount: format.money(invoice.amountRemaining, invoice.currency),
      reason: invoice.failureMessage,
      nextTry: next === null ? null : format.date(next),
      organization,
      payUrl: link(paths.itemPay(found.makeToken())),
    });
    return { ...mail, thread };
  },
};

/** props: { invoiceId }, with the row's organization: the recipient asked for it on an expired link's page. */
export const itemLinkRenewed: Kind = {
  canBeOff: false,
  async write(source) {
    const found = prepare(source);
    if (!found) return null;
    const { brand, link } = source;
    const { invoice, organization, thread, makeToken } = found;
    const number = invoice.number ?? "without a number";
    const mail = await itemLinkRenewedMail({ brand, number, organization, url: link(paths.item(makeToken())) });
    return { ...mail, thread };
  },
};
