import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { requireSudo, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireCustomerTeam } from "../staff/customer-person.ts";
import { closingOf, reopenOrganization } from "../team/closing.ts";
import { teamText } from "../team/text.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";

export const loader = (args: LoaderFunctionArgs) =>
  seeOther(paths.staffClosing(requireCustomerTeam(args).organization.id));

export function action(args: ActionFunctionArgs) {
  const { staff, organization, tenant } = requireCustomerTeam(args);
  requireSudo(args, paths.staffClosing(organization.id));
  const { portal } = args.context;
  const { closing } = textFor(localeOf(args.request), teamText);
  if (reopenOrganization(staff, tenant, portal.now()))
    setFlash(systemFor(portal), staff.session, closing.staff.reopened(closingOf(tenant).name));
  return seeOther(paths.staffCustomer(organization.id));
}
