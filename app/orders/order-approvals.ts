import { and, eq } from "drizzle-orm";
import type { PersonId } from "#db/ids.ts";
import { orderApprovals, orderEvents, orders } from "#db/schema/orders.ts";
import { sha256 } from "#db/secrets.ts";
import { mine, owned, transact, type Tenant } from "#db/tenant.ts";
import { tellStaffOfApproval } from "./approval-news.ts";
import { settleOrder } from "./order-events.ts";

/** Another one once the same event asks for something else. */
const digestOf = (asks: { needs: string; note: string | null }) =>
  sha256(JSON.stringify([asks.needs, asks.note])).slice(0, 16);

/**
 * What an event of an order asks the customer for, whether that is still waited for, and who gave it when; null where
 * there is no such order or event, or it asks for nothing.
 */
export function findAsked(tenant: Tenant, orderId: string, eventId: string) {
  const { db } = tenant;
  const order = db
    .select()
    .from(orders)
    .where(mine(tenant, orders, eq(orders.id, orderId)))
    .get();
  const event = db
    .select({ needs: orderEvents.needs, note: orderEvents.note, occurredAt: orderEvents.occurredAt })
    .from(orderEvents)
    .where(mine(tenant, orderEvents, and(eq(orderEvents.orderId, orderId), eq(orderEvents.eventId, eventId))))
    .get();
  if (!order || !event || event.needs === null) return null;
  const approval = db
    .select()
    .from(orderApprovals)
    .where(mine(tenant, orderApprovals, and(eq(orderApprovals.orderId, orderId), eq(orderApprovals.eventId, eventId))))
    .get();
  const { id, reference, kind, title, open } = order;
  const { needs, note } = event;
  const asks = { ...event, needs, digest: digestOf({ needs, note }) };
  const isWaiting = open && order.needsEventId === eventId;
  const given = approval ? { email: giverOf(tenant, approval)?.email ?? null, at: approval.approvedAt } : null;
  return { order: { id, reference, kind, title }, asks, approval: given, isWaiting };
}

type Approval = typeof orderApprovals.$inferSelect;

/** Who gave an approval and what they wrote; null where that was another organization, before the order moved. */
export const giverOf = (tenant: Tenant, { givenByOrg, email, note }: Approval) =>
  givenByOrg === tenant.orgId ? { email, note } : null;

type Approver = { personId: PersonId; email: string; note: string | null };
/** `seen` is the digest of what they were asked when they looked, where that is known. */
type Giving = { now: number; staffEmails: readonly string[]; seen?: string | null };

/**
 * Gives an order what one of its events asked for, in one transaction, lets it go on and tells staff: `given`, `already`
 * where somebody did before, `over` where it is not waited for any more, `changed` where something else is by now; null
 * as `findAsked`. `now` is epoch milliseconds; `staffEmails` are those of the environment.
 */
export function approve(
  tenant: Tenant,
  orderId: string,
  eventId: string,
  by: Approver,
  { now, staffEmails, seen = null }: Giving,
) {
  return transact(tenant, () => {
    const asked = findAsked(tenant, orderId, eventId);
    if (!asked) return null;
    if (asked.approval) return { is: "already" as const, ...asked.approval };
    if (!asked.isWaiting) return { is: "over" as const };
    if (seen !== null && seen !== asked.asks.digest) return { is: "changed" as const };
    const approval = { orderId, eventId, asked: asked.asks.needs, ...by, approvedAt: now, givenByOrg: tenant.orgId };
    tenant.db
      .insert(orderApprovals)
      .values(owned(tenant, orderApprovals, approval))
      .run();
    settleOrder(tenant, { orgId: tenant.orgId, id: orderId });
    tellStaffOfApproval(tenant, { ...approval, reference: asked.order.reference }, staffEmails, now);
    return { is: "given" as const };
  });
}
