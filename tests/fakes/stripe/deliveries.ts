import { pause } from "../http/failing.ts";
import { makeDeliveryFaults, ordered, type Order } from "./delivery-faults.ts";
import { matches } from "./events.ts";
import { sign } from "./signature.ts";
import { thin } from "./thin.ts";
import type { Event, WebhookEndpoint } from "./wire.ts";
import type { World } from "./world.ts";

export type Attempt = { endpoint: string; event: string; type: string; status: number | null; at: number };
export type Target = { url: string; secret: string };
type Parcel = { event: Event; endpoint: WebhookEndpoint };

const BACKOFF_MS = [20, 40, 80];

/** Brings events to the registered endpoints, in the order they were made, one at a time for each endpoint. */
export function makeDeliveries(world: World) {
  const faults = makeDeliveryFaults();
  const attempts: Attempt[] = [];
  const thinEndpoints = new Set<string>();
  const queue: Parcel[] = [];
  let running: Promise<void> | undefined;
  let paused = false;
  let closed = false;

  function enqueue(event: Event) {
    for (const endpoint of world.state.webhookEndpoints.values()) {
      if (endpoint.status !== "enabled") continue;
      if (!endpoint.enabled_events.some((type) => matches(type, event.type))) continue;
      if (faults.drops(event)) continue;
      for (let copy = faults.copies(event); copy > 0; copy -= 1) queue.push({ event, endpoint });
    }
    start();
  }

  function start() {
    if (!paused && !closed && queue.length > 0) running ??= run().finally(stopped);
  }

  function stopped() {
    running = undefined;
    start();
  }

  async function run() {
    const waiting = queue.splice(0);
    const endpoints = new Set(waiting.map((parcel) => parcel.endpoint));
    await Promise.all(
      [...endpoints].map((endpoint) => inTurn(waiting.filter((parcel) => parcel.endpoint === endpoint))),
    );
  }

  async function inTurn(parcels: Parcel[]) {
    const late: Promise<void>[] = [];
    for (const parcel of parcels) {
      const delay = faults.delay(parcel.event);
      if (delay > 0) late.push(pause(delay).then(() => bring(parcel)));
      else await bring(parcel);
    }
    await Promise.all(late);
  }

  async function bring({ event, endpoint }: Parcel) {
    for (const wait of [...BACKOFF_MS, 0]) {
      if (closed) return;
      const body = thinEndpoints.has(endpoint.id) ? thin(event) : { ...event, api_version: endpoint.api_version };
      const status = await send(body, { url: endpoint.url, secret: endpoint.secret ?? "" });
      attempts.push({ endpoint: endpoint.id, event: event.id, type: event.type, status, at: world.nowMs() });
      if (status !== null && status >= 200 && status < 300) return;
      await pause(wait);
    }
  }

  /** One POST, right now, signed with the stand-in's clock or at another second; null when nobody answered. */
  async function send(body: unknown, target: Target, signedAt = world.now()): Promise<number | null> {
    const raw = typeof body === "string" ? body : JSON.stringify(body, null, 2);
    const headers = {
      "content-type": "application/json; charset=utf-8",
      "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
      "stripe-signature": sign(raw, target.secret, signedAt),
    };
    try {
      const signal = AbortSignal.timeout(10_000);
      const response = await fetch(target.url, { method: "POST", headers, body: raw, redirect: "manual", signal });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return null;
    }
  }

  return {
    faults,
    attempts,
    enqueue,
    send,
    makeThin: (endpointId: string) => void thinEndpoints.add(endpointId),
    waiting: () => queue.map((parcel) => parcel.event),
    pause: () => void (paused = true),
    /** Goes on, with what waits in the order asked for. */
    resume(order: Order = "as-made") {
      paused = false;
      queue.push(...ordered(queue.splice(0), order));
      start();
    },
    /** Resolves when nothing waits and nothing is under way; while paused, when nothing is under way. */
    async delivered() {
      while (running) await running;
    },
    close() {
      closed = true;
      queue.length = 0;
    },
  };
}
