import { seeded, shuffled } from "../http/random.ts";
import { matches } from "./events.ts";
import type { Event } from "./wire.ts";

export type DeliveryFault =
  | { kind: "drop"; types?: string[]; times?: number }
  | { kind: "duplicate"; types?: string[]; times?: number; copies?: number }
  | { kind: "delay"; types?: string[]; times?: number; ms: number };

/** `reversed`, a seed for a repeatable shuffle, or the wanted order as places in the queue. */
export type Order = "as-made" | "reversed" | { seed: string } | number[];

export type DeliveryFaults = ReturnType<typeof makeDeliveryFaults>;

export function makeDeliveryFaults() {
  const active: (DeliveryFault & { left: number })[] = [];

  function take(kind: DeliveryFault["kind"], event: Event) {
    const index = active.findIndex(
      (one) => one.kind === kind && (one.types ?? ["*"]).some((type) => matches(type, event.type)),
    );
    const found = active[index];
    if (!found) return undefined;
    found.left -= 1;
    if (found.left <= 0) active.splice(index, 1);
    return found;
  }

  return {
    add: (fault: DeliveryFault) => void active.push({ ...fault, left: fault.times ?? 1 }),
    clear: () => void (active.length = 0),
    drops: (event: Event) => take("drop", event) !== undefined,
    copies(event: Event): number {
      const fault = take("duplicate", event);
      return fault?.kind === "duplicate" ? (fault.copies ?? 2) : 1;
    },
    delay(event: Event): number {
      const fault = take("delay", event);
      return fault?.kind === "delay" ? fault.ms : 0;
    },
  };
}

export function ordered<Item>(items: Item[], order: Order): Item[] {
  if (order === "as-made") return items;
  if (order === "reversed") return [...items].reverse();
  if (!Array.isArray(order)) return shuffled(items, seeded(order.seed));
  const first = order.flatMap((place) => (items[place] === undefined ? [] : [items[place]]));
  return [...first, ...items.filter((_, place) => !order.includes(place))];
}
