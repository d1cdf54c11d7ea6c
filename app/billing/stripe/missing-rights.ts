import { and, eq, isNull } from "drizzle-orm";
import { staffTasks } from "#db/schema/organizations.ts";
import { systemOf, transact } from "#db/tenant.ts";
import { addStaffTask, closeStaffTask } from "../../company/staff-tasks.ts";
import { connectionOf, type Portal } from "../../portal.server.ts";
import { alertStaff } from "./alerts.ts";
import { unpark } from "./fetch-queue.ts";
import { retryWindows } from "./retry-windows.ts";

const kind = "stripe-right-missing";
const known = new WeakMap<Portal, Set<string>>();

/** The rights that our key was found to lack, as Stripe's dashboard names them. */
export function missingRightsOf(portal: Portal): Set<string> {
  let missing = known.get(portal);
  if (!missing) {
    const { db } = systemOf(connectionOf(portal));
    const open = and(eq(staffTasks.kind, kind), isNull(staffTasks.doneAt));
    const tasks = db.select({ right: staffTasks.subject }).from(staffTasks).where(open).all();
    known.set(portal, (missing = new Set(tasks.map(({ right }) => right))));
  }
  return missing;
}

/** Stripe refused one thing to a key that it knows: the log and the company's people are told which right it lacks. */
export function noteMissingRight(portal: Portal, right: string) {
  const missing = missingRightsOf(portal);
  if (missing.has(right)) return;
  missing.add(right);
  portal.log.error({ right }, "the key lacks a right at stripe; all that needs none of it goes on");
  const system = systemOf(connectionOf(portal));
  transact(system, () => {
    addStaffTask(system, kind, right, `The portal’s key is missing a permission at Stripe: ${right}`, portal.now());
    alertStaff(portal, system, "right", right);
  });
}

/** Stripe did what the key was found to lack the right for: what was given up, of objects and lists, is fetched again. */
export function noteGrantedRight(portal: Portal, right: string) {
  if (!missingRightsOf(portal).delete(right)) return;
  portal.log.info({ right }, "the key has its right at stripe");
  const system = systemOf(connectionOf(portal));
  transact(system, () => {
    closeStaffTask(system, kind, right, portal.now());
    unpark(system, portal.now());
    retryWindows(system, portal.now());
  });
}
