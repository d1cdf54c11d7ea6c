import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { roles } from "#db/schema/organizations.ts";
import { forgetTyped, requireSudoForTyped, typedBefore } from "../forms/typed-before.ts";
import { readForm } from "../http/forms.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { signInText } from "../sign-in/text.ts";
import { requireTeamPerson } from "../team/access.ts";
import { lastSeen } from "../team/last-seen.ts";
import { seatsFor } from "../team/more-seats.ts";
import { changeRole, isHigh } from "../team/members.ts";
import { isLastOwner } from "../team/owners.ts";
import { teamText, type TeamText } from "../team/text.ts";
import { MoreSeats } from "../team/views/seats.tsx";
import { PersonFacts, RoleForm, SignOutOf } from "../team/views/team-person.tsx";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { Problems, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled((_text, data: Loaded<typeof loader>) => data?.name ?? data?.email ?? "", teamText);

export function loader(args: LoaderFunctionArgs) {
  const { member, person, isYou, mayTouch } = requireTeamPerson(args);
  const { personId, name, email, role, createdAt } = person;
  const seenAt = lastSeen(systemFor(args.context.portal), [person]).get(personId) ?? null;
  return {
    org: member.orgId,
    orgName: member.orgName,
    personId,
    name,
    email,
    role,
    createdAt,
    seenAt,
    isYou,
    mayTouch,
    by: member.role,
    seats: role === "accountant" && mayTouch ? seatsFor(member, args.context.portal) : null,
    isLast: isLastOwner(member, person),
    typed: typedBefore(args)?.typed?.role ?? null,
  };
}

const schema = ({ members }: TeamText) => z.object({ role: z.enum(roles, { error: members.person.roleMissing }) });

export async function action(args: ActionFunctionArgs) {
  const { member, person, by } = requireTeamPerson(args);
  const { portal } = args.context;
  const text = textFor(localeOf(args.request), teamText, signInText);
  const { person: words } = text.members;
  const form = await readForm(args.request, schema(text));
  if (form.status !== "success") return invalid(form.reply());
  const { role } = form.value;
  if (isHigh(role, person.role)) await requireSudoForTyped(args, { role });
  const change = changeRole(member, person.personId, role, by, portal.now());
  if (change === "not-allowed") return invalid(form.reply({ fieldErrors: { role: [words.notAllowed] } }));
  if (change === "no-seat") return invalid(form.reply({ fieldErrors: { role: [words.noSeat] } }));
  if (change === "last-owner") return invalid(form.reply({ fieldErrors: { role: [words.lastOwner] } }));
  forgetTyped(args);
  const who = person.name ?? person.email;
  const said = {
    changed: words.saved(who, text.organizations.roles[role]),
    unchanged: words.unchanged(who),
    gone: words.gone,
  };
  setFlash(systemFor(portal), member.session, said[change]);
  return seeOther(paths.team(member.orgId));
}

export default function TeamPerson() {
  const { org, orgName, personId, mayTouch, typed, seats, ...person } = useLoaderData<typeof loader>();
  const { team, members } = useText(teamText);
  const [form, fields] = useFields<{ role: string }>("role", useActionData(), { role: typed ?? person.role });
  return (
    <Page
      title={<bdi>{person.name ?? person.email}</bdi>}
      back={{ to: paths.team(org), name: team.title }}
      notice={typed && members.person.typedKept}
      problems={<Problems form={form} />}
      ask={{ lead: members.person.ask }}
    >
      <PersonFacts {...person} />
      {mayTouch ? (
        <RoleForm {...person} to={paths.teamPerson(org, personId)} field={fields.role} />
      ) : (
        <p>{members.person.ownersOnly}</p>
      )}
      <MoreSeats org={org} seats={seats} />
      {mayTouch && !person.isYou ? (
        <SignOutOf org={{ id: org, name: orgName }} personId={personId} who={person.name ?? person.email} />
      ) : null}
      {mayTouch && !person.isLast ? (
        <p>
          <a className="more" href={person.isYou ? paths.leaveTeam(org) : paths.removeFromTeam(org, personId)}>
            {person.isYou ? members.leave : members.removal.remove}
          </a>
        </p>
      ) : null}
    </Page>
  );
}
