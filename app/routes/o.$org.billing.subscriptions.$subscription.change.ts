import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { requireMember, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireFeature } from "../http/features.ts";
import { customerPortalAnswer } from "../billing/customer-portal-answers.ts";
import { notFound, seeOther } from "../http/respond.ts";
import { findSubscription } from "../billing/subscriptions.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { billingText } from "../billing/text.ts";

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "billing");
  throw seeOther(paths.subscriptions(requireMember(args, "billing.read").orgId));
}

export async function action(args: ActionFunctionArgs) {
  requireFeature(args, "billing");
  const { portal } = args.context;
  const member = requireMember(args, "billing.pay");
  const found = findSubscription(member, args.params.subscription!);
  if (!found) throw notFound();
  const text = textFor(localeOf(args.request), billingText);
  const back = { to: paths.subscriptions(member.orgId), name: text.subscriptions.title };
  if (!found.can.change) {
    setFlash(systemFor(portal), member.session, text.subscriptions.movedOn);
    return seeOther(back.to);
  }
  const { id: subscriptionId, customerId } = found;
  return customerPortalAnswer(args, member, { customerId, subscriptionId, flow: "subscription_update" }, back, text);
}
