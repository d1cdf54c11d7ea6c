import type { LoaderFunctionArgs } from "@remix-run/node";
import { openItem, recipientAsking, tokenPageHeaders } from "../links/access.ts";
import { findReceipt } from "../billing/invoice.ts";
import { receiptPdf } from "../billing/receipt-pdf.ts";
import { seeOther } from "../http/respond.ts";
import { findOrganization } from "../people/organization-search.ts";
import { paths } from "../paths.ts";
import { systemFor } from "../sign-in/handles.ts";

/** The link's own page says what is wrong with a link that opens nothing, and what was paid. */
export async function loader(args: LoaderFunctionArgs) {
  const item = openItem(args);
  const page = paths.item(args.params.token!);
  if (item?.kind !== "invoice" || item.expired) throw seeOther(page, tokenPageHeaders);
  const payment = new URL(args.request.url).searchParams.get("payment") ?? "";
  const found = findReceipt(item.tenant, item.itemId, payment, args.context.portal.now());
  if (!found) throw seeOther(page, tokenPageHeaders);
  const receipt = { ...found, orgName: findOrganization(systemFor(args.context.portal), item.tenant.orgId)!.name };
  const answer = await receiptPdf({ ...args, who: recipientAsking(args, item) }, receipt, page);
  answer.headers.set("X-Robots-Tag", tokenPageHeaders["X-Robots-Tag"]);
  return answer;
}
