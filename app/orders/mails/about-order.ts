import { z } from "zod";
import type { OrgId } from "#db/ids.ts";
import { createItemLink } from "../../sign-in/item-links.ts";
import { findOrderReader } from "../order-readers.ts";
import { findOrder } from "../orders.ts";
import { paths } from "../../paths.ts";
import { isoDay } from "../../text/format.ts";
import type { MailSource } from "../../mail/kind.ts";

const about = z.object({ orderId: z.string() });

/**
 * The order as it is now, where orders are switched on and the recipient may still see it; else null. `makeUrl` makes
 * the recipient's item link to it.
 */
export function aboutOrder({ portal, system, row, mailId, now, link, keep }: MailSource) {
  if (!portal.config.features.has("orders")) return null;
  const { orderId } = about.parse(row.props);
  if (!row.orgId) throw new Error("A mail about an order needs its organization");
  const tenant = system.within(row.orgId as OrgId);
  const reader = findOrderReader(tenant, row.recipient);
  const order = reader && findOrder(tenant, orderId, isoDay(now));
  if (!reader || !order) return null;
  const item = { kind: "order", itemId: orderId, email: row.recipient, mailId } as const;
  return {
    order,
    organization: reader.orgName,
    thread: `order-${orderId}`,
    makeUrl: () => link(paths.item(createItemLink(tenant, item, now, keep))),
  };
}
