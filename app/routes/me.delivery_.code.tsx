import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readForm } from "../http/forms.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { findStop } from "../mail/mail-returns.ts";
import { findTest, proveMailbox } from "../notifications/mailbox-test.ts";
import { notificationsText } from "../notifications/text.ts";
import { paths } from "../paths.ts";
import { codeSchema } from "../sign-in/code-field.ts";
import { requirePerson, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { signInText } from "../sign-in/text.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { CodeField, Problems, SubmitButton, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { TimeIn } from "../ui/time.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled(({ delivery }) => delivery.codeTitle, notificationsText);

/** Leads to where it is said why, where no code is waited for. */
function requireTest(args: LoaderFunctionArgs) {
  const self = requirePerson(args);
  const { email } = self.session.person;
  const test = findStop(self) && findTest(self, email, args.context.portal.now());
  if (!test?.isOpen) throw seeOther(paths.delivery());
  return { self, email, until: test.nextAt };
}

export function loader(args: LoaderFunctionArgs) {
  const { email, until } = requireTest(args);
  return { email, until };
}

export async function action(args: ActionFunctionArgs) {
  const { self, email } = requireTest(args);
  const { portal } = args.context;
  const { delivery, signIn } = textFor(localeOf(args.request), notificationsText, signInText);
  const form = await readForm(args.request, codeSchema(signIn));
  if (form.status !== "success") return invalid(form.reply());
  if (!proveMailbox(portal, self, form.value.code)) {
    requireTest(args);
    return invalid(form.reply({ fieldErrors: { code: [delivery.refused] } }));
  }
  setFlash(systemFor(portal), self.session, delivery.works(email));
  return seeOther(paths.me());
}

export default function DeliveryCode() {
  const { email, until } = useLoaderData<typeof loader>();
  const { notifications, delivery } = useText(notificationsText);
  const [form, { code }] = useFields<{ code: string }>("test", useActionData());
  return (
    <Page
      title={delivery.codeTitle}
      lead={delivery.sent(email)}
      back={{ to: paths.me(), name: delivery.back }}
      ask={{ lead: delivery.codeAsk, about: notifications.about(email) }}
      problems={<Problems form={form} />}
    >
      <form className="sheet" method="post" action={paths.deliveryCode()} noValidate>
        <CodeField field={code} label={delivery.code} />
        <SubmitButton>{delivery.confirm}</SubmitButton>
      </form>
      <p className="quiet">
        <TimeIn sentence={delivery.until} at={until} as="dateTime" />
      </p>
      <div className="row">
        <a className="btn bare" href={paths.changeAddress()}>
          {delivery.change}
        </a>
      </div>
    </Page>
  );
}
