import { flag, given, text } from "../params.ts";
import { pageOf } from "../paging.ts";
import { changeAndRecord, record } from "../record.ts";
import { get, lists, post, remove, type Route } from "../routing.ts";
import { moveBalance } from "./balance-transactions.ts";
import { changes, FIELDS, type CustomerInput } from "./customer-input.ts";
import { checked } from "./customer-checks.ts";
import type { Customer } from "../wire.ts";
import { invalid, missing } from "../failure.ts";
import { cancelSubscription } from "./subscriptions.ts";
import { fetchFrom, type World } from "../world.ts";

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
    ...(input.business_name && { business_name: input.business_name }),
    ...(input.individual_name && { individual_name: input.individual_name }),
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
  const { balance = 0, ...rest } = input;
  Object.assign(customer, given(changes(customer, rest)));
  world.state.customers.set(id, customer);
  record(world, "customer.created", customer);
  if (balance) moveBalance(world, customer, { amount: balance, type: "initial", created: customer.created });
  return customer;
}

export function updateCustomer(world: World, id: string, input: CustomerInput): Customer {
  const customer = fetchFrom(world.state.customers, "customer", id);
  const { balance = customer.balance, ...rest } = changes(customer, input);
  if (balance !== customer.balance)
    moveBalance(world, customer, { amount: balance - customer.balance, type: "adjustment" });
  return changeAndRecord(world, "customer.updated", customer, rest);
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
  const taxIds = [...world.state.taxIds.part("customer", id)];
  for (const taxId of taxIds) world.state.taxIds.delete(taxId.id);
  world.state.customers.delete(id);
  world.state.deletedCustomers.add(id);
  record(world, "customer.deleted", customer);
  return { id, object: "customer" as const, deleted: true as const };
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
  post("/v1/customers", FIELDS, ({ world, params }) => createCustomer(world, checked(params))),
  get("/v1/customers/:id", ({ world, id }) => {
    if (world.state.deletedCustomers.has(id)) return { id, object: "customer", deleted: true };
    return fetchFrom(world.state.customers, "customer", id);
  }),
  post("/v1/customers/:id", FIELDS, ({ world, params, id }) => {
    fetchFrom(world.state.customers, "customer", id);
    const input = checked(params);
    const method = input.invoice_settings?.default_payment_method;
    if (method && world.state.paymentMethods.get(method)?.customer !== id) throw notTheirs(method);
    return updateCustomer(world, id, input);
  }),
  remove("/v1/customers/:id", ({ world, id }) => deleteCustomer(world, id)),
];

/** The customer that a parameter names, refusing deleted ones as Stripe does. */
export function customerNamed(world: World, id: string): Customer {
  const customer = world.state.customers.get(id);
  if (!customer) throw missing("customer", id, "customer");
  return customer;
}

const notTheirs = (method: string) =>
  invalid(
    `The customer does not have a payment method with the ID ${method}. The payment method must be attached to the customer.`,
    { code: "resource_missing", param: "invoice_settings[default_payment_method]" },
  );
