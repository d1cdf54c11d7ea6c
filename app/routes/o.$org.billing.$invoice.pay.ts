import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { requireMember, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { paymentAnswer } from "../billing/answers.ts";
import { askLimit, memberAsking } from "../billing/ask-limit.ts";
import { requireFeature } from "../http/features.ts";
import { notFound, seeOther } from "../http/respond.ts";
import { hasInvoice } from "../billing/invoices.ts";
import { paths } from "../paths.ts";
import { freshPaymentUrl } from "../billing/documents/interactive.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { billingText } from "../billing/text.ts";

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "billing");
  throw seeOther(paths.invoice(requireMember(args, "billing.read").orgId, args.params.invoice!));
}

export async function action(args: ActionFunctionArgs) {
  requireFeature(args, "billing");
  const { portal } = args.context;
  const member = requireMember(args, "billing.pay");
  const id = args.params.invoice!;
  if (!hasInvoice(member, id)) throw notFound();
  const text = textFor(localeOf(args.request), billingText);
  const page = paths.invoice(member.orgId, id);
  const admit = askLimit(portal, memberAsking(member), { to: page, name: text.billing.backToInvoice });
  const found = await freshPaymentUrl(portal, member, id, admit);
  if ("paid" in found) setFlash(systemFor(portal), member.session, text.billing.alreadyPaid);
  if ("over" in found) setFlash(systemFor(portal), member.session, text.billing.notToBePaid);
  return paymentAnswer(found, page, text);
}
