import type { Portal } from "../../portal.server.ts";
import { clientOf, isLive } from "./client.ts";
import { faultOf, StripeFault } from "./fault.ts";
import { objectTypes } from "./object-types.ts";
import { rightFor } from "./right-names.ts";
import type { Params } from "./stripe-api.ts";

export type RawAnswer = { body: Record<string, unknown> } | { fault: StripeFault };

/** One request for the person at the terminal, past limiter and breaker: what it says is told and nothing else follows. */
export async function tryOnce(
  portal: Portal,
  method: "GET" | "POST",
  path: string,
  params?: Params,
): Promise<RawAnswer> {
  try {
    const body = await (await clientOf(portal))!.rawRequest(method, path, params);
    const status: unknown = body.lastResponse?.statusCode;
    if (status === 200) return { body };
    return { fault: new StripeFault("failed", `${String(status)} without an error of Stripe's`) };
  } catch (error) {
    return { fault: faultOf(error) };
  }
}

// Nobody has this id: what is asked of it changes nothing, and Stripe looks at the key's rights first.
const nobody = "cus_foyerlooksatrights";

type Attempt = [method: "GET" | "POST", path: string, params?: Params];

function readings(): Attempt[] {
  const lists = [...objectTypes.values()].flatMap(({ path, listed }) => {
    if (!listed) return [];
    const query = listed.by === "customer" ? listed.query(nobody) : (listed.query ?? {});
    return `${path}?${new URLSearchParams({ ...query, limit: "1" }).toString()}`;
  });
  return [...lists, `/v1/customers/${nobody}/balance_transactions?limit=1`, "/v1/events?limit=1"].map((path) => [
    "GET",
    path,
  ]);
}

const writings: Attempt[] = [
  ["POST", `/v1/customers/${nobody}`, {}],
  ["POST", `/v1/customers/${nobody}/tax_ids`, { type: "eu_vat", value: "DE000000000" }],
  ["POST", "/v1/billing_portal/sessions", { customer: nobody }],
];

/**
 * Tries what the portal does with its key and gives the rights that it lacks, by the names in Stripe's dashboard. Throws
 * `StripeFault` where Stripe does not answer, or does not know the key.
 */
export async function missingRights(portal: Portal): Promise<string[]> {
  const missing = new Set<string>();
  for (const [method, path, params] of [...readings(), ...writings]) {
    const answer = await tryOnce(portal, method, path, params);
    if (!("fault" in answer)) continue;
    const { fault } = answer;
    if (fault.kind === "forbidden") missing.add(rightFor(method, path));
    else if (!fault.details) throw fault;
  }
  return [...missing];
}

export const modeOf = (portal: Portal) => (isLive(portal) ? "live" : "test");
