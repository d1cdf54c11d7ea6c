import type { Role } from "#db/schema/organizations.ts";
import { paths } from "../../paths.ts";
import { signInText } from "../../sign-in/text.ts";
import { useText } from "../../ui/use.ts";
import { teamText } from "../text.ts";

/** What somebody belongs to as what, and the way out; nothing for who belongs nowhere. */
export function OwnTeams({ all }: { all: readonly { id: string; name: string; role: Role }[] }) {
  const { members, organizations } = useText(teamText, signInText);
  if (!all.length) return null;
  return (
    <section className="head" aria-labelledby="teams">
      <h2 id="teams">{members.ownTeams}</h2>
      <ul className="sheet flush list">
        {all.map(({ id, name, role }) => (
          <li key={id}>
            <div className="main">
              <span>
                <b>
                  <bdi>{name}</bdi>
                </b>
              </span>
              <small>{organizations.roles[role]}</small>
            </div>
            <a className="file" href={paths.leaveTeam(id)} aria-label={members.leaving.title(name)}>
              {members.leaveShort}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
