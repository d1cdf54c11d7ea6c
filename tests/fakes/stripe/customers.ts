import { flag, given, int, isRecord, mergedMetadata, text, type Params } from "./params.ts";
import { pageOf } from "./paging.ts";
import { changeAndRecord, record } from "./record.ts";
import { get, lists, post, remove, type Route } from "./routing.ts";
import type { Address, Customer, Metadata } from "./wire.ts";
import { missing } from "./failure.ts";
import { cancelSubscription } from "./subscriptions.ts";
import { fetchFrom, type World } from "./world.ts";

export type CustomerInput = {
  name?: string | null;
  email?: string | null;
  phone?: string | null;
  description?: string | null;
  address?: Partial<Address> | null;
  balance?: number;
  invoice_prefix?: string;
  invoice_settings?: { default_payment_method?: string | null; footer?: string | null };
  metadata?: Metadata;
  preferred_locales?: string[];
  tax_exempt?: string;
  /** For seeding only, not in Stripe's API. */
  id?: string;
  created?: number;
  currency?: string;
};

const FIELDS = [
  "name",
  "email",
  "phone",
  "description",
  "address",
  "balance",
  "invoice_prefix",
  "invoice_settings",
  "metadata",
  "preferred_locales",
  "tax_exempt",
];

export function createCustomer(world: World, input: CustomerInput = {}): Customer {
  const id = input.id ?? world.id("cus");
  const customer: Customer = {
    id,
    object: "customer",
    address: null,
    balance: 0,
    created: input.created ?? world.now(),
    currency: input.currency ?? null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: id.slice(-8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: world.livemode,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  };
  Object.assign(customer, given(changes(customer, input)));
  world.state.customers.set(id, customer);
  record(world, "customer.created", customer);
  return customer;
}

export function updateCustomer(world: World, id: string, input: CustomerInput): Customer {
  const customer = fetchFrom(world.state.customers, "customer", id);
  return changeAndRecord(world, "customer.updated", customer, changes(customer, input));
}

/** Stripe ends the subscriptions and lets go of the methods, forgets the tax ids; invoices and charges stay. */
export function deleteCustomer(world: World, id: string) {
  const customer = fetchFrom(world.state.customers, "customer", id);
  for (const subscription of world.state.subscriptions.part("customer", id)) {
    if (subscription.status !== "canceled") cancelSubscription(world, subscription.id);
  }
  const methods = [...world.state.paymentMethods.part("customer", id)];
  for (const method of methods) {
    method.customer = null;
    world.state.paymentMethods.set(method.id, method);
  }
  for (const taxId of [...world.state.taxIds.part("customer", id)]) world.state.taxIds.delete(taxId.id);
  world.state.customers.delete(id);
  world.state.deletedCustomers.add(id);
  record(world, "customer.deleted", customer);
  return { id, object: "customer" as const, deleted: true as const };
}

function changes(customer: Customer, input: CustomerInput): Partial<Customer> {
  const params = input as Params;
  return given({
    name: text(params.name),
    email: text(params.email),
    phone: text(params.phone),
    description: text(params.description),
    address: address(params.address),
    balance: int(params.balance, "balance"),
    invoice_prefix: text(params.invoice_prefix),
    tax_exempt: text(params.tax_exempt),
    preferred_locales: params.preferred_locales as string[] | undefined,
    invoice_settings: isRecord(params.invoice_settings)
      ? { ...customer.invoice_settings, ...given(mapped(params.invoice_settings)) }
      : undefined,
    metadata: mergedMetadata(customer.metadata, params.metadata),
  }) as Partial<Customer>;
}

function mapped(settings: Params) {
  return { default_payment_method: text(settings.default_payment_method), footer: text(settings.footer) };
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

export const customers: Route[] = [
  lists("/v1/customers", ["email", "created", "deleted"], ({ world, params }) => {
    const email = text(params.email)?.toLowerCase();
    const deleted = flag(params.deleted) ?? false;
    return pageOf(
      world.state.customers,
      params,
      "/v1/customers",
      (customer) => !deleted && (!email || customer.email?.toLowerCase() === email),
    );
  }),
  post("/v1/customers", FIELDS, ({ world, params }) => createCustomer(world, params as CustomerInput)),
  get("/v1/customers/:id", ({ world, id }) => {
    if (world.state.deletedCustomers.has(id)) return { id, object: "customer", deleted: true };
    return fetchFrom(world.state.customers, "customer", id);
  }),
  post("/v1/customers/:id", [...FIELDS, "default_source"], ({ world, params, id }) =>
    updateCustomer(world, id, params as CustomerInput),
  ),
  remove("/v1/customers/:id", ({ world, id }) => deleteCustomer(world, id)),
];

/** The customer that a parameter names, refusing deleted ones as Stripe does. */
export function customerNamed(world: World, id: string): Customer {
  const customer = world.state.customers.get(id);
  if (!customer) throw missing("customer", id, "customer");
  return customer;
}
