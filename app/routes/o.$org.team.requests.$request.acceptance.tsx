import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { roles } from "#db/schema/organizations.ts";
import { readForm } from "../http/forms.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { requireSudo, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { acceptJoin } from "../team/join-requests.ts";
import { requireJoinRequest } from "../team/join-request-access.ts";
import { seatsFor } from "../team/more-seats.ts";
import { teamText, type TeamText } from "../team/text.ts";
import { RoleChoice } from "../team/views/role-choice.tsx";
import { MoreSeats } from "../team/views/seats.tsx";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { Problems, SubmitButton, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled(({ join }, data: Loaded<typeof loader>) => join.acceptTitle(data?.who ?? ""), teamText);

export function loader(args: LoaderFunctionArgs) {
  const { member, request, by } = requireJoinRequest(args);
  const { id, name, email } = request;
  const seats = seatsFor(member, args.context.portal);
  return { org: member.orgId, id, who: name ?? email, by: by.role, seats };
}

const schema = ({ invite }: TeamText) => z.object({ role: z.enum(roles, { error: invite.roleMissing }) });

export async function action(args: ActionFunctionArgs) {
  const { member, request, by, now } = requireJoinRequest(args);
  const words = textFor(localeOf(args.request), teamText);
  const form = await readForm(args.request, schema(words));
  if (form.status !== "success") return invalid(form.reply());
  const { role } = form.value;
  if (role === "owner" && by.role === "owner") requireSudo(args, paths.acceptJoin(member.orgId, request.id));
  const answer = acceptJoin(member, request, role, by, now);
  const fault = { "not-allowed": words.invite.faults.role, "no-seat": words.invite.faults.seats };
  if (answer === "not-allowed" || answer === "no-seat")
    return invalid(form.reply({ fieldErrors: { role: [fault[answer]] } }));
  const said = answer === "decided" ? words.join.decided : words.join.accepted(request.name ?? request.email);
  setFlash(systemFor(args.context.portal), member.session, said);
  return seeOther(paths.team(member.orgId));
}

export default function AcceptJoin() {
  const { org, id, who, by, seats } = useLoaderData<typeof loader>();
  const { join, invite, team } = useText(teamText);
  const [form, { role }] = useFields<{ role: string }>("join", useActionData(), { role: "member" });
  return (
    <Page
      title={<bdi>{join.acceptTitle(who)}</bdi>}
      lead={join.acceptText}
      back={{ to: paths.team(org), name: team.title }}
      problems={<Problems form={form} />}
      ask={{ lead: join.unsure }}
    >
      <form className="sheet" method="post" action={paths.acceptJoin(org, id)} noValidate>
        <RoleChoice field={role} label={invite.role} by={by} />
        <SubmitButton>{join.accept}</SubmitButton>
      </form>
      <MoreSeats org={org} seats={seats} />
    </Page>
  );
}
