import { asc, eq } from "drizzle-orm";
import { payablesAddresses } from "#db/schema/billing-details.ts";
import type { BillingTopic } from "#db/schema/notifications.ts";
import { mine, transact, type Tenant } from "#db/tenant.ts";
import { keptTopics, payableTopics } from "../../mail/topics.ts";
import { findBillingSettings } from "../billing-mail-settings.ts";
import { listAddressesWith } from "../billing-recipients.ts";

export type PayablesAddress = {
  email: string;
  topics: readonly BillingTopic[];
  /** Of what it does not get, what a link in a mail to it ended. */
  leftByLink: readonly BillingTopic[];
  /** Null: as the organization has it. */
  attachPdf: boolean | null;
};

/** The addresses that get the organization's billing mails besides its people, in order, with what each gets. */
export const listPayables = (tenant: Tenant): PayablesAddress[] =>
  tenant.db
    .select()
    .from(payablesAddresses)
    .where(mine(tenant, payablesAddresses))
    .orderBy(asc(payablesAddresses.email))
    .all()
    .map(({ email, topics, leftByLink, attachPdf }) => {
      return { email, topics: payableTopics(topics), leftByLink: leftByLink ?? [], attachPdf };
    });

/** One of them by its canonical address. */
export const findPayables = (tenant: Tenant, email: string): PayablesAddress | null =>
  listPayables(tenant).find((one) => one.email === email) ?? null;

export type PayablesChoice = Pick<PayablesAddress, "topics" | "attachPdf">;

/** Writes down what an address gets from now on. Gives false where it is not on the list any more. */
export function choosePayables(tenant: Tenant, email: string, { topics, attachPdf }: PayablesChoice): boolean {
  return transact(tenant, () => {
    const found = findPayables(tenant, email);
    if (!found) return false;
    const leftByLink = found.leftByLink.filter((topic) => !topics.includes(topic));
    tenant.db
      .update(payablesAddresses)
      .set({ topics: keptTopics((topic) => topics.includes(topic)), leftByLink, attachPdf })
      .where(mine(tenant, payablesAddresses, eq(payablesAddresses.email, email)))
      .run();
    return true;
  });
}

/** Whether invoices to an address have their PDF along: as it was chosen for it, else as for all; of one that is a colleague's too, the more of the two. */
export function wantsPdf(tenant: Tenant, email: string): boolean {
  const { attachPdf: usual } = findBillingSettings(tenant);
  const own = findPayables(tenant, email)?.attachPdf ?? usual;
  return own || (usual && listAddressesWith(tenant, "billing.notified").includes(email));
}
