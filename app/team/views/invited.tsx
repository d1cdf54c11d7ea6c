import { lostStates } from "#db/schema/mail.ts";
import { signInText } from "../../sign-in/text.ts";
import { PostButton } from "../../ui/form.tsx";
import { TimeIn } from "../../ui/time.tsx";
import { useShell, useText } from "../../ui/use.ts";
import type { listInvites } from "../invites.ts";
import { teamText } from "../text.ts";

type Shown = ReturnType<typeof listInvites>[number];

/** Where an invitation is sent again, and where it is withdrawn. */
type Ways = { again: (id: string) => string; withdraw: (id: string) => string };

/** Who is invited and not here yet, for those who may change that. `now` is epoch milliseconds. */
export function Invited({ ways, invited, now }: { ways: Ways; invited: readonly Shown[]; now: number }) {
  const { invite } = useText(teamText);
  if (!invited.length) return null;
  return (
    <section aria-labelledby="invited">
      <h2 id="invited">{invite.list}</h2>
      <ul className="sheet flush list">
        {invited.map((one) => (
          <Row key={one.id} ways={ways} one={one} isOver={one.expiresAt <= now} />
        ))}
      </ul>
    </section>
  );
}

function Row({ ways, one, isOver }: { ways: Ways; one: Shown; isOver: boolean }) {
  const { invite, organizations } = useText(teamText, signInText);
  const company = useShell()?.company.name ?? "";
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
          {organizations.roles[role]}, {invite.by(by ?? company)}
          <br />
          <TimeIn sentence={invite.on} at={sentAt} as="near" />
        </small>
      </div>
      <div className="file">
        <PostButton to={ways.again(id)} look="bare" label={invite.againNamed(email)}>
          {invite.again}
        </PostButton>
        <a className="btn bare" href={ways.withdraw(id)} aria-label={invite.withdrawNamed(email)}>
          {invite.withdrawShort}
        </a>
      </div>
    </li>
  );
}
