import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { takeAddress } from "../account/address-change.ts";
import { accountText } from "../account/text.ts";
import { readForm } from "../http/forms.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { codeMinutes } from "../sign-in/challenges.ts";
import { pendingAddress } from "../sign-in/pending-challenges.ts";
import { codeSchema } from "../sign-in/code-field.ts";
import { requirePerson } from "../sign-in/handles.ts";
import { signInText } from "../sign-in/text.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { CodeField, PostButton, Problems, SubmitButton, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled(({ address }) => address.checkTitle, accountText);

/** Leads back to the form where this browser asked for no address within the hour. */
function requireAsked(args: LoaderFunctionArgs) {
  const { session } = requirePerson(args);
  const asked = pendingAddress(args.context.portal, session);
  if (!asked) throw seeOther(paths.changeAddress());
  return { session, email: asked.email };
}

export const loader = (args: LoaderFunctionArgs) => ({ email: requireAsked(args).email, codeMinutes });

export async function action(args: ActionFunctionArgs) {
  const { session, email } = requireAsked(args);
  const { address, signIn } = textFor(localeOf(args.request), accountText, signInText);
  const form = await readForm(args.request, codeSchema(signIn));
  if (form.status !== "success") return invalid(form.reply());
  const cookies = takeAddress(args, session, form.value.code, address.changed(email));
  if (!cookies) return invalid(form.reply({ fieldErrors: { code: [address.refused] } }));
  return seeOther(paths.me(), cookies);
}

export default function CheckAddress() {
  const { email, codeMinutes } = useLoaderData<typeof loader>();
  const { address } = useText(accountText);
  const [form, { code }] = useFields<{ code: string }>("check", useActionData());
  return (
    <Page
      title={address.checkTitle}
      lead={address.sent(email, codeMinutes)}
      back={{ to: paths.me(), name: address.back }}
      ask={{ lead: address.askCheck }}
      problems={<Problems form={form} />}
    >
      <form className="sheet" method="post" action={paths.checkAddress()} noValidate>
        <CodeField field={code} label={address.code} />
        <SubmitButton>{address.confirm}</SubmitButton>
      </form>
      <div className="row">
        <PostButton to={paths.changeAddress()} look="bare" fields={{ email }}>
          {address.again}
        </PostButton>
        <a className="btn bare" href={paths.changeAddress()}>
          {address.another}
        </a>
      </div>
    </Page>
  );
}
