import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireOwner } from "../account/access.ts";
import { askForAddress } from "../account/address-change.ts";
import { accountText, type AccountText } from "../account/text.ts";
import { readForm } from "../http/forms.ts";
import { headersOfAnswer, invalid, notAllowed, seeOther, tooMany } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { addressField } from "../people/address-field.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { Field, Problems, SubmitButton, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled(({ address }) => address.title, accountText);

export const headers = headersOfAnswer;

export function loader(args: LoaderFunctionArgs) {
  const { self, isOfStaff } = requireOwner(args);
  return { own: self.session.person.email, isOfStaff };
}

const schema = ({ address }: AccountText, own: string) =>
  z.object({
    email: addressField({ missing: address.emailMissing, wrong: address.emailWrong }).refine(
      (email) => email !== own,
      address.emailSame,
    ),
  });

export async function action(args: ActionFunctionArgs) {
  const { self, isOfStaff } = requireOwner(args);
  const text = textFor(localeOf(args.request), accountText);
  if (isOfStaff) throw notAllowed(text.address.staff);
  const { session } = self;
  const form = await readForm(args.request, schema(text, session.person.email));
  if (form.status !== "success") return invalid(form.reply());
  const wait = askForAddress(args.context.portal, session, form.value.email, args.request);
  if (wait) throw tooMany(wait);
  return seeOther(paths.checkAddress());
}

export default function ChangeAddress() {
  const { own, isOfStaff } = useLoaderData<typeof loader>();
  const { address } = useText(accountText);
  const [form, { email }] = useFields<{ email: string }>("address", useActionData());
  return (
    <Page
      title={address.title}
      lead={isOfStaff ? address.staff : address.lead(own)}
      back={{ to: paths.me(), name: address.back }}
      ask={{ lead: address.ask }}
      problems={<Problems form={form} />}
    >
      {isOfStaff ? null : (
        <form className="sheet" method="post" action={paths.changeAddress()} noValidate>
          <Field
            field={email}
            label={address.email}
            type="email"
            inputMode="email"
            autoComplete="email"
            autoCapitalize="none"
            spellCheck={false}
          />
          <SubmitButton>{address.send}</SubmitButton>
          <a className="btn bare" href={paths.me()}>
            {address.keep}
          </a>
        </form>
      )}
    </Page>
  );
}
