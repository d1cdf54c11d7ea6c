import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { isProven, requireSudo, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { inviteSchema, requireInviter } from "../team/invite-form.ts";
import { invite } from "../team/invites.ts";
import { inviteSent } from "../team/invite-sent.ts";
import { seatsFor } from "../team/more-seats.ts";
import { teamText } from "../team/text.ts";
import { InviteForm } from "../team/views/invite-form.tsx";
import { MoreSeats } from "../team/views/seats.tsx";
import { Problems, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { readForm } from "../http/forms.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";

export const meta = titled((text) => text.invite.title, teamText);

export function loader(args: LoaderFunctionArgs) {
  const { member } = requireInviter(args);
  const asked = Object.fromEntries(new URL(args.request.url).searchParams);
  const isAsked = isProven(args.context.portal, member.session) ? undefined : { owner: true };
  const seats = seatsFor(member, args.context.portal);
  const { role = null, email = null, name = null } = asked;
  return { org: member.orgId, role: member.role, values: { role, email, name }, isAsked, seats };
}

export async function action(args: ActionFunctionArgs) {
  const { member, by, now } = requireInviter(args);
  const { portal } = args.context;
  const words = textFor(localeOf(args.request), teamText);
  const form = await readForm(args.request, inviteSchema(words));
  if (form.status !== "success") return invalid(form.reply());
  const { email, name = null, role } = form.value;
  // What was typed comes back with the address of the form.
  if (role === "owner" && by.role === "owner")
    requireSudo(args, paths.invite(member.orgId, { role, email, name: name ?? undefined }));
  const fault = invite(member, systemFor(portal), { email, name, role }, by, now);
  if (fault) {
    const field = fault === "role" ? "role" : "email";
    return invalid(form.reply({ fieldErrors: { [field]: [words.invite.faults[fault]] } }));
  }
  setFlash(systemFor(portal), member.session, inviteSent(member, email, words));
  return seeOther(paths.team(member.orgId));
}

export default function Invite() {
  const { org, role: by, values, isAsked, seats } = useLoaderData<typeof loader>();
  const { invite, team } = useText(teamText);
  const [form, fields] = useFields<{ email: string; name: string; role: string }>("invite", useActionData(), values);
  return (
    <Page
      title={invite.title}
      lead={invite.lead}
      back={{ to: paths.team(org), name: team.title }}
      ask={{ lead: invite.ask }}
      problems={<Problems form={form} order={["email", "name", "role"]} />}
    >
      <InviteForm to={paths.invite(org)} fields={fields} by={by} hints={isAsked && { owner: invite.ownerHint }} />
      <MoreSeats org={org} seats={seats} />
      <p>
        <a className="more" href={paths.inviteMany(org)}>
          {invite.many}
        </a>
      </p>
    </Page>
  );
}
