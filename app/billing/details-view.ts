import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { stripeCustomers } from "#db/schema/billing.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import {
  detailNames,
  findDetails,
  isPoNumber,
  listBillingAccounts,
  listTaxIds,
  maxCustomFields,
  type Details,
} from "./billing-details.ts";
import { listOpenChanges, withChanges } from "./detail-changes.ts";

export type DetailsView = NonNullable<ReturnType<typeof viewDetails>>;

/** The organization's Stripe customer that is asked for, or the first; null where it has none. */
export function findBillingAccount(tenant: Tenant, wanted: string | null) {
  const accounts = listBillingAccounts(tenant);
  return accounts.find(({ id }) => id === wanted) ?? accounts[0] ?? null;
}

/**
 * A Stripe customer's details with what is on its way to Stripe, and what is open about them; null for anybody else's
 * customer.
 */
export function viewDetails(tenant: Tenant, customerId: string) {
  const details = findDetails(tenant, customerId);
  if (!details) return null;
  const open = listOpenChanges(tenant, customerId);
  const saving = open.filter(({ state }) => state === "saving");
  return {
    details: withChanges(details, ...saving.map(({ changes }) => changes)),
    saving: detailNames.filter((name) => saving.some(({ changes }) => name in changes)),
    conflicts: open.filter(({ state }) => state === "conflict"),
    refused: open.filter(({ state }) => state === "refused"),
    otherTaxIds: listTaxIds(tenant, customerId)
      .slice(1)
      .map(({ value }) => value),
  };
}

/** Whether Stripe has room for a PO number among the customer's custom fields. */
export function hasRoomForPoNumber(tenant: Tenant, customerId: string): boolean {
  const row = tenant.db
    .select({ fields: stripeCustomers.customFields })
    .from(stripeCustomers)
    .where(mine(tenant, stripeCustomers, and(eq(stripeCustomers.id, customerId))))
    .get();
  const fields = row?.fields ?? [];
  return fields.some(isPoNumber) || fields.length < maxCustomFields;
}

const text = z.string();
const shape = z.object({
  name: text,
  address: z.object({ line1: text, line2: text, postcode: text, city: text, state: text, country: text }),
  taxId: z.object({ type: text, value: text }).nullable(),
  phone: text,
  email: text,
  poNumber: text,
});

/** The details that a form was shown with, from its hidden field; null where it holds none. */
export function readShown(json: string | undefined): Details | null {
  if (!json || json.length > 20_000) return null;
  try {
    return shape.parse(JSON.parse(json));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}
