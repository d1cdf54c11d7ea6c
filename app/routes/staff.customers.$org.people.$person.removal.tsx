import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { notFound, seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { requireSudo, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireCustomerTeam } from "../staff/customer-person.ts";
import { staffText } from "../staff/text.ts";
import { findMember, isHigh, removeMember } from "../team/members.ts";
import { isLastOwner } from "../team/owners.ts";
import { teamText } from "../team/text.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { Page } from "../ui/page.tsx";
import { RemovalSheet } from "../ui/removal.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled(
  ({ members }, data: Loaded<typeof loader>) => members.removal.title(data?.who ?? ""),
  teamText,
);

/** Throws a redirect where it must be proven first who asks. */
function requireRemovable(args: LoaderFunctionArgs) {
  const team = requireCustomerTeam(args);
  const person = findMember(team.tenant, args.params.person!);
  if (!person) throw notFound();
  if (isHigh(person.role)) requireSudo(args);
  return { ...team, person, who: person.name ?? person.email };
}

export function loader(args: LoaderFunctionArgs) {
  const { organization, tenant, person, who } = requireRemovable(args);
  if (isLastOwner(tenant, person)) throw seeOther(paths.staffPerson(organization.id, person.personId));
  return { organization, personId: person.personId, who };
}

export function action(args: ActionFunctionArgs) {
  const { staff, organization, tenant, person, by, who } = requireRemovable(args);
  const { portal } = args.context;
  const isLast = removeMember(tenant, person.personId, by, portal.now()) === "last-owner";
  const { members } = textFor(localeOf(args.request), teamText);
  setFlash(systemFor(portal), staff.session, isLast ? members.person.lastOwner : members.removal.removed(who));
  return seeOther(paths.staffCustomer(organization.id));
}

export default function RemoveCustomersPerson() {
  const { organization, personId, who } = useLoaderData<typeof loader>();
  const { staffCustomer, members } = useText(staffText, teamText);
  const { id } = organization;
  return (
    <Page
      title={<bdi>{members.removal.title(who)}</bdi>}
      back={{ to: paths.staffPerson(id, personId), name: who }}
      ask={{ lead: staffCustomer.ask }}
    >
      <RemovalSheet
        to={paths.staffRemovePerson(id, personId)}
        keepTo={paths.staffPerson(id, personId)}
        keep={members.removal.keep}
        verb={members.removal.verb}
      >
        {members.removal.text(who)}
      </RemovalSheet>
    </Page>
  );
}
