import type { LoaderFunctionArgs } from "@remix-run/node";
import { openItem, recipientAsking, tokenPageHeaders } from "../links/access.ts";
import { pdfAnswer } from "../billing/answers.ts";
import { seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { findPdf, type MayAsk } from "../billing/documents/interactive.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { billingText } from "../billing/text.ts";

/** The link's own page says what is wrong with a link that opens nothing. */
export async function loader(args: LoaderFunctionArgs) {
  const item = openItem(args);
  const page = paths.item(args.params.token!);
  if (item?.kind !== "invoice" || item.expired) throw seeOther(page, tokenPageHeaders);
  const find = (mayAsk: MayAsk) => findPdf(args.context.portal, item.tenant, item.itemId, mayAsk);
  const answer = await pdfAnswer(
    { ...args, who: recipientAsking(args, item) },
    find,
    page,
    textFor(localeOf(args.request), billingText),
  );
  answer.headers.set("X-Robots-Tag", tokenPageHeaders["X-Robots-Tag"]);
  return answer;
}
