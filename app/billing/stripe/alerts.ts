import { queueMail } from "#db/outbox.ts";
import type { System } from "#db/tenant.ts";
import { listStaffAddresses } from "../../mail/staff-addresses.ts";
import type { Portal } from "../../portal.server.ts";

/**
 * What staff are told of by mail: objects given up, rows that stood otherwise, our key refused, a right it lacks, no answer
 * for five minutes, and answers again.
 */
export type Alert = "parked" | "drift" | "refused" | "right" | "away" | "back";

/**
 * Tells everybody of the company, in the caller's transaction: one mail a day at most for each thing and `subject`. The
 * mail says how things stand when it is sent, and is left out where all is well again.
 */
export function alertStaff(
  { config, now }: Pick<Portal, "config" | "now">,
  system: System,
  alert: Alert,
  subject: string,
) {
  const day = new Date(now()).toISOString().slice(0, 10);
  for (const recipient of listStaffAddresses(system, config)) {
    const dedupeKey = `billing-alert:${alert}:${subject}:${day}:${recipient}`;
    queueMail(system, { kind: "billing-alert", recipient, dedupeKey, props: { alert, subject } }, now());
  }
}
