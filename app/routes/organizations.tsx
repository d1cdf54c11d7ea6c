import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { isStaff, requirePerson, systemFor } from "../sign-in/handles.ts";
import { listClosedOrganizations } from "../team/closed-organizations.ts";
import { listInvitations } from "../team/invitation.ts";
import { teamText } from "../team/text.ts";
import { PostSheet } from "../ui/form.tsx";
import { Empty, Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useShell, useText } from "../ui/use.ts";
import { listOrganizations } from "../sign-in/organizations.ts";
import { paths } from "../paths.ts";
import { signInText } from "../sign-in/text.ts";

export const meta = titled((text) => text.organizations.title, signInText);

export function loader(args: LoaderFunctionArgs) {
  const self = requirePerson(args);
  const { email } = self.session.person;
  const { portal } = args.context;
  const all = listOrganizations(self, self.session, portal.now());
  const hasTeam = portal.config.features.has("team");
  const waiting = hasTeam ? listInvitations(systemFor(portal), email, portal.now()) : [];
  const closed = hasTeam ? listClosedOrganizations(self, portal.now()) : [];
  const invited = waiting.map(({ invite, organization }) => ({ id: invite.id, role: invite.role, organization }));
  return { email, all, invited, closed, isOfStaff: isStaff(portal, email) };
}

export default function Organizations() {
  const { email, all, invited, closed, isOfStaff } = useLoaderData<typeof loader>();
  const { organizations, invitation, team, closing } = useText(signInText, teamText);
  const company = useShell()?.company.name ?? "";
  if (!all.length && !invited.length && !closed.length && !isOfStaff) {
    return (
      <Page title={organizations.title} ask={{ name: organizations.ask }}>
        <Empty icon="home" title={organizations.emptyTitle}>
          <p>{organizations.empty(email)}</p>
          <p>{organizations.emptyNext}</p>
          <p>
            <a className="btn" href={paths.contact()}>
              {organizations.ask}
            </a>
          </p>
        </Empty>
      </Page>
    );
  }
  return (
    <Page
      title={organizations.title}
      lead={all.length + Number(isOfStaff) > 1 ? organizations.lead : undefined}
      ask={{ lead: organizations.askLead }}
    >
      {invited.map(({ id, organization, role }) => (
        <PostSheet key={id} to={paths.invitation()} fields={{ invite: id }} verb={invitation.join}>
          {invitation.invites(organization, team.opens[role])}
        </PostSheet>
      ))}
      {all.length || closed.length || isOfStaff ? (
        <ul className="sheet flush list">
          {all.map(({ id, name, role }) => (
            <li key={id}>
              <a className="main" href={paths.home(id)}>
                <span>
                  <b>{name}</b>
                </span>
                <small>{organizations.roles[role]}</small>
              </a>
            </li>
          ))}
          {closed.map(({ id, name }) => (
            <li key={id}>
              <a className="main" href={paths.closing(id)}>
                <span>
                  <b>{name}</b>
                </span>
                <small>{closing.closedHint}</small>
              </a>
            </li>
          ))}
          {isOfStaff ? (
            <li>
              <a className="main" href={paths.staff()}>
                <span>
                  <b>{organizations.staff(company)}</b>
                </span>
                <small>{organizations.staffHint}</small>
              </a>
            </li>
          ) : null}
        </ul>
      ) : null}
    </Page>
  );
}
