import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireMember } from "../sign-in/handles.ts";
import { creditNotePdfAnswer } from "../billing/answers.ts";
import { memberAsking } from "../billing/ask-limit.ts";
import { requireFeature } from "../http/features.ts";
import { notFound } from "../http/respond.ts";
import { findCreditNote } from "../billing/credit-notes.ts";
import { hasInvoice } from "../billing/invoices.ts";
import { paths } from "../paths.ts";
import { findCreditNotePdf, type MayAsk } from "../billing/documents/interactive.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { billingText } from "../billing/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "billing");
  const member = requireMember(args, "billing.read");
  const invoice = args.params.invoice!;
  const note = hasInvoice(member, invoice) && findCreditNote(member, invoice, args.params.note!);
  if (!note) throw notFound();
  const find = (mayAsk: MayAsk) => findCreditNotePdf(args.context.portal, note, mayAsk);
  return creditNotePdfAnswer(
    { ...args, who: memberAsking(member) },
    find,
    paths.invoice(member.orgId, invoice),
    textFor(localeOf(args.request), billingText),
  );
}
