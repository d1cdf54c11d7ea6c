import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { requireSudo, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireCustomerInvite, requireCustomerTeam } from "../staff/customer-person.ts";
import { staffText } from "../staff/text.ts";
import { inviteSent } from "../team/invite-sent.ts";
import { inviteAgain, staffInviter } from "../team/invites.ts";
import { teamText } from "../team/text.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";

export function loader(args: LoaderFunctionArgs) {
  throw seeOther(paths.staffCustomer(requireCustomerTeam(args).organization.id));
}

export function action(args: ActionFunctionArgs) {
  const { staff, organization, tenant, invite } = requireCustomerInvite(args);
  const { portal } = args.context;
  const back = paths.staffCustomer(organization.id);
  if (invite.role === "owner") requireSudo(args, back);
  const system = systemFor(portal);
  const text = textFor(localeOf(args.request), teamText, staffText);
  const fault = inviteAgain(tenant, system, invite, staffInviter(staff), portal.now());
  const said = fault ? `${text.staffCustomer.inviteFaults[fault]}.` : inviteSent(tenant, invite.email, text);
  setFlash(system, staff.session, said);
  return seeOther(back);
}
