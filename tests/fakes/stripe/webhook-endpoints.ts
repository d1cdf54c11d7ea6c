import { required } from "./failure.ts";
import { flag, given, list, mergedMetadata, need, text, type Params } from "./params.ts";
import { newestFirst, paged } from "./paging.ts";
import { change } from "./record.ts";
import { get, lists, post, remove, type Route } from "./routing.ts";
import { API_VERSION, type WebhookEndpoint } from "./wire.ts";
import { fetchFrom, type World } from "./world.ts";

export function createWebhookEndpoint(world: World, params: Params): WebhookEndpoint & { secret: string } {
  const events = list(params.enabled_events).map(String);
  if (events.length === 0) throw required("enabled_events");
  const endpoint = {
    id: world.id("we"),
    object: "webhook_endpoint" as const,
    api_version: text(params.api_version) ?? API_VERSION,
    application: null,
    created: world.now(),
    description: text(params.description) ?? null,
    enabled_events: events,
    livemode: world.livemode,
    metadata: mergedMetadata({}, params.metadata),
    secret: text(params.secret) ?? `whsec_${world.id("s").slice(2)}`,
    status: "enabled",
    url: need(params.url, "url"),
  };
  world.state.webhookEndpoints.set(endpoint.id, endpoint);
  return endpoint;
}

/** Stripe shows the secret only once, when the endpoint is made. */
function withoutSecret({ secret: _secret, ...endpoint }: WebhookEndpoint) {
  return endpoint;
}

function theEndpoint(world: World, id: string): WebhookEndpoint {
  return fetchFrom(world.state.webhookEndpoints, "webhook endpoint", id);
}

export const webhookEndpoints: Route[] = [
  lists("/v1/webhook_endpoints", [], ({ world, params }) => {
    const found = newestFirst(world.state.webhookEndpoints.values()).map(withoutSecret);
    return paged(found, params, "/v1/webhook_endpoints");
  }),
  post(
    "/v1/webhook_endpoints",
    ["url", "enabled_events", "api_version", "description", "metadata"],
    ({ world, params }) => createWebhookEndpoint(world, params),
  ),
  get("/v1/webhook_endpoints/:id", ({ world, id }) => withoutSecret(theEndpoint(world, id))),
  post(
    "/v1/webhook_endpoints/:id",
    ["url", "enabled_events", "description", "metadata", "disabled"],
    ({ world, params, id }) => {
      const endpoint = theEndpoint(world, id);
      const disabled = flag(params.disabled, "disabled");
      const types = list(params.enabled_events).map(String);
      change(endpoint, {
        ...given({ url: text(params.url) ?? undefined, description: text(params.description) }),
        ...(types.length > 0 && { enabled_events: types }),
        ...(disabled !== undefined && { status: disabled ? "disabled" : "enabled" }),
        metadata: mergedMetadata(endpoint.metadata, params.metadata),
      });
      return withoutSecret(endpoint);
    },
  ),
  remove("/v1/webhook_endpoints/:id", ({ world, id }) => {
    theEndpoint(world, id);
    world.state.webhookEndpoints.delete(id);
    return { id, object: "webhook_endpoint", deleted: true };
  }),
];
