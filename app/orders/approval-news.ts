import type { Db } from "#db/connection.ts";
import { queueMail } from "#db/outbox.ts";
import type { Tenant } from "#db/tenant.ts";
import { staffAddresses } from "../company/staff-addresses.ts";
import { addStaffTask, closeStaffTask } from "../company/staff-tasks.ts";

const task = "order-approved";

type Given = { orderId: string; eventId: string; reference: string; asked: string; email: string };

/**
 * Lets the company's people know, in the caller's transaction, that an order can go on: a mail to each, and one thing to
 * see to until something happens to the order. `now` is epoch milliseconds.
 */
export function tellStaffOfApproval(tenant: Tenant, given: Given, configured: readonly string[], now: number) {
  const { orderId, eventId, reference, asked, email } = given;
  const kind = "staff-approved";
  for (const recipient of staffAddresses(tenant, configured)) {
    const dedupeKey = `${kind}:${orderId}:${eventId}:${recipient}`;
    queueMail(tenant, { kind, recipient, dedupeKey, props: { orderId, eventId }, orgId: tenant.orgId }, now);
  }
  addStaffTask(tenant, task, orderId, `${reference} can go on: ${email} gave what it waited for, “${asked}”.`, now);
}

/** An order has gone on: at `at` where something happened to it after it was approved, at any rate without. */
export const orderWentOn = (from: { db: Db }, orderId: string, now: number, at = now) =>
  closeStaffTask(from, task, orderId, now, at);
