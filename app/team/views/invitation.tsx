import type { Role } from "#db/schema/organizations.ts";
import { paths } from "../../paths.ts";
import { signInText } from "../../sign-in/text.ts";
import { PostButton, PostSheet, SubmitButton } from "../../ui/form.tsx";
import { Page } from "../../ui/page.tsx";
import { useText } from "../../ui/use.ts";
import { teamText } from "../text.ts";

type Shown = { token: string; email: string; role: Role; organization: string; inviter: string; signedIn: string };
/** Where they are a member already: the way there. */
type OfOther = Shown & { home: string | null };

/** Who invites into what, as which address, and what it opens. */
export function InvitationPage({ token, email, role, organization, inviter }: Shown) {
  const { invitation, team } = useText(teamText);
  const { organizations } = useText(signInText);
  return (
    <Page title={invitation.title(organization)} ask={{ lead: invitation.ask }} door>
      <form className="sheet" method="post" action={paths.invitation(token)}>
        <dl className="facts">
          <dt>{invitation.from}</dt>
          <dd>{inviter}</dd>
          <dt>{invitation.as}</dt>
          <dd>
            {email}, {organizations.roles[role]}
          </dd>
          <dt>{invitation.opens}</dt>
          <dd>{team.opens[role]}</dd>
        </dl>
        <SubmitButton>{invitation.join}</SubmitButton>
      </form>
      <p className="quiet">{invitation.refuseHint}</p>
      <PostButton to={paths.refuseInvitation(token)} look="bare">
        {invitation.refuse}
      </PostButton>
    </Page>
  );
}

/** For whoever is signed in with another address. */
export function InvitationOfOther({ token, email, signedIn, organization, inviter, home }: OfOther) {
  const { invitation, join } = useText(teamText);
  return (
    <Page title={invitation.other(email)} lead={invitation.otherLead(signedIn)} ask={{ lead: invitation.ask }} door>
      <PostSheet to={paths.invitation(token)} fields={{ as: "invited" }} verb={invitation.switchTo} />
      {home ? null : (
        <>
          <p>{join.instead(inviter, signedIn)}</p>
          <PostButton to={paths.askToJoin(token)}>{join.ask}</PostButton>
        </>
      )}
      <a className="btn bare" href={home ?? paths.root()}>
        {home ? join.toTeam(organization) : invitation.stay}
      </a>
    </Page>
  );
}

export function InvitationOver({ state, token }: { state: "used" | "expired" | "over"; token: string }) {
  const { invitation } = useText(teamText);
  return (
    <Page title={invitation[`${state}Title`]} lead={invitation[`${state}Lead`]} ask={{ lead: invitation.ask }} door>
      {state === "expired" ? <PostSheet to={paths.newInvitation(token)} verb={invitation.another} /> : null}
      {state === "used" ? (
        <p>
          <a className="btn" href={paths.signIn()}>
            {invitation.toSignIn}
          </a>
        </p>
      ) : null}
    </Page>
  );
}
