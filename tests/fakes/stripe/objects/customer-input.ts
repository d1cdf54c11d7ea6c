import { given, int, isRecord, list, mergedMetadata, text, type Params } from "../params.ts";
import type { Address, Customer, Metadata } from "../wire.ts";

export type CustomField = { name: string; value: string };

export type CustomerInput = {
  name?: string | null;
  business_name?: string | null;
  individual_name?: string | null;
  email?: string | null;
  phone?: string | null;
  description?: string | null;
  address?: Partial<Address> | null;
  balance?: number;
  invoice_prefix?: string;
  invoice_settings?: {
    custom_fields?: CustomField[] | null;
    default_payment_method?: string | null;
    footer?: string | null;
  };
  metadata?: Metadata;
  preferred_locales?: string[];
  tax_exempt?: string;
  default_source?: string;
  /** For seeding only, not in Stripe's API. */
  id?: string;
  created?: number;
  currency?: string;
};

export const FIELDS = [
  "name",
  "business_name",
  "individual_name",
  "email",
  "phone",
  "description",
  "address",
  "balance",
  "default_source",
  "invoice_prefix",
  "invoice_settings",
  "metadata",
  "preferred_locales",
  "tax_exempt",
];

/** What an input changes of a customer; what it does not name stays. */
export function changes(customer: Customer, input: CustomerInput): Partial<Customer> {
  const params = input as Params;
  return given({
    name: text(params.name),
    business_name: text(params.business_name),
    individual_name: text(params.individual_name),
    email: text(params.email),
    phone: text(params.phone),
    description: text(params.description),
    address: address(params.address),
    balance: int(params.balance, "balance"),
    default_source: text(params.default_source),
    invoice_prefix: text(params.invoice_prefix),
    tax_exempt: text(params.tax_exempt),
    preferred_locales: params.preferred_locales as string[] | undefined,
    invoice_settings: isRecord(params.invoice_settings)
      ? { ...customer.invoice_settings, ...given(settings(params.invoice_settings)) }
      : undefined,
    metadata: mergedMetadata(customer.metadata, params.metadata),
  }) as Partial<Customer>;
}

function settings(input: Params) {
  return {
    custom_fields: customFields(input.custom_fields),
    default_payment_method: text(input.default_payment_method),
    footer: text(input.footer),
  };
}

function customFields(value: Params[string]): CustomField[] | null | undefined {
  if (value === undefined) return undefined;
  const fields = list(value).filter(isRecord);
  return fields.length
    ? fields.map(({ name, value: content }) => ({ name: String(name), value: String(content) }))
    : null;
}

export function address(value: Params[string]): Address | null | undefined {
  if (value === undefined) return undefined;
  if (!isRecord(value)) return null;
  const line = (name: string) => text(value[name]) ?? null;
  return {
    city: line("city"),
    country: line("country"),
    line1: line("line1"),
    line2: line("line2"),
    postal_code: line("postal_code"),
    state: line("state"),
  };
}
