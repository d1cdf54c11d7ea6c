import { and, asc, eq, inArray, isNull, lte } from "drizzle-orm";
import { isFree, newLease, noLease } from "#db/lease.ts";
import { jobs } from "#db/schema/mail.ts";
import { systemOf, transact, type System } from "#db/tenant.ts";
import { loggedAs } from "../http/storage-fault.ts";
import { connectionOf, type Portal } from "../portal.server.ts";
import { backoff } from "./backoff.ts";
import type { Worker } from "./loop.ts";
import { Postponed } from "./postponed.ts";
import { cleanReason } from "./reason.ts";

/**
 * `hold` keeps the job ours for another minute, and throws where another worker has taken it up: a long one calls it in
 * each of its transactions, so that two never write the same work.
 */
export type Handler = (portal: Portal, ids: Record<string, string>, hold: () => void) => Promise<void>;

class TakenOver extends Error {}

const leaseMs = 60_000;
const parkAfter = 12;

/** The job, while nobody else has taken it up or asked for it anew. */
const isOurs = ({ id, leaseOwner }: { id: number; leaseOwner: string }) =>
  and(eq(jobs.id, id), eq(jobs.leaseOwner, leaseOwner));

function claim(system: System, kinds: readonly string[], now: number) {
  const next = () =>
    system.db
      .select()
      .from(jobs)
      .where(and(inArray(jobs.kind, kinds), isNull(jobs.parkedAt), lte(jobs.notBefore, now), isFree(jobs, now)))
      .orderBy(asc(jobs.notBefore))
      .limit(1)
      .get();
  // Looked first: a transaction waits for whoever writes, and pages wait for it.
  if (!next()) return null;
  return transact(system, () => {
    const due = next();
    if (!due) return null;
    const lease = newLease(now + leaseMs);
    system.db.update(jobs).set(lease).where(eq(jobs.id, due.id)).run();
    return { ...due, ...lease };
  });
}

function hold(system: System, job: Parameters<typeof isOurs>[0], now: number) {
  const longer = { leaseUntil: now + leaseMs };
  if (!system.db.update(jobs).set(longer).where(isOurs(job)).run().changes) throw new TakenOver();
}

/**
 * The worker for the kinds of jobs it has handlers for, left with `enqueue`: one at a time, tried again with growing
 * pauses, parked after 12 failures. Another worker's jobs do not hold up its own.
 */
export function jobWorker(handlers: Readonly<Record<string, Handler>>): Worker {
  const kinds = Object.keys(handlers);
  return {
    name: `jobs: ${kinds.join(", ")}`,
    async run(portal) {
      const system = systemOf(connectionOf(portal));
      const job = claim(system, kinds, portal.now());
      if (!job) return 0;
      try {
        await portal.watch.during(`job ${job.kind}`, () =>
          handlers[job.kind]!(portal, job.ids, () => hold(system, job, portal.now())),
        );
        system.db.delete(jobs).where(isOurs(job)).run();
      } catch (error) {
        if (error instanceof TakenOver) return 1;
        const now = portal.now();
        if (error instanceof Postponed) {
          const notBefore = Math.max(error.until, now + 1);
          system.db
            .update(jobs)
            .set({ ...noLease, notBefore })
            .where(isOurs(job))
            .run();
          return 1;
        }
        const attempts = job.attempts + 1;
        portal.log.error({ ...loggedAs(error), job: job.kind, attempts }, "job failed");
        system.db
          .update(jobs)
          .set({
            attempts,
            error: cleanReason(portal.config, String(error)),
            ...noLease,
            notBefore: now + backoff(attempts),
            parkedAt: attempts >= parkAfter ? now : null,
          })
          .where(isOurs(job))
          .run();
      }
      return 1;
    },
  };
}
