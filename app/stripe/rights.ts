import type { Portal } from "../portal.server.ts";
import { clientOf, isLive } from "./client.ts";
import { faultOf, StripeFault } from "./fault.ts";
import { kinds } from "./kinds.ts";
import type { Params } from "./ask.ts";

export type Answer = { body: Record<string, unknown> } | { fault: StripeFault };

/** One request for the person at the terminal, past limiter and breaker: what it says is told and nothing else follows. */
export async function tryOnce(portal: Portal, method: "GET" | "POST", path: string, params?: Params): Promise<Answer> {
  try {
    const body = await clientOf(portal)!.rawRequest(method, path, params);
    const status: unknown = body.lastResponse?.statusCode;
    if (status === 200) return { body };
    return { fault: new StripeFault("failed", `${String(status)} without an error of Stripe's`) };
  } catch (error) {
    return { fault: faultOf(error) };
  }
}

// Nobody has this id: what is asked of it changes nothing, and Stripe looks at the key's rights first.
const nobody = "cus_foyerlooksatrights";

/** The rights as Stripe's dashboard names them. */
const readRights: Readonly<Record<string, string>> = {
  customer: "Customers: read",
  product: "Products: read",
  price: "Prices: read",
  subscription: "Subscriptions: read",
  invoice: "Invoices: read",
  invoice_payment: "Invoices: read",
  charge: "Charges and Refunds: read",
  refund: "Charges and Refunds: read",
  dispute: "Disputes: read",
  credit_note: "Credit notes: read",
  payment_method: "Payment Methods: read",
  tax_id: "Tax IDs: read",
};

function readings(): [right: string, path: string][] {
  return [...kinds.values()].map(({ object, path, listed }) => {
    const query = listed.by === "customer" ? listed.query(nobody) : (listed.query ?? {});
    return [readRights[object] ?? object, `${path}?${new URLSearchParams({ ...query, limit: "1" }).toString()}`];
  });
}

const writings: [right: string, path: string, params: Params][] = [
  ["Customers: write", `/v1/customers/${nobody}`, {}],
  ["Tax IDs: write", `/v1/customers/${nobody}/tax_ids`, { type: "eu_vat", value: "DE000000000" }],
  ["Customer portal: write", "/v1/billing_portal/sessions", { customer: nobody }],
];

/**
 * Tries what the portal does with its key and gives the rights that it lacks, by the names in Stripe's dashboard. Throws
 * `StripeFault` where Stripe does not answer, or does not know the key.
 */
export async function missingRights(portal: Portal): Promise<string[]> {
  const asked: [string, () => Promise<Answer>][] = [
    ...readings().map(([right, path]): [string, () => Promise<Answer>] => [right, () => tryOnce(portal, "GET", path)]),
    ["Events: read", () => tryOnce(portal, "GET", "/v1/events?limit=1")],
    ...writings.map(([right, path, params]): [string, () => Promise<Answer>] => [
      right,
      () => tryOnce(portal, "POST", path, params),
    ]),
  ];
  const missing = new Set<string>();
  for (const [right, ask] of asked) {
    const answer = await ask();
    if (!("fault" in answer)) continue;
    const { fault } = answer;
    if (fault.status === 403) missing.add(right);
    else if (!fault.said) throw fault;
  }
  return [...missing];
}

export const modeOf = (portal: Portal) => (isLive(portal) ? "live" : "test");
