import type { OrgId } from "#db/ids.ts";
import { transact } from "#db/tenant.ts";
import { keyNamed, note } from "../company/audit-log.ts";
import { findOrder } from "../orders/orders.ts";
import { orderOf, putOrder, type OrderFacts } from "../orders/orders-write.ts";
import { isoDay } from "../text/format.ts";
import { found, outcome, readAddress, readTime, writeTime, type FeedAnswer, type Feed } from "./answer.ts";
import { externalIdOf, organizationOf, refuseClosed } from "./organizations.ts";
import { invalidFields, Problem } from "./problem.ts";
import type { OrderBody } from "./schemas.ts";

export const unknownOrder = () => new Problem(404, "There is no such order");

function factsOf(body: OrderBody): OrderFacts {
  return {
    kind: body.kind,
    title: body.title,
    placedAt: readTime(body.placedAt),
    promisedDate: body.promisedDate ?? null,
    items: body.items,
    deliverTo: readAddress(body.deliverTo),
    invoiceId: body.invoice ?? null,
    url: body.url ?? null,
    files: body.files,
    steps: body.steps ?? null,
    cancelled: body.cancelled,
  };
}

/** Makes or changes an order, and writes that down, in one transaction. Throws a 422 where its organization is unknown: it must come first. */
export function putOneOrder({ system, actor, now }: Feed, reference: string, body: OrderBody): FeedAnswer {
  return transact(system, () => {
    const orgId = organizationOf(system, body.organization);
    if (!orgId)
      throw invalidFields([{ pointer: "/organization", detail: "There is no such organization. Send it first" }]);
    refuseClosed(system, orgId);
    const telling = { source: "feed", actor, now, at: readTime(body.updatedAt) } as const;
    const { outcome: result, movedFrom } = putOrder(system, { orgId, reference, facts: factsOf(body) }, telling);
    const write = (whose: OrgId, action: string) =>
      note(system, keyNamed(actor), { action, subject: reference, orgId: whose }, now);
    if (movedFrom) {
      write(movedFrom, "order.moved-away");
      write(orgId, "order.moved-here");
    } else if (result === "created" || result === "updated") {
      write(orgId, result === "created" ? "order.created" : "order.changed");
    }
    return outcome(result);
  });
}

/** An order as it may be put. */
export function getOrder({ system, now }: Feed, reference: string): FeedAnswer {
  const row = orderOf(system, reference);
  const order = row && findOrder(system.within(row.orgId), row.id, isoDay(now));
  if (!order) throw unknownOrder();
  return found({
    organization: externalIdOf(system, order.orgId),
    kind: order.kind,
    title: order.title,
    placedAt: writeTime(order.placedAt),
    promisedDate: order.promisedDate,
    items: order.items,
    deliverTo: order.deliverTo,
    invoice: order.invoiceId,
    url: order.url,
    files: order.files,
    steps: order.steps,
    cancelled: order.cancelled,
    updatedAt: writeTime(order.sourceUpdatedAt),
  });
}
