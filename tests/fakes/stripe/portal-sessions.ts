import { customerNamed } from "./objects/customers.ts";
import { invalid, missing } from "./failure.ts";
import { isRecord, need, text, type Params } from "./params.ts";
import { post, type Route } from "./routing.ts";
import type { PortalSession, Subscription } from "./wire.ts";
import { fetchFrom, type World } from "./world.ts";

/** A short-lived session whose page lives on the stand-in itself. */
export function createPortalSession(world: World, params: Params): PortalSession {
  const customer = customerNamed(world, need(params.customer, "customer"));
  const id = world.id("bps");
  const returnUrl = text(params.return_url) ?? null;
  if (returnUrl && !URL.canParse(returnUrl)) {
    throw invalid("Not a valid URL", { code: "url_invalid", param: "return_url" });
  }
  const session: PortalSession = {
    id,
    object: "billing_portal.session",
    configuration: "bpc_1FoyerStandInPortal00000",
    created: world.now(),
    customer: customer.id,
    customer_account: null,
    flow: flowOf(world, customer.id, params.flow_data),
    livemode: world.livemode,
    locale: text(params.locale) ?? null,
    on_behalf_of: null,
    return_url: returnUrl,
    url: `${world.url}/p/session/${id}`,
  };
  world.state.portalSessions.set(id, session);
  return session;
}

const FLOWS = ["payment_method_update", "customer_update", "subscription_cancel", "subscription_update"];

function flowOf(world: World, customer: string, data: Params[string]): PortalSession["flow"] {
  if (!isRecord(data)) return null;
  const type = need(data.type, "flow_data[type]");
  if (!FLOWS.includes(type)) {
    throw invalid(`Invalid flow_data[type]: must be one of ${FLOWS.join(", ")}`, { param: "flow_data[type]" });
  }
  const target = (name: string) => (type === name ? subscriptionIn(world, customer, name, data[name]) : null);
  const cancel = target("subscription_cancel");
  const update = target("subscription_update");
  if (cancel?.cancel_at) {
    throw invalid(
      "The subscription cannot be canceled because it is already set to be canceled at the end of its period.",
      { param: "flow_data[subscription_cancel][subscription]" },
    );
  }
  return {
    after_completion: afterCompletion(data.after_completion),
    customer_update: null,
    subscription_cancel: cancel ? { retention: null, subscription: cancel.id } : null,
    subscription_pause: null,
    subscription_update: update ? { subscription: update.id } : null,
    subscription_update_confirm: null,
    type,
  };
}

/** The customer's own subscription that a flow is about, while it runs. */
function subscriptionIn(world: World, customer: string, flow: string, data: Params[string]): Subscription {
  const param = `flow_data[${flow}][subscription]`;
  const id = need(isRecord(data) ? data.subscription : undefined, param);
  const found = fetchFrom(world.state.subscriptions, "subscription", id, param);
  if (found.customer !== customer) throw missing("subscription", id, param);
  if (found.status === "canceled") throw invalid("The subscription is canceled already.", { param });
  return found;
}

function afterCompletion(data: Params[string]): NonNullable<PortalSession["flow"]>["after_completion"] {
  const after = isRecord(data) ? data : {};
  const redirect = isRecord(after.redirect) ? { return_url: need(after.redirect.return_url, "return_url") } : null;
  return { hosted_confirmation: null, redirect, type: redirect ? "redirect" : "portal_homepage" };
}

export const portalSessions: Route[] = [
  post(
    "/v1/billing_portal/sessions",
    ["customer", "return_url", "flow_data", "locale", "configuration"],
    ({ world, params }) => createPortalSession(world, params),
  ),
];
