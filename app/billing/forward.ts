import { queueMail } from "#db/outbox.ts";
import { transact, type System, type Tenant } from "#db/tenant.ts";
import type { PersonId } from "#db/ids.ts";
import { takeAll, type Limit } from "../sign-in/limits.ts";

const day = 24 * 60 * 60_000;
const forwardsPerPerson: Limit = { limit: 20, windowMs: day };
const forwardsPerOrganization: Limit = { limit: 40, windowMs: day };
const forwardsToAddress: Limit = { limit: 5, windowMs: day };

type Forward = { invoiceId: string; email: string; by: PersonId };

/**
 * Has a link to one invoice mailed to a canonical address, which becomes nobody's and gets nothing else. Gives 0; where too many went
 * from this person, this organization or to this address today, nothing is mailed: the seconds until there is room.
 */
export function forwardInvoice(system: System, tenant: Tenant, { invoiceId, email, by }: Forward, now: number): number {
  const { orgId } = tenant;
  return transact(system, () => {
    const wait = takeAll(
      system,
      [
        { key: `invoices forwarded by ${by}`, limit: forwardsPerPerson },
        { key: `invoices forwarded of ${orgId}`, limit: forwardsPerOrganization },
        { key: `invoices forwarded to ${email}`, limit: forwardsToAddress },
      ],
      now,
    );
    const dedupeKey = `invoice-forwarded:${invoiceId}:${email}:${now}`;
    if (!wait)
      queueMail(tenant, { kind: "invoice-forwarded", recipient: email, dedupeKey, props: { invoiceId }, orgId }, now);
    return wait;
  });
}
