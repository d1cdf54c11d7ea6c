import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { notAllowed, seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { requireSudo, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireTeamPerson } from "../team/access.ts";
import { isHigh, removeMember } from "../team/members.ts";
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

/** Throws: 403 where it is not theirs to do, a redirect where it is done elsewhere or must be proven first. */
function requireRemovable(args: LoaderFunctionArgs) {
  const found = requireTeamPerson(args);
  const { member, person, isYou, mayTouch } = found;
  if (isYou) throw seeOther(paths.leaveTeam(member.orgId));
  const { members } = textFor(localeOf(args.request), teamText);
  if (!mayTouch) throw notAllowed(members.person.ownersOnly);
  if (isHigh(person.role)) requireSudo(args);
  return { ...found, words: members, who: person.name ?? person.email };
}

export function loader(args: LoaderFunctionArgs) {
  const { member, person, who } = requireRemovable(args);
  if (isLastOwner(member, person)) throw seeOther(paths.teamPerson(member.orgId, person.personId));
  return { org: member.orgId, personId: person.personId, who };
}

export function action(args: ActionFunctionArgs) {
  const { member, person, by, words, who } = requireRemovable(args);
  const { portal } = args.context;
  const change = removeMember(member, person.personId, by, portal.now());
  if (change === "not-allowed") throw notAllowed(words.person.ownersOnly);
  const isLast = change === "last-owner";
  setFlash(systemFor(portal), member.session, isLast ? words.person.lastOwner : words.removal.removed(who));
  return seeOther(isLast ? paths.teamPerson(member.orgId, person.personId) : paths.team(member.orgId));
}

export default function RemoveFromTeam() {
  const { org, personId, who } = useLoaderData<typeof loader>();
  const { members } = useText(teamText);
  const { removal, person } = members;
  return (
    <Page
      title={<bdi>{removal.title(who)}</bdi>}
      back={{ to: paths.teamPerson(org, personId), name: who }}
      ask={{ lead: person.ask }}
    >
      <RemovalSheet
        to={paths.removeFromTeam(org, personId)}
        keepTo={paths.teamPerson(org, personId)}
        keep={removal.keep}
        verb={removal.verb}
      >
        {removal.text(who)}
      </RemovalSheet>
    </Page>
  );
}
