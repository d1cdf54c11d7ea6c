import { eq } from "drizzle-orm";
import { stripeCursors } from "#db/schema/stripe.ts";
import { systemOf, transact } from "#db/tenant.ts";
import { connectionOf, type Portal } from "../../portal.server.ts";
import { pollEvents } from "./poll.ts";
import { beginSweep, openSweep } from "./sweep-plan.ts";

const onceMs = 12 * 60 * 60_000;

/**
 * Begins the nightly comparison with all that Stripe has, unless one began within twelve hours or a sweep is under way.
 * Events go first: what one of them tells of is no drift. Gives whether it began.
 */
export async function beginReconcile(portal: Portal): Promise<boolean> {
  if (!portal.config.stripe) return false;
  await pollEvents(portal, { anyway: true });
  const system = systemOf(connectionOf(portal));
  const began = transact(system, () => {
    const lastOf = (job: string) => system.db.select().from(stripeCursors).where(eq(stripeCursors.job, job)).get();
    const [events, last] = [lastOf("events"), lastOf("reconcile")];
    if (!events || events.attempts || openSweep(system)) return false;
    if (last && last.startedAt > portal.now() - onceMs) return false;
    return beginSweep(system, "reconcile", portal.now());
  });
  if (began) portal.nudge();
  return began;
}
