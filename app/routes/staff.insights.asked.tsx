import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { notFound } from "../http/respond.ts";
import type { AskedJob } from "../insights/asked.ts";
import { listAskedRequests } from "../insights/asked-requests.ts";
import { askedText } from "../insights/text/asked.ts";
import { insightsText } from "../insights/text.ts";
import { paths } from "../paths.ts";
import { requireDesk } from "../requests/desk-access.ts";
import { findAnyRequest } from "../requests/desk-thread.ts";
import { readJob } from "../requests/request-job.ts";
import { requestReference } from "../text/request-reference.ts";
import { ListRow } from "../ui/list-row.tsx";
import { Empty, Page } from "../ui/page.tsx";
import { Time } from "../ui/time.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled(
  ({ asked }, data: Loaded<typeof loader>) => (data ? asked.listTitles[data.job] : asked.parts),
  askedText,
);

/** The requests behind a figure. Throws 404 where the query names none. */
export function loader(args: LoaderFunctionArgs) {
  const { staff, now } = requireDesk(args);
  const query = new URL(args.request.url).searchParams;
  const [named, like] = [query.get("job"), query.get("like")];
  const job: AskedJob | null = named === "unsorted" ? "unsorted" : readJob(named);
  const first = like === null ? null : findAnyRequest(staff, like);
  if (!job || (like !== null && !first)) throw notFound();
  const isLately = query.get("lately") === "yes";
  return { job, isLately, ...listAskedRequests(staff, { job, topic: first?.subject ?? null, isLately }, now) };
}

export default function AskedRequests() {
  const { job, isLately, requests, count } = useLoaderData<typeof loader>();
  const { asked: words, insights } = useText(askedText, insightsText);
  const back =
    job === "unsorted"
      ? { to: paths.insights(), name: insights.title }
      : { to: paths.staffAsked(job), name: words.titles[job] };
  return (
    <Page title={words.listTitles[job]} lead={words.listed(count, isLately)} back={back}>
      {job === "unsorted" ? <p className="quiet">{words.howToSort}</p> : null}
      {requests.length < count ? <p className="quiet">{words.newestShown(requests.length)}</p> : null}
      {requests.length ? (
        <ul className="sheet flush list">
          {requests.map(({ id, number, subject, at, email, orgName }) => (
            <ListRow
              key={id}
              to={paths.staffRequest(id)}
              title={<bdi>{subject}</bdi>}
              sub={
                <>
                  {requestReference(number)} · <bdi>{orgName ?? email}</bdi> · <Time at={at} />
                </>
              }
            />
          ))}
        </ul>
      ) : (
        <Empty icon="requests" title={words.emptyTitle}>
          <p>{words.listEmpty}</p>
        </Empty>
      )}
    </Page>
  );
}
