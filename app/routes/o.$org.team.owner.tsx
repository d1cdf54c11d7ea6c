import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireFeature } from "../http/features.ts";
import { seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { requireMember, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { findWaitingClaim, objectToClaim } from "../team/owner-claims.ts";
import { teamText } from "../team/text.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { PostSheet } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { Time } from "../ui/time.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled(
  ({ ownerClaim }, data: Loaded<typeof loader>) => ownerClaim.title(data?.who ?? ""),
  teamText,
);

/** The claim that is open; leads to the team where there is none, or whom it is about is gone. */
function requireClaim(args: LoaderFunctionArgs) {
  requireFeature(args, "team");
  const member = requireMember(args, "team.manage");
  const { ownerClaim: words } = textFor(localeOf(args.request), teamText);
  const system = systemFor(args.context.portal);
  const waiting = findWaitingClaim(member);
  if (!waiting) {
    setFlash(system, member.session, words.over);
    throw seeOther(paths.team(member.orgId));
  }
  const { claim, person } = waiting;
  return { member, system, claim, person, who: person.name ?? person.email, words };
}

export function loader(args: LoaderFunctionArgs) {
  const { member, claim, person, who } = requireClaim(args);
  const { company } = args.context.portal.config;
  return { org: member.orgId, company: company.name, who, email: person.email, dueAt: claim.dueAt };
}

export function action(args: ActionFunctionArgs) {
  const { member, system, claim, who, words } = requireClaim(args);
  const { person } = member.session;
  const isDone = objectToClaim(member, claim, person, member.orgName, args.context.portal.now());
  setFlash(system, member.session, isDone ? words.objected(who) : words.over);
  return seeOther(paths.team(member.orgId));
}

export default function NewOwner() {
  const { org, company, who, email, dueAt } = useLoaderData<typeof loader>();
  const { ownerClaim: words, team } = useText(teamText);
  return (
    <Page
      title={<bdi>{words.title(who)}</bdi>}
      lead={words.lead(company)}
      back={{ to: paths.team(org), name: team.title }}
      ask={{ lead: words.ask }}
    >
      <dl className="sheet facts">
        <dt>{words.who}</dt>
        <dd>{email}</dd>
        <dt>{words.from}</dt>
        <dd>
          <Time at={dueAt} as="dateTime" />
        </dd>
      </dl>
      <PostSheet to={paths.ownerClaim(org)} verb={words.object}>
        {words.text}
      </PostSheet>
    </Page>
  );
}
