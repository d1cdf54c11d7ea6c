import { eq } from "drizzle-orm";
import { queueMail } from "#db/outbox.ts";
import { payablesAddresses } from "#db/schema/billing-details.ts";
import { billingTopics, type BillingTopic, type Topic } from "#db/schema/notifications.ts";
import { mine, transact, type Tenant } from "#db/tenant.ts";
import { isBillingTopic, isPayablesTopic, keptTopics, payableTopics } from "../mail/topics.ts";
import { listMembersWith } from "../people/members.ts";

type Left = { email: string; topic: Topic; isLeft: boolean };

/**
 * Takes an accounts-payable address off a topic, or puts it back; where it left, the owners are told: bookkeeping does not stop
 * without anybody knowing. Leaving again what is left tells nobody. `now` is epoch milliseconds.
 */
export function leavePayables(tenant: Tenant, { email, topic, isLeft }: Left, now: number) {
  transact(tenant, () => {
    const isThis = mine(tenant, payablesAddresses, eq(payablesAddresses.email, email));
    const found = tenant.db.select().from(payablesAddresses).where(isThis).get();
    const had = found ? payableTopics(found.topics) : [];
    if (!found || !isBillingTopic(topic) || had.includes(topic) !== isLeft) return;
    const topics = keptTopics((one) => (one === topic ? !isLeft : had.includes(one)));
    const leftByLink = billingTopics.filter((one) => (one === topic ? isLeft : found.leftByLink?.includes(one)));
    tenant.db.update(payablesAddresses).set({ topics, leftByLink }).where(isThis).run();
    if (isLeft) tellOwners(tenant, { email, topic }, now);
  });
}

/** Whether an accounts-payable address gets a topic no more. */
export function hasLeft(tenant: Tenant, email: string, topic: BillingTopic): boolean {
  const isThis = mine(tenant, payablesAddresses, eq(payablesAddresses.email, email));
  const found = tenant.db.select().from(payablesAddresses).where(isThis).get();
  return !!found && !isPayablesTopic(topic, found.topics);
}

function tellOwners(tenant: Tenant, props: { email: string; topic: BillingTopic }, now: number) {
  const { orgId } = tenant;
  for (const { email: recipient } of listMembersWith(tenant, "team.owners")) {
    const dedupeKey = `payables-left:${orgId}:${props.email}:${props.topic}:${now}:${recipient}`;
    queueMail(tenant, { kind: "payables-left", recipient, dedupeKey, props, orgId }, now);
  }
}
