import { useText } from "../../ui/use.ts";
import type { AskedWeeks } from "../asked.ts";
import { askedText } from "../text/asked.ts";
import { WeekChart } from "../chart.tsx";
import { insightsText } from "../text.ts";
import type { Week } from "../weeks.ts";

type Props = { weeks: Week[]; asked: AskedWeeks };

/** How often was asked each week: here, by mail, and in the table of these though they had looked. */
export function AskedByWeek({ weeks, asked: { here, byMail, looked } }: Props) {
  const { asked: words, insights } = useText(askedText, insightsText);
  const all = here.map((n, week) => n + byMail[week]!);
  const most = Math.max(...all);
  return (
    <section className="head" aria-labelledby="weeks">
      <h2 id="weeks">{words.weekTitle}</h2>
      <WeekChart
        title={words.weekTitle}
        caption={words.chart(weeks[all.indexOf(most)]!.number, most)}
        weeks={weeks}
        series={[
          { name: words.here, values: here },
          { name: words.byMail, values: byMail },
        ]}
        also={[{ name: words.looked, values: looked }]}
        words={insights.chartWords}
      />
    </section>
  );
}
