import { lostStates } from "#db/schema/mail.ts";
import { paths } from "../../paths.ts";
import { signInText } from "../../sign-in/text.ts";
import { PostButton } from "../../ui/form.tsx";
import { TimeIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import type { listInvites } from "../invites.ts";
import { teamText } from "../text.ts";

type Shown = ReturnType<typeof listInvites>[number];

/** Who is invited and not here yet, for those who may change that. `now` is epoch milliseconds. */
export function Invited({ org, invited, now }: { org: string; invited: readonly Shown[]; now: number }) {
  const { invite } = useText(teamText);
  if (!invited.length) return null;
  return (
    <section aria-labelledby="invited">
      <h2 id="invited">{invite.list}</h2>
      <ul className="sheet flush list">
        {invited.map((one) => (
          <Row key={one.id} org={org} one={one} isOver={one.expiresAt <= now} />
        ))}
      </ul>
    </section>
  );
}

function Row({ org, one, isOver }: { org: string; one: Shown; isOver: boolean }) {
  const { invite, organizations } = useText(teamText, signInText);
  const { id, email, name, role, by, sentAt, mail } = one;
  const isLost = lostStates.some((state) => state === mail);
  const trouble = isLost ? invite.lost : isOver ? invite.expired : null;
  return (
    <li>
      <div className="main">
        <span>
          <b>{name ?? email}</b>
          {trouble ? (
            <span className="tag" data-status="open">
              {trouble}
            </span>
          ) : null}
        </span>
        <small>
          {name ? <>{email}, </> : null}
          {organizations.roles[role]}, {invite.by(by)}
          <br />
          <TimeIn sentence={invite.on} at={sentAt} as="date" />
        </small>
      </div>
      <div className="file">
        <PostButton to={paths.inviteAgain(org, id)} look="bare" label={invite.againNamed(email)}>
          {invite.again}
        </PostButton>
        <a className="btn bare" href={paths.withdrawInvite(org, id)} aria-label={invite.withdrawNamed(email)}>
          {invite.withdrawShort}
        </a>
      </div>
    </li>
  );
}
