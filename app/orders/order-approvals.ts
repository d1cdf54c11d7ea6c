import { and, eq } from "drizzle-orm";
import type { PersonId } from "#db/ids.ts";
import { orderApprovals, orderEvents, orders, type OrderDecision } from "#db/schema/orders.ts";
import { sha256 } from "#db/secrets.ts";
import { mine, owned, transact, type Tenant } from "#db/tenant.ts";
import { countOutcome, type Counted } from "#db/usage.ts";
import { tellStaffOfAnswer } from "./approval-news.ts";
import { settleOrder } from "./order-events.ts";
import { listOrderFiles, type OrderFile } from "./order-files.ts";
import { listStepFiles, type StepFile } from "./step-files.ts";

/** Another one once the same event asks for something else, or there is something else to look at. */
const digestOf = (asks: { needs: string; note: string | null }, files: OrderFile[], shown: StepFile[]) =>
  sha256(JSON.stringify([asks.needs, asks.note, files, shown.map(({ id }) => id)])).slice(0, 16);

/**
 * What an event of an order asks the customer for, with what it shows and the order's files, whether that is still waited for, and who
 * answered what and when; null where there is no such order or event, or it asks for nothing.
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
  const files = listOrderFiles(tenant, orderId);
  const shown = listStepFiles(tenant, orderId).filter((file) => file.eventId === eventId);
  const asks = { ...event, needs, digest: digestOf({ needs, note }, files, shown) };
  const isWaiting = open && order.needsEventId === eventId;
  return {
    order: { id, reference, kind, title },
    asks,
    files,
    shown,
    answer: approval ? { decision: approval.decision, at: approval.approvedAt, by: giverOf(tenant, approval) } : null,
    isWaiting,
  };
}

/** What an order waits for now, as `findAsked` gives it, and the event that asks for it; null where it waits for nothing. */
export function findWaitedFor(
  tenant: Tenant,
  { id, needsEventId, open }: Pick<typeof orders.$inferSelect, "id" | "needsEventId" | "open">,
) {
  if (!open || needsEventId === null) return null;
  const asked = findAsked(tenant, id, needsEventId);
  return asked?.isWaiting && !asked.answer ? { ...asked, eventId: needsEventId } : null;
}

type Approval = typeof orderApprovals.$inferSelect;

/** Who answered and what they wrote; null where that was another organization, before the order moved. */
export const giverOf = (tenant: Tenant, { givenByOrg, email, note }: Approval) =>
  givenByOrg === tenant.orgId ? { email, note } : null;

type Answer = { decision: OrderDecision; personId: PersonId; email: string; note: string | null };
/** `seen` is the digest of what they were asked when they looked, where that is known; `counted` whose answer it is counted as. */
type Answering = { now: number; staffEmails: string[]; seen?: string | null; counted?: Counted };

/**
 * Answers what one of an order's events asked for, in one transaction: it was `approved` and the order goes on, or a `change`
 * was asked for, which its note says, and the order waits for the company. Staff are told. `already` where somebody
 * answered before, `over` where it is not waited for any more, `changed` where something else is by now; null
 * as `findAsked`. `now` is epoch milliseconds; `staffEmails` are those of the environment.
 */
export function answerAsked(
  tenant: Tenant,
  orderId: string,
  eventId: string,
  by: Answer,
  { now, staffEmails, seen = null, counted }: Answering,
) {
  return transact(tenant, () => {
    const asked = findAsked(tenant, orderId, eventId);
    if (!asked) return null;
    if (asked.answer) return { is: "already" as const, ...asked.answer };
    if (!asked.isWaiting) return { is: "over" as const };
    if (seen !== null && seen !== asked.asks.digest) return { is: "changed" as const };
    const approval = { orderId, eventId, asked: asked.asks.needs, ...by, approvedAt: now, givenByOrg: tenant.orgId };
    tenant.db
      .insert(orderApprovals)
      .values(owned(tenant, orderApprovals, approval))
      .run();
    settleOrder(tenant, { orgId: tenant.orgId, id: orderId });
    tellStaffOfAnswer(tenant, { ...approval, reference: asked.order.reference }, { staffEmails }, now);
    if (counted && by.decision === "approved") countOutcome(tenant, "order.approved", counted);
    return { is: by.decision };
  });
}
