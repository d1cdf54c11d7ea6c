import { desc, sql } from "drizzle-orm";
import { invoices } from "#db/schema/billing.ts";
import { orders } from "#db/schema/orders.ts";
import type { AboutKind } from "#db/schema/requests.ts";
import { mine, type Staff, type Tenant } from "#db/tenant.ts";
import type { AnyRequest } from "./desk-thread.ts";
import { visible } from "../billing/invoices.ts";
import { nameAbout, type About } from "./request-about.ts";

const offered = 10;

type Thing = { kind: AboutKind; id: string };

/** What a request is about, by its name; null where it is about nothing of its organization's. */
export function findAboutOf(staff: Staff, { orgId, aboutKind, aboutId }: AnyRequest): About | null {
  if (orgId === null || !aboutKind || !aboutId) return null;
  return nameAbout(staff.reading(orgId), { kind: aboutKind, id: aboutId });
}

/** The organization's newest invoices and orders, to link a request to. */
export function listLinkable(tenant: Tenant): About[] {
  const newestInvoices = tenant.db
    .select({ id: invoices.id })
    .from(invoices)
    .where(mine(tenant, invoices, visible))
    .orderBy(desc(invoices.issuedAt), desc(invoices.id))
    .limit(offered)
    .all();
  const newestOrders = tenant.db
    .select({ id: orders.id })
    .from(orders)
    .where(mine(tenant, orders))
    .orderBy(desc(orders.open), desc(orders.newestAt), desc(orders.id))
    .limit(offered)
    .all();
  const things: Thing[] = [
    ...newestInvoices.map(({ id }) => ({ kind: "invoice" as const, id })),
    ...newestOrders.map(({ id }) => ({ kind: "order" as const, id })),
  ];
  return things.map((thing) => nameAbout(tenant, thing)).filter((about) => about !== null);
}

/** The organization's invoice of that number, or its order of that reference, in small or large letters; else null. */
export function findByNumber(tenant: Tenant, number: string): Thing | null {
  const invoice = tenant.db
    .select({ id: invoices.id })
    .from(invoices)
    .where(mine(tenant, invoices, visible, sql`lower(${invoices.number}) = lower(${number})`))
    .get();
  if (invoice) return { kind: "invoice", id: invoice.id };
  const order = tenant.db
    .select({ id: orders.id })
    .from(orders)
    .where(mine(tenant, orders, sql`lower(${orders.reference}) = lower(${number})`))
    .get();
  return order ? { kind: "order", id: order.id } : null;
}
