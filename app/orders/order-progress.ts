import type { Tenant } from "#db/tenant.ts";
import { listSteps, stepKey } from "./order-steps.ts";
import type { OrderSummary } from "./orders.ts";

/** How many of an open order's planned steps are reached, and of how many; null where its newest step is none of them. */
export function orderProgress(tenant: Tenant, order: OrderSummary): { reached: number; of: number } | null {
  const { open, step, kind, steps, frozenSteps } = order;
  if (!open || !step) return null;
  const plan = steps ?? frozenSteps ?? listSteps(tenant, kind).map(({ key }) => key);
  const reached = plan.findIndex((planned) => stepKey(planned) === stepKey(step)) + 1;
  return reached ? { reached, of: plan.length } : null;
}
