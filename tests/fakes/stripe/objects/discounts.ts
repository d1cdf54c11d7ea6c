import type Stripe from "stripe";
import { invalid } from "../failure.ts";
import type { Discount, Wire } from "../wire.ts";
import type { World } from "../world.ts";

/** A discount of its own coupon, by which an invoice's line costs less. */
export function makeDiscount(world: World, invoice: string | null, input: { name?: string; at: number }): Discount {
  const coupon: Wire<Stripe.Coupon> = {
    id: world.id("co").slice(3, 11),
    object: "coupon",
    amount_off: null,
    created: input.at,
    currency: null,
    duration: "once",
    duration_in_months: null,
    livemode: world.livemode,
    max_redemptions: null,
    metadata: {},
    name: input.name ?? "Discount",
    percent_off: 10,
    redeem_by: null,
    times_redeemed: 1,
    valid: true,
  };
  const discount: Discount = {
    id: world.id("di"),
    object: "discount",
    checkout_session: null,
    customer: null,
    customer_account: null,
    end: null,
    invoice,
    invoice_item: null,
    promotion_code: null,
    source: { coupon: coupon.id, type: "coupon" },
    start: input.at,
    subscription: null,
    subscription_item: null,
  };
  world.state.coupons.set(coupon.id, coupon);
  world.state.discounts.set(discount.id, discount);
  return discount;
}

export function checkDiscount(amount: number, discount: number) {
  if (discount < 0 || discount > amount) throw invalid("A discount is between nothing and the line's amount.");
}
