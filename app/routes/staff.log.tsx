import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireStaff } from "../sign-in/handles.ts";
import { Choice, FilterForm, Search } from "../ui/filter-form.tsx";
import { Empty, Page } from "../ui/page.tsx";
import { Pager } from "../ui/pager.tsx";
import { SettingsNav } from "../staff/views/settings-nav.tsx";
import { Time } from "../ui/time.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { readSearch } from "../search/search-text.ts";
import { listActors, listDeeds } from "../company/audit-log.ts";
import { paths } from "../paths.ts";
import { staffText } from "../staff/text.ts";

export const meta = titled(({ staffLog }) => staffLog.title, staffText);

export function loader(args: LoaderFunctionArgs) {
  const staff = requireStaff(args);
  const query = new URL(args.request.url).searchParams;
  const actors = listActors(staff);
  const actor = query.get("actor");
  const filter = {
    actor: actor !== null && actors.includes(actor) ? actor : null,
    customer: readSearch(query.get("customer")),
  };
  return { actors, filter, ...listDeeds(staff, filter, query.get("after")) };
}

export default function StaffLog() {
  const { actors, filter, deeds, next, isFirst } = useLoaderData<typeof loader>();
  const { staffLog } = useText(staffText);
  const isFiltered = filter.actor !== null || filter.customer !== null;
  return (
    <Page title={staffLog.title} lead={staffLog.lead} ask={{ lead: staffLog.ask }}>
      <SettingsNav />
      <FilterForm to={paths.staffLog()} isFiltered={isFiltered} words={staffLog}>
        <Choice name="actor" label={staffLog.actor} value={filter.actor}>
          <option value="">{staffLog.everybody}</option>
          {actors.map((actor) => (
            <option key={actor} value={actor}>
              {staffLog.by(actor)}
            </option>
          ))}
        </Choice>
        <Search name="customer" label={staffLog.customer} value={filter.customer} />
      </FilterForm>
      {deeds.length ? <Deeds deeds={deeds} /> : <NoDeeds isFiltered={isFiltered || !isFirst} />}
      <Pager
        older={next && paths.staffLog({ ...filter, after: next })}
        newest={isFirst ? null : paths.staffLog(filter)}
      />
    </Page>
  );
}

function Deeds({ deeds }: Pick<ReturnType<typeof listDeeds>, "deeds">) {
  const { staffLog } = useText(staffText);
  return (
    <ul className="sheet flush list">
      {deeds.map(({ id, actor, action, subject, detail, orgName, at }) => (
        <li key={id}>
          <div className="main">
            <span>
              <b>{staffLog.action(action)}</b>
              {subject ? <span>{[subject, detail?.role ?? detail?.reason].filter(Boolean).join(": ")}</span> : null}
            </span>
            <small>
              {staffLog.by(actor)}
              {orgName ? ` · ${orgName}` : null} · <Time at={at} as="dateTime" />
            </small>
          </div>
        </li>
      ))}
    </ul>
  );
}

function NoDeeds({ isFiltered }: { isFiltered: boolean }) {
  const { staffLog } = useText(staffText);
  return (
    <Empty icon="log" title={isFiltered ? staffLog.noneTitle : staffLog.emptyTitle}>
      <p>{isFiltered ? staffLog.none : staffLog.empty}</p>
    </Empty>
  );
}
