import type { LoaderFunctionArgs } from "@remix-run/node";
import { seeOther } from "../http/respond.ts";
import { openItem, tokenPageHeaders } from "../links/access.ts";
import { stepFileAnswer } from "../orders/step-file-answer.ts";
import { paths } from "../paths.ts";

/** A file of the order that the link opens. The link's own page says what is wrong with a link that opens nothing. */
export async function loader(args: LoaderFunctionArgs) {
  const item = openItem(args);
  if (item?.kind !== "order" || item.expired) throw seeOther(paths.item(args.params.token!), tokenPageHeaders);
  const answer = await stepFileAnswer(
    args,
    item.tenant,
    item.itemId,
    new URL(args.request.url).searchParams.get("file") ?? "",
  );
  answer.headers.set("X-Robots-Tag", tokenPageHeaders["X-Robots-Tag"]);
  return answer;
}
