import { itemLinkRenewedMail } from "#emails/item-link-renewed.tsx";
import { billingReason, orderReason } from "#emails/parts/words.ts";
import { paths } from "../paths.ts";
import type { MailKind, MailSource } from "../mail/kind.ts";
import { aboutInvoice } from "../billing/mails/about-invoice.ts";
import { aboutOrder } from "../orders/mails/about-order.ts";
import { leadsToInvoice } from "../billing/mails/leads-to.ts";
import { leadsToOrder } from "../orders/mails/leads-to.ts";

/**
 * props: { invoiceId } or { orderId }, with the row's organization: the recipient asked for it on an expired link's
 * page.
 */
export const itemLinkRenewed: MailKind = {
  title: { en: "The new link you asked for" },
  leadsTo: (mail, reader) => ("orderId" in mail.props ? leadsToOrder : leadsToInvoice)(mail, reader),
  topic: "always",
  async write(source) {
    const found = "orderId" in source.row.props ? orderOf(source) : invoiceOf(source);
    if (!found) return null;
    const { thread, ...props } = found;
    return { ...(await itemLinkRenewedMail({ ...props, brand: source.brand })), thread };
  },
};

function orderOf(source: MailSource) {
  const found = aboutOrder(source);
  if (!found) return null;
  const { order, organization, thread, makeUrl } = found;
  return { kind: order.kind, number: order.reference, reason: orderReason(organization), url: makeUrl(), thread };
}

function invoiceOf(source: MailSource) {
  const found = aboutInvoice(source);
  if (!found) return null;
  const { number, to, thread, makeToken } = found;
  const url = source.link(paths.item(makeToken()));
  return { kind: "invoice" as const, number, reason: billingReason(to), url, thread };
}
