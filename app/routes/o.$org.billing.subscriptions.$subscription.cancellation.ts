import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { requireMember, requireSudo, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireFeature } from "../http/features.ts";
import { readForm } from "../http/forms.ts";
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

const schema = z.object({ keep: z.string().optional() });

/** Ends a subscription, or takes its end back where the form says to keep it: that opens all of Stripe's portal. */
export async function action(args: ActionFunctionArgs) {
  requireFeature(args, "billing");
  const { portal } = args.context;
  const member = requireMember(args, "billing.pay");
  const found = findSubscription(member, args.params.subscription!);
  if (!found) throw notFound();
  const form = await readForm(args.request, schema);
  const isKept = form.status === "success" && form.value.keep === "1";
  const text = textFor(localeOf(args.request), billingText);
  const back = { to: paths.subscriptions(member.orgId), name: text.subscriptions.title };
  if (!(isKept ? found.can.keep : found.can.cancel)) {
    setFlash(systemFor(portal), member.session, text.subscriptions.movedOn);
    return seeOther(back.to);
  }
  if (isKept) requireSudo(args);
  const flow = isKept ? "subscription_keep" : "subscription_cancel";
  const { id: subscriptionId, customerId } = found;
  return customerPortalAnswer(args, member, { customerId, subscriptionId, flow }, back, text);
}
