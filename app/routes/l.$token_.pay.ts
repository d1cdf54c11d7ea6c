import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { openItem, recipientAsking, tokenPageHeaders } from "../links/access.ts";
import { paymentAnswer } from "../billing/answers.ts";
import { askLimit } from "../billing/ask-limit.ts";
import { seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { freshPaymentUrl } from "../billing/documents/interactive.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { billingText } from "../billing/text.ts";

const pageOf = ({ params }: LoaderFunctionArgs) => paths.item(params.token!);

/** The invoice's page has the button that pays: scanners of mails follow every link. */
export function loader(args: LoaderFunctionArgs) {
  throw seeOther(pageOf(args), tokenPageHeaders);
}

/** The link's own page says what is wrong with a link that opens nothing, and that an invoice is paid. */
export async function action(args: ActionFunctionArgs) {
  const { portal } = args.context;
  const item = openItem(args);
  const page = pageOf(args);
  if (item?.kind !== "invoice" || item.expired || !item.mayPay) throw seeOther(page, tokenPageHeaders);
  const text = textFor(localeOf(args.request), billingText);
  const admit = askLimit(portal, recipientAsking(args, item), { to: page, name: text.billing.backToInvoice });
  return paymentAnswer(await freshPaymentUrl(portal, item.tenant, item.itemId, admit), page, text);
}
