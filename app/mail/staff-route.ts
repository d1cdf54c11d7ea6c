import type { StaffTopic } from "#db/schema/notifications.ts";
import type { System } from "#db/tenant.ts";
import type { Config } from "../config.server.ts";
import { markOfStaff, type Leave } from "./leave.ts";
import { listStaffAddresses } from "./staff-addresses.ts";
import { listStaffWanting } from "./staff-choices.ts";

type Company = Pick<Config, "staffEmails" | "supportEmail">;

/**
 * How a mail to the company may be left, by what its recipient chose; "off" where they turned it off. Where all mail to it
 * goes is nobody's to turn off, and where nobody wants a topic any more it goes there, whoever has that address.
 */
export function staffWayOf(
  system: System,
  config: Company,
  recipient: string,
  topic: StaffTopic,
): Leave | null | "off" {
  const wanting = listStaffWanting(system, config, topic);
  if (wanting.includes(recipient)) return { topic, who: markOfStaff(recipient) };
  const isLast = recipient === config.supportEmail && !wanting.length;
  return isLast || !listStaffAddresses(system, config).includes(recipient) ? null : "off";
}
