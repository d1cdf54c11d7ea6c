import { desc, ne, sql } from "drizzle-orm";
import type { OrgId } from "#db/ids.ts";
import { requests } from "#db/schema/requests.ts";
import { mine, type Staff, type Tenant } from "#db/tenant.ts";
import type { Config } from "../config.server.ts";
import { isoDay } from "../text/format.ts";
import type { AnyRequest } from "./desk-thread.ts";
import { billingTotals, listPayableInvoices } from "../billing/invoices.ts";
import { listMembersWith } from "../people/members.ts";
import { listOrders } from "../orders/orders.ts";

const shown = 3;
const peopleShown = 6;

/**
 * What the staff should know of who asks: what is open, the newest orders, their other requests, the people. Null where it is
 * nobody's yet. `now` is epoch milliseconds, amounts are minor units.
 */
export function findCustomerFacts(
  staff: Staff,
  request: AnyRequest,
  { features }: Pick<Config, "features">,
  now: number,
) {
  const { orgId, orgName } = request;
  return orgId !== null && orgName !== null
    ? customerFactsOf(staff, { orgId, orgName }, { features, but: request.id }, now)
    : null;
}

/** The same of an organization, but for one request. */
export function customerFactsOf(
  staff: Staff,
  { orgId, orgName }: { orgId: OrgId; orgName: string },
  { features, but = "" }: Pick<Config, "features"> & { but?: string },
  now: number,
) {
  const tenant = staff.reading(orgId);
  const members = listMembersWith(tenant, "see");
  return {
    orgId,
    orgName,
    billing: features.has("billing")
      ? { totals: billingTotals(tenant), invoices: listPayableInvoices(tenant, now, shown) }
      : null,
    orders: features.has("orders") ? listOrders(tenant, isoDay(now), { limit: shown }).orders : [],
    ...listOthers(tenant, but),
    people: members.slice(0, peopleShown).map(({ name, email, role }) => ({ name, email, role })),
    morePeople: Math.max(0, members.length - peopleShown),
  };
}

export type CustomerFacts = ReturnType<typeof customerFactsOf>;

/** The organization's other requests: open ones first, then the newest, and how many. */
function listOthers(tenant: Tenant, id: string) {
  const isOther = mine(tenant, requests, ne(requests.id, id));
  const { number, subject, open } = requests;
  const others = tenant.db
    .select({ id: requests.id, number, subject, open })
    .from(requests)
    .where(isOther)
    .orderBy(desc(requests.open), desc(requests.newestAt), desc(requests.id))
    .limit(shown)
    .all();
  const { count } = tenant.db
    .select({ count: sql<number>`count(*)` })
    .from(requests)
    .where(isOther)
    .get()!;
  return { others, othersCount: count };
}
