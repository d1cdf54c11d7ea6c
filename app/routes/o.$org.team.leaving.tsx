import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { can } from "../can.ts";
import { requireFeature } from "../http/features.ts";
import { seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { requireMember, requireSudo, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { byOf } from "../team/access.ts";
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
  ({ members }, data: Loaded<typeof loader>) => members.leaving.title(data?.orgName ?? ""),
  teamText,
);

/** Everybody may leave; owners and admins where they lately proved who they are. */
function requireLeaver(args: LoaderFunctionArgs) {
  requireFeature(args, "team");
  const member = requireMember(args, "see");
  if (isHigh(member.role)) requireSudo(args);
  return member;
}

export function loader(args: LoaderFunctionArgs) {
  const member = requireLeaver(args);
  const { orgId, orgName, role, session } = member;
  const isLast = isLastOwner(member, { personId: session.person.id, role });
  return { org: orgId, orgName, role, isLast, seesTeam: can(role, "team.read") };
}

export function action(args: ActionFunctionArgs) {
  const member = requireLeaver(args);
  const { portal } = args.context;
  const { leaving } = textFor(localeOf(args.request), teamText).members;
  const change = removeMember(member, member.session.person.id, byOf(member), portal.now());
  if (change === "last-owner") throw seeOther(paths.leaveTeam(member.orgId));
  setFlash(systemFor(portal), member.session, leaving.left(member.orgName));
  return seeOther(paths.organizations());
}

export default function LeaveTeam() {
  const { org, orgName, role, isLast, seesTeam } = useLoaderData<typeof loader>();
  const { team, members } = useText(teamText);
  const { leaving } = members;
  const back = seesTeam ? { to: paths.team(org), name: team.title } : { to: paths.home(org), name: orgName };
  return (
    <Page title={<bdi>{leaving.title(orgName)}</bdi>} back={back} ask={{ lead: leaving.ask }}>
      {isLast ? (
        <p>{leaving.lastOwner}</p>
      ) : (
        <RemovalSheet to={paths.leaveTeam(org)} keepTo={back.to} keep={leaving.stay} verb={leaving.verb}>
          {leaving.text(team.opens[role])}
        </RemovalSheet>
      )}
    </Page>
  );
}
