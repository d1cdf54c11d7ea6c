import { queueMail } from "#db/outbox.ts";
import { transact, type System, type Tenant } from "#db/tenant.ts";
import type { PersonId } from "#db/ids.ts";
import { note } from "../company/audit-log.ts";
import { once } from "../forms/once.ts";
import { paths } from "../paths.ts";
import { listForwarded, revokeItemLinks } from "../sign-in/item-links.ts";
import { takeAll, type Limit } from "../sign-in/limits.ts";

const day = 24 * 60 * 60_000;
const forwardsPerPerson: Limit = { limit: 20, windowMs: day };
const forwardsPerOrganization: Limit = { limit: 40, windowMs: day };
const forwardsToAddress: Limit = { limit: 5, windowMs: day };

type Invoice = { id: string; number: string | null };
type By = { id: PersonId; email: string };
/** `key` is the form's hidden one. */
type Forward = { invoice: Invoice; email: string; by: By; key: string };

function write(tenant: Tenant, action: string, { number }: Invoice, email: string, by: By, now: number) {
  const actor = { kind: "person", name: by.email, personId: by.id } as const;
  const detail = number === null ? null : { number };
  note(tenant, actor, { action, subject: email, orgId: tenant.orgId, ...(detail && { detail }) }, now);
}

/**
 * Has a link to one invoice mailed to a canonical address, which becomes nobody's and gets nothing else; the same form
 * mails once. Gives 0; where too many went from this person, this organization or to this address today, nothing is
 * mailed: the seconds until there is room.
 */
export function forwardInvoice(system: System, tenant: Tenant, { invoice, email, by, key }: Forward, now: number) {
  const { orgId } = tenant;
  let wait = 0;
  const act = () => {
    wait = takeAll(
      system,
      [
        { key: `invoices forwarded by ${by.id}`, limit: forwardsPerPerson },
        { key: `invoices forwarded of ${orgId}`, limit: forwardsPerOrganization },
        { key: `invoices forwarded to ${email}`, limit: forwardsToAddress },
      ],
      now,
    );
    if (wait) return null;
    const mail = {
      kind: "invoice-forwarded",
      recipient: email,
      props: { invoiceId: invoice.id, personId: by.id },
      orgId,
    };
    queueMail(tenant, { ...mail, dedupeKey: `invoice-forwarded:${invoice.id}:${email}:${now}` }, now);
    write(tenant, "invoice.forwarded", invoice, email, by, now);
    return paths.invoice(orgId, invoice.id);
  };
  once(system, key, { forward: invoice.id, email, by: by.id }, act, now);
  return wait;
}

/** Ends the links to an invoice that were forwarded to an address. False where none is live. */
export function endForward(tenant: Tenant, invoice: Invoice, email: string, by: By, now: number): boolean {
  return transact(tenant, () => {
    if (!listForwarded(tenant, invoice.id, now).includes(email)) return false;
    revokeItemLinks(tenant, { email, itemId: invoice.id, isForwarded: true }, now);
    write(tenant, "invoice.forward-ended", invoice, email, by, now);
    return true;
  });
}
