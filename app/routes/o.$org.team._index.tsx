import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listPayablesAddresses } from "../billing/billing-mail-settings.ts";
import { can } from "../can.ts";
import { requireFeature } from "../http/features.ts";
import { paths } from "../paths.ts";
import { requireMember, systemFor } from "../sign-in/handles.ts";
import { listInvites } from "../team/invites.ts";
import { listJoinRequests } from "../team/join-requests.ts";
import { lastSeen } from "../team/last-seen.ts";
import { listTeam } from "../team/members.ts";
import { seatsFor } from "../team/more-seats.ts";
import { findWaitingClaim } from "../team/owner-claims.ts";
import { teamText } from "../team/text.ts";
import { JoinRequests } from "../team/views/join-requests.tsx";
import { Invited } from "../team/views/invited.tsx";
import { MoreSeats, SeatsInUse } from "../team/views/seats.tsx";
import { MoreOfTeam } from "../team/views/more-of-team.tsx";
import { Outside, TeamPeople } from "../team/views/team-lists.tsx";
import { Empty, Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled((text) => text.team.title, teamText);

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "team");
  const member = requireMember(args, "team.read");
  const { portal } = args.context;
  const mayManage = can(member.role, "team.manage");
  const all = listTeam(member);
  const seen = mayManage ? lastSeen(systemFor(portal), all) : null;
  const called = new Map(all.map(({ personId, name, email }) => [personId, name ?? email]));
  const people = all.map(({ personId, name, email, role, invitedBy }) => {
    const seenAt = seen ? (seen.get(personId) ?? null) : undefined;
    const inviter = mayManage && invitedBy ? called.get(invitedBy) : undefined;
    return { personId, name, email, role, seenAt, inviter };
  });
  return {
    org: member.orgId,
    orgName: member.orgName,
    role: member.role,
    asking: mayManage ? listJoinRequests(member) : [],
    more: {
      seesLog: can(member.role, "audit.read"),
      mayExport: can(member.role, "org.export"),
      mayClose: can(member.role, "org.close"),
    },
    you: member.session.person.id,
    mayManage,
    seesBilling: can(member.role, "billing.read"),
    team: people.filter(({ role }) => role !== "accountant"),
    accountants: people.filter(({ role }) => role === "accountant"),
    payables: portal.config.features.has("billing") ? listPayablesAddresses(member) : [],
    invited: mayManage ? listInvites(member) : [],
    seats: mayManage ? seatsFor(member, portal) : null,
    claim: mayManage ? (findWaitingClaim(member)?.person.personId ?? null) : null,
    now: portal.now(),
  };
}

const inviteWays = (org: string) => ({
  again: (id: string) => paths.inviteAgain(org, id),
  withdraw: (id: string) => paths.withdrawInvite(org, id),
});

export default function Team() {
  const {
    team: people,
    accountants,
    payables,
    seesBilling,
    more,
    invited,
    seats,
    asking,
    orgName,
    role,
    claim,
    now,
    ...reader
  } = useLoaderData<typeof loader>();
  const { team, invite, members, ownerClaim } = useText(teamText);
  const { org, mayManage } = reader;
  const claimed = [...people, ...accountants].find(({ personId }) => personId === claim);
  const isAlone = mayManage && people.length === 1 && !accountants.length && !invited.length && !asking.length;
  return (
    <Page title={team.title} lead={team.lead} ask={{ lead: team.ask }}>
      <JoinRequests org={{ id: org, name: orgName }} asking={asking} by={role} />
      {seats && !seats.isFull ? <SeatsInUse seats={seats} /> : null}
      {claimed ? (
        <p className="sheet note">
          <bdi>{ownerClaim.title(claimed.name ?? claimed.email)}</bdi>{" "}
          <a href={paths.ownerClaim(org)}>{ownerClaim.see}</a>
        </p>
      ) : null}
      <TeamPeople {...reader} people={people} />
      {isAlone ? (
        <Empty icon="team" title={members.alone}>
          <p>{members.aloneText}</p>
          <p className="row">
            <a className="btn" href={paths.invite(org, { role: "billing" })}>
              {members.inviteBilling}
            </a>
            <a className="btn second" href={paths.invite(org, { role: "member" })}>
              {members.inviteMember}
            </a>
          </p>
        </Empty>
      ) : null}
      {accountants.length || payables.length ? (
        <Outside
          org={org}
          payables={payables}
          seesBilling={seesBilling}
          accountants={accountants.length ? <TeamPeople {...reader} people={accountants} /> : null}
        />
      ) : null}
      <Invited ways={inviteWays(org)} invited={invited} now={now} />
      <MoreSeats org={org} seats={seats} />
      {mayManage ? (
        <p className="row">
          <a className={isAlone ? "btn second" : "btn"} href={paths.invite(org)}>
            {invite.title}
          </a>
          <a className="btn bare" href={paths.inviteMany(org)}>
            {invite.many}
          </a>
        </p>
      ) : null}
      <MoreOfTeam org={org} {...more} />
    </Page>
  );
}
