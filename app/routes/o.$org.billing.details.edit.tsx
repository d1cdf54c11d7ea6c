import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { countOutcome } from "#db/usage.ts";
import { countedAs } from "../sign-in/counted.ts";
import { requireMember, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { DetailsForm, type DetailValues } from "../billing/views/details-form.tsx";
import { Problems, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { memberAsking, takeAsk } from "../billing/ask-limit.ts";
import { requireFeature } from "../http/features.ts";
import { readForm, texts, typedIn } from "../http/forms.ts";
import { headersOfAnswer, invalid, notFound, seeOther } from "../http/respond.ts";
import { changesBetween, saveChange, withChanges } from "../billing/detail-changes.ts";
import { checkDetails, detailFields, typedFrom } from "../billing/detail-checks.ts";
import { findBillingAccount, hasRoomForPoNumber, readShown, viewDetails } from "../billing/details-view.ts";
import { once } from "../forms/once.ts";
import { forgetTyped, requireSudoForTyped, typedBefore } from "../forms/typed-before.ts";
import { countryMeant } from "../billing/tax-id.ts";
import { paths } from "../paths.ts";
import { detailFaults, refusalFaults } from "../billing/detail-faults.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { billingText } from "../billing/text.ts";
import { portalText } from "../text/portal.ts";

export const headers = headersOfAnswer;

export const meta = titled(({ billingDetails }) => billingDetails.editTitle, billingText);

function accountOf(args: LoaderFunctionArgs) {
  requireFeature(args, "billing");
  const member = requireMember(args, "billing.pay");
  const wanted = new URL(args.request.url).searchParams.get("account");
  const account = findBillingAccount(member, wanted);
  return { member, account, wanted, asked: wanted && account?.id };
}

export function loader(args: LoaderFunctionArgs) {
  const { member, account, asked } = accountOf(args);
  const view = account && viewDetails(member, account.id);
  const back = paths.billingDetails(member.orgId, asked);
  if (!view || !args.context.portal.config.stripe) throw seeOther(back);
  const before = typedBefore(args)?.typed;
  const stored = typedFrom(withChanges(view.details, ...view.refused.map(({ changes }) => changes)));
  const typed = before ? typedIn(before, detailFields) : stored;
  const values = { ...typed, shown: before?.shown ?? JSON.stringify(view.details) };
  const error = refusalFaults(view.refused, textFor(localeOf(args.request), billingText));
  const to = paths.editBillingDetails(member.orgId, asked);
  return { back, to, values, isTypedBefore: !!before, error, once: randomUUID() };
}

const schema = texts([...detailFields, "shown", "countrySeen", "taxIdSeen", "once"]);

export async function action(args: ActionFunctionArgs) {
  const { portal } = args.context;
  const { member, account, wanted, asked } = accountOf(args);
  const view = account && viewDetails(member, account.id);
  if (!view || (wanted && wanted !== account.id)) throw notFound();
  const text = textFor(localeOf(args.request), billingText, portalText);
  const system = systemFor(portal);
  const back = paths.billingDetails(member.orgId, asked);
  if (!portal.config.stripe) {
    setFlash(system, member.session, text.billingDetails.readOnlyHere);
    return seeOther(back);
  }
  await requireSudoForTyped(args, [...detailFields, "shown"]);
  const form = await readForm(args.request, schema);
  if (form.status !== "success") return invalid(form.reply());
  const { shown: json, countrySeen, taxIdSeen, once: key = randomUUID(), ...sent } = form.value;
  const shown = readShown(json) ?? view.details;
  const typed = typedIn(sent, detailFields);
  const seen = { country: countrySeen, taxId: taxIdSeen };
  const { details, faults } = checkDetails(typed, shown, hasRoomForPoNumber(member, account.id), seen);
  if (Object.keys(faults).length) {
    const taxCountry = countryMeant(typed.taxId, typed.country);
    return invalid(form.reply({ fieldErrors: detailFaults(faults, taxCountry, text) }));
  }

  const changes = changesBetween(shown, details);
  const isChanged = Object.keys(changes).length > 0;
  const now = portal.now();
  const who = { customerId: account.id, personId: member.session.person.id };
  let wait = 0;
  const act = () => {
    if (isChanged) wait = takeAsk(portal, memberAsking(member));
    if (wait) return null;
    if (isChanged) saveChange(member, who, changes, now);
    if (isChanged) countOutcome(member, "details.saved", countedAs(args));
    return back;
  };
  const location = once(system, key, { ...who, sent, json }, act, now);
  if (!location) return invalid(form.reply({ formErrors: [text.errors.tooMany.message(wait)] }), wait);
  forgetTyped(args);
  setFlash(system, member.session, isChanged ? text.billingDetails.saved : text.billingDetails.nothingChanged);
  return seeOther(location);
}

export default function EditBillingDetails() {
  const { back, to, values, isTypedBefore, error, once } = useLoaderData<typeof loader>();
  const { billingDetails, shell } = useText(billingText, portalText);
  const refused = Object.keys(error).length ? { status: "error", initialValue: values, error } : null;
  const [form, fields] = useFields<DetailValues>("details", useActionData() ?? refused, values);
  return (
    <Page
      title={billingDetails.editTitle}
      lead={billingDetails.editLead}
      notice={isTypedBefore ? billingDetails.typedKept : null}
      back={{ to: back, name: billingDetails.title }}
      problems={<Problems form={form} order={detailFields} />}
      ask={{ lead: billingDetails.ask, name: shell.askAboutThis, about: billingDetails.about, job: "details" }}
    >
      <DetailsForm to={to} fields={fields} once={once} />
    </Page>
  );
}
