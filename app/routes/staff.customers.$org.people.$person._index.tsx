import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { roles } from "#db/schema/organizations.ts";
import { forgetTyped, requireSudoForTyped, typedBefore } from "../forms/typed-before.ts";
import { readForm } from "../http/forms.ts";
import { invalid, notFound, seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { signInText } from "../sign-in/text.ts";
import { requireCustomerTeam } from "../staff/customer-person.ts";
import { staffText } from "../staff/text.ts";
import { PersonWays } from "../staff/views/customer-person.tsx";
import { lastSeen } from "../team/last-seen.ts";
import { changeRole, findMember, isHigh } from "../team/members.ts";
import { hasReachableOwner, isLastOwner } from "../team/owners.ts";
import { teamText } from "../team/text.ts";
import { PersonFacts, RoleForm } from "../team/views/team-person.tsx";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { Problems, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled((_text, data: Loaded<typeof loader>) => data?.name ?? data?.email ?? "", staffText);

function requirePersonOf(args: LoaderFunctionArgs) {
  const team = requireCustomerTeam(args);
  const person = findMember(team.tenant, args.params.person!);
  if (!person) throw notFound();
  return { ...team, person };
}

export function loader(args: LoaderFunctionArgs) {
  const { staff, organization, tenant, person } = requirePersonOf(args);
  const { personId, name, email, role, createdAt, source, externalId } = person;
  return {
    organization,
    personId,
    name,
    email,
    role,
    createdAt,
    seenAt: lastSeen(staff, [person]).get(personId) ?? null,
    isLast: isLastOwner(tenant, person),
    by: hasReachableOwner(tenant) ? ("admin" as const) : ("owner" as const),
    isFeeds: source === "feed" || externalId === null,
    typed: typedBefore(args)?.typed?.role ?? null,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { staff, organization, tenant, person, by } = requirePersonOf(args);
  const { portal } = args.context;
  const text = textFor(localeOf(args.request), teamText, signInText, staffText);
  const { person: words } = text.members;
  const form = await readForm(args.request, z.object({ role: z.enum(roles, { error: words.roleMissing }) }));
  if (form.status !== "success") return invalid(form.reply());
  const { role } = form.value;
  if (isHigh(role, person.role)) await requireSudoForTyped(args, { role });
  const change = changeRole(tenant, person.personId, role, by, portal.now());
  const fault = { "not-allowed": text.staffCustomer.hasOwner, "last-owner": words.lastOwner };
  if (change === "not-allowed" || change === "last-owner")
    return invalid(form.reply({ fieldErrors: { role: [fault[change]] } }));
  forgetTyped(args);
  const said =
    change === "gone" ? words.gone : words.saved(person.name ?? person.email, text.organizations.roles[role]);
  setFlash(systemFor(portal), staff.session, said);
  return seeOther(paths.staffCustomer(organization.id));
}

export default function CustomerPerson() {
  const { organization, typed, ...person } = useLoaderData<typeof loader>();
  const { staffCustomer, members } = useText(staffText, teamText);
  const [form, fields] = useFields<{ role: string }>("role", useActionData(), { role: typed ?? person.role });
  const { id, name } = organization;
  return (
    <Page
      title={<bdi>{person.name ?? person.email}</bdi>}
      back={{ to: paths.staffCustomer(id), name }}
      notice={typed && members.person.typedKept}
      problems={<Problems form={form} />}
      ask={{ lead: staffCustomer.ask }}
    >
      <PersonFacts {...person} />
      <RoleForm {...person} to={paths.staffPerson(id, person.personId)} field={fields.role} />
      <PersonWays {...person} org={id} />
    </Page>
  );
}
