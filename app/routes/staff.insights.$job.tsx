import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { notFound } from "../http/respond.ts";
import { findAnswerFigures } from "../insights/answer-times.ts";
import { findAskedByJob } from "../insights/asked.ts";
import { listTopics } from "../insights/asked-topics.ts";
import { countVotes } from "../insights/votes.ts";
import { askedText } from "../insights/text/asked.ts";
import { countLately } from "../insights/jobs.ts";
import { compareWith, findBaselines } from "../insights/baselines.ts";
import { AnswersGiven } from "../insights/views/answer-figures.tsx";
import { AskedNav } from "../insights/views/asked-nav.tsx";
import { AskedTopics } from "../insights/views/asked-topics.tsx";
import { AskedByWeek } from "../insights/views/asked-weeks.tsx";
import { Compared } from "../insights/views/compared.tsx";
import { insightsText } from "../insights/text.ts";
import { paths } from "../paths.ts";
import { requireDesk } from "../requests/desk-access.ts";
import { readJob } from "../requests/request-job.ts";
import { Empty, Page } from "../ui/page.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled(
  ({ asked }, data: Loaded<typeof loader>) => (data ? asked.titles[data.job] : asked.parts),
  askedText,
);

export async function loader(args: LoaderFunctionArgs) {
  const { staff, now } = requireDesk(args);
  const isMadeUp = args.context.portal.config.mode === "development";
  const job = readJob(args.params.job);
  if (!job) throw notFound();
  const { weeks, jobs } = await findAskedByJob(staff, now);
  const baseline = findBaselines(staff).get(job) ?? null;
  const sum = (counts: number[]) => counts.reduce((all, n) => all + n, 0);
  return {
    isMadeUp,
    job,
    weeks,
    asked: jobs[job],
    lately: countLately(jobs[job]),
    unsorted: sum([...jobs.unsorted.here, ...jobs.unsorted.byMail]),
    topics: listTopics(staff, job, now),
    votes: countVotes(staff, now, job),
    baseline,
    compared: baseline && compareWith(baseline, weeks, jobs[job]),
    figures: await findAnswerFigures(staff, now, { job }),
  };
}

export default function AskedAboutJob() {
  const { isMadeUp, job, weeks, asked, lately, unsorted, topics, votes, figures, ...before } =
    useLoaderData<typeof loader>();
  const { asked: words, insights } = useText(askedText, insightsText);
  const thisWeek = (asked.here.at(-1) ?? 0) + (asked.byMail.at(-1) ?? 0);
  return (
    <Page title={words.titles[job]} lead={words.lead} back={{ to: paths.insights(), name: insights.title }}>
      <AskedNav />
      {isMadeUp ? <p className="sheet note">{insights.madeUp}</p> : null}
      {topics.length ? (
        <>
          <p>
            {words.lately(lately.here, lately.byMail, lately.looked)}{" "}
            {words.thisWeek(thisWeek, asked.looked.at(-1) ?? 0)}
          </p>
          <div className="balanced">
            <Compared {...before} />
            <AskedByWeek weeks={weeks} asked={asked} />
            <AskedTopics job={job} topics={topics} />
            <AnswersGiven figures={figures} votes={votes} />
          </div>
        </>
      ) : (
        <>
          <Compared {...before} />
          <Empty icon="requests" title={words.emptyTitle}>
            <p>{words.empty}</p>
          </Empty>
          <AnswersGiven figures={figures} votes={votes} />
        </>
      )}
      <details className="rest">
        <summary>{words.howTitle}</summary>
        {words.how.map((one) => (
          <p key={one}>{one}</p>
        ))}
        {unsorted ? (
          <p>
            {words.unsorted(unsorted)} <a href={paths.askedRequests({ job: "unsorted" })}>{words.showUnsorted}</a>
          </p>
        ) : null}
      </details>
    </Page>
  );
}
