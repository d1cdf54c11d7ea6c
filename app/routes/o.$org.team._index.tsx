import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listMembersWith } from "../people/members.ts";
import { requireMember } from "../sign-in/handles.ts";
import { signInText } from "../sign-in/text.ts";
import { teamText } from "../team/text.ts";
import { requireFeature } from "../http/features.ts";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled((text) => text.team.title, teamText);

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "team");
  return listMembersWith(requireMember(args, "team.read"), "see");
}

export default function Team() {
  const members = useLoaderData<typeof loader>();
  const { team } = useText(teamText);
  const { organizations } = useText(signInText);
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
    </Page>
  );
}
