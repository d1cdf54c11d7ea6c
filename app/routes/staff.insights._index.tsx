import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { findInsights } from "../insights/figures.ts";
import { listJobs } from "../insights/jobs.ts";
import { findQuestions } from "../insights/questions.ts";
import { insightsText } from "../insights/text.ts";
import { findTripFigures } from "../insights/trip-figures.ts";
import { AnswersGiven } from "../insights/views/answer-figures.tsx";
import { ComparedJobs } from "../insights/views/compared-jobs.tsx";
import { FasterThanEmail } from "../insights/views/faster.tsx";
import { HelpedByWeek } from "../insights/views/helped-weeks.tsx";
import { Jobs } from "../insights/views/jobs.tsx";
import { LeftOutOfFigures } from "../insights/views/left-out.tsx";
import { NeverCame } from "../insights/views/never-came.tsx";
import { Opened } from "../insights/views/opened.tsx";
import { ThisWeek } from "../insights/views/this-week.tsx";
import { paths } from "../paths.ts";
import { requireStaff } from "../sign-in/handles.ts";
import { countNeverCame } from "../staff/never-came.ts";
import { SettingsNav } from "../staff/views/settings-nav.tsx";
import { Empty, Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled(({ insights }) => insights.title, insightsText);

export async function loader(args: LoaderFunctionArgs) {
  const staff = requireStaff(args);
  const { config, now: clock } = args.context.portal;
  const now = clock();
  const isMadeUp = config.mode === "development";
  const insights = findInsights(staff, now);
  const questions = config.features.has("requests") ? await findQuestions(staff, now, insights.helpedBy) : null;
  return {
    isMadeUp,
    insights,
    questions,
    trips: await findTripFigures(staff, now),
    jobs: listJobs(insights.helpedBy, questions?.byJob ?? null),
    never: countNeverCame(staff, now),
  };
}

export default function StaffInsights() {
  const { isMadeUp, insights, questions, jobs, trips, never } = useLoaderData<typeof loader>();
  const { insights: words } = useText(insightsText);
  const asked = questions?.asked ?? null;
  const isAnythingAsked = !!asked && [...asked.here, ...asked.byMail].some((n) => n > 0);
  const others = (
    <>
      <NeverCame {...never} />
      {questions ? <AnswersGiven {...questions} /> : null}
    </>
  );
  return (
    <Page title={words.title} lead={words.lead}>
      <SettingsNav />
      {isMadeUp ? <p className="sheet note">{words.madeUp}</p> : null}
      {insights.pages.length || isAnythingAsked ? (
        <div className="balanced">
          <ThisWeek {...insights} asked={asked} />
          <Jobs jobs={jobs} />
          <HelpedByWeek {...insights} asked={asked} />
          {questions ? <ComparedJobs compared={questions.compared} /> : null}
          <FasterThanEmail {...trips} />
          {insights.pages.length ? <Opened {...insights} /> : <p className="quiet">{words.openedEmpty}</p>}
          {others}
        </div>
      ) : (
        <>
          <Empty icon="log" title={words.emptyTitle}>
            <p>{words.empty}</p>
          </Empty>
          {others}
        </>
      )}
      <LeftOutOfFigures {...insights} />
      <a className="more start" href={paths.insightsCsv()}>
        {words.csv}
      </a>
      <a className="more start" href={paths.staffMails()}>
        {words.mail}
      </a>
    </Page>
  );
}
