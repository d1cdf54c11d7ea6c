import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { tokenPageHeaders } from "../links/access.ts";
import { openInvitation } from "../team/invitation-access.ts";
import { declineInvitation } from "../team/invitation.ts";
import { teamText } from "../team/text.ts";
import { requireFeature } from "../http/features.ts";
import { seeOther } from "../http/respond.ts";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { paths } from "../paths.ts";

export const meta = titled((text) => text.invitation.refusedTitle, teamText);

export const headers = () => tokenPageHeaders;

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "team");
  return null;
}

/** Whoever holds the link of an open invitation does not want it. */
export function action(args: ActionFunctionArgs) {
  const found = openInvitation(args);
  if (found?.state === "open" || found?.state === "other") declineInvitation(found.system, found.invite, found.now);
  return seeOther(paths.refuseInvitation());
}

export default function RefusedInvitation() {
  const { invitation } = useText(teamText);
  return <Page title={invitation.refusedTitle} lead={invitation.refusedLead} ask={{ lead: invitation.ask }} door />;
}
