import { useText } from "../../ui/use.ts";
import { WeekChart } from "../chart.tsx";
import type { Insights } from "../figures.ts";
import { insightsText } from "../text.ts";
import { FiguresTable } from "./figures-table.tsx";

/** What people looked up by themselves, job by job, and beside what they asked. */
export function Helped({ weeks, helped, asked, jobs }: Pick<Insights, "weeks" | "helped" | "asked" | "jobs">) {
  const { insights: words } = useText(insightsText);
  const best = helped.indexOf(Math.max(...helped));
  return (
    <>
      <section className="head" aria-labelledby="helped">
        <h2 id="helped">{words.jobsTitle}</h2>
        <p className="quiet">{words.jobsLead}</p>
        <FiguresTable
          caption={words.jobsTitle}
          heads={[words.job, words.thisWeek, words.lastWeek, words.weekBefore]}
          rows={jobs.map(({ job, weeks: n }) => [words.jobs[job], n.at(-1)!, n.at(-2)!, n.at(-3)!])}
        />
      </section>
      <WeekChart
        title={words.chartTitle}
        caption={words.chart(String(weeks[best]!.number), helped[best]!)}
        weeks={weeks}
        series={[
          { name: words.chartHelped, values: helped },
          { name: words.chartAsked, values: asked.here.map((n, at) => n + asked.byMail[at]!) },
        ]}
        words={words.chartWords}
      />
    </>
  );
}
