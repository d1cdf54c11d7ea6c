import type { Tenant } from "#db/tenant.ts";
import { listTaxIds } from "../billing-details.ts";
import { sameTaxId, type TaxId } from "../tax-id.ts";
import type { StripeApi } from "../stripe/stripe-api.ts";

/**
 * Puts one tax id in the place of another at Stripe, where they cannot be changed: the new one is there before the old
 * one goes. `keyOf` names the step for Stripe; what stands there was looked at just before. Throws `StripeFault`.
 */
export async function replaceTaxId(
  api: StripeApi,
  tenant: Tenant,
  customerId: string,
  { from, to }: { from: TaxId | null; to: TaxId | null },
  keyOf: (step: string) => string,
) {
  const held = listTaxIds(tenant, customerId);
  if (to && !held.some((one) => sameTaxId(one, to))) {
    const path = `/v1/customers/${encodeURIComponent(customerId)}/tax_ids`;
    await api.post("tax_id", path, { type: to.type, value: to.value }, keyOf("tax-id"));
  }
  const old = held.filter((one) => from && sameTaxId(one, from));
  for (const { id } of old) await api.remove(`/v1/customers/${encodeURIComponent(customerId)}/tax_ids`, id);
}
