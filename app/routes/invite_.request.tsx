import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { requireFeature } from "../http/features.ts";
import { seeOther } from "../http/respond.ts";
import { tokenPageHeaders } from "../links/access.ts";
import { paths } from "../paths.ts";
import { openInvitation } from "../team/invitation-access.ts";
import { askToJoin } from "../team/join-requests.ts";
import { teamText } from "../team/text.ts";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled((text) => text.join.askedTitle, teamText);

export const headers = () => tokenPageHeaders;

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "team");
  return null;
}

/** Whoever is signed in with another address than an open invitation's asks to be let in themselves. */
export function action(args: ActionFunctionArgs) {
  const found = openInvitation(args);
  if (found?.state !== "other" || !found.session) return seeOther(paths.askToJoin());
  const { session, invite, system, now } = found;
  if (session.provenAt === null) return seeOther(paths.sudo(paths.organizations()));
  askToJoin(system, invite.orgId, session.person.id, now);
  return seeOther(paths.askToJoin());
}

export default function AskedToJoin() {
  const { join, invitation } = useText(teamText);
  return (
    <Page title={join.askedTitle} lead={join.askedLead} ask={{ lead: invitation.ask }} door>
      <p>
        <a className="btn" href={paths.root()}>
          {join.askedBack}
        </a>
      </p>
    </Page>
  );
}
