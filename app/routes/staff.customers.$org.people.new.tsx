import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readForm } from "../http/forms.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { requireSudo, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireOpenCustomerTeam } from "../staff/customer-person.ts";
import { staffText } from "../staff/text.ts";
import { inviteSchema } from "../team/invite-form.ts";
import { inviteSent } from "../team/invite-sent.ts";
import { invite, staffInviter } from "../team/invites.ts";
import { teamText } from "../team/text.ts";
import { InviteForm } from "../team/views/invite-form.tsx";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { Problems, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled(
  ({ staffCustomer }, data: Loaded<typeof loader>) => staffCustomer.inviteTitle(data?.organization.name ?? ""),
  staffText,
);

export function loader(args: LoaderFunctionArgs) {
  const { organization } = requireOpenCustomerTeam(args);
  const asked = Object.fromEntries(new URL(args.request.url).searchParams);
  const { role = null, email = null, name = null } = asked;
  return { organization, values: { role, email, name } };
}

export async function action(args: ActionFunctionArgs) {
  const { staff, organization, tenant } = requireOpenCustomerTeam(args);
  const { portal } = args.context;
  const text = textFor(localeOf(args.request), teamText, staffText);
  const form = await readForm(args.request, inviteSchema(text));
  if (form.status !== "success") return invalid(form.reply());
  const { email, name = null, role } = form.value;
  // What was typed comes back with the address of the form.
  if (role === "owner") requireSudo(args, paths.staffInvite(organization.id, { role, email, name: name ?? undefined }));
  const fault = invite(tenant, systemFor(portal), { email, name, role }, staffInviter(staff), portal.now());
  if (fault) return invalid(form.reply({ fieldErrors: { email: [text.staffCustomer.inviteFaults[fault]] } }));
  setFlash(systemFor(portal), staff.session, inviteSent(tenant, email, text));
  return seeOther(paths.staffCustomer(organization.id));
}

export default function InviteToCustomer() {
  const { organization, values } = useLoaderData<typeof loader>();
  const { staffCustomer: words } = useText(staffText);
  const { id, name } = organization;
  const [form, fields] = useFields<{ email: string; name: string; role: string }>("invite", useActionData(), values);
  return (
    <Page
      title={<bdi>{words.inviteTitle(name)}</bdi>}
      lead={words.inviteLead}
      back={{ to: paths.staffCustomer(id), name }}
      problems={<Problems form={form} order={["email", "name", "role"]} />}
      ask={{ lead: words.ask }}
    >
      <InviteForm to={paths.staffInvite(id)} fields={fields} by="owner" hints={{ owner: words.inviteOwnerHint }} />
    </Page>
  );
}
