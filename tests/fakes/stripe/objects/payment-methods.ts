import { address } from "./customer-input.ts";
import { customerNamed } from "./customers.ts";
import { invalid } from "../failure.ts";
import { given, int, isRecord, mergedMetadata, need, text, type Params } from "../params.ts";
import { pageOf } from "../paging.ts";
import { change, changeAndRecord, record } from "../record.ts";
import { get, lists, post, type Route } from "../routing.ts";
import { means, type CardInput, type PaymentMethodInput } from "./payment-means.ts";
import type { PaymentMethod } from "../wire.ts";
import { fetchFrom, type World } from "../world.ts";

export function createPaymentMethod(world: World, input: PaymentMethodInput = {}): PaymentMethod {
  const type = input.type ?? "card";
  const method: PaymentMethod = {
    id: input.id ?? world.id("pm"),
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: billingDetails(input.billing_details),
    ...means(world, type, input),
    created: input.created ?? world.now(),
    customer: null,
    customer_account: null,
    livemode: world.livemode,
    metadata: mergedMetadata({}, input.metadata as Params),
    type,
  };
  world.state.paymentMethods.set(method.id, method);
  if (input.customer) attachPaymentMethod(world, method.id, input.customer);
  return method;
}

const NOBODY: PaymentMethod["billing_details"] = { address: null, email: null, name: null, phone: null, tax_id: null };

function billingDetails(change: Params | undefined, before = NOBODY): PaymentMethod["billing_details"] {
  const details = isRecord(change) ? change : {};
  return {
    ...before,
    ...given({
      address: address(details.address),
      email: text(details.email),
      name: text(details.name),
      phone: text(details.phone),
    }),
  };
}

export function attachPaymentMethod(world: World, id: string, customerId: string): PaymentMethod {
  const method = theMethod(world, id);
  customerNamed(world, customerId);
  if (method.customer && method.customer !== customerId) {
    throw invalid("The payment method you provided has already been attached to a customer.");
  }
  change(method, { customer: customerId });
  world.state.paymentMethods.set(id, method);
  record(world, "payment_method.attached", method);
  return method;
}

export function detachPaymentMethod(world: World, id: string): PaymentMethod {
  const method = theMethod(world, id);
  const { customer } = method;
  if (!customer)
    throw invalid("The payment method you provided is not attached to a customer so detachment is impossible.");
  const previous = change(method, { customer: null });
  world.state.paymentMethods.set(id, method);
  const owner = world.state.customers.get(customer);
  if (owner?.invoice_settings.default_payment_method === id) setDefaultPaymentMethod(world, customer, null);
  record(world, "payment_method.detached", method, previous);
  return method;
}

export function setDefaultPaymentMethod(world: World, customerId: string, methodId: string | null) {
  const customer = customerNamed(world, customerId);
  return changeAndRecord(world, "customer.updated", customer, {
    invoice_settings: { ...customer.invoice_settings, default_payment_method: methodId },
  });
}

export function updatePaymentMethod(world: World, id: string, input: PaymentMethodInput): PaymentMethod {
  const method = theMethod(world, id);
  return changeAndRecord(world, "payment_method.updated", method, {
    ...cardChange(method, input.card),
    ...(input.billing_details && { billing_details: billingDetails(input.billing_details, method.billing_details) }),
    metadata: mergedMetadata(method.metadata ?? {}, input.metadata as Params),
  });
}

/** The bank sends the new expiry of a renewed card by itself. */
export function renewCard(world: World, id: string, card: CardInput): PaymentMethod {
  const method = theMethod(world, id);
  return changeAndRecord(world, "payment_method.automatically_updated", method, cardChange(method, card));
}

function cardChange(method: PaymentMethod, card: CardInput | undefined): Partial<PaymentMethod> {
  if (!card || !method.card) return {};
  return {
    card: {
      ...method.card,
      exp_month: int(card.exp_month, "card[exp_month]") ?? method.card.exp_month,
      exp_year: int(card.exp_year, "card[exp_year]") ?? method.card.exp_year,
      last4: card.last4 ?? method.card.last4,
    },
  };
}

function theMethod(world: World, id: string): PaymentMethod {
  return fetchFrom(world.state.paymentMethods, "PaymentMethod", id);
}

function methodsOf(world: World, customer: string, params: Params, url: string) {
  const type = text(params.type);
  return pageOf(world.state.paymentMethods, { ...params, customer }, url, (method) => !type || method.type === type);
}

const FIELDS = ["type", "card", "sepa_debit", "us_bank_account", "link", "billing_details", "metadata"];

export const paymentMethods: Route[] = [
  lists("/v1/payment_methods", ["customer", "type"], ({ world, params }) => {
    const customer = need(params.customer, "customer");
    return methodsOf(world, customerNamed(world, customer).id, params, "/v1/payment_methods");
  }),
  lists("/v1/customers/:id/payment_methods", ["type"], ({ world, params, id }) => {
    fetchFrom(world.state.customers, "customer", id);
    return methodsOf(world, id, params, `/v1/customers/${id}/payment_methods`);
  }),
  get("/v1/customers/:id/payment_methods/:childId", ({ world, childId }) => theMethod(world, childId)),
  post("/v1/payment_methods", FIELDS, ({ world, params }) => {
    need(params.type, "type");
    return createPaymentMethod(world, params as PaymentMethodInput);
  }),
  get("/v1/payment_methods/:id", ({ world, id }) => theMethod(world, id)),
  post("/v1/payment_methods/:id", ["card", "billing_details", "metadata"], ({ world, params, id }) =>
    updatePaymentMethod(world, id, params as PaymentMethodInput),
  ),
  post("/v1/payment_methods/:id/attach", ["customer"], ({ world, params, id }) =>
    attachPaymentMethod(world, id, need(params.customer, "customer")),
  ),
  post("/v1/payment_methods/:id/detach", [], ({ world, id }) => detachPaymentMethod(world, id)),
];
