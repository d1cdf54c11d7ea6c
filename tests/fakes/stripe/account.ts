import type Stripe from "stripe";
import { get, type Route } from "./routing.ts";
import type { Wire } from "./wire.ts";
import type { World } from "./world.ts";

/** The company's own account, as its key may see it. */
function accountOf(world: World): Wire<Stripe.Account> {
  return {
    id: world.account,
    object: "account",
    business_profile: null,
    business_type: "company",
    charges_enabled: true,
    country: "IE",
    created: 1_500_000_000,
    default_currency: "eur",
    details_submitted: true,
    email: "owner@stand-in.example",
    metadata: {},
    payouts_enabled: true,
    type: "standard",
  };
}

export const account: Route[] = [get("/v1/account", ({ world }) => accountOf(world))];
