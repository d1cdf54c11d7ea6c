import type { PersonId } from "#db/ids.ts";
import { queueMail } from "#db/outbox.ts";
import type { Role } from "#db/schema/organizations.ts";
import type { Tenant } from "#db/tenant.ts";

const hour = 60 * 60_000;

/** What somebody's role is and was; null where they have, or had, none. */
export type RoleStep = { role: Role | null; former: Role | null };

/**
 * Mails one recipient of a step, in the transaction that takes it: of an hour's first at once, of all others of that hour
 * together at its end, where they come to anything. So nobody's mailbox is filled by a role that goes back and forth.
 */
export function mailRole(tenant: Tenant, recipient: string, step: RoleStep & { personId: PersonId }, now: number) {
  const { orgId } = tenant;
  const ofHour = Math.floor(now / hour);
  const key = `role-changed:${orgId}:${step.personId}:${ofHour}:${recipient}`;
  const mail = { kind: "role-changed", recipient, orgId };
  if (queueMail(tenant, { ...mail, dedupeKey: key, props: step }, now)) return;
  const props = { ...step, isSum: true };
  queueMail(tenant, { ...mail, dedupeKey: `${key}:sum`, props, notBefore: (ofHour + 1) * hour }, now);
}
