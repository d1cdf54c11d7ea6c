import { setImmediate } from "node:timers/promises";
import { and, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import { union } from "drizzle-orm/sqlite-core";
import type { OrgId } from "#db/ids.ts";
import { payablesAddresses } from "#db/schema/billing-details.ts";
import { suppressions } from "#db/schema/mail.ts";
import { notificationChoices } from "#db/schema/notifications.ts";
import { memberships, organizations, people } from "#db/schema/organizations.ts";
import { transact, type System } from "#db/tenant.ts";
import { rolesWith } from "../../can.ts";
import { addStaffTaskOnce, endStaffTask, listSubjects } from "../../company/staff-tasks.ts";
import { billingText } from "../text.ts";
import { isUnheard } from "../unheard.ts";

const unheardTask = "billing-unheard";
const atOnce = 50;

/** Every organization where an address comes back that may get its emails about money or somebody turned some off, and those that a task tells of. */
function organizationsAffected(system: System): OrgId[] {
  const { db } = system;
  const isTold = inArray(memberships.role, [...rolesWith("billing.read")]);
  const ofPeople = db
    .select({ id: memberships.orgId })
    .from(suppressions)
    .innerJoin(people, and(eq(people.email, suppressions.email), isNull(people.disabledAt)))
    .innerJoin(memberships, and(eq(memberships.personId, people.id), isTold));
  const ofPayables = db
    .select({ id: payablesAddresses.orgId })
    .from(suppressions)
    .innerJoin(payablesAddresses, eq(payablesAddresses.email, suppressions.email));
  const off = db
    .select({ id: notificationChoices.orgId })
    .from(notificationChoices)
    .where(and(eq(notificationChoices.topic, "failures"), eq(notificationChoices.mail, "off")));
  const left = db
    .select({ id: payablesAddresses.orgId })
    .from(payablesAddresses)
    .where(isNotNull(payablesAddresses.topics));
  const affected = union(ofPeople, ofPayables, off, left).all();
  return [...new Set([...affected.map(({ id }) => id), ...(listSubjects(system, unheardTask) as OrgId[])])];
}

/**
 * Leaves a task for staff where emails about money reach nobody of an organization that is not closed, once for as long
 * as that is so, and settles it where they reach somebody again. Goes in small steps, so that pages are answered between
 * them. `now` is epoch milliseconds.
 */
export async function tellOfUnheard(system: System, now: number) {
  const all = organizationsAffected(system);
  for (let first = 0; first < all.length; first += atOnce) {
    const few = all.slice(first, first + atOnce);
    transact(system, () => few.forEach((id) => tellOf(system, id, now)));
    await setImmediate();
  }
}

function tellOf(system: System, orgId: OrgId, now: number) {
  const { id, name, closedAt } = organizations;
  const isOpen = and(eq(id, orgId), isNull(closedAt));
  const organization = system.db.select({ name }).from(organizations).where(isOpen).get();
  if (!organization || !isUnheard(system.within(orgId))) return endStaffTask(system, unheardTask, orgId);
  addStaffTaskOnce(system, unheardTask, orgId, billingText.en.unheard.task(organization.name), now);
}
