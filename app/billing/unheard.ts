import { count, eq, inArray } from "drizzle-orm";
import { preparedFor } from "#db/prepared.ts";
import { payablesAddresses } from "#db/schema/billing-details.ts";
import { suppressions } from "#db/schema/mail.ts";
import { notificationChoices } from "#db/schema/notifications.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { choiceOf, isPayablesTopic, topicRules } from "../mail/topics.ts";
import { listMembersWith } from "../people/members.ts";
import { listBillingRecipients } from "./billing-recipients.ts";

const topic = "failures";

/**
 * Whether emails about failed payments reach nobody of the organization: those of all who get them come back, or all turned
 * them off. Not so where there is nobody yet who could get them.
 */
export function isUnheard(tenant: Tenant): boolean {
  if (!listBillingRecipients(tenant).length) return false;
  const told = listTold(tenant);
  if (!told.length) return true;
  return countingDead(tenant, { emails: told }).get()!.dead === told.length;
}

const countingDead = preparedFor(({ db }: Tenant, { emails }: { emails: string[] }) =>
  db.select({ dead: count() }).from(suppressions).where(inArray(suppressions.email, emails)),
);

const choosing = preparedFor((tenant: Tenant) =>
  tenant.db
    .select({ personId: notificationChoices.personId, mail: notificationChoices.mail })
    .from(notificationChoices)
    .where(mine(tenant, notificationChoices, eq(notificationChoices.topic, topic))),
);

const listingPayables = preparedFor((tenant: Tenant) =>
  tenant.db
    .select({ email: payablesAddresses.email, topics: payablesAddresses.topics })
    .from(payablesAddresses)
    .where(mine(tenant, payablesAddresses)),
);

/** The addresses that get them, each once: as their people chose, else as the role has it; of accounts payable, who left them not. */
function listTold(tenant: Tenant): string[] {
  const chosen = new Map(
    choosing(tenant)
      .all()
      .map(({ personId, mail }) => [personId, mail]),
  );
  const people = listMembersWith(tenant, topicRules[topic].right).filter(
    ({ personId, role }) => choiceOf(topic, role, chosen.get(personId)) !== "off",
  );
  const kept = listingPayables(tenant)
    .all()
    .filter(({ topics }) => isPayablesTopic(topic, topics));
  return [...new Set([...people, ...kept].map(({ email }) => email))];
}
