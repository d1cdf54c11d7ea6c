import { isNull } from "drizzle-orm";
import { stripeCustomers } from "#db/schema/billing.ts";
import { mine, type Tenant } from "#db/tenant.ts";

export type Money = { amount: number; currency: string };

/**
 * What the organization's Stripe customers have on account: `balances` by currency in minor units, negative where it is
 * credit in the customer's favour, none where it is zero; `payers` is how many customers there are. Deleted ones count
 * for nothing.
 */
export function findAccount(tenant: Tenant): { balances: Money[]; payers: number } {
  const rows = tenant.db
    .select({ currency: stripeCustomers.currency, balance: stripeCustomers.balance })
    .from(stripeCustomers)
    .where(mine(tenant, stripeCustomers, isNull(stripeCustomers.deletedAt)))
    .all();
  const sums = new Map<string, number>();
  for (const { currency, balance } of rows) {
    if (currency) sums.set(currency, (sums.get(currency) ?? 0) + balance);
  }
  const balances = [...sums].map(([currency, amount]) => ({ currency, amount })).filter(({ amount }) => amount !== 0);
  return { balances, payers: rows.length };
}
