import { paths } from "../../paths.ts";
import { ListRow } from "../../ui/list-row.tsx";
import { useText } from "../../ui/use.ts";
import { teamText } from "../text.ts";

/** The row that leads to those who ask to be let in. */
export function AskingToJoin({ org, count }: { org: string; count: number }) {
  const { join } = useText(teamText);
  return <ListRow to={paths.team(org)} title={join.waiting(count)} />;
}

/** For an owner whom nobody has joined yet. */
export function AloneInTeam({ org }: { org: string }) {
  const { members } = useText(teamText);
  return (
    <p className="quiet">
      {members.aloneHome} <a href={paths.invite(org)}>{members.aloneInvite}</a>
    </p>
  );
}

type InvitedProps = { invitations: readonly { id: string; organization: string }[] };

/** Other organizations that wait for the visitor. */
export function InvitedElsewhere({ invitations }: InvitedProps) {
  const { invitation } = useText(teamText);
  return invitations.map(({ id, organization }) => (
    <section key={id} className="sheet needs">
      <p>
        <bdi>{invitation.elsewhere(organization)}</bdi>
      </p>
      <a className="btn second" href={paths.organizations()}>
        {invitation.haveALook}
      </a>
    </section>
  ));
}
