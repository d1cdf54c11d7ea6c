import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireInvite } from "../team/invite-form.ts";
import { withdrawInvite } from "../team/invites.ts";
import { teamText } from "../team/text.ts";
import { Page } from "../ui/page.tsx";
import { RemovalSheet } from "../ui/removal.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";

export const meta = titled(
  ({ invite }, data: Loaded<typeof loader>) => invite.withdrawTitle(data?.email ?? ""),
  teamText,
);

export function loader(args: LoaderFunctionArgs) {
  const { invite } = requireInvite(args);
  return { org: invite.orgId, id: invite.id, email: invite.email };
}

export function action(args: ActionFunctionArgs) {
  const { member, invite, by, now } = requireInvite(args);
  const { invite: words } = textFor(localeOf(args.request), teamText);
  const isDone = withdrawInvite(member, invite, { kind: "person", name: by.email, personId: by.personId }, now);
  setFlash(systemFor(args.context.portal), member.session, isDone ? words.withdrawn(invite.email) : words.notOpen);
  return seeOther(paths.team(member.orgId));
}

export default function WithdrawInvite() {
  const { org, id, email } = useLoaderData<typeof loader>();
  const { invite, team } = useText(teamText);
  return (
    <Page
      title={invite.withdrawTitle(email)}
      back={{ to: paths.team(org), name: team.title }}
      ask={{ lead: invite.ask }}
    >
      <RemovalSheet to={paths.withdrawInvite(org, id)} keepTo={paths.team(org)} verb={invite.withdraw}>
        {invite.withdrawText(email)}
      </RemovalSheet>
    </Page>
  );
}
