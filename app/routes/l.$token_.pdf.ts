import type { LoaderFunctionArgs } from "@remix-run/node";
import { openItem, tokenPageHeaders } from "../links/access.ts";
import { pdfAnswer } from "../billing/answers.ts";
import { seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { findPdf } from "../billing/documents/interactive.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { billingText } from "../billing/text.ts";

/** The link's own page says what is wrong with a link that opens nothing. */
export async function loader(args: LoaderFunctionArgs) {
  const item = openItem(args);
  const page = paths.item(args.params.token!);
  if (item?.kind !== "invoice" || item.expired) throw seeOther(page, tokenPageHeaders);
  const find = () => findPdf(args.context.portal, item.tenant, item.itemId);
  const answer = await pdfAnswer(find, page, textFor(localeOf(args.request), billingText));
  answer.headers.set("X-Robots-Tag", tokenPageHeaders["X-Robots-Tag"]);
  return answer;
}
