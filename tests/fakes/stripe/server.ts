import { Hono } from "hono";
import { failing } from "../http/failing.ts";
import { makeFaults } from "../http/faults.ts";
import { serve, type Bindings } from "../http/serve.ts";
import { api, refuse, type LoggedRequest } from "./api.ts";
import { control } from "../http/control.ts";
import { makeDeliveries, type Target } from "./deliveries.ts";
import { broken, forbidden, rateLimited, unauthorized } from "./failure.ts";
import { pages } from "./pages.ts";
import { portalPage } from "./portal-page.ts";
import { resources } from "./resources.ts";
import { verbs } from "./verbs.ts";
import { createWebhookEndpoint } from "./objects/webhook-endpoints.ts";
import { record } from "./record.ts";
import type { Event, EventType } from "./wire.ts";
import { find, makeWorld } from "./world.ts";
import { monday } from "#tests/monday.ts";

export { sign } from "./signature.ts";
export { thin } from "./thin.ts";
export { API_VERSION } from "./wire.ts";

export type StripeOptions = {
  /** 0 takes a free one. */
  port?: number;
  /** Epoch milliseconds; by default it stands still on `monday`. */
  now?: () => number;
  apiKey?: string;
  /** The same seed makes the same ids. */
  seed?: string;
  /** How long the address of a PDF works. */
  pdfSeconds?: number;
};

export type StripeStandIn = Awaited<ReturnType<typeof startStripe>>;

/** Starts a Stripe of one's own on the loopback address; everything it knows is in memory. */
export async function startStripe(options: StripeOptions = {}) {
  const world = makeWorld({
    now: options.now ?? (() => monday),
    seed: options.seed ?? "foyer",
    apiKey: options.apiKey ?? "sk_test_foyer",
    pdfSeconds: options.pdfSeconds ?? 30 * 86_400,
  });
  const requests: LoggedRequest[] = [];
  const faults = makeFaults();
  const deliveries = makeDeliveries(world);
  world.onEvent = deliveries.enqueue;

  const bound = verbs(world);
  const stripe = {
    ...bound,
    apiKey: world.apiKey,
    state: world.state,
    requests,
    faults,
    deliveries: deliveries.attempts,
    deliveryFaults: deliveries.faults,
    events: () => [...world.state.events.values()],
    linesOf: (invoiceId: string) => world.state.invoiceLines.get(invoiceId) ?? [],
    /** Registers an endpoint; its answer holds the secret. */
    addWebhook(hook: { url: string; secret?: string; events?: string[]; style?: "snapshot" | "thin" }) {
      const endpoint = createWebhookEndpoint(world, {
        url: hook.url,
        secret: hook.secret,
        enabled_events: hook.events ?? ["*"],
      });
      if (hook.style === "thin") deliveries.makeThin(endpoint.id);
      return endpoint;
    },
    /** Sends any body to one target or to every endpoint, now and once; the statuses that came back. */
    async deliver(body: Event | object | string | null, where: Partial<Target> & { signedAt?: number } = {}) {
      const endpoints = [...world.state.webhookEndpoints.values()];
      const targets = where.url ? [{ url: where.url, secret: where.secret }] : endpoints;
      return Promise.all(
        targets.map(({ url, secret }) =>
          deliveries.send(body, { url, secret: where.secret ?? secret ?? "" }, where.signedAt),
        ),
      );
    },
    delivered: deliveries.delivered,
    pauseDeliveries: deliveries.pause,
    resumeDeliveries: deliveries.resume,
    waitingDeliveries: deliveries.waiting,
    /** Makes an event about an object as it is, such as `invoice.overdue` or `customer.subscription.trial_will_end`. */
    announce(type: EventType, id: string) {
      const object = find(world, id);
      if (!object) throw new Error(`no object ${id}`);
      record(world, type, object);
    },
    /** Changes made inside leave no events, as those of long ago. */
    quietly<Result>(work: () => Result): Result {
      world.quiet = true;
      try {
        return work();
      } finally {
        world.quiet = false;
      }
    },
    /** Every PDF address given out until now stops working. */
    expireLinks: () => void (world.linkGeneration += 1),
  };

  const app = new Hono<Bindings>();
  app.use(
    failing(faults, {
      rateLimited: () => refuse(rateLimited(), world.id("req")),
      unauthorized: () => refuse(unauthorized(world.apiKey), world.id("req")),
      status: (status) => refuse(status === 403 ? forbidden(world.account) : broken(status), world.id("req")),
    }),
  );
  app.route("/", control(stripe));
  app.route("/", pages(world));
  app.route("/", portalPage(world));
  app.route("/", api(world, resources, requests));

  const served = await serve(app, options.port);
  world.url = served.url;
  return {
    ...stripe,
    url: served.url,
    port: served.port,
    async close() {
      deliveries.close();
      await served.close();
      await deliveries.delivered();
    },
  };
}
