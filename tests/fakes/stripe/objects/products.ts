import { flag, given, mergedMetadata, need, text, type Params } from "../params.ts";
import { pageOf } from "../paging.ts";
import { changeAndRecord, record } from "../record.ts";
import { get, lists, post, type Route } from "../routing.ts";
import type { Metadata, Product } from "../wire.ts";
import { fetchFrom, type World } from "../world.ts";

export type ProductInput = {
  name?: string;
  description?: string;
  unit_label?: string;
  active?: boolean;
  metadata?: Metadata;
  /** `id` as in Stripe; `created` for seeding only. */
  id?: string;
  created?: number;
};

export function createProduct(world: World, input: ProductInput): Product {
  const params = input as Params;
  const created = input.created ?? world.now();
  const product: Product = {
    id: input.id ?? world.id("prod"),
    object: "product",
    active: flag(params.active) ?? true,
    created,
    default_price: null,
    description: text(params.description) ?? null,
    images: [],
    livemode: world.livemode,
    marketing_features: [],
    metadata: mergedMetadata({}, params.metadata),
    name: need(params.name, "name"),
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: "service",
    unit_label: text(params.unit_label) ?? null,
    updated: created,
    url: null,
  };
  world.state.products.set(product.id, product);
  record(world, "product.created", product);
  return product;
}

export function updateProduct(world: World, id: string, input: ProductInput): Product {
  const params = input as Params;
  const product = fetchFrom(world.state.products, "product", id);
  return changeAndRecord(world, "product.updated", product, {
    ...given({
      name: text(params.name) ?? undefined,
      description: text(params.description),
      unit_label: text(params.unit_label),
      active: flag(params.active),
    }),
    metadata: mergedMetadata(product.metadata, params.metadata),
    updated: world.now(),
  });
}

const FIELDS = ["name", "description", "unit_label", "active", "metadata"];

export const products: Route[] = [
  lists("/v1/products", ["active", "created"], ({ world, params }) => {
    const active = flag(params.active);
    return pageOf(
      world.state.products,
      params,
      "/v1/products",
      (product) => active === undefined || product.active === active,
    );
  }),
  post("/v1/products", [...FIELDS, "id"], ({ world, params }) => createProduct(world, params as ProductInput)),
  get("/v1/products/:id", ({ world, id }) => fetchFrom(world.state.products, "product", id)),
  post("/v1/products/:id", FIELDS, ({ world, params, id }) => updateProduct(world, id, params as ProductInput)),
];
