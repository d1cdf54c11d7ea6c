import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { redeemCode } from "../sign-in/challenge-codes.ts";
import { codeMinutes } from "../sign-in/challenges.ts";
import { pendingConfirmation } from "../sign-in/pending-challenges.ts";
import { codeSchema } from "../sign-in/code-field.ts";
import { renewSession } from "../sign-in/entrance.ts";
import { requirePerson, systemFor } from "../sign-in/handles.ts";
import { limitOrigin, originOf } from "../sign-in/known-browser.ts";
import { codesPerIp } from "../sign-in/limits.ts";
import { isTypedKept } from "../sign-in/views/sign-in-goal.ts";
import { safeNext } from "../sign-in/safe-next.ts";
import { CodeField, PostButton, PostSheet, Problems, SubmitButton, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { readForm } from "../http/forms.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { signInText } from "../sign-in/text.ts";

export const meta = titled((text) => text.signIn.confirmTitle, signInText);

const nextIn = ({ request, context }: Pick<LoaderFunctionArgs, "request" | "context">) =>
  safeNext(new URL(request.url).searchParams.get("next"), context.portal.config.appUrl);

export function loader(args: LoaderFunctionArgs) {
  const { session } = requirePerson(args);
  const isAsked = !!pendingConfirmation(args.context.portal, session);
  return { isAsked, email: session.person.email, next: nextIn(args), codeMinutes };
}

export async function action(args: ActionFunctionArgs) {
  const { portal } = args.context;
  const { session } = requirePerson(args);
  const { signIn } = textFor(localeOf(args.request), signInText);
  const by = originOf(args, session);
  limitOrigin(systemFor(portal), "codes", by, codesPerIp, portal.now());
  const form = await readForm(args.request, codeSchema(signIn));
  if (form.status !== "success") return invalid(form.reply());
  const asked = pendingConfirmation(portal, session);
  if (!asked || !redeemCode(portal, asked, form.value.code, by)) {
    return invalid(form.reply({ fieldErrors: { code: [signIn.confirmRefused] } }));
  }
  return seeOther(nextIn(args) ?? paths.root(), { "Set-Cookie": renewSession(args, session.person) });
}

export default function Confirm() {
  const { isAsked, email, next, codeMinutes } = useLoaderData<typeof loader>();
  const { signIn } = useText(signInText);
  const [form, { code }] = useFields<{ code: string }>("confirm", useActionData());
  const kept = isTypedKept(next) ? signIn.confirmKept : null;
  if (!isAsked) {
    return (
      <Page title={signIn.confirmTitle} notice={kept} problems={<Problems form={form} />} door>
        <PostSheet to={paths.sudoCode(next)} verb={signIn.confirmSend}>
          {signIn.confirmLead(email)}
        </PostSheet>
      </Page>
    );
  }
  return (
    <Page
      title={signIn.confirmTitle}
      lead={signIn.confirmSent(email, codeMinutes)}
      notice={kept}
      ask={{ lead: signIn.askCheck }}
      problems={<Problems form={form} />}
      door
    >
      <form className="sheet" method="post" action={paths.sudo(next)} noValidate>
        <CodeField field={code} label={signIn.code} />
        <SubmitButton>{signIn.confirm}</SubmitButton>
      </form>
      <div className="row">
        <PostButton to={paths.sudoCode(next)} look="bare">
          {signIn.again}
        </PostButton>
      </div>
    </Page>
  );
}
