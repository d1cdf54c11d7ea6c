import { customerNamed } from "./customers.ts";
import { invalid, missing } from "../failure.ts";
import { isRecord, need, text, type Params } from "../params.ts";
import { pageOf } from "../paging.ts";
import { changeAndRecord, record } from "../record.ts";
import { get, lists, post, remove, type Route } from "../routing.ts";
import { checkTaxId, firstVerification } from "./tax-id-types.ts";
import type { TaxId } from "../wire.ts";
import { fetchFrom, type World } from "../world.ts";

export type TaxIdInput = { type: string; value: string };

export function createTaxId(world: World, customerId: string, input: TaxIdInput): TaxId {
  const params = input as Params;
  const customer = customerNamed(world, customerId);
  const type = need(params.type, "type");
  const value = need(params.value, "value");
  const taxId: TaxId = {
    id: world.id("txi"),
    object: "tax_id",
    country: (type === "eu_vat" ? value.slice(0, 2) : type.slice(0, 2)).toUpperCase(),
    created: world.now(),
    customer: customer.id,
    customer_account: null,
    livemode: world.livemode,
    owner: { customer: customer.id, customer_account: null, type: "customer" },
    type,
    value,
    verification: { status: firstVerification(type), verified_address: null, verified_name: null },
  };
  world.state.taxIds.set(taxId.id, taxId);
  record(world, "customer.tax_id.created", taxId);
  return taxId;
}

/** The tax office answers: `verified` or `unverified`, and who it is by its register. */
export function verifyTaxId(world: World, id: string, status: "verified" | "unverified" = "verified"): TaxId {
  const taxId = fetchFrom(world.state.taxIds, "tax_id", id);
  return changeAndRecord(world, "customer.tax_id.updated", taxId, {
    verification: { ...taxId.verification!, status },
  });
}

export function deleteTaxId(world: World, id: string) {
  const taxId = fetchFrom(world.state.taxIds, "tax_id", id);
  world.state.taxIds.delete(id);
  record(world, "customer.tax_id.deleted", taxId);
  return { id, object: "tax_id" as const, deleted: true as const };
}

function theirTaxId(world: World, customer: string, id: string): TaxId {
  const taxId = world.state.taxIds.get(id);
  if (taxId?.customer !== customer) throw missing("tax_id", id);
  return taxId;
}

const MOST = 5;

export const taxIds: Route[] = [
  lists("/v1/customers/:id/tax_ids", [], ({ world, params, id }) => {
    fetchFrom(world.state.customers, "customer", id);
    return pageOf(world.state.taxIds, { ...params, customer: id }, `/v1/customers/${id}/tax_ids`);
  }),
  post("/v1/customers/:id/tax_ids", ["type", "value"], ({ world, params, id }) => {
    fetchFrom(world.state.customers, "customer", id);
    checkTaxId(need(params.type, "type"), need(params.value, "value"), world.livemode);
    const held = world.state.taxIds.part("customer", id);
    if (held.length >= MOST) throw invalid(`A customer cannot have more than ${MOST} tax IDs.`);
    return createTaxId(world, id, params as TaxIdInput);
  }),
  get("/v1/customers/:id/tax_ids/:childId", ({ world, id, childId }) => theirTaxId(world, id, childId)),
  remove("/v1/customers/:id/tax_ids/:childId", ({ world, id, childId }) =>
    deleteTaxId(world, theirTaxId(world, id, childId).id),
  ),
  lists("/v1/tax_ids", ["owner"], ({ world, params }) => {
    const customer = isRecord(params.owner) ? text(params.owner.customer) : undefined;
    return pageOf(world.state.taxIds, { ...params, customer }, "/v1/tax_ids");
  }),
  get("/v1/tax_ids/:id", ({ world, id }) => fetchFrom(world.state.taxIds, "tax_id", id)),
  remove("/v1/tax_ids/:id", ({ world, id }) => deleteTaxId(world, id)),
];
