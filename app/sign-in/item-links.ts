import { and, eq, gt, isNull } from "drizzle-orm";
import { newId } from "#db/ids.ts";
import { preparedFor } from "#db/prepared.ts";
import { itemLinks } from "#db/schema/mail.ts";
import { queueMail } from "#db/outbox.ts";
import { newToken, sha256 } from "#db/secrets.ts";
import { mine, owned, type System, type Tenant } from "#db/tenant.ts";

export const itemLinkDays = 90;
const lifetime = itemLinkDays * 24 * 60 * 60_000;

export type ItemKind = "invoice" | "order";
type Item = { kind: ItemKind; itemId: string };
type NewLink = Item & { email: string; isForwarded?: boolean; mailId?: string };
type Keep = (write: () => void) => void;

/**
 * Makes a link for one recipient (a canonical address) to one record. One that was forwarded opens it whoever that is. Gives its
 * token, which is stored nowhere. It opens nothing before `keep` does what it was given.
 */
export function createItemLink(tenant: Tenant, link: NewLink, now: number, keep: Keep = (write) => write()): string {
  const token = newToken();
  const values = { id: newId("lnk"), tokenHash: sha256(token), ...link };
  const times = { createdAt: now, expiresAt: now + lifetime };
  const insert = tenant.db.insert(itemLinks).values(owned(tenant, itemLinks, { ...values, ...times }));
  keep(() => void insert.run());
  return token;
}

const finding = preparedFor(({ db }: System, { hash }: { hash: string }) =>
  db.select().from(itemLinks).where(eq(itemLinks.tokenHash, hash)),
);

/** The link of a token, whatever its state, or null where there never was one. */
export const findItemLink = (system: System, token: string) => finding(system, { hash: sha256(token) }).get() ?? null;

/** Queues a mail with a fresh link to the same record. A second one within a minute is the same mail. */
export function queueNewItemLink(
  tenant: Tenant,
  { linkId, kind, itemId, email }: Item & { linkId: string; email: string },
  now: number,
) {
  const dedupeKey = `item-link-renewed:${linkId}:${Math.floor(now / 60_000)}`;
  const props = kind === "order" ? { orderId: itemId } : { invoiceId: itemId };
  queueMail(tenant, { kind: "item-link-renewed", recipient: email, dedupeKey, props, orgId: tenant.orgId }, now);
}

const listing = preparedFor((tenant: Tenant, { invoiceId, now }: { invoiceId: string; now: number }) => {
  const isIt = and(eq(itemLinks.kind, "invoice"), eq(itemLinks.itemId, invoiceId), eq(itemLinks.isForwarded, true));
  return tenant.db
    .selectDistinct({ email: itemLinks.email })
    .from(itemLinks)
    .where(mine(tenant, itemLinks, isIt, isNull(itemLinks.revokedAt), gt(itemLinks.expiresAt, now)))
    .orderBy(itemLinks.email);
});

/** The addresses to which an invoice was forwarded that can open it now. `now` is epoch milliseconds. */
export const listForwarded = (tenant: Tenant, invoiceId: string, now: number): string[] =>
  listing(tenant, { invoiceId, now })
    .all()
    .map(({ email }) => email);

/** Whether what was forwarded to an address of an invoice was ended after that time (epoch milliseconds). */
export const wasEndedAfter = (tenant: Tenant, invoiceId: string, email: string, at: number): boolean =>
  !!tenant.db
    .select({ id: itemLinks.id })
    .from(itemLinks)
    .where(
      mine(
        tenant,
        itemLinks,
        and(eq(itemLinks.kind, "invoice"), eq(itemLinks.itemId, invoiceId), eq(itemLinks.email, email)),
        and(eq(itemLinks.isForwarded, true), gt(itemLinks.revokedAt, at)),
      ),
    )
    .get();

type Which = { email?: string; itemId?: string; isForwarded?: true };

/** Ends every link of an address in the organization, or those to one record of it, or of these the forwarded ones. */
export function revokeItemLinks(tenant: Tenant, { email, itemId, isForwarded }: Which, now: number) {
  const whose = and(
    email === undefined ? undefined : eq(itemLinks.email, email),
    itemId === undefined ? undefined : eq(itemLinks.itemId, itemId),
    isForwarded && eq(itemLinks.isForwarded, true),
  );
  tenant.db
    .update(itemLinks)
    .set({ revokedAt: now })
    .where(mine(tenant, itemLinks, isNull(itemLinks.revokedAt), whose))
    .run();
}
