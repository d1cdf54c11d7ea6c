import type { LoaderFunctionArgs } from "@remix-run/node";
import { openItem, tokenPageHeaders } from "../links/access.ts";
import { paymentAnswer } from "../billing/answers.ts";
import { seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { freshPaymentUrl } from "../billing/documents/interactive.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { billingText } from "../billing/text.ts";

/** The link's own page says what is wrong with a link that opens nothing, and that an invoice is paid. */
export async function loader(args: LoaderFunctionArgs) {
  const item = openItem(args);
  const page = paths.item(args.params.token!);
  if (item?.kind !== "invoice" || item.expired || !item.mayPay) throw seeOther(page, tokenPageHeaders);
  const found = await freshPaymentUrl(args.context.portal, item.tenant, item.itemId);
  return paymentAnswer(found, page, textFor(localeOf(args.request), billingText));
}
