import { customerNamed } from "./customers.ts";
import { isRecord, need, text, type Params } from "./params.ts";
import { post, type Route } from "./routing.ts";
import type { PortalSession } from "./wire.ts";
import { fetchFrom, type World } from "./world.ts";

/** A short-lived session whose page lives on the stand-in itself. */
export function createPortalSession(world: World, params: Params): PortalSession {
  const customer = customerNamed(world, need(params.customer, "customer"));
  const id = world.id("bps");
  const returnUrl = text(params.return_url) ?? null;
  const session: PortalSession = {
    id,
    object: "billing_portal.session",
    configuration: "bpc_1FoyerStandInPortal00000",
    created: world.now(),
    customer: customer.id,
    customer_account: null,
    flow: flowOf(world, params.flow_data),
    livemode: world.livemode,
    locale: text(params.locale) ?? null,
    on_behalf_of: null,
    return_url: returnUrl,
    url: `${world.url}/p/session/${id}`,
  };
  world.state.portalSessions.set(id, session);
  return session;
}

function flowOf(world: World, data: Params[string]): PortalSession["flow"] {
  if (!isRecord(data)) return null;
  const type = need(data.type, "flow_data[type]");
  const target = (name: string) => {
    if (type !== name || !isRecord(data[name])) return null;
    return fetchFrom(world.state.subscriptions, "subscription", need(data[name].subscription, name), "subscription").id;
  };
  const cancel = target("subscription_cancel");
  const update = target("subscription_update");
  return {
    after_completion: afterCompletion(data.after_completion),
    customer_update: null,
    subscription_cancel: cancel ? { retention: null, subscription: cancel } : null,
    subscription_pause: null,
    subscription_update: update ? { subscription: update } : null,
    subscription_update_confirm: null,
    type,
  };
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
