import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireDesk } from "../auth/staff-request.ts";
import { DeskList } from "../components/desk-list.tsx";
import { DeskNav } from "../components/desk-nav.tsx";
import { HeldQueue } from "../components/held-queue.tsx";
import { Empty, Page } from "../components/page.tsx";
import { Pager } from "../components/pager.tsx";
import { titled } from "../components/title.ts";
import { useText } from "../components/use.ts";
import { countHeld, listHeld, type HeldKind } from "../models/held-mails.ts";
import { countQueues, listQueue, readDeskFilter, type DeskFilter, type Queue } from "../models/request-desk.ts";
import { paths } from "../paths.ts";

export const meta = titled(({ staffRequests }) => staffRequests.title);

export function loader(args: LoaderFunctionArgs) {
  const { staff, now } = requireDesk(args);
  const query = new URL(args.request.url).searchParams;
  const { queue, whose } = readDeskFilter(query);
  const after = query.get("after");
  const page = { now, counts: countQueues(staff) };
  if (queue !== "held") {
    const { requests, ...place } = listQueue(staff, queue, now, { whose, after });
    return { ...page, ...place, filter: { queue, whose, show: null }, requests, held: null };
  }
  const kind: HeldKind = query.get("show") === "automatic" ? "automatic" : "held";
  const { mails, ...place } = listHeld(staff, kind, { after });
  const filter = { queue, whose: null, show: kind === "automatic" ? kind : null };
  return { ...page, ...place, filter, requests: null, held: { kind, mails, automatic: countHeld(staff, "automatic") } };
}

export default function Requests() {
  const { filter, now, counts, requests, held, next, isFirst } = useLoaderData<typeof loader>();
  const { staffRequests: words } = useText();
  const pager = { pages: words.pages, newest: words.first, older: words.further };
  return (
    <Page title={words.title} ask={{ lead: words.ask }}>
      <DeskNav filter={filter as DeskFilter} counts={counts} />
      {held ? <HeldQueue {...held} /> : null}
      {requests?.length ? <DeskList requests={requests} now={now} /> : null}
      {requests?.length === 0 ? <NoRequests queue={filter.queue} /> : null}
      <Pager
        older={next && paths.staffRequests({ ...filter, after: next })}
        newest={isFirst ? null : paths.staffRequests(filter)}
        words={pager}
      />
    </Page>
  );
}

function NoRequests({ queue }: { queue: Queue }) {
  const { staffRequests: words } = useText();
  return (
    <Empty icon="requests" title={words.emptyTitle[queue]}>
      <p>{words.empty[queue]}</p>
    </Empty>
  );
}
