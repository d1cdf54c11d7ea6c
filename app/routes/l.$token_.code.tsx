import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { tokenPageHeaders } from "../links/access.ts";
import { answerByCode, findPendingAnswer, limitAnswers, requireAsked } from "../links/answers.ts";
import { codeMinutes } from "../sign-in/challenges.ts";
import { codeSchema } from "../sign-in/code-field.ts";
import { DescriptionList } from "../billing/views/invoice-facts.tsx";
import { CodeField, PostButton, Problems, SubmitButton, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { readForm } from "../http/forms.ts";
import { masked } from "../http/masked.ts";
import { seeOther } from "../http/respond.ts";
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
  const { item } = requireAsked(args);
  const pending = findPendingAnswer(args, item);
  if (!pending) throw seeOther(paths.item(args.params.token!), tokenPageHeaders);
  return { item, pending };
}

export function loader(args: LoaderFunctionArgs) {
  const { item, pending } = answering(args);
  const query = new URL(args.request.url).searchParams;
  const isAgain = query.has("again");
  const { answers } = pending;
  const { itemLink, signIn } = textFor(localeOf(args.request), linksText, signInText);
  const said = { refused: itemLink.codeRefused, missing: signIn.codeMissing, shape: signIn.codeShape };
  const why = new Map(Object.entries(said)).get(query.get("why") ?? "");
  const fault = why ? { status: "error" as const, error: { code: [why] } } : null;
  return { token: args.params.token!, answers, isAgain, fault, address: masked(item.email), codeMinutes };
}

/** A code that does not work leads back to the page, so that Back never leads to what a form was answered with. */
export async function action(args: ActionFunctionArgs) {
  limitAnswers(args, "tried");
  const { item, pending } = answering(args);
  const { signIn } = textFor(localeOf(args.request), signInText);
  const form = await readForm(args.request, codeSchema(signIn));
  const token = args.params.token!;
  const again = (why: string) => seeOther(paths.itemCodeRefused(token, why), tokenPageHeaders);
  if (form.status !== "success") throw again(form.payload.code ? "shape" : "missing");
  const outcome = answerByCode(args, item, pending, form.value.code);
  if (!outcome) throw again("refused");
  throw seeOther(paths.itemAnswered(token, outcome.is), tokenPageHeaders);
}

export default function ItemApprovalCode() {
  const { token, answers, isAgain, fault, address, codeMinutes } = useLoaderData<typeof loader>();
  const { approval, itemLink } = useText(linksText, ordersText);
  const [form, { code }] = useFields<{ code: string }>("code", fault);
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
