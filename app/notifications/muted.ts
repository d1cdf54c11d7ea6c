import type { OrgId } from "#db/ids.ts";
import type { MailReader } from "../mail/kind.ts";
import { leadsToOrder } from "../orders/mails/leads-to.ts";
import { paths } from "../paths.ts";
import { listMutes } from "../people/follows.ts";
import { leadsToRequest } from "../requests/mails/leads-to.ts";

/** An order or request, its page, and where it is unmuted. */
export type Muted = { name: string | null; path: string; unmute: string };

/** What its reader muted in an organization and may still see, the newest first. */
export function listMuted(by: MailReader, orgId: OrgId): Muted[] {
  const found = by.within(orgId);
  if (!found) return [];
  return listMutes(found.tenant, found.personId).flatMap(({ kind, itemId }) => {
    const place =
      kind === "order"
        ? leadsToOrder({ orgId, requestId: null, props: { orderId: itemId } }, by)
        : leadsToRequest({ orgId, requestId: itemId, props: {} }, by);
    const unmute = kind === "order" ? paths.followOrder(orgId, itemId) : paths.followRequest(orgId, itemId);
    return place ? [{ ...place, unmute }] : [];
  });
}
