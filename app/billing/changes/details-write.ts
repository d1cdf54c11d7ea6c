import type { OrgId } from "#db/ids.ts";
import { sha256 } from "#db/secrets.ts";
import { systemOf, transact, type Tenant } from "#db/tenant.ts";
import { Postponed } from "../../jobs/postponed.ts";
import { findDetails, listTaxIds, type DetailName } from "../billing-details.ts";
import { countFailure, nextSaving, settleChange, type DetailChange, type Refusal } from "../detail-changes.ts";
import { addStaffTask } from "../../company/staff-tasks.ts";
import { connectionOf, type Portal } from "../../portal.server.ts";
import { stripeApiFor } from "../stripe/stripe-api.ts";
import { customerParams } from "./detail-params.ts";
import { standing, type Held } from "./detail-standing.ts";
import { faultOf, type StripeFault } from "../stripe/fault.ts";
import { throttleOf } from "../stripe/throttle.ts";
import { fetchNow, fetchAllNow } from "../stripe/fetch-now.ts";
import { customer as customerKind } from "../stripe/objects/customer.ts";
import { taxId as taxIdKind } from "../stripe/objects/tax-id.ts";
import { replaceTaxId } from "./replace-tax-id.ts";

const lane = "interactive";
const soonestMs = 2_000;
const latestMs = 15 * 60_000;
const giveUpMs = 3 * 24 * 60 * 60_000;

type Saving = DetailChange & { failures: number };

/**
 * The job that brings a Stripe customer's changed details to Stripe, one change after the other in the order they were
 * made. Throws `Postponed` while Stripe does not take them.
 */
export async function writeDetails(portal: Portal, ids: Record<string, string>) {
  const tenant = systemOf(connectionOf(portal)).within(ids.orgId as OrgId);
  const customerId = ids.customerId!;
  for (let change = nextSaving(tenant, customerId); change; change = nextSaving(tenant, customerId)) {
    try {
      await bring(portal, tenant, customerId, change);
    } catch (error) {
      decide(portal, tenant, customerId, change, faultOf(error));
    }
  }
}

async function bring(portal: Portal, tenant: Tenant, customerId: string, change: Saving) {
  const at = await look(portal, tenant, customerId);
  if (!at) return refuse(portal, tenant, customerId, change, { reason: "gone", detail: null }, "it is not there");
  const { left, theirs } = standing(change.changes, at);
  if (Object.keys(theirs).length) {
    settleChange(tenant, change.id, { state: "conflict", left, theirs }, portal.now());
    return;
  }
  if (Object.keys(left).length) {
    const api = stripeApiFor(portal, lane);
    const keyOf = (step: string) => `${change.id}-${step}-${change.failures}`;
    if (left.taxId) await replaceTaxId(api, tenant, customerId, left.taxId, keyOf);
    const params = customerParams(left, at.raw);
    if (params) {
      const key = keyOf(`details-${sha256(JSON.stringify(params)).slice(0, 16)}`);
      await api.post("customer", `/v1/customers/${encodeURIComponent(customerId)}`, params, key);
    }
    await look(portal, tenant, customerId);
  }
  settleChange(tenant, change.id, { state: "saved" }, portal.now());
}

/** Stores what stands at Stripe now, and gives it; null where the customer is gone, or not this organization's any more. */
async function look(portal: Portal, tenant: Tenant, customerId: string) {
  if (!findDetails(tenant, customerId)) return null;
  const answer = await fetchNow(portal, customerKind, customerId, lane);
  if (!answer) return null;
  const query = { "owner[type]": "customer", "owner[customer]": customerId };
  await fetchAllNow(portal, taxIdKind, customerId, query, lane);
  const held = heldBy(tenant, customerId);
  return held && { ...held, raw: answer.raw };
}

function heldBy(tenant: Tenant, customerId: string): Held | null {
  const details = findDetails(tenant, customerId);
  return details && { details, taxIds: listTaxIds(tenant, customerId) };
}

/**
 * What a fault means for the change: said against a value, it is refused; our key may not do it, or nobody answered for
 * days, likewise; all else is tried again, a little later each time.
 */
function decide(portal: Portal, tenant: Tenant, customerId: string, change: Saving, fault: StripeFault) {
  const { status, message, details: said } = fault;
  const refused = (reason: Refusal["reason"], detail: DetailName | null = null) =>
    refuse(portal, tenant, customerId, change, { reason, detail }, message);
  if (said?.code === "resource_missing") return refused("gone");
  if (said && (status === 400 || status === 402 || status === 404)) return refused("wrong", detailOf(said.param));
  if (status === 403) return refused("forbidden");
  const now = portal.now();
  const age = now - change.createdAt;
  if (age >= giveUpMs) return refused("unreachable");
  if (status !== null && status >= 500) countFailure(tenant, change);
  portal.log.warn({ change: change.id, reason: message }, "changed details could not be brought to stripe yet");
  const { breaker, limiters } = throttleOf(portal);
  const later = now + Math.min(latestMs, Math.max(soonestMs, age / 2));
  throw new Postponed(Math.max(later, breaker.opensAt(now), limiters[lane].opensAt(now)));
}

/** Which detail Stripe means by the name of a parameter. */
function detailOf(param: string | null): DetailName | null {
  if (!param) return null;
  const names: [RegExp, DetailName][] = [
    [/^(business_)?name\b/, "name"],
    [/^address\b/, "address"],
    [/^(tax_id|type|value)\b/, "taxId"],
    [/^phone\b/, "phone"],
    [/^email\b/, "email"],
    [/^invoice_settings\b/, "poNumber"],
  ];
  return names.find(([shape]) => shape.test(param))?.[1] ?? null;
}

/** Nothing more of the change is tried; who made it reads why, and so do the company's people. */
function refuse(portal: Portal, tenant: Tenant, customerId: string, change: Saving, refusal: Refusal, because: string) {
  const now = portal.now();
  const held = heldBy(tenant, customerId);
  const left = held ? standing(change.changes, held).left : change.changes;
  portal.log.warn({ change: change.id, customer: customerId, ...refusal, because }, "changed details were refused");
  transact(tenant, () => {
    if (!settleChange(tenant, change.id, { state: "refused", left, refusal }, now)) return;
    const what = Object.keys(left).join(", ") || "nothing";
    const detail = `Details of Stripe customer ${customerId} (${held?.details.name || "no name"}) that were changed in the portal couldn’t be saved at Stripe (${what}): ${because}. The customer can see this on their page.`;
    addStaffTask(tenant, "details-refused", customerId, detail, now);
  });
}
