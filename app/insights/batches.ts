import { loggable } from "../http/loggable.ts";
import { loggedAs } from "../http/storage-fault.ts";
import type { Portal } from "../portal.server.ts";
import type { AnsweredRequest } from "./hook.ts";
import { settleUsage, usageOf } from "./usage.ts";

/** A hundred visits one after another take a quarter of what each takes between two answers. */
const maxWaiting = 256;

/** Counts a visit, or logs that this could not be done: nothing else depends on it. */
export function countOrLog(portal: Portal, { path }: AnsweredRequest, count: () => void) {
  try {
    count();
  } catch (error) {
    portal.log.error({ ...loggedAs(error), path: loggable(path) }, "a visit was not counted");
  }
}

/** Has what was answered wait for the job loop, to be counted many at once. */
export function inBatches(portal: Portal, count: (answered: AnsweredRequest) => void) {
  const { waiting } = usageOf(portal);

  return (answered: AnsweredRequest) => {
    const held = waiting.push(() => countOrLog(portal, answered, () => count(answered)));
    if (held >= maxWaiting) settleUsage(portal);
  };
}
