import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireMember } from "../sign-in/handles.ts";
import { memberAsking } from "../billing/ask-limit.ts";
import { findReceipt } from "../billing/invoice.ts";
import { receiptPdf } from "../billing/documents/receipt-pdf.ts";
import { requireFeature } from "../http/features.ts";
import { notFound } from "../http/respond.ts";
import { paths } from "../paths.ts";

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "billing");
  const member = requireMember(args, "billing.read");
  const { invoice, payment } = args.params;
  const found = findReceipt(member, invoice!, payment!, args.context.portal.now());
  if (!found) throw notFound();
  const page = paths.receipt(member.orgId, invoice!, payment!);
  return receiptPdf({ ...args, who: memberAsking(member) }, { ...found, orgName: member.orgName }, page);
}
