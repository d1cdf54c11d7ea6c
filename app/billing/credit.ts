import { isNull } from "drizzle-orm";
import { preparedFor } from "#db/prepared.ts";
import { stripeCustomers } from "#db/schema/billing.ts";
import { mine, type Tenant } from "#db/tenant.ts";

const listing = preparedFor((tenant: Tenant) =>
  tenant.db
    .select({
      currency: stripeCustomers.currency,
      balance: stripeCustomers.balance,
      name: stripeCustomers.name,
      email: stripeCustomers.email,
    })
    .from(stripeCustomers)
    .where(mine(tenant, stripeCustomers, isNull(stripeCustomers.deletedAt))),
);

export type Money = { amount: number; currency: string };
export type CreditBalance = Money & { names: string[] };

/**
 * What the organization's Stripe customers have on account: `balances` in minor units, credit (negative) and debt apart
 * in each currency, with whose it is where there are several; `payers` is how many there are. Deleted ones count for
 * nothing.
 */
export function findAccount(tenant: Tenant): { balances: CreditBalance[]; payers: number } {
  const rows = listing(tenant).all();
  const sums = new Map<string, CreditBalance>();
  for (const { currency, balance, name, email } of rows) {
    if (!currency || balance === 0) continue;
    const key = `${currency} ${Math.sign(balance)}`;
    const sum = sums.get(key) ?? { currency, amount: 0, names: [] };
    const whose = name ?? email;
    const names = rows.length > 1 && whose ? [...sum.names, whose] : sum.names;
    sums.set(key, { currency, amount: sum.amount + balance, names });
  }
  return { balances: [...sums.values()], payers: rows.length };
}
