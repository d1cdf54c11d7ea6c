import { flag, given, int, isRecord, mergedMetadata, need, text, type Params } from "../params.ts";
import { pageOf } from "../paging.ts";
import { changeAndRecord, record } from "../record.ts";
import { get, lists, post, type Route } from "../routing.ts";
import type { Metadata, Price } from "../wire.ts";
import { fetchFrom, type World } from "../world.ts";

export type PriceInput = {
  product?: string;
  currency?: string;
  unit_amount?: number;
  unit_amount_decimal?: string;
  recurring?: {
    interval: "day" | "week" | "month" | "year";
    interval_count?: number;
    usage_type?: "licensed" | "metered";
  };
  nickname?: string;
  active?: boolean;
  lookup_key?: string;
  metadata?: Metadata;
  /** For seeding only, not in Stripe's API. */
  id?: string;
  created?: number;
};

export function createPrice(world: World, input: PriceInput): Price {
  const params = input as Params;
  const product = fetchFrom(world.state.products, "product", need(params.product, "product"), "product");
  const amount = int(params.unit_amount, "unit_amount");
  const price: Price = {
    id: input.id ?? world.id("price"),
    object: "price",
    active: flag(params.active) ?? true,
    billing_scheme: "per_unit",
    created: input.created ?? world.now(),
    currency: need(params.currency, "currency").toLowerCase(),
    custom_unit_amount: null,
    livemode: world.livemode,
    lookup_key: text(params.lookup_key) ?? null,
    metadata: mergedMetadata({}, params.metadata),
    nickname: text(params.nickname) ?? null,
    product: product.id,
    recurring: recurring(params.recurring),
    tax_behavior: "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: params.recurring ? "recurring" : "one_time",
    unit_amount: amount ?? null,
    unit_amount_decimal: text(params.unit_amount_decimal) ?? (amount === undefined ? null : String(amount)),
  };
  world.state.prices.set(price.id, price);
  record(world, "price.created", price);
  return price;
}

function recurring(value: Params[string]): Price["recurring"] {
  if (!isRecord(value)) return null;
  return {
    interval: text(value.interval) ?? "month",
    interval_count: int(value.interval_count, "interval_count") ?? 1,
    meter: null,
    trial_period_days: null,
    usage_type: text(value.usage_type) ?? "licensed",
  };
}

export function updatePrice(world: World, id: string, input: PriceInput): Price {
  const params = input as Params;
  const price = fetchFrom(world.state.prices, "price", id);
  return changeAndRecord(world, "price.updated", price, {
    ...given({ nickname: text(params.nickname), active: flag(params.active), lookup_key: text(params.lookup_key) }),
    metadata: mergedMetadata(price.metadata, params.metadata),
  });
}

const CHANGEABLE = ["nickname", "active", "metadata", "lookup_key"];

export const prices: Route[] = [
  lists("/v1/prices", ["active", "product", "created"], ({ world, params }) => {
    const active = flag(params.active);
    return pageOf(world.state.prices, params, "/v1/prices", (price) => active === undefined || price.active === active);
  }),
  post(
    "/v1/prices",
    [...CHANGEABLE, "product", "currency", "unit_amount", "unit_amount_decimal", "recurring"],
    ({ world, params }) => createPrice(world, params as PriceInput),
  ),
  get("/v1/prices/:id", ({ world, id }) => fetchFrom(world.state.prices, "price", id)),
  post("/v1/prices/:id", CHANGEABLE, ({ world, params, id }) => updatePrice(world, id, params as PriceInput)),
];
