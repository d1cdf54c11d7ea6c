import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { seeOther } from "../http/respond.ts";
import { staffNamed } from "../company/audit-log.ts";
import { paths } from "../paths.ts";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireCustomerInvite } from "../staff/customer-person.ts";
import { staffText } from "../staff/text.ts";
import { withdrawInvite } from "../team/invites.ts";
import { teamText } from "../team/text.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { Page } from "../ui/page.tsx";
import { RemovalSheet } from "../ui/removal.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled(
  ({ invite }, data: Loaded<typeof loader>) => invite.withdrawTitle(data?.email ?? ""),
  teamText,
);

export function loader(args: LoaderFunctionArgs) {
  const { organization, invite } = requireCustomerInvite(args);
  return { organization, id: invite.id, email: invite.email };
}

export function action(args: ActionFunctionArgs) {
  const { staff, organization, tenant, invite } = requireCustomerInvite(args);
  const { portal } = args.context;
  const { invite: words } = textFor(localeOf(args.request), teamText);
  const isDone = withdrawInvite(tenant, invite, staffNamed(staff, staff.email), portal.now());
  setFlash(systemFor(portal), staff.session, isDone ? words.withdrawn(invite.email) : words.notOpen);
  return seeOther(paths.staffCustomer(organization.id));
}

export default function WithdrawCustomersInvite() {
  const { organization, id, email } = useLoaderData<typeof loader>();
  const { invite, staffCustomer } = useText(teamText, staffText);
  const { id: org, name } = organization;
  return (
    <Page
      title={<bdi>{invite.withdrawTitle(email)}</bdi>}
      back={{ to: paths.staffCustomer(org), name }}
      ask={{ lead: staffCustomer.ask }}
    >
      <RemovalSheet to={paths.staffWithdrawInvite(org, id)} keepTo={paths.staffCustomer(org)} verb={invite.withdraw}>
        {invite.withdrawText(email)}
      </RemovalSheet>
    </Page>
  );
}
