import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireMember, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { paymentAnswer } from "../billing/answers.ts";
import { requireFeature } from "../http/features.ts";
import { notFound } from "../http/respond.ts";
import { hasInvoice } from "../billing/invoices.ts";
import { paths } from "../paths.ts";
import { freshPaymentUrl } from "../billing/documents/interactive.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { billingText } from "../billing/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "billing");
  const { portal } = args.context;
  const member = requireMember(args, "billing.pay");
  const id = args.params.invoice!;
  if (!hasInvoice(member, id)) throw notFound();
  const text = textFor(localeOf(args.request), billingText);
  const found = await freshPaymentUrl(portal, member, id);
  if ("paid" in found) setFlash(systemFor(portal), member.session, text.billing.alreadyPaid);
  if ("over" in found) setFlash(systemFor(portal), member.session, text.billing.notToBePaid);
  return paymentAnswer(found, paths.invoice(member.orgId, id), text);
}
