import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { requireSudo, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireInvite, requireInviter } from "../team/invite-form.ts";
import { inviteAgain } from "../team/invites.ts";
import { inviteSent } from "../team/invite-sent.ts";
import { teamText } from "../team/text.ts";
import { seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";

export function loader(args: LoaderFunctionArgs) {
  throw seeOther(paths.team(requireInviter(args).member.orgId));
}

export function action(args: ActionFunctionArgs) {
  const { member, invite, by, now } = requireInvite(args);
  if (invite.role === "owner") requireSudo(args, paths.team(member.orgId));
  const system = systemFor(args.context.portal);
  const words = textFor(localeOf(args.request), teamText);
  const fault = inviteAgain(member, system, invite, by, now);
  setFlash(system, member.session, fault ? `${words.invite.faults[fault]}.` : inviteSent(member, invite.email, words));
  return seeOther(paths.team(member.orgId));
}
