import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listMembersWith } from "../people/members.ts";
import { requireMember } from "../sign-in/handles.ts";
import { signInText } from "../sign-in/text.ts";
import { listInvites } from "../team/invites.ts";
import { teamText } from "../team/text.ts";
import { Invited } from "../team/views/invited.tsx";
import { can } from "../can.ts";
import { paths } from "../paths.ts";
import { requireFeature } from "../http/features.ts";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled((text) => text.team.title, teamText);

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "team");
  const member = requireMember(args, "team.read");
  const mayManage = can(member.role, "team.manage");
  const invited = mayManage ? listInvites(member) : [];
  return {
    org: member.orgId,
    mayManage,
    members: listMembersWith(member, "see"),
    invited,
    now: args.context.portal.now(),
  };
}

export default function Team() {
  const { org, mayManage, members, ...rest } = useLoaderData<typeof loader>();
  const { team, invite, organizations } = useText(teamText, signInText);
  return (
    <Page title={team.title} lead={team.lead} ask={{ lead: team.ask }}>
      <ul className="sheet flush list">
        {members.map(({ personId, name, email, role }) => (
          <li key={personId}>
            <div className="main">
              <b>{name ?? email}</b>
              <small>
                {organizations.roles[role]}: {team.opens[role]}
              </small>
            </div>
          </li>
        ))}
      </ul>
      <Invited org={org} {...rest} />
      {mayManage ? (
        <p>
          <a className="btn" href={paths.invite(org)}>
            {invite.title}
          </a>
        </p>
      ) : null}
    </Page>
  );
}
