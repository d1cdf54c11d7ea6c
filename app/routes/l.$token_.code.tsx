import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { tokenPageHeaders } from "../links/access.ts";
import { answerByCode, findPendingAnswer, limitAnswers, requireAsked } from "../links/answers.ts";
import { SharedLook } from "../links/views/approval.tsx";
import { codeMinutes } from "../sign-in/challenges.ts";
import { codeSchema } from "../sign-in/code-field.ts";
import { DescriptionList } from "../billing/views/invoice-facts.tsx";
import { CodeField, PostButton, Problems, SubmitButton, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { readForm } from "../http/forms.ts";
import { masked } from "../http/masked.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { linksText } from "../links/text.ts";
import { ordersText } from "../orders/text.ts";
import { signInText } from "../sign-in/text.ts";

export const meta = titled(
  ({ itemLink }, data: Loaded<typeof loader>) => itemLink.codeTitle[data?.answers.decision ?? "approved"],
  linksText,
);

export const headers = () => tokenPageHeaders;

function answering(args: LoaderFunctionArgs) {
  const { item, asked } = requireAsked(args);
  const pending = findPendingAnswer(args, item);
  if (!pending) throw seeOther(paths.item(args.params.token!), tokenPageHeaders);
  return { item, asked, pending };
}

export function loader(args: LoaderFunctionArgs) {
  const { item, asked, pending } = answering(args);
  const isAgain = new URL(args.request.url).searchParams.has("again");
  const { answers } = pending;
  return { token: args.params.token!, asked, answers, isAgain, address: masked(item.email), codeMinutes };
}

export async function action(args: ActionFunctionArgs) {
  limitAnswers(args, "tried");
  const { item, pending } = answering(args);
  const { itemLink, signIn } = textFor(localeOf(args.request), linksText, signInText);
  const form = await readForm(args.request, codeSchema(signIn));
  if (form.status !== "success") return invalid(form.reply());
  const outcome = answerByCode(args, item, pending, form.value.code);
  if (!outcome) return invalid(form.reply({ fieldErrors: { code: [itemLink.codeRefused] } }));
  throw seeOther(paths.itemAnswered(args.params.token!, outcome.is), tokenPageHeaders);
}

export default function ItemApprovalCode() {
  const { token, asked, answers, isAgain, address, codeMinutes } = useLoaderData<typeof loader>();
  const { approval, itemLink } = useText(linksText, ordersText);
  const [form, { code }] = useFields<{ code: string }>("code", useActionData());
  const { decision, needs, note, reference, seen } = answers;
  return (
    <Page
      title={itemLink.codeTitle[decision]}
      lead={itemLink.codeSent(address, codeMinutes)}
      ask={{ lead: approval.ask }}
      notice={isAgain ? itemLink.codeSentAgain : null}
      problems={<Problems form={form} />}
      door
    >
      <form className="sheet" method="post" action={paths.itemApprovalCode(token)} noValidate>
        <DescriptionList
          facts={[
            [itemLink.codeFor, `${needs} (${reference})`],
            [itemLink.codeNote, note],
          ]}
        />
        <CodeField field={code} label={itemLink.code} />
        <SubmitButton>{itemLink.give[decision]}</SubmitButton>
      </form>
      <SharedLook token={token} asked={asked} />
      <div className="row">
        <PostButton to={paths.itemApproval(token, true)} look="bare" fields={{ decision, note, seen }}>
          {itemLink.again}
        </PostButton>
        <a className="btn bare" href={paths.itemApproval(token)}>
          {itemLink.answerAnew}
        </a>
      </div>
    </Page>
  );
}
