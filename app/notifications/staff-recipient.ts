import type { StaffTopic } from "#db/schema/notifications.ts";
import type { System } from "#db/tenant.ts";
import type { Config } from "../config.server.ts";
import { markOfStaff, type StaffLeave } from "../mail/leave.ts";
import { listStaffAddresses } from "../mail/staff-addresses.ts";
import { chooseForStaff, listStaffWanting } from "../mail/staff-choices.ts";

const opened = Symbol("what somebody of the company may turn off");

/** The right of who holds a link out of a mail to the company: to one topic for one of its people. */
export type StaffRecipient = {
  readonly topic: StaffTopic;
  readonly thing: null;
  readonly email: string;
  readonly orgName: string;
  readonly [opened]: { system: System; config: Pick<Config, "staffEmails"> };
};

/** Whom of the company a link is of, or null: they are not of it any more. */
export function staffRecipientOf(
  system: System,
  config: Pick<Config, "staffEmails" | "company">,
  { topic, who }: StaffLeave,
): StaffRecipient | null {
  const email = listStaffAddresses(system, config).find((one) => markOfStaff(one) === who);
  if (!email) return null;
  return { topic, thing: null, email, orgName: config.company.name, [opened]: { system, config } };
}

export const isOfStaff = (recipient: object): recipient is StaffRecipient => opened in recipient;

/** Whether they get the topic now. */
export const wantsTopic = ({ topic, email, [opened]: { system, config } }: StaffRecipient): boolean =>
  listStaffWanting(system, config, topic).includes(email);

/** Turns the topic off or on for them and nothing else; `now` is epoch milliseconds. */
export const setStaffTopic = ({ topic, email, [opened]: { system } }: StaffRecipient, isOff: boolean, now: number) =>
  chooseForStaff(system, email, { topic, isOff }, "link", now);
