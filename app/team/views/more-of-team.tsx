import { paths } from "../../paths.ts";
import { useText } from "../../ui/use.ts";
import { teamText } from "../text.ts";

type Props = { org: string; seesLog: boolean; mayExport: boolean; mayClose: boolean };

/** What is seldom done to a team, each on a page of its own. */
export function MoreOfTeam({ org, seesLog, mayExport, mayClose }: Props) {
  const { members, log, closing } = useText(teamText);
  const ways = [
    seesLog && { to: paths.teamLog(org), name: log.title },
    mayExport && { to: paths.exportOrganization(org), name: members.exportAll },
    mayClose && { to: paths.closing(org), name: closing.way },
    { to: paths.leaveTeam(org), name: members.leave },
  ];
  return (
    <ul className="sheet flush list" aria-label={members.more}>
      {ways.map((way) =>
        way ? (
          <li key={way.to}>
            <a className="main" href={way.to}>
              {way.name}
            </a>
          </li>
        ) : null,
      )}
    </ul>
  );
}
