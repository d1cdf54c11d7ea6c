import type { Role } from "#db/schema/organizations.ts";
import { paths } from "../../paths.ts";
import { signInText } from "../../sign-in/text.ts";
import { PostButton, SubmitButton } from "../../ui/form.tsx";
import { Time } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { teamText } from "../text.ts";
import { RoleChoice } from "./role-choice.tsx";

type FactsProps = { email: string; role: Role; createdAt: number; seenAt: number | null };

/** Who they are to the organization. */
export function PersonFacts({ email, role, createdAt, seenAt }: FactsProps) {
  const { team, members, organizations } = useText(teamText, signInText);
  const { person: words } = members;
  return (
    <section className="sheet" aria-labelledby="facts">
      <h2 id="facts">{words.facts}</h2>
      <dl className="facts">
        <dt>{words.email}</dt>
        <dd>{email}</dd>
        <dt>{words.role}</dt>
        <dd>
          {organizations.roles[role]}
          <small className="under">{team.opens[role]}</small>
        </dd>
        <dt>{words.since}</dt>
        <dd>
          <Time at={createdAt} as="date" />
        </dd>
        <dt>{words.seen}</dt>
        <dd>{seenAt ? <Time at={seenAt} as="near" /> : words.never}</dd>
      </dl>
    </section>
  );
}

type RoleFormProps = {
  to: string;
  field: Parameters<typeof RoleChoice>[0]["field"];
  /** Whose rights decide which can be chosen. */
  by: Role;
  isYou?: boolean;
  isLast: boolean;
};

/** Another role for them; for the only owner the sentence why there is none. */
export function RoleForm({ to, field, by, isYou, isLast }: RoleFormProps) {
  const { person: words } = useText(teamText).members;
  if (isLast && !field.errors) return <p>{words.lastOwner}</p>;
  return (
    <form className="sheet" method="post" action={to} noValidate>
      <RoleChoice field={field} label={isYou ? words.ownRole : words.newRole} by={by} />
      {isYou ? <p>{words.ownLost}</p> : null}
      <SubmitButton>{words.save}</SubmitButton>
    </form>
  );
}

type SignOutProps = { org: { id: string; name: string }; personId: string; who: string };

/** Signs them out of the organization, wherever they are signed in. */
export function SignOutOf({ org, personId, who }: SignOutProps) {
  const { members } = useText(teamText);
  const verb = members.signOut(org.name);
  return (
    <section className="sheet" aria-labelledby="sign-out">
      <h2 id="sign-out">{verb}</h2>
      <p>{members.signOutText(who, org.name)}</p>
      <PostButton to={paths.signOutOfTeam(org.id, personId)}>{verb}</PostButton>
    </section>
  );
}
