import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forwardInvoice } from "../billing/forward.ts";
import { requireForwarding } from "../billing/forwarding.ts";
import { billingText } from "../billing/text.ts";
import { forgetTyped, requireSudoForTyped, typedBefore } from "../forms/typed-before.ts";
import { readForm } from "../http/forms.ts";
import { headersOfAnswer, invalid, seeOther } from "../http/respond.ts";
import { listStopped } from "../mail/mail-returns.ts";
import { paths } from "../paths.ts";
import { addressField } from "../people/address-field.ts";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { Field, Hidden, Problems, SubmitButton, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled(({ forward }) => forward.title, billingText);
export const headers = headersOfAnswer;

export function loader(args: LoaderFunctionArgs) {
  const { member, invoice } = requireForwarding(args);
  const typed = typedBefore(args)?.typed?.email ?? null;
  return { org: member.orgId, id: invoice.id, number: invoice.number, typed, once: randomUUID() };
}

export async function action(args: ActionFunctionArgs) {
  const { member, invoice } = requireForwarding(args);
  const { portal } = args.context;
  const { billingMails, forward } = textFor(localeOf(args.request), billingText);
  await requireSudoForTyped(args, ["email"]);
  const form = await readForm(
    args.request,
    z.object({ email: addressField(billingMails), once: z.string().optional() }),
  );
  if (form.status !== "success") return invalid(form.reply());
  const { email, once: key = randomUUID() } = form.value;
  if (listStopped(member, [email]).length) return invalid(form.reply({ fieldErrors: { email: [forward.stopped] } }));
  const asked = { invoice, email, by: member.session.person, key };
  const wait = forwardInvoice(systemFor(portal), member, asked, portal.now());
  if (wait) return invalid(form.reply({ formErrors: [forward.tooMany] }), wait);
  forgetTyped(args);
  setFlash(systemFor(portal), member.session, forward.sent(email));
  return seeOther(paths.invoice(member.orgId, invoice.id));
}

export default function ForwardInvoice() {
  const { org, id, number, typed, once } = useLoaderData<typeof loader>();
  const { billing, billingMails, forward } = useText(billingText);
  const [form, { email }] = useFields<{ email: string }>("forward", useActionData(), { email: typed });
  return (
    <Page
      title={forward.title}
      lead={forward.lead}
      notice={typed && forward.typedKept}
      back={{ to: paths.invoice(org, id), name: billing.invoice(number) }}
      problems={<Problems form={form} />}
      ask={{ lead: billing.ask }}
    >
      <form className="sheet" method="post" action={paths.forwardInvoice(org, id)} noValidate>
        <Field
          field={email}
          label={billingMails.email}
          type="email"
          inputMode="email"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <Hidden name="once" value={once} />
        <SubmitButton>{forward.send}</SubmitButton>
      </form>
    </Page>
  );
}
