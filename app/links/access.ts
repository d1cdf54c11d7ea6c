import { tenantOf, transact, type Tenant } from "#db/tenant.ts";
import { tooMany } from "../http/respond.ts";
import { dispensable } from "../http/storage-fault.ts";
import { findBillingReader } from "../billing/billing-recipients.ts";
import { findItemLink, queueNewItemLink, type ItemKind } from "../sign-in/item-links.ts";
import { hasInvoice } from "../billing/invoices.ts";
import { isClosedOrganization } from "../people/closed.ts";
import { findMemberByAddress } from "../people/members.ts";
import { findOrderReader } from "../orders/order-readers.ts";
import { hasOrder } from "../orders/orders.ts";
import { connectionOf } from "../portal.server.ts";
import { can } from "../can.ts";
import { items } from "../features.ts";
import { systemFor, visitor, type RouteArgs } from "../sign-in/handles.ts";
import { limitVisitor, linkPostsPerIp, linkViewsPerIp, networkOf, take, type Limit } from "../sign-in/limits.ts";

const newLinksPerRecipient: Limit = { limit: 3, windowMs: 60 * 60_000 };

/** A token page is kept nowhere and found by nobody. */
export const tokenPageHeaders = { "Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow" };

export type LinkedItem = {
  tenant: Tenant;
  linkId: string;
  kind: ItemKind;
  itemId: string;
  email: string;
  expired: boolean;
  mayPay: boolean;
  /** Opened by somebody who is signed in and sees it in the organization too. */
  isMember: boolean;
};

/**
 * What the link in the URL stands for now, or null: unknown, revoked, its recipient may not see the record
 * any more and had it not forwarded, or it is gone or somebody else's. Changes nothing.
 * Throws 429 for too many views of one link, or of none, and for too many posts, from one network in a minute.
 */
export function openItem(args: RouteArgs): LinkedItem | null {
  const { portal, ip } = args.context;
  const system = systemFor(portal);
  const now = portal.now();
  if (args.request.method === "POST") limitVisitor(system, "item link posts", ip, linkPostsPerIp, now);

  const link = findItemLink(system, args.params.token ?? "");
  // Counted by link: whoever looks through an office's mails opens twenty of each digest.
  const what = `item link views${link ? ` of ${link.id}` : ""}`;
  if (args.request.method !== "POST") dispensable(portal, () => limitVisitor(system, what, ip, linkViewsPerIp, now));
  if (!link || link.revokedAt !== null || !portal.config.features.has(items[link.kind].feature)) return null;
  args.context.memo.set("item", link.kind);
  args.context.memo.set("mail", { mailId: link.mailId, email: link.email });
  const tenant = tenantOf(connectionOf(portal), link.orgId);
  if (isClosedOrganization(tenant)) return null;
  const expired = link.expiresAt <= now;
  const known = findReader[link.kind](tenant, link.email);
  const reader = known ?? (link.isForwarded && !expired ? { mayPay: true } : null);
  if (!reader || !isThere[link.kind](tenant, link.itemId)) return null;
  const session = visitor(args);
  const viewer = session && findMemberByAddress(tenant, session.person.email);
  return {
    tenant,
    linkId: link.id,
    kind: link.kind,
    itemId: link.itemId,
    email: link.email,
    expired,
    mayPay: reader.mayPay,
    isMember: !!viewer && can(viewer.role, items[link.kind].right),
  };
}

/** Whether who holds a link may ask about its record on its own page; else they write on the contact page. */
export const mayAskBy = ({ context: { portal } }: Pick<RouteArgs, "context">, { expired }: LinkedItem) =>
  !expired && portal.config.features.has("requests");

/** The recipient of a link as who has Stripe asked, by the network that they are in. */
export const recipientAsking = ({ context }: Pick<RouteArgs, "context">, { tenant, email }: LinkedItem) =>
  `${email} of ${tenant.orgId} from ${networkOf(context.ip)}`;

const isThere = { invoice: hasInvoice, order: hasOrder };
const findReader = { invoice: findBillingReader, order: findOrderReader };

/** Mails a fresh link to the recipient of an expired one. Throws 429 beyond three an hour. */
export function renewItem({ context: { portal } }: Pick<RouteArgs, "context">, item: LinkedItem) {
  const now = portal.now();
  const system = systemFor(portal);
  transact(system, () => {
    const key = `new item links of ${item.tenant.orgId} to ${item.email}`;
    const { ok, retryAfterSeconds } = take(system, key, newLinksPerRecipient, now);
    if (!ok) throw tooMany(retryAfterSeconds);
    queueNewItemLink(item.tenant, item, now);
  });
}
