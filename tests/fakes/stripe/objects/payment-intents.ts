import { pageOf } from "../paging.ts";
import { get, lists, type Route } from "../routing.ts";
import type { Invoice, PaymentIntent } from "../wire.ts";
import { fetchFrom, type World } from "../world.ts";

export function makeIntent(world: World, invoice: Invoice, at: number, amount: number): PaymentIntent {
  const id = world.id("pi");
  const intent: PaymentIntent = {
    id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: "automatic",
    client_secret: `${id}_secret_${world.id("s").slice(2)}`,
    confirmation_method: "automatic",
    created: at,
    currency: invoice.currency,
    customer: invoice.customer,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: world.livemode,
    managed_payments: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: ["card"],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: "requires_payment_method",
    transfer_data: null,
    transfer_group: null,
  };
  world.state.paymentIntents.set(id, intent);
  return intent;
}

export const paymentIntents: Route[] = [
  lists("/v1/payment_intents", ["customer", "created"], ({ world, params }) =>
    pageOf(world.state.paymentIntents, params, "/v1/payment_intents"),
  ),
  get("/v1/payment_intents/:id", ({ world, id }) => fetchFrom(world.state.paymentIntents, "payment_intent", id)),
];
