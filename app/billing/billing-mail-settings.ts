import { asc, eq, isNotNull } from "drizzle-orm";
import type { PersonId } from "#db/ids.ts";
import { preparedFor } from "#db/prepared.ts";
import { billingSettings as settings, payablesAddresses } from "#db/schema/billing-details.ts";
import { mine, owned, transact, type Tenant } from "#db/tenant.ts";
import { can } from "../can.ts";
import { revokeItemLinks } from "../sign-in/item-links.ts";
import { findMemberByAddress } from "../people/members.ts";

export const maxPayablesAddresses = 10;

/** The canonical addresses that get the organization's billing mails besides its people, in order. */
export const listPayablesAddresses = (tenant: Tenant): string[] =>
  listing(tenant)
    .all()
    .map(({ email }) => email);

const listing = preparedFor((tenant: Tenant) =>
  tenant.db
    .select({ email: payablesAddresses.email })
    .from(payablesAddresses)
    .where(mine(tenant, payablesAddresses))
    .orderBy(asc(payablesAddresses.email)),
);

const finding = preparedFor((tenant: Tenant, { email }: { email: string }) =>
  tenant.db
    .select({ email: payablesAddresses.email })
    .from(payablesAddresses)
    .where(mine(tenant, payablesAddresses, eq(payablesAddresses.email, email))),
);

/** Whether a canonical address stands on that list. */
export const isPayablesAddress = (tenant: Tenant, email: string): boolean => !!finding(tenant, { email }).get();

/** How the organization wants its billing mails. */
export function findBillingSettings(tenant: Tenant): { attachPdf: boolean } {
  const row = tenant.db.select({ attachPdf: settings.attachPdf }).from(settings).where(mine(tenant, settings)).get();
  return row ?? { attachPdf: false };
}

/** Whether the PDF comes along with mails about invoices. `now` is epoch milliseconds. */
export function setAttachPdf(tenant: Tenant, attachPdf: boolean, now: number) {
  const values = { attachPdf, updatedAt: now };
  tenant.db
    .insert(settings)
    .values(owned(tenant, settings, values))
    .onConflictDoUpdate({ target: settings.orgId, set: values, setWhere: mine(tenant, settings) })
    .run();
}

/** Puts a canonical address on the list, or back to all of its mails; `full` where the list has no room for another. */
export function addPayablesAddress(
  tenant: Tenant,
  email: string,
  addedBy: PersonId,
  now: number,
): "added" | "there" | "full" {
  return transact(tenant, () => {
    const there = listPayablesAddresses(tenant);
    const hasLeft = mine(
      tenant,
      payablesAddresses,
      eq(payablesAddresses.email, email),
      isNotNull(payablesAddresses.topics),
    );
    if (tenant.db.update(payablesAddresses).set({ topics: null, leftByLink: null }).where(hasLeft).run().changes)
      return "added";
    if (there.includes(email)) return "there";
    if (there.length >= maxPayablesAddresses) return "full";
    tenant.db
      .insert(payablesAddresses)
      .values(owned(tenant, payablesAddresses, { email, addedBy, createdAt: now }))
      .run();
    return "added";
  });
}

/** Takes an address off the list and ends its links, unless it is a member's who reads billing anyway. Gives whether it was there. */
export function removePayablesAddress(tenant: Tenant, email: string, now: number): boolean {
  return transact(tenant, () => {
    const { changes } = tenant.db
      .delete(payablesAddresses)
      .where(mine(tenant, payablesAddresses, eq(payablesAddresses.email, email)))
      .run();
    const member = findMemberByAddress(tenant, email);
    if (changes && !(member && can(member.role, "billing.read"))) revokeItemLinks(tenant, { email }, now);
    return changes > 0;
  });
}
