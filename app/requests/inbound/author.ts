import type { InboundReason, RequestRow } from "#db/schema/requests.ts";
import type { System } from "#db/tenant.ts";
import { findMemberByAddress } from "../../people/members.ts";
import { ownAddressOf } from "../../people/other-addresses.ts";
import type { Portal } from "../../portal.server.ts";
import { listCustomersOf } from "../customers-of.ts";
import { keeperOf, type Keeper } from "../request-keeper.ts";
import { isOfDesk } from "../request-news.ts";
import { findReadable } from "../request-readers.ts";
import type { Author } from "../requests-write.ts";
import { forwardedIn } from "./forwarded.ts";

export type Place = { keeper: Keeper; author: Author };
type Sent = { from: { email: string; name: string | null }; proven: boolean; text: string; quoted: string | null };

/** Whose words a mail has and where they belong; or why that is not known. */
export function authorOf(
  { config }: Pick<Portal, "config">,
  system: System,
  { from, proven, text, quoted }: Sent,
  request: RequestRow | null,
): Place | InboundReason {
  const author = { side: "customer" as const, personId: null, ...from };
  const isOurs = isOfDesk(system, config, from.email);
  if (request && isOurs) {
    return proven ? { keeper: keeperOf(system, request.orgId), author: { ...author, side: "staff" } } : "unproven";
  }
  if (request && request.orgId === null) {
    if (ownAddressOf(system, request.email) !== ownAddressOf(system, from.email)) return "stranger";
    return proven ? { keeper: system, author: { ...author, email: request.email } } : "unproven";
  }
  if (isOurs && forwardedIn({ said: text, quoted })) return proven ? "forwarded" : "unproven";
  const email = isOurs ? from.email : ownAddressOf(system, from.email);
  const [orgId, ...others] = request?.orgId
    ? [request.orgId]
    : listCustomersOf(system, email).map((customer) => customer.orgId);
  if (!orgId) return "stranger";
  if (others.length) return proven ? "which-customer" : "unproven";
  const tenant = system.within(orgId);
  const member = findMemberByAddress(tenant, email);
  if (!member || (request && !findReadable(tenant, member, request.id))) return "stranger";
  if (!proven) return "unproven";
  return { keeper: tenant, author: { ...author, personId: member.personId, email, name: member.name ?? from.name } };
}
