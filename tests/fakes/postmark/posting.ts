import { EventEmitter } from "node:events";
import type { InboundPayload } from "./inbound-payload.ts";
import type { Hook } from "./telling.ts";

const minute = 60_000;

/** https://postmarkapp.com/support/article/understanding-inbound-webhook-retries-in-postmark, in milliseconds. */
export const retriesOfPostmark = [1, 5, 10, 10, 10, 15, 30, 60, 120, 360].map((minutes) => minutes * minute);

export type InboundDelivery = {
  id: string;
  payload: InboundPayload;
  /** What was answered, try by try; null where nobody answered. */
  statuses: (number | null)[];
  /** "waiting" for the next try, "taken" by a 200, "refused" by a 403, "failed" after the last try. */
  state: "waiting" | "taken" | "refused" | "failed";
};

/** Posts mails to a webhook: tries again where it is not taken with 200, stops where it is refused with 403. */
export function makePosting(configured: Hook | undefined, retries: readonly number[]) {
  let hook = configured;
  let isStopped = false;
  const deliveries: InboundDelivery[] = [];
  const timers = new Map<InboundDelivery, NodeJS.Timeout | null>();
  const ends = new EventEmitter().setMaxListeners(0);

  async function attempt(delivery: InboundDelivery) {
    timers.set(delivery, null);
    const status = await post(hook, delivery.payload);
    timers.delete(delivery);
    delivery.statuses.push(status);
    const wait = retries[delivery.statuses.length - 1];
    if (status === 200) delivery.state = "taken";
    else if (status === 403) delivery.state = "refused";
    else if (wait === undefined) delivery.state = "failed";
    else if (!isStopped)
      timers.set(
        delivery,
        setTimeout(() => void attempt(delivery), wait),
      );
    ends.emit("attempt");
  }

  return {
    deliveries,
    postTo: (next: Hook) => void (hook = next),
    deliver(payload: InboundPayload): InboundDelivery {
      const delivery: InboundDelivery = { id: payload.MessageID, payload, statuses: [], state: "waiting" };
      deliveries.push(delivery);
      void attempt(delivery);
      return delivery;
    },
    /** Tries all that wait at once, without waiting; also by hand what is over, as Postmark's own pages offer. */
    retryNow(these: readonly InboundDelivery[] = deliveries.filter(({ state }) => state === "waiting")) {
      for (const delivery of these) {
        const timer = timers.get(delivery);
        if (timer === null) continue;
        clearTimeout(timer);
        delivery.state = "waiting";
        void attempt(delivery);
      }
    },
    /** Resolves when nothing waits for a try any more. */
    async settled() {
      while (deliveries.some(({ state }) => state === "waiting")) {
        await new Promise((resolve) => ends.once("attempt", resolve));
      }
    },
    stop() {
      isStopped = true;
      for (const timer of timers.values()) if (timer) clearTimeout(timer);
    },
  };
}

async function post(hook: Hook | undefined, payload: InboundPayload): Promise<number | null> {
  if (!hook) return null;
  const headers: Record<string, string> = { "content-type": "application/json", "user-agent": "Postmark" };
  if (hook.auth) headers.authorization = `Basic ${Buffer.from(hook.auth).toString("base64")}`;
  try {
    const signal = AbortSignal.timeout(120_000);
    const response = await fetch(hook.url, { method: "POST", headers, body: JSON.stringify(payload), signal });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  }
}
