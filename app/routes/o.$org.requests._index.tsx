import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requirePerson } from "../sign-in/handles.ts";
import { requireAsker } from "../requests/access.ts";
import { Empty, Page } from "../ui/page.tsx";
import { Pager } from "../ui/pager.tsx";
import { RequestFilterForm } from "../requests/views/request-filter.tsx";
import { RequestList } from "../requests/views/request-list.tsx";
import { Unclaimed } from "../requests/views/unclaimed.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { listUnclaimed } from "../requests/request-claims.ts";
import {
  countRequests,
  isFilteredRequests,
  listRequests,
  readAskedRequests,
  readsColleagues,
} from "../requests/requests.ts";
import { paths } from "../paths.ts";
import { requestsText } from "../requests/text.ts";

export const meta = titled(({ requests }) => requests.title, requestsText);

export function loader(args: LoaderFunctionArgs) {
  const { member, reader } = requireAsker(args);
  const query = new URL(args.request.url).searchParams;
  const asked = readAskedRequests(query);
  const count = (filter: Partial<typeof asked>) =>
    countRequests(member, reader, { whose: null, state: null, ...filter });
  const filtered = isFilteredRequests(asked);
  return {
    org: member.orgId,
    asked,
    unclaimed: listUnclaimed(requirePerson(args)),
    filtered,
    counts: { all: count({}), found: count(filtered ? asked : { state: "open" }) },
    readsColleagues: readsColleagues(reader),
    ...listRequests(member, reader, { asked, after: query.get("after") }),
  };
}

export default function Requests() {
  const { org, asked, unclaimed, filtered, counts, requests, next, isFirst, readsColleagues } =
    useLoaderData<typeof loader>();
  const { requests: text } = useText(requestsText);
  const ask = (
    <a className="btn" href={paths.newRequest(org)}>
      {text.ask}
    </a>
  );
  if (!counts.all) {
    return (
      <Page title={text.title} ask={null}>
        <Unclaimed unclaimed={unclaimed} />
        <Empty icon="requests" title={text.emptyTitle}>
          <p>{text.empty}</p>
          {ask}
        </Empty>
      </Page>
    );
  }
  const lead = filtered ? text.found(counts.found, counts.all) : text.counted(counts.found, counts.all);
  return (
    <Page title={text.title} lead={lead} ask={null}>
      <Unclaimed unclaimed={unclaimed} />
      <div className="row">{ask}</div>
      <RequestFilterForm org={org} asked={asked} isFiltered={filtered} readsColleagues={readsColleagues} />
      {requests.length ? (
        <RequestList org={org} requests={requests} />
      ) : (
        <Empty icon="requests" title={filtered ? text.noneTitle : text.noMoreTitle}>
          <p>{filtered ? text.none : text.noMore}</p>
          <a className="btn second" href={paths.requests(org)}>
            {text.everything}
          </a>
        </Empty>
      )}
      <Pager
        older={next && paths.requests(org, { ...asked, after: next })}
        newest={isFirst ? null : paths.requests(org, asked)}
      />
    </Page>
  );
}
