import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireDesk } from "../requests/desk-access.ts";
import { DeskKeys } from "../requests/views/desk-keys.tsx";
import { DeskList } from "../requests/views/desk-list.tsx";
import { DeskNav } from "../requests/views/desk-nav.tsx";
import { HeldQueue } from "../requests/views/held-queue.tsx";
import { Empty, Page } from "../ui/page.tsx";
import { Pager } from "../ui/pager.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { countHeldKinds, listHeld, type HeldKind } from "../requests/held-lists.ts";
import { countQueues, countViews } from "../requests/desk-counts.ts";
import { readDeskFilter, type RequestQueue } from "../requests/desk-filter.ts";
import { listQueue } from "../requests/request-desk.ts";
import { listLeaving } from "../requests/leaving-answers.ts";
import { LeavingAnswers } from "../requests/views/leaving-answers.tsx";
import { listTags } from "../requests/tags.ts";
import { paths } from "../paths.ts";
import { requestsText } from "../requests/text.ts";

export const meta = titled(({ staffRequests }) => staffRequests.title, requestsText);

export function loader(args: LoaderFunctionArgs) {
  const { staff, now } = requireDesk(args);
  const query = new URL(args.request.url).searchParams;
  const filter = readDeskFilter(query);
  const { queue, show } = filter;
  const after = query.get("after");
  const page = { now, filter, counts: countQueues(staff), tags: listTags(staff), leaving: listLeaving(staff, null) };
  if (queue !== "held") {
    const { requests, ...place } = listQueue(staff, { ...filter, queue }, now, { after });
    const views = queue === "closed" ? null : countViews(staff, queue, page.counts[queue], now);
    return { ...page, ...place, views, asked: { queue, requests }, held: null };
  }
  const kind: HeldKind = show ?? "held";
  const { mails, ...place } = listHeld(staff, kind, { after });
  return { ...page, ...place, views: null, asked: null, held: { kind, mails, counts: countHeldKinds(staff) } };
}

export default function Requests() {
  const { filter, now, counts, views, tags, leaving, asked, held, next, isFirst } = useLoaderData<typeof loader>();
  const { staffRequests: words } = useText(requestsText);
  const isNarrowed = !!(filter.whose ?? filter.late ?? filter.job ?? filter.tag ?? filter.q);
  const pager = { pages: words.pages, newest: words.first, older: words.further };
  return (
    <Page title={words.title} ask={{ lead: words.ask }}>
      <div className="live">
        <LeavingAnswers leaving={leaving} />
      </div>
      <DeskNav filter={filter} counts={counts} views={views} tags={tags} />
      {held ? <HeldQueue {...held} /> : null}
      {asked?.requests.length ? <DeskList requests={asked.requests} filter={filter} now={now} /> : null}
      {asked?.requests.length === 0 ? <NoRequests queue={asked.queue} isNarrowed={isNarrowed} /> : null}
      <Pager
        older={next && paths.staffRequests({ ...filter, after: next })}
        newest={isFirst ? null : paths.staffRequests(filter)}
        words={pager}
      />
      <DeskKeys />
    </Page>
  );
}

function NoRequests({ queue, isNarrowed }: { queue: RequestQueue; isNarrowed: boolean }) {
  const { staffRequests: words } = useText(requestsText);
  return (
    <Empty icon="requests" title={isNarrowed ? words.nothingFits : words.emptyTitle[queue]}>
      <p>{isNarrowed ? words.nothingFitsWhy : words.empty[queue]}</p>
    </Empty>
  );
}
