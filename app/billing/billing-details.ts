import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { stripeCustomers } from "#db/schema/billing.ts";
import { taxIds } from "#db/schema/subscriptions.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { bareTaxId, type TaxId } from "./tax-id.ts";
import { cleanLine, normalized } from "../text/clean.ts";

export const poNumberName = "PO number";
/** How many custom fields Stripe keeps: https://docs.stripe.com/api/customers/update */
export const maxCustomFields = 4;

export type AddressFields = Record<"line1" | "line2" | "postcode" | "city" | "state" | "country", string>;

/** What stands on a Stripe customer's invoices; an empty text where there is nothing. */
export type Details = {
  name: string;
  address: AddressFields;
  taxId: TaxId | null;
  phone: string;
  email: string;
  poNumber: string;
};
export type DetailName = keyof Details;
export const detailNames = ["name", "address", "taxId", "phone", "email", "poNumber"] as const;

export const noAddress: AddressFields = { line1: "", line2: "", postcode: "", city: "", state: "", country: "" };

/** The organization's Stripe customers, the oldest first. */
export function listBillingAccounts(tenant: Tenant) {
  return tenant.db
    .select({ id: stripeCustomers.id, name: stripeCustomers.name, email: stripeCustomers.email })
    .from(stripeCustomers)
    .where(mine(tenant, stripeCustomers, isNull(stripeCustomers.deletedAt)))
    .orderBy(asc(stripeCustomers.firstSeenAt), asc(stripeCustomers.id))
    .all();
}

/** The details of one of the organization's Stripe customers as last seen at Stripe; null for anybody else's. */
export function findDetails(tenant: Tenant, customerId: string): Details | null {
  const row = tenant.db
    .select()
    .from(stripeCustomers)
    .where(mine(tenant, stripeCustomers, eq(stripeCustomers.id, customerId), isNull(stripeCustomers.deletedAt)))
    .get();
  if (!row) return null;
  const [taxId = null] = listTaxIds(tenant, customerId);
  const at = row.address;
  return {
    name: row.name ?? "",
    address: at
      ? {
          line1: at.line1 ?? "",
          line2: at.line2 ?? "",
          postcode: at.postal_code ?? "",
          city: at.city ?? "",
          state: at.state ?? "",
          country: at.country ?? "",
        }
      : noAddress,
    taxId: taxId && { type: taxId.type, value: taxId.value },
    phone: row.phone ?? "",
    email: row.email ?? "",
    poNumber: (row.customFields ?? []).find(isPoNumber)?.value ?? "",
  };
}

export const isPoNumber = ({ name }: { name: string }) => name.trim().toLowerCase() === poNumberName.toLowerCase();

/** A Stripe customer's tax ids, the newest first: that is the one the portal shows and changes. */
export function listTaxIds(tenant: Tenant, customerId: string) {
  const columns = { id: taxIds.id, type: taxIds.type, value: taxIds.value };
  return tenant.db
    .select(columns)
    .from(taxIds)
    .where(mine(tenant, taxIds, and(eq(taxIds.customerId, customerId), isNull(taxIds.deletedAt))))
    .orderBy(desc(taxIds.createdAt), desc(taxIds.id))
    .all();
}

/** Text as it is kept: no control characters, no runs of spaces; cut where it is far beyond what any detail may have. */
export const plain = (text: string) => cleanLine(normalized(text, "NFC", 2_000));

/** Whether two values of a detail say the same, however they are written. */
export function sameDetail<Name extends DetailName>(a: Details[Name], b: Details[Name]): boolean {
  return essence(a) === essence(b);
}

function essence(value: Details[DetailName]): string {
  if (value === null) return "";
  if (typeof value === "string") return plain(value);
  if ("value" in value) return bareTaxId(value.value);
  return JSON.stringify(Object.keys(noAddress).map((part) => plain(value[part as keyof AddressFields] ?? "")));
}
