import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { addressField } from "../people/address-field.ts";
import { can } from "../can.ts";
import { requireMember, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { AttachPdf, Payables, People } from "../billing/views/billing-mails.tsx";
import { Problems, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { requireFeature } from "../http/features.ts";
import { forgetTyped, requireSudoForTyped, typedBefore } from "../forms/typed-before.ts";
import { readForm } from "../http/forms.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { addPayablesAddress, findBillingSettings, maxPayablesAddresses } from "../billing/billing-mail-settings.ts";
import { listPayables } from "../billing/payables/payables.ts";
import { listAddressesWith } from "../billing/billing-recipients.ts";
import { endSoftStop, listStopped } from "../mail/mail-returns.ts";
import { listMembersWith } from "../people/members.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { billingText, type BillingText } from "../billing/text.ts";

export const meta = titled(({ billingMails }) => billingMails.title, billingText);

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "billing");
  const member = requireMember(args, "billing.read");
  const mayChange = can(member.role, "billing.pay");
  const people = listMembersWith(member, "billing.notified");
  const addresses = listPayables(member);
  return {
    org: member.orgId,
    mayChange,
    people,
    addresses,
    stopped: mayChange
      ? listStopped(member, [...people.map(({ email }) => email), ...addresses.map(({ email }) => email)])
      : [],
    max: maxPayablesAddresses,
    attachPdf: findBillingSettings(member).attachPdf,
    typed: typedBefore(args)?.typed?.email ?? null,
  };
}

const schema = ({ billingMails }: BillingText) => z.object({ email: addressField(billingMails) });

export async function action(args: ActionFunctionArgs) {
  requireFeature(args, "billing");
  const { portal } = args.context;
  const member = requireMember(args, "billing.pay");
  const text = textFor(localeOf(args.request), billingText);
  const { billingMails } = text;
  await requireSudoForTyped(args, ["email"]);
  const form = await readForm(args.request, schema(text));
  if (form.status !== "success") return invalid(form.reply());
  const { email } = form.value;
  const isTold = listAddressesWith(member, "billing.notified").includes(email);
  const outcome = isTold ? "byRole" : addPayablesAddress(member, email, member.session.person.id, portal.now());
  if (outcome === "full")
    return invalid(form.reply({ fieldErrors: { email: [billingMails.full(maxPayablesAddresses)] } }));
  if (outcome === "added") endSoftStop(systemFor(portal), email);
  forgetTyped(args);
  setFlash(systemFor(portal), member.session, billingMails[outcome](email));
  return seeOther(paths.billingMails(member.orgId));
}

export default function BillingMails() {
  const { org, mayChange, people, addresses, stopped, max, attachPdf, typed } = useLoaderData<typeof loader>();
  const { billingDetails, billingMails } = useText(billingText);
  const [form, fields] = useFields<{ email: string }>("payables", useActionData(), { email: typed });
  return (
    <Page
      title={billingMails.title}
      lead={billingMails.lead}
      notice={typed && billingMails.typedKept(typed)}
      back={{ to: paths.billingDetails(org), name: billingDetails.title }}
      problems={<Problems form={form} />}
      ask={{ lead: billingMails.ask }}
    >
      <People people={people} stopped={stopped} />
      <Payables org={org} addresses={addresses} stopped={stopped} max={max} field={mayChange ? fields.email : null} />
      <AttachPdf org={org} isOn={attachPdf} mayChange={mayChange} />
    </Page>
  );
}
