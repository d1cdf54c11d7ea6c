import type { CustomerPortalChange } from "./customer-portal-changes.ts";
import type { Member, RouteArgs } from "../sign-in/handles.ts";
import { askLimit, memberAsking } from "./ask-limit.ts";
import { openCustomerPortal, type CustomerPortalVisit } from "./changes/customer-portal-session.ts";
import { firstWish } from "../text/locale.ts";
import type { Format } from "../text/format.ts";
import { methodName } from "./method-name.ts";
import { notPossible, seeOther, unavailable } from "../http/respond.ts";
import type { BillingText } from "./text.ts";

type Back = { to: string; name: string };

/**
 * On to Stripe's portal; or a page that says why not: 503 where Stripe does not answer, 409 where it does not open, 429 for
 * too many tries of one person.
 */
export async function customerPortalAnswer(
  { request, context: { portal } }: RouteArgs,
  member: Member,
  visit: Pick<CustomerPortalVisit, "customerId" | "flow" | "subscriptionId">,
  { to, name }: Back,
  { customerPortal: stripePortal }: BillingText,
): Promise<Response> {
  const back = { to, name: stripePortal.backTo(name) };
  const wanted = { ...visit, personId: member.session.person.id, locale: firstWish(request) };
  const door = await openCustomerPortal(portal, member, wanted, askLimit(portal, memberAsking(member), back));
  if ("url" in door) return seeOther(door.url, { "Cache-Control": "no-store" });
  if (door.failure === "unavailable") throw unavailable({ ...stripePortal.unavailable, back });
  throw notPossible({ ...(door.failure === "gone" ? stripePortal.gone : stripePortal.notHere), back });
}

/** What changed at Stripe in one line; `isSeen` is false where Stripe did not say in time. */
export function changesInWords(
  changes: readonly CustomerPortalChange[],
  isSeen: boolean,
  text: BillingText,
  format: Format,
): string {
  if (!changes.length) return isSeen ? text.customerPortal.nothing : text.customerPortal.asking;
  return changes.map((change) => inWords(change, text, format)).join(" ");
}

function inWords(
  change: CustomerPortalChange,
  { customerPortal: words, subscriptions }: BillingText,
  format: Format,
): string {
  if (change.what === "replanned") return words.replanned(change.name);
  if (change.what === "quantity") {
    const count = (n: number) => subscriptions.counted(format.number(n), n === 1, change.unitLabel);
    return words.quantity(change.name, count(change.to), format.number(change.from));
  }
  const method = "method" in change ? (methodName(change.method) ?? words.aMethod) : words.aMethod;
  const name = ("name" in change ? change.name : null) ?? words.yours;
  if (change.what === "ends") return words.ends(name, format.date(change.at));
  if (change.what === "pays") return words.pays(name, method);
  if ("method" in change) return words.methods[change.what](method);
  return words.subscriptions[change.what](name);
}
