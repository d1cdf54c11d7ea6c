import type { OrderDecision } from "#db/schema/orders.ts";
import type { Db } from "#db/connection.ts";
import { queueMail } from "#db/outbox.ts";
import type { Tenant } from "#db/tenant.ts";
import { addStaffTask, closeStaffTask } from "../company/staff-tasks.ts";
import type { Config } from "../config.server.ts";
import { listStaffAddresses } from "../mail/staff-addresses.ts";

/** Also where the answer was a change. */
const task = "order-approved";

type Answer = {
  decision: OrderDecision;
  orderId: string;
  eventId: string;
  reference: string;
  asked: string;
  email: string;
};

const kinds = { approved: "staff-approved", change: "staff-change-asked" } as const;

const detailOf = ({ decision, reference, email, asked }: Answer) =>
  decision === "approved"
    ? `${email} said yes to “${asked}” for ${reference}. You can carry on.`
    : `${email} asked for a change to “${asked}” on ${reference}. It’s waiting for you.`;

/**
 * Lets the company's people know, in the caller's transaction, what a customer answered: a mail to each, and one thing to
 * see to until something happens to the order. `now` is epoch milliseconds.
 */
export function tellStaffOfAnswer(tenant: Tenant, answer: Answer, config: Pick<Config, "staffEmails">, now: number) {
  const { decision, orderId, eventId } = answer;
  const kind = kinds[decision];
  for (const recipient of listStaffAddresses(tenant, config)) {
    const dedupeKey = `${kind}:${orderId}:${eventId}:${recipient}`;
    queueMail(tenant, { kind, recipient, dedupeKey, props: { orderId, eventId }, orgId: tenant.orgId }, now);
  }
  addStaffTask(tenant, task, orderId, detailOf(answer), now);
}

/** An order has gone on: at `at` where something happened to it after the answer, at any rate without. */
export const orderWentOn = (from: { db: Db }, orderId: string, now: number, at = now) =>
  closeStaffTask(from, task, orderId, now, at);
