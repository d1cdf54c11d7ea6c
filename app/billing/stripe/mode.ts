import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Connection } from "#db/connection.ts";
import { invoices, stripeCustomers } from "#db/schema/billing.ts";
import { prices, products } from "#db/schema/subscriptions.ts";
import { systemOf, type System } from "#db/tenant.ts";
import type { Config, StripeMode } from "../../config.server.ts";

/** The mode that a secret key works in (https://docs.stripe.com/keys). */
export const modeOfKey = (key: string): StripeMode => (/^(sk|rk)_live_/.test(key) ? "live" : "test");

/**
 * The mode in which what the file holds of Stripe's was read; null where that is nothing yet. Live where anything is: a
 * portal that was tried in test mode first keeps traces of that, and what is live is never taken for a trial.
 */
export function modeOfData({ db }: System): StripeMode | null {
  const holds = (isLive: boolean) =>
    [stripeCustomers, invoices, products, prices].some((table) => {
      const isThat = eq(sql`json_extract(${table.raw}, '$.livemode')`, isLive ? 1 : 0);
      const isThere = and(isNotNull(table.raw), isNull(table.deletedAt), isThat);
      return !!db.select({ id: table.id }).from(table).where(isThere).limit(1).get();
    });
  return holds(true) ? "live" : holds(false) ? "test" : null;
}

/**
 * The settings to work by: where the key is of another mode than what was read so far, billing is switched off and Stripe is
 * not asked, so that nothing of the old mode passes for true and none of it is looked for in the new one.
 */
export function withoutMixedModes(config: Config, connection: Connection): Config {
  const key = config.stripe && modeOfKey(config.stripe.secretKey);
  const data = key && modeOfData(systemOf(connection));
  if (!key || !data || data === key) return config;
  const features = new Set([...config.features].filter((feature) => feature !== "billing"));
  return { ...config, features, stripe: null, mixedModes: { key, data } };
}
