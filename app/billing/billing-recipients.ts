import { and, eq, inArray, isNull, ne } from "drizzle-orm";
import { preparedFor } from "#db/prepared.ts";
import { billingTopics, notificationChoices } from "#db/schema/notifications.ts";
import { organizations, people } from "#db/schema/organizations.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { can } from "../can.ts";
import type { Action } from "../features.ts";
import { isPayablesAddress, listPayablesAddresses } from "./billing-mail-settings.ts";
import { findMemberByAddress, listMembersWith } from "../people/members.ts";

/** The addresses of the organization's people who hold a right, the disabled left out. */
export const listAddressesWith = (tenant: Tenant, right: Action): string[] =>
  listMembersWith(tenant, right).map(({ email }) => email);

const choosing = preparedFor((tenant: Tenant) =>
  tenant.db
    .selectDistinct({ email: people.email })
    .from(notificationChoices)
    .innerJoin(people, and(eq(people.id, notificationChoices.personId), isNull(people.disabledAt)))
    .where(
      mine(
        tenant,
        notificationChoices,
        ne(notificationChoices.mail, "off"),
        inArray(notificationChoices.topic, billingTopics),
      ),
    ),
);

/**
 * Who may get the organization's billing mails, each once: its people whose role brings them and those who turned some on,
 * and its accounts-payable addresses. What each of them wants is looked at when a mail is due.
 */
export function listBillingRecipients(tenant: Tenant): string[] {
  const chosen = choosing(tenant)
    .all()
    .map(({ email }) => email);
  const usual = listAddressesWith(tenant, "billing.notified");
  return [...new Set([...usual, ...chosen, ...listPayablesAddresses(tenant)])];
}

export type BillingReader = {
  orgName: string;
  mayPay: boolean;
  /** Not one of its people: the address stands on the organization's accounts-payable list. */
  isPayables: boolean;
};

/** As whom an address may see the organization's invoices now; null where it may not. */
export function findBillingReader(tenant: Tenant, email: string): BillingReader | null {
  const member = findMemberByAddress(tenant, email);
  const isReader = !!member && can(member.role, "billing.read");
  const isListed = isPayablesAddress(tenant, email);
  if (!isReader && !isListed) return null;
  const mayPay = isListed || (isReader && can(member.role, "billing.pay"));
  return { orgName: naming(tenant).get()?.name ?? "", mayPay, isPayables: !isReader };
}

const naming = preparedFor(({ db, orgId }: Tenant) =>
  db.select({ name: organizations.name }).from(organizations).where(eq(organizations.id, orgId)),
);
