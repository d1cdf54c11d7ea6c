import type { LoaderFunctionArgs } from "@remix-run/node";
import { openItem, recipientAsking, tokenPageHeaders, type LinkedItem } from "../links/access.ts";
import { maskedInvoice } from "../links/masked-record.ts";
import { pdfAnswer } from "../billing/answers.ts";
import { findReceipt } from "../billing/invoice.ts";
import { receiptPdf } from "../billing/documents/receipt-pdf.ts";
import { seeOther } from "../http/respond.ts";
import { findOrganization } from "../people/organization-search.ts";
import { paths } from "../paths.ts";
import { systemFor } from "../sign-in/handles.ts";
import { findPdf, type MayAsk } from "../billing/documents/interactive.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { billingText } from "../billing/text.ts";

/** The invoice, or the receipt of the payment that is asked for. The link's own page says what is wrong with a link that opens nothing. */
export async function loader(args: LoaderFunctionArgs) {
  const item = openItem(args);
  const page = paths.item(args.params.token!);
  if (item?.kind !== "invoice" || item.expired) throw seeOther(page, tokenPageHeaders);
  const payment = new URL(args.request.url).searchParams.get("payment");
  const answer = await (payment ? receipt(args, item, payment, page) : invoice(args, item, page));
  answer.headers.set("X-Robots-Tag", tokenPageHeaders["X-Robots-Tag"]);
  return answer;
}

function invoice(args: LoaderFunctionArgs, item: LinkedItem, page: string) {
  const find = (mayAsk: MayAsk) => findPdf(args.context.portal, item.tenant, item.itemId, mayAsk);
  const who = recipientAsking(args, item);
  return pdfAnswer({ ...args, who }, find, page, textFor(localeOf(args.request), billingText));
}

function receipt(args: LoaderFunctionArgs, item: LinkedItem, payment: string, page: string) {
  const { portal } = args.context;
  const found = findReceipt(item.tenant, item.itemId, payment, portal.now());
  if (!found) throw seeOther(page, tokenPageHeaders);
  const orgName = findOrganization(systemFor(portal), item.tenant.orgId)!.name;
  const masked = { ...found, invoice: maskedInvoice(found.invoice), orgName };
  return receiptPdf({ ...args, who: recipientAsking(args, item) }, masked, page);
}
