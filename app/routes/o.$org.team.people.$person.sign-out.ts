import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { notAllowed, seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireTeamPerson } from "../team/access.ts";
import { signOutOf } from "../team/members.ts";
import { teamText } from "../team/text.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";

export function loader(args: LoaderFunctionArgs) {
  const { member, person } = requireTeamPerson(args);
  throw seeOther(paths.teamPerson(member.orgId, person.personId));
}

export function action(args: ActionFunctionArgs) {
  const { member, person, by } = requireTeamPerson(args);
  const { portal } = args.context;
  const { members } = textFor(localeOf(args.request), teamText);
  const change = signOutOf(member, person.personId, by, portal.now());
  if (change === "not-allowed") throw notAllowed(members.person.ownersOnly);
  setFlash(systemFor(portal), member.session, members.signedOut(person.name ?? person.email, member.orgName));
  return seeOther(paths.team(member.orgId));
}
