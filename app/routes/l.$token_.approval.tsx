import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { tokenPageHeaders } from "../links/access.ts";
import { limitAnswers, mailAnswerCode, requireAsked } from "../links/answers.ts";
import { Approval } from "../links/views/approval.tsx";
import { answerForm } from "../orders/approval-form.ts";
import { Problems, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { readForm } from "../http/forms.ts";
import { masked } from "../http/masked.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { ordersText } from "../orders/text.ts";

export const meta = titled(
  ({ approval }, data: Loaded<typeof loader>) => approval.title(data?.asked.asks.needs ?? ""),
  ordersText,
);

export const headers = () => tokenPageHeaders;

export function loader(args: LoaderFunctionArgs) {
  const { item, asked } = requireAsked(args);
  return { token: args.params.token!, asked, address: masked(item.email) };
}

/** Records nothing yet: mails a code to whom the link was mailed, and leads to where it is typed. */
export async function action(args: ActionFunctionArgs) {
  limitAnswers(args, "asked");
  const { item, asked } = requireAsked(args);
  const { approval } = textFor(localeOf(args.request), ordersText);
  const form = await readForm(args.request, answerForm(approval));
  if (form.status !== "success") return invalid(form.reply());
  const { asks, eventId, order } = asked;
  const { decision, note, seen = asks.digest } = form.value;
  if (seen !== asks.digest) return invalid(form.reply({ formErrors: [approval.changed] }));
  const { id: orderId, reference } = order;
  const answers = { orderId, eventId, reference, needs: asks.needs, decision, note: note || null, seen };
  const cookie = mailAnswerCode(args, item, answers);
  const isAgain = new URL(args.request.url).searchParams.has("again");
  throw seeOther(paths.itemApprovalCode(args.params.token!, isAgain), { ...tokenPageHeaders, "Set-Cookie": cookie });
}

export default function ItemApproval() {
  const { token, asked, address } = useLoaderData<typeof loader>();
  const { approval, orders } = useText(ordersText);
  const [form, { note }] = useFields<{ note: string }>("approval", useActionData());
  const { kind, reference, title } = asked.order;
  return (
    <Page
      title={approval.title(asked.asks.needs)}
      lead={`${title} · ${reference}`}
      back={{ to: paths.item(token), name: orders.name(kind, reference) }}
      ask={{ lead: approval.ask, about: orders.name(kind, reference) }}
      problems={<Problems form={form} />}
      door
    >
      <Approval token={token} address={address} asked={asked} note={note} />
    </Page>
  );
}
