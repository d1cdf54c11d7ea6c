import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { findBillingSettings } from "../billing/billing-mail-settings.ts";
import { requirePayables } from "../billing/payables/access.ts";
import { choosePayables } from "../billing/payables/payables.ts";
import { payablesFields, payablesSchema } from "../billing/payables/payables-form.ts";
import { billingText } from "../billing/text.ts";
import { PayablesPage } from "../billing/views/payables-form.tsx";
import { requireFeature } from "../http/features.ts";
import { readForm } from "../http/forms.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { canonicalAddress } from "../people/address.ts";
import { requireMember, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { titled } from "../ui/title.ts";

export const meta = titled(({ billingMails }) => billingMails.changeTitle, billingText);

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "billing");
  const member = requireMember(args, "billing.pay");
  const found = requirePayables(args, member);
  const { attachPdf: usualPdf } = findBillingSettings(member);
  return { org: member.orgId, email: found.email, usualPdf, fields: payablesFields(found) };
}

export async function action(args: ActionFunctionArgs) {
  requireFeature(args, "billing");
  const member = requireMember(args, "billing.pay");
  const text = textFor(localeOf(args.request), billingText);
  const form = await readForm(args.request, payablesSchema(text));
  if (form.status !== "success") return invalid(form.reply());
  const email = canonicalAddress(form.value.email);
  const isSaved = !!email && choosePayables(member, email, form.value);
  const { changed, gone } = text.billingMails;
  setFlash(systemFor(args.context.portal), member.session, isSaved ? changed(email) : gone);
  return seeOther(paths.billingMails(member.orgId));
}

export default function PayablesAddress() {
  return <PayablesPage {...useLoaderData<typeof loader>()} answer={useActionData()} />;
}
