import { loggable } from "../http/loggable.ts";
import { loggedAs } from "../http/storage-fault.ts";
import type { Portal } from "../portal.server.ts";
import { systemFor } from "../sign-in/handles.ts";
import { howOfRequest, type AnsweredRequest } from "./hook.ts";
import { linkHitOf, noteStep } from "./link-trips.ts";
import { usageOf } from "./usage.ts";

/** Holds back what was answered to a link of a mail until it is known who that was; all the rest is counted at once. */
export function linkHook(portal: Portal, count: (answered: AnsweredRequest) => void) {
  const { links } = usageOf(portal);

  const settle = (answered: AnsweredRequest, note: () => void) => {
    try {
      note();
      count(answered);
    } catch (error) {
      portal.log.error({ ...loggedAs(error), path: loggable(answered.path) }, "a visit was not counted");
    }
  };

  return (answered: AnsweredRequest) => {
    const at = portal.now();
    const hit = linkHitOf(answered, at);
    if (!hit) return count(answered);
    links.add({
      hit,
      how: howOfRequest(portal, answered),
      settle: (how) =>
        settle({ ...answered, judged: { how, at } }, () => noteStep(systemFor(portal), answered, hit, how)),
    });
  };
}
