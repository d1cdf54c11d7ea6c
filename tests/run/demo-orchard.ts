import type { StripeStandIn } from "../fakes/stripe/server.ts";
import { day, rooms } from "./demo-goods.ts";

const count = 2_000;
const years = 6;

const hotels = ["Bergen", "Tromsø", "Uppsala", "Aarhus", "Turku", "Lübeck", "Tartu"];

/** A customer of six years and two thousand invoices; gives its id. */
export function furnishOrchard(stripe: StripeStandIn, now: number): string {
  const first = now - years * 365 * day;
  const { id } = stripe.createCustomer({
    name: "Orchard Hotels",
    email: "olav@orchard.example",
    created: first,
    address: { line1: "Bryggen 5", postal_code: "5003", city: "Bergen", country: "NO" },
    invoice_prefix: "ORCH",
  });
  stripe.createPaymentMethod({ customer: id, created: first, card: { exp_month: 9, exp_year: 2031 } });
  for (let i = 0; i < count; i++) ship(stripe, id, i, Math.floor(first + (i * (now - day - first)) / count));
  return id;
}

function ship(stripe: StripeStandIn, customer: string, i: number, created: number) {
  const pieces = i === count - 40 ? 251 : 1 + (i % 4);
  const lines = Array.from({ length: pieces }, (_, piece) => {
    const amount = 4_900 + ((i * 37 + piece * 911) % 90) * 1_000;
    return {
      description: `${rooms[(i + piece) % rooms.length]}, ${hotels[i % hotels.length]}`,
      amount,
      tax: amount / 4,
    };
  });
  const { id } = stripe.openInvoice({ customer, created, lines, currency: "nok" });
  if (i % 97 === 50) stripe.voidInvoice(id);
  else if (i < count - 3) stripe.payInvoice(id, { at: created + (1 + (i % 9)) * day });
  if (i % 211 === 100) {
    const charge = [...stripe.state.charges.part("customer", customer)].at(-1)!;
    stripe.createRefund({ charge: charge.id, amount: 4_900, created: charge.created + 12 * day });
  }
}
