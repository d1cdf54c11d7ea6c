import { isPoNumber, poNumberName } from "../billing-details.ts";
import type { Changes } from "../detail-changes.ts";
import type { StripeObject, Params } from "../stripe/stripe-api.ts";

type Customer = {
  business_name?: string | null;
  invoice_settings?: { custom_fields?: { name: string; value: string }[] | null } | null;
};

/**
 * What is sent to change a customer, who is `raw` at Stripe now (https://docs.stripe.com/api/customers/update); null
 * where only a tax id changes, which is an object of its own. An empty text unsets; custom fields go as a whole list.
 */
export function customerParams({ name, address, phone, email, poNumber }: Changes, raw: StripeObject): Params | null {
  const params: Record<string, Params[string]> = {};
  const customer = raw as Customer;
  if (name) params[customer.business_name ? "business_name" : "name"] = name.to;
  if (address) {
    const { postcode, ...rest } = address.to;
    params.address = Object.values(address.to).some(Boolean) ? { ...rest, postal_code: postcode } : "";
  }
  if (phone) params.phone = phone.to;
  if (email) params.email = email.to;
  if (poNumber) {
    const before = customer.invoice_settings?.custom_fields ?? [];
    params.invoice_settings = { custom_fields: withPoNumber(before, poNumber.to) };
  }
  return Object.keys(params).length ? params : null;
}

/** The list with another PO number in its place, or without one. */
function withPoNumber(fields: { name: string; value: string }[], value: string): Params[] | "" {
  const others = fields.map(({ name, value }) => ({ name, value }));
  const at = others.findIndex(isPoNumber);
  const entry = value ? [{ name: at < 0 ? poNumberName : others[at]!.name, value }] : [];
  others.splice(at < 0 ? others.length : at, at < 0 ? 0 : 1, ...entry);
  return others.length ? others : "";
}
