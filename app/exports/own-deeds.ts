import { and, asc, eq } from "drizzle-orm";
import type { PersonId } from "#db/ids.ts";
import { detailChanges } from "#db/schema/billing-details.ts";
import { orderApprovals, orders } from "#db/schema/orders.ts";
import { follows } from "#db/schema/notifications.ts";
import { requests } from "#db/schema/requests.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { listInvoiceNames } from "../billing/invoice-names.ts";
import { listOrderNames } from "../orders/order-names.ts";
import { listReads } from "../people/reads.ts";
import { teamLogPages } from "../team/log.ts";
import type { ItemName } from "../requests/about-name.ts";
import { requestReference } from "../text/request-reference.ts";
import { isoTime } from "./own-data.ts";

/** What a person did in an organization, what they follow, muted and looked at lately, and what its log says of them: nobody else is named. */
export function ownDeeds(tenant: Tenant, personId: PersonId) {
  const isOrder = and(eq(orders.orgId, orderApprovals.orgId), eq(orders.id, orderApprovals.orderId));
  const approvals = tenant.db
    .select({
      order: orders.reference,
      asked: orderApprovals.asked,
      decision: orderApprovals.decision,
      note: orderApprovals.note,
      at: orderApprovals.approvedAt,
    })
    .from(orderApprovals)
    .innerJoin(orders, isOrder)
    .where(mine(tenant, orderApprovals, eq(orderApprovals.personId, personId)))
    .orderBy(asc(orderApprovals.approvedAt))
    .all();
  const changes = tenant.db
    .select({ changes: detailChanges.changes, outcome: detailChanges.state, at: detailChanges.createdAt })
    .from(detailChanges)
    .where(mine(tenant, detailChanges, eq(detailChanges.personId, personId)))
    .orderBy(asc(detailChanges.createdAt))
    .all();
  const log = [...teamLogPages(tenant, { person: personId }, () => null)].flat();
  return {
    approvals: approvals.map((one) => ({ ...one, at: isoTime(one.at) })),
    billingChanges: changes.map(({ changes: fields, outcome, at }) => ({
      fields: Object.fromEntries(Object.entries(fields).map(([field, { to }]) => [field, to])),
      outcome,
      at: isoTime(at),
    })),
    follows: listFollowed(tenant, personId),
    lookedAt: listLookedAt(tenant, personId),
    activityLog: log.map((one) => ({
      action: one.action,
      by: one.personId === personId ? "you" : one.kind === "person" ? "your team" : one.kind,
      at: isoTime(one.at),
    })),
  };
}

const listFollowed = (tenant: Tenant, personId: PersonId) =>
  tenant.db
    .select({ follows, order: orders.reference, request: requests.number })
    .from(follows)
    .leftJoin(orders, and(eq(orders.orgId, follows.orgId), eq(orders.id, follows.itemId)))
    .leftJoin(requests, and(eq(requests.orgId, follows.orgId), eq(requests.id, follows.itemId)))
    .where(mine(tenant, follows, eq(follows.personId, personId)))
    .orderBy(asc(follows.at))
    .all()
    .map(({ follows: { kind, state, at }, order, request }) => {
      return { kind, reference: request === null ? order : requestReference(request), state, at: isoTime(at) };
    });

function listLookedAt(tenant: Tenant, personId: PersonId) {
  const all = listReads(tenant, personId);
  const idsOf = (kind: "invoice" | "order") => all.flatMap((one) => (one.kind === kind ? one.itemId : []));
  const names = new Map<string, ItemName>([
    ...listInvoiceNames(tenant, idsOf("invoice")),
    ...listOrderNames(tenant, idsOf("order")),
  ]);
  return all.map(({ kind, itemId, at }) => ({ kind, number: names.get(itemId)?.number ?? null, at: isoTime(at) }));
}
