import { systemOf, transact } from "#db/tenant.ts";
import { addStaffTask, closeStaffTask } from "../../company/staff-tasks.ts";
import { connectionOf, type Portal } from "../../portal.server.ts";
import { alertStaff } from "./alerts.ts";
import type { StripeFault } from "./fault.ts";

const [kind, subject] = ["stripe-refuses-key", "stripe"];

/** Tells the log and the company's people that Stripe refuses our key, or that it takes it again. */
export function noteBreaker(portal: Portal, state: "open" | "closed", fault?: StripeFault) {
  const system = systemOf(connectionOf(portal));
  const now = portal.now();
  if (state === "open") {
    portal.log.error({ status: fault?.status, reason: fault?.message }, "stripe refuses our key; asking once a minute");
    transact(system, () => {
      addStaffTask(system, kind, subject, `Stripe rejects the portal’s key: ${fault?.message ?? ""}`, now);
      alertStaff(portal, system, "refused", "key");
    });
  } else {
    portal.log.info("stripe takes our key again");
    closeStaffTask(system, kind, subject, now);
  }
}
