import { queueMail } from "#db/outbox.ts";
import { transact, type System } from "#db/tenant.ts";
import type { Config } from "../config.server.ts";
import { listStaffWanting } from "../mail/staff-choices.ts";
import { findLastWeek } from "./last-week.ts";

/** Tells everybody of the company who wants it of the week that ended, once, where something happened in it. Gives how many mails were left. */
export function tellStaffOfWeek(system: System, config: Pick<Config, "staffEmails">, now: number): number {
  const found = findLastWeek(system, now);
  if (!found) return 0;
  const kind = "staff-weekly";
  return transact(system, () =>
    listStaffWanting(system, config, "insights")
      .map((recipient) => ({ kind, recipient, dedupeKey: `${kind}:${found.week.name}:${recipient}`, props: {} }))
      .filter((mail) => queueMail(system, mail, now) !== null),
  ).length;
}
