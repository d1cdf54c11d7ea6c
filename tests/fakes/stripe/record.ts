import type { Event, EventType, StripeObject } from "./wire.ts";
import { API_VERSION } from "./wire.ts";
import { presented } from "./presented.ts";
import type { World } from "./world.ts";

/** Records an event about an object as it is now and hands it to the deliveries. */
export function record(world: World, type: EventType, object: StripeObject, previous?: Record<string, unknown>) {
  if (world.quiet) return;
  const event: Event = {
    id: world.id("evt"),
    object: "event",
    api_version: API_VERSION,
    created: world.now(),
    data: { object: structuredClone(presented(world, object)), ...(previous && { previous_attributes: previous }) },
    livemode: world.livemode,
    pending_webhooks: world.state.webhookEndpoints.size,
    request: world.request ?? { id: null, idempotency_key: null },
    type,
  };
  world.state.events.set(event.id, event);
  world.onEvent(event);
}

/** Changes an object in place and gives back the former values of what really changed. */
export function change<T extends StripeObject>(object: T, patch: Partial<T>): Record<string, unknown> {
  const previous: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    const before = object[key as keyof T];
    if (JSON.stringify(before) === JSON.stringify(value)) continue;
    previous[key] = structuredClone(before);
    object[key as keyof T] = value as T[keyof T];
  }
  return previous;
}

/** Changes an object and tells about it, unless nothing really changed. */
export function changeAndRecord<T extends StripeObject>(
  world: World,
  type: EventType,
  object: T,
  patch: Partial<T>,
): T {
  const previous = change(object, patch);
  if (Object.keys(previous).length > 0) record(world, type, object, previous);
  return object;
}
