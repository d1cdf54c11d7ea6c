import { useText } from "../../ui/use.ts";
import type { AskedWeeks } from "../asked.ts";
import { WeekChart } from "../chart.tsx";
import type { Insights } from "../figures.ts";
import { insightsText } from "../text.ts";

type Props = Pick<Insights, "weeks" | "helped"> & { asked: AskedWeeks | null };

/** What people looked up by themselves, week by week, and beside it what they asked. */
export function HelpedByWeek({ weeks, helped, asked }: Props) {
  const { insights: words } = useText(insightsText);
  const most = Math.max(...helped);
  const lookedUp = { name: words.chartHelped, values: helped };
  return (
    <section className="head" aria-labelledby="helped-weeks">
      <h2 id="helped-weeks">{words.chartTitle}</h2>
      <WeekChart
        title={words.chartTitle}
        caption={words.chart(weeks[helped.indexOf(most)]!.number, most)}
        weeks={weeks}
        series={
          asked
            ? [lookedUp, { name: words.chartAsked, values: asked.here.map((n, at) => n + asked.byMail[at]!) }]
            : [lookedUp]
        }
        words={words.chartWords}
      />
    </section>
  );
}
