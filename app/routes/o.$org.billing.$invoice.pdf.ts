import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireMember } from "../sign-in/handles.ts";
import { pdfAnswer } from "../billing/answers.ts";
import { memberAsking } from "../billing/ask-limit.ts";
import { requireFeature } from "../http/features.ts";
import { notFound } from "../http/respond.ts";
import { hasInvoice } from "../billing/invoices.ts";
import { paths } from "../paths.ts";
import { findPdf, type MayAsk } from "../billing/documents/interactive.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { billingText } from "../billing/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "billing");
  const member = requireMember(args, "billing.read");
  const id = args.params.invoice!;
  if (!hasInvoice(member, id)) throw notFound();
  const find = (mayAsk: MayAsk) => findPdf(args.context.portal, member, id, mayAsk);
  return pdfAnswer(
    { ...args, who: memberAsking(member) },
    find,
    paths.invoice(member.orgId, id),
    textFor(localeOf(args.request), billingText),
  );
}
