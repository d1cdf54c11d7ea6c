import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireDesk } from "../auth/staff-request.ts";
import { DeskList } from "../components/desk-list.tsx";
import { DeskNav } from "../components/desk-nav.tsx";
import { Empty, Page } from "../components/page.tsx";
import { Pager } from "../components/pager.tsx";
import { titled } from "../components/title.ts";
import { useText } from "../components/use.ts";
import { countQueues, listQueue, readDeskFilter } from "../models/request-desk.ts";
import { paths } from "../paths.ts";

export const meta = titled(({ staffRequests }) => staffRequests.title);

export function loader(args: LoaderFunctionArgs) {
  const { staff, now } = requireDesk(args);
  const query = new URL(args.request.url).searchParams;
  const filter = readDeskFilter(query);
  const { queue, whose } = filter;
  const list = queue === "held" ? null : listQueue(staff, queue, { whose, after: query.get("after") });
  return { filter, now, counts: countQueues(staff), list };
}

export default function Requests() {
  const { filter, now, counts, list } = useLoaderData<typeof loader>();
  const { staffRequests: words } = useText();
  const pager = { pages: words.pages, newest: words.first, older: words.further };
  return (
    <Page title={words.title} ask={{ lead: words.ask }}>
      <DeskNav filter={filter} counts={counts} />
      {list?.requests.length ? (
        <DeskList requests={list.requests} now={now} />
      ) : (
        <Empty icon="requests" title={words.emptyTitle[filter.queue]}>
          <p>{words.empty[filter.queue]}</p>
        </Empty>
      )}
      <Pager
        older={list?.next ? paths.staffRequests({ ...filter, after: list.next }) : null}
        newest={!list || list.isFirst ? null : paths.staffRequests(filter)}
        words={pager}
      />
    </Page>
  );
}
