import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { redeemCode } from "../sign-in/challenge-codes.ts";
import { codeMinutes } from "../sign-in/challenges.ts";
import { pendingSignIn } from "../sign-in/pending-challenges.ts";
import { codeSchema } from "../sign-in/code-field.ts";
import { readMailbox } from "../mail/message.ts";
import { readCookie } from "../sign-in/cookies.ts";
import { enter } from "../sign-in/entrance.ts";
import { systemFor, visitor } from "../sign-in/handles.ts";
import { limitOrigin, originOf } from "../sign-in/known-browser.ts";
import { landingPath } from "../sign-in/landing.ts";
import { codesPerIp } from "../sign-in/limits.ts";
import { CodeField, PostButton, Problems, SubmitButton, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { isTypedKept } from "../sign-in/views/sign-in-goal.ts";
import { titled } from "../ui/title.ts";
import { useShell, useText } from "../ui/use.ts";
import { readForm } from "../http/forms.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { signInText } from "../sign-in/text.ts";

export const meta = titled((text) => text.signIn.checkTitle, signInText);

export function loader(args: LoaderFunctionArgs) {
  const { portal } = args.context;
  const asked = pendingSignIn(portal, readCookie(portal.config, args.request, "pending"));
  if (!asked) {
    const session = visitor(args);
    throw seeOther(session ? landingPath(args, session) : paths.signIn());
  }
  const isAgain = new URL(args.request.url).searchParams.has("again");
  const { email, next } = asked;
  const { company, mail } = portal.config;
  const from = readMailbox(mail.from, company.name).address;
  return { email, next, isAgain, codeMinutes, linkMinutes: portal.config.loginLinkMinutes, from };
}

export async function action(args: ActionFunctionArgs) {
  const { request, context } = args;
  const { portal } = context;
  const { signIn } = textFor(localeOf(request), signInText);
  const by = originOf(args);
  limitOrigin(systemFor(portal), "codes", by, codesPerIp, portal.now());
  const asked = pendingSignIn(portal, readCookie(portal.config, request, "pending"));
  if (!asked) throw seeOther(paths.signIn());
  const form = await readForm(request, codeSchema(signIn));
  if (form.status !== "success") return invalid(form.reply());
  const redeemed = redeemCode(portal, asked, form.value.code, by);
  return (redeemed && enter(args, redeemed)) ?? invalid(form.reply({ fieldErrors: { code: [signIn.codeRefused] } }));
}

export default function CheckEmail() {
  const { email, next, isAgain, codeMinutes, linkMinutes, from } = useLoaderData<typeof loader>();
  const { signIn } = useText(signInText);
  const company = useShell()?.company.name ?? "";
  const [form, { code }] = useFields<{ code: string }>("check", useActionData());
  return (
    <Page
      title={signIn.checkTitle}
      lead={signIn.sent(email, codeMinutes, linkMinutes)}
      ask={{ lead: signIn.askCheck }}
      notice={isAgain ? signIn.sentAgain : isTypedKept(next) ? signIn.typedKept : null}
      problems={<Problems form={form} />}
      door
    >
      <form className="sheet" method="post" action={paths.signInCheck()} noValidate>
        <CodeField field={code} label={signIn.code} />
        <SubmitButton>{signIn.signIn}</SubmitButton>
      </form>
      <p className="quiet">{signIn.lookFor(company, from)}</p>
      <div className="row">
        <PostButton to={paths.signIn()} look="bare" fields={{ email, next, again: "1" }}>
          {signIn.again}
        </PostButton>
        <a className="btn bare" href={paths.signIn(next)}>
          {signIn.another}
        </a>
      </div>
    </Page>
  );
}
