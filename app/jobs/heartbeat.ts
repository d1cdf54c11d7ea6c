import { sayAlive, sayGone } from "#db/lease.ts";
import { systemOf } from "#db/tenant.ts";
import { dispensable } from "../http/storage-fault.ts";
import { connectionOf, type Portal } from "../portal.server.ts";

const everyMs = 1_000;

/** Says that this process lives until `stop`, so that no other takes what it has leased, and takes up what dead ones had. */
export function startHeartbeat(portal: Portal) {
  const beat = () => {
    if (dispensable(portal, () => sayAlive(systemOf(connectionOf(portal)), portal.now()))) portal.nudge();
  };
  beat();
  const timer = setInterval(beat, everyMs).unref();
  return {
    stop() {
      clearInterval(timer);
      dispensable(portal, () => sayGone(systemOf(connectionOf(portal))));
    },
  };
}
