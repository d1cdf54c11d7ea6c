import { invalid, required } from "../failure.ts";
import { flag, given, list, mergedMetadata, need, text, type Params } from "../params.ts";
import { pageOf } from "../paging.ts";
import { change } from "../record.ts";
import { get, lists, post, remove, type Route } from "../routing.ts";
import { API_VERSION, type WebhookEndpoint } from "../wire.ts";
import { fetchFrom, type World } from "../world.ts";

const MOST = 16;

export function createWebhookEndpoint(world: World, params: Params): WebhookEndpoint & { secret: string } {
  const events = list(params.enabled_events).map(String);
  if (events.length === 0) throw required("enabled_events");
  if (world.state.webhookEndpoints.size >= MOST) {
    throw invalid(`You have reached the maximum of ${MOST} ${world.livemode ? "live" : "test"} webhook endpoints.`);
  }
  checkEvents(events);
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
    url: address(world, need(params.url, "url")),
  };
  world.state.webhookEndpoints.set(endpoint.id, endpoint);
  return endpoint;
}

function checkEvents(types: string[]) {
  types.forEach((type, place) => {
    if (!/^(\*|[a-z_0-9]+(\.[a-z_0-9]+)+)$/.test(type)) {
      throw invalid(`Invalid enabled_events[${place}]: must be the name of an event`, { param: "enabled_events" });
    }
  });
}

function address(world: World, url: string): string {
  const isWeb = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  if (!isWeb) {
    throw invalid("Invalid URL: An explicit scheme (such as https) must be provided.", {
      code: "url_invalid",
      param: "url",
    });
  }
  if (world.livemode && !url.startsWith("https:")) {
    throw invalid("Invalid URL: Live webhook endpoints must use https.", { code: "url_invalid", param: "url" });
  }
  return url;
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
    const page = pageOf(world.state.webhookEndpoints, params, "/v1/webhook_endpoints");
    return { ...page, data: page.data.map(withoutSecret) };
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
      checkEvents(types);
      const url = text(params.url);
      change(endpoint, {
        ...given({ url: url ? address(world, url) : undefined, description: text(params.description) }),
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
