import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { tokenPageHeaders } from "../links/access.ts";
import { setCookie } from "../sign-in/cookies.ts";
import { endSession } from "../sign-in/sessions.ts";
import { openInvitation } from "../team/invitation-access.ts";
import { isMemberOf } from "../team/invitation.ts";
import { join } from "../team/join.ts";
import { teamText } from "../team/text.ts";
import { InvitationOver, InvitationPage, InvitationOfOther } from "../team/views/invitation.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { readForm, texts } from "../http/forms.ts";
import { seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";

export const meta = titled(({ invitation }, found: Loaded<typeof loader>) => {
  if (found?.state === "open") return invitation.title(found.organization);
  if (found?.state === "other") return invitation.other(found.email);
  return invitation[`${found?.state ?? ("over" as const)}Title`];
}, teamText);

export const headers = () => tokenPageHeaders;

export function loader(args: LoaderFunctionArgs) {
  const found = openInvitation(args);
  const state = found?.state ?? "over";
  if (found && state === "member") throw seeOther(paths.home(found.invite.orgId));
  if (!found || (state !== "open" && state !== "other"))
    return data({ state: state as "used" | "expired" | "over", token: found?.token ?? "" }, { status: 410 });
  const { invite, organization, inviter, session } = found;
  const { email, role } = invite;
  const signedIn = session?.person.email ?? "";
  const by = inviter?.name ?? inviter?.email ?? args.context.portal.config.company.name;
  const shown = { email, role, organization, inviter: by, signedIn };
  const isIn = session && isMemberOf(found.system, invite.orgId, session.person.id);
  const home = isIn ? paths.home(invite.orgId) : null;
  return data({ state: state as "open" | "other", token: found.token ?? "", ...shown, home });
}

export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request, texts(["invite", "as"]));
  const { as = null, invite = null } = form.status === "success" ? form.value : {};
  const found = openInvitation(args, invite);
  if (found?.state === "member") return seeOther(paths.home(found.invite.orgId));
  if (found?.state === "other") {
    if (as !== "invited") return data(null);
    endSession(found.system, found.session!, found.now);
    const cookie = setCookie(args.context.portal.config, "sid", null);
    return seeOther(paths.invitation(found.token!), { "Set-Cookie": cookie });
  }
  const { invitation } = textFor(localeOf(args.request), teamText);
  const answer = found?.state === "open" ? await join(args, found, invitation.joined(found.organization)) : null;
  return answer ?? data(null, { status: 410 });
}

export default function Invitation() {
  const found = useLoaderData<typeof loader>();
  if (!("email" in found)) return <InvitationOver {...found} />;
  return found.state === "open" ? <InvitationPage {...found} /> : <InvitationOfOther {...found} />;
}
