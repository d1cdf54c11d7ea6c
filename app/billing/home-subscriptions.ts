import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { preparedFor } from "#db/prepared.ts";
import { subscriptions } from "#db/schema/subscriptions.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { itemsOf, openInvoicesOf, rank } from "./subscriptions.ts";

/** Stripe's words for what goes on only once somebody pays, or says how. */
const asking = ["past_due", "unpaid", "incomplete", "paused"] as const;
const maxShown = 5;

const isRunning = and(isNull(subscriptions.deletedAt), eq(rank, 0));

const counting = preparedFor((tenant: Tenant) =>
  tenant.db
    .select({ running: sql<number>`count(*)` })
    .from(subscriptions)
    .where(mine(tenant, subscriptions, isRunning)),
);

const listing = preparedFor((tenant: Tenant) =>
  tenant.db
    .select({ id: subscriptions.id, status: subscriptions.status, description: subscriptions.description })
    .from(subscriptions)
    .where(mine(tenant, subscriptions, and(isRunning, inArray(subscriptions.status, [...asking]))))
    .limit(maxShown),
);

/**
 * How many subscriptions run, and the first of those that wait for the customer, but for those whose invoice is among
 * the `shown` already.
 */
export function homeSubscriptions(tenant: Tenant, shown: readonly { id: string }[]) {
  const { running } = counting(tenant).get()!;
  const rows = running ? listing(tenant).all() : [];
  const ids = rows.map(({ id }) => id);
  const [items, open] = [itemsOf(tenant, ids), openInvoicesOf(tenant, ids)];
  return {
    running,
    asking: rows
      .filter(({ id }) => !shown.some((invoice) => invoice.id === open(id)?.id))
      .map(({ id, status, description }) => ({
        id,
        status: status as (typeof asking)[number],
        name: items(id).find(({ name }) => name)?.name ?? description,
      })),
  };
}

export type HomeSubscriptions = ReturnType<typeof homeSubscriptions>;
