import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forgetTyped, requireSudoForTyped, typedBefore } from "../forms/typed-before.ts";
import { readForm } from "../http/forms.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireOpenCustomerTeam } from "../staff/customer-person.ts";
import { staffText, type StaffText } from "../staff/text.ts";
import { OwnerForm, OwnerWaits } from "../staff/views/owner-form.tsx";
import { listTeam } from "../team/members.ts";
import { claimHours, claimOwnership, findWaitingClaim } from "../team/owner-claims.ts";
import { cleanLine } from "../text/clean.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { Problems, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

const maxReasonLength = 500;

export const meta = titled(
  ({ staffCustomer }, data: Loaded<typeof loader>) => staffCustomer.ownerTitle(data?.organization.name ?? ""),
  staffText,
);

const candidates = (tenant: Parameters<typeof listTeam>[0]) => listTeam(tenant).filter(({ role }) => role !== "owner");

export function loader(args: LoaderFunctionArgs) {
  const { organization, tenant } = requireOpenCustomerTeam(args);
  const waiting = findWaitingClaim(tenant);
  return {
    organization,
    claimHours,
    waits: waiting && { who: waiting.person.name ?? waiting.person.email, dueAt: waiting.claim.dueAt },
    people: candidates(tenant).map(({ personId, name, email }) => ({
      code: personId,
      name: name ? `${name}, ${email}` : email,
    })),
    typed: typedBefore(args)?.typed ?? null,
  };
}

const schema = ({ staffCustomer: words }: StaffText) =>
  z.object({
    person: z.string({ error: words.ownerWhoMissing }),
    reason: z
      .string({ error: words.ownerReasonMissing })
      .max(maxReasonLength, words.ownerReasonLong(maxReasonLength))
      .transform(cleanLine)
      .refine(Boolean, words.ownerReasonMissing),
  });

export async function action(args: ActionFunctionArgs) {
  const { staff, organization, tenant } = requireOpenCustomerTeam(args);
  const { portal } = args.context;
  const text = textFor(localeOf(args.request), staffText);
  const { staffCustomer: words } = text;
  const form = await readForm(args.request, schema(text));
  if (form.status !== "success") return invalid(form.reply());
  const person = candidates(tenant).find(({ personId }) => personId === form.value.person);
  if (!person) return invalid(form.reply({ fieldErrors: { person: [words.ownerWhoMissing] } }));
  await requireSudoForTyped(args, form.value);
  const claim = { personId: person.personId, reason: form.value.reason };
  const outcome = claimOwnership(tenant, claim, staff.email, portal.now());
  const fault = { open: words.ownerOpen, gone: words.ownerWhoMissing, owner: words.ownerWhoMissing };
  if (outcome !== "made" && outcome !== "waits")
    return invalid(form.reply({ fieldErrors: { person: [fault[outcome]] } }));
  forgetTyped(args);
  const who = person.name ?? person.email;
  setFlash(
    systemFor(portal),
    staff.session,
    outcome === "made" ? words.ownerMade(who) : words.ownerAsked(who, claimHours),
  );
  return seeOther(paths.staffCustomer(organization.id));
}

export default function MakeOwner() {
  const { organization, waits, people, typed, claimHours: hours } = useLoaderData<typeof loader>();
  const { staffCustomer: words } = useText(staffText);
  const { id, name } = organization;
  const [form, fields] = useFields<{ person: string; reason: string }>("owner", useActionData(), typed ?? {});
  return (
    <Page
      title={<bdi>{words.ownerTitle(name)}</bdi>}
      lead={words.ownerLead(hours)}
      back={{ to: paths.staffCustomer(id), name }}
      notice={typed && words.ownerTyped}
      problems={<Problems form={form} order={["person", "reason"]} />}
      ask={{ lead: words.ask }}
    >
      {waits ? <OwnerWaits {...waits} /> : <OwnerForm org={id} people={people} fields={fields} />}
    </Page>
  );
}
