import { loggedAs } from "../http/storage-fault.ts";
import type { Portal } from "../portal.server.ts";

/** Does what is due now, up to a batch, and says how many things it did. Holds leases, so it may run in many processes. */
export type Worker = { readonly name: string; readonly run: (portal: Portal) => Promise<number> };

/** Runs the workers in turn until none finds anything due at the portal's clock. Gives how many things were done. */
export async function drain(
  portal: Portal,
  workers: readonly Worker[],
  stopped: () => boolean = () => false,
): Promise<number> {
  let total = 0;
  for (let done = 1; done > 0 && !stopped(); total += done) {
    done = 0;
    for (const worker of workers)
      if (!stopped()) done += await portal.watch.during(`worker ${worker.name}`, () => worker.run(portal));
  }
  return total;
}

/** How long the jobs wait after a write, so that its answer goes first: asking for a link takes the same time for anybody. */
const nudgeMs = 25;

/**
 * Runs each worker on its own soon after it is nudged, however often, and every few seconds, so that a slow one holds
 * up no other. `stop` lets what has begun end and begins nothing more.
 */
export function startLoop(workers: readonly Worker[], everyMs = 2_000) {
  let stopping = false;
  let portal: Portal | null = null;
  const running = new Map<Worker, Promise<void>>();
  const again = new Set<Worker>();

  const start = (worker: Worker) => {
    if (stopping || !portal) return;
    if (running.has(worker)) {
      again.add(worker);
      return;
    }
    const { log } = portal;
    const run = drain(portal, [worker], () => stopping)
      .then(
        () => {},
        (error: unknown) => log.error({ ...loggedAs(error), worker: worker.name }, "worker failed"),
      )
      .finally(() => {
        running.delete(worker);
        if (again.delete(worker)) start(worker);
      });
    running.set(worker, run);
  };
  const startAll = () => workers.forEach(start);
  const timer = setInterval(startAll, everyMs);
  let nudged: NodeJS.Timeout | undefined;

  return {
    nudge() {
      nudged ??= setTimeout(() => {
        nudged = undefined;
        startAll();
      }, nudgeMs).unref();
    },
    begin(with_: Portal) {
      portal = with_;
      startAll();
    },
    async stop() {
      stopping = true;
      clearInterval(timer);
      await Promise.all(running.values());
    },
  };
}
