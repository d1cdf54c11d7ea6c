import { can } from "../can.ts";
import type { Action, Feature } from "../features.ts";
import type { MailPlace, MailReader, OutboxMail } from "./kind.ts";

/** A mail's organization as its reader sees it; null where the company has not that job, or the reader not that right. */
export function openedFor({ config, within }: MailReader, { orgId }: OutboxMail, feature: Feature, right: Action) {
  const found = config.features.has(feature) && orgId !== null ? within(orgId) : null;
  return found && can(found.role, right) ? found : null;
}

/** A page of the company's own, for its people; `feature` is the job it needs. */
export const staffPlace = ({ config, isStaff }: MailReader, path: string, feature?: Feature): MailPlace | null =>
  isStaff && (!feature || config.features.has(feature)) ? { path, name: null } : null;
