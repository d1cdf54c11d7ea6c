import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { tokenPageHeaders } from "../links/access.ts";
import { openInvitation } from "../team/invitation-access.ts";
import { renewInvitation } from "../team/invitation.ts";
import { teamText } from "../team/text.ts";
import { requireFeature } from "../http/features.ts";
import { seeOther } from "../http/respond.ts";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { paths } from "../paths.ts";

export const meta = titled((text) => text.invitation.anotherTitle, teamText);

export const headers = () => tokenPageHeaders;

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "team");
  return null;
}

/** Another mail to the address that an invitation which ran out went to. */
export function action(args: ActionFunctionArgs) {
  const found = openInvitation(args);
  if (found?.state === "expired") renewInvitation(found.system, found, found.now);
  return seeOther(paths.newInvitation());
}

export default function NewInvitation() {
  const { invitation } = useText(teamText);
  return <Page title={invitation.anotherTitle} lead={invitation.anotherLead} ask={{ lead: invitation.ask }} door />;
}
