import type { OrgId } from "#db/ids.ts";
import { queueMail } from "#db/outbox.ts";
import type { System, Tenant } from "#db/tenant.ts";
import { listBillingRecipients } from "../billing-recipients.ts";

/** For so long after something happened people may still be told of it, in milliseconds. */
export const freshMs = 48 * 60 * 60_000;

type Invoice = { id: string; orgId: OrgId };
type News = { kind: string; key: string; props?: Record<string, unknown> };

/**
 * Queues a mail about an invoice to everybody who gets the organization's, once for each key, in the caller's
 * transaction. Gives to how many it was not queued before.
 */
export function notifyRecipients(
  system: System,
  { id, orgId }: Invoice,
  { kind, key, props = {} }: News,
  now: number,
  tenant: Tenant = system.within(orgId),
): number {
  const queued = listBillingRecipients(tenant).map((email) => {
    const about = { ...props, invoiceId: id, email };
    return queueMail(
      system,
      { kind, recipient: email, dedupeKey: `${kind}:${key}:${email}`, props: about, orgId },
      now,
    );
  });
  return queued.filter((mail) => mail !== null).length;
}
