import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { paths } from "../paths.ts";
import { readTeamLog } from "../team/log-access.ts";
import { listTeamLog } from "../team/log.ts";
import { teamText } from "../team/text.ts";
import { TeamLog, TeamLogFilterForm } from "../team/views/team-log.tsx";
import { Page } from "../ui/page.tsx";
import { Pager } from "../ui/pager.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled(({ log }) => log.title, teamText);

export function loader(args: LoaderFunctionArgs) {
  const { member, filter, choices, nameOf } = readTeamLog(args);
  const company = args.context.portal.config.company.name;
  const after = new URL(args.request.url).searchParams.get("after");
  return { org: member.orgId, company, filter, choices, ...listTeamLog(member, filter, nameOf, after) };
}

export default function TeamLogPage() {
  const { org, company, filter, choices, entries, next, isFirst } = useLoaderData<typeof loader>();
  const { log, team } = useText(teamText);
  const isFiltered = filter.person !== null;
  return (
    <Page title={log.title} lead={log.lead} back={{ to: paths.team(org), name: team.title }} ask={{ lead: log.ask }}>
      <TeamLogFilterForm org={org} company={company} filter={filter} choices={choices} />
      <TeamLog entries={entries} company={company} isFiltered={isFiltered || !isFirst} />
      <Pager
        older={next && paths.teamLog(org, { ...filter, after: next })}
        newest={isFirst ? null : paths.teamLog(org, filter)}
      />
      {entries.length ? (
        <p>
          <a className="btn second" href={paths.teamLogCsv(org, filter)}>
            {log.download}
          </a>
        </p>
      ) : null}
    </Page>
  );
}
