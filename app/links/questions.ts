import { transact } from "#db/tenant.ts";
import { once } from "../forms/once.ts";
import { findMemberByAddress } from "../people/members.ts";
import { openRequest, type Author } from "../requests/requests-write.ts";
import { countedAs } from "../sign-in/counted.ts";
import { systemFor, type RouteArgs } from "../sign-in/handles.ts";
import { takeContact, takeReceipt } from "../sign-in/limits.ts";
import { requestReference } from "../text/request-reference.ts";
import type { LinkedItem } from "./access.ts";

/**
 * Asks about the record of an item link, once for a form: `key` is its hidden key. The link proves that whoever asks has
 * a mail of ours, and no more: the question bears the recipient's address, the answer goes there, and its thread says how it came.
 * Gives the reference; or after how many seconds they may ask again.
 */
export function askByLink(
  args: Pick<RouteArgs, "context" | "request">,
  { tenant, kind, itemId, email }: LinkedItem,
  { key, text }: { key: string; text: string },
): { reference: string } | { wait: number } {
  const { portal, ip } = args.context;
  const system = systemFor(portal);
  const now = portal.now();
  const personId = findMemberByAddress(tenant, email)?.personId ?? null;
  const author: Author = { side: "customer", personId, email, name: null };
  let wait = 0;
  const act = () => {
    wait = takeContact(system, { email, ip }, now);
    if (wait) return null;
    const hasReceipt = takeReceipt(system, email, now);
    const about = { kind, id: itemId };
    const counted = countedAs(args, "mail");
    const asking = { text, subject: "", about, verified: true, via: "link", hasReceipt, counted } as const;
    return requestReference(openRequest(tenant, author, asking, portal.config, now).number);
  };
  const reference = transact(system, () => once(system, key, [tenant.orgId, author, itemId, text], act, now));
  return reference === null ? { wait } : { reference };
}
