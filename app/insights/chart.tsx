import { useId } from "react";
import { noonOf } from "../text/format.ts";
import { useFormat } from "../ui/use.ts";
import { FiguresTable } from "./views/figures-table.tsx";
import type { Week } from "./weeks.ts";

export type Series = { name: string; values: number[] };
type Saying<Of> = (week: Of, firstDay: string) => string;
type Props = {
  /** What the chart shows, as a heading of its table. */
  title: string;
  /** What it says, in words: read instead of it, and shown beneath it. */
  caption: string;
  weeks: Omit<Week, "to">[];
  series: [Series] | [Series, Series];
  /** What stands in the table alone. */
  also?: Series[];
  words: { week: string; table: string; soFar: string; short: Saying<number>; row: Saying<string> };
};

const [height, slot, gap] = [120, 48, 4];

/**
 * Bars of weeks, drawn without a script: a second series has outlines, and the week that is not over has stripes
 * and dashes. What it says is its caption, and the table below has the same numbers.
 */
export function WeekChart({ title, caption, weeks, series, also = [], words }: Props) {
  const stripes = useId().replaceAll(":", "");
  const format = useFormat();
  const dayOf = (day: string) => format.dayAndMonth(noonOf(day));
  const most = Math.max(1, ...series.flatMap(({ values }) => values));
  const columns = [...series, ...also];
  const bar = Math.round((slot - 3 * gap) / series.length);
  const boxOf = (value: number, at: number, nth: number) => {
    const size = Math.round((value / most) * (height - gap));
    return { x: at * slot + gap + nth * (bar + gap), y: height - size, width: bar, height: size };
  };
  const rows = weeks.map(({ name, from, isCurrent }, at) => {
    const named = words.row(name, dayOf(from));
    const week = isCurrent ? `${named} ${words.soFar}` : named;
    return [week, ...columns.map(({ values }) => values[at]!)] as [string, ...number[]];
  });
  return (
    <>
      <figure className="sheet chart">
        <svg
          viewBox={`0 0 ${weeks.length * slot} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={caption}
        >
          <pattern id={stripes} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path d="M0 0v6" />
          </pattern>
          {series.map(({ name, values }, nth) =>
            values.map((value, at) => (
              <rect
                key={`${name} ${weeks[at]!.name}`}
                {...boxOf(value, at, nth)}
                className={nth ? (weeks[at]!.isCurrent ? "second running" : "second") : undefined}
                fill={!nth && weeks[at]!.isCurrent ? `url(#${stripes})` : undefined}
              />
            )),
          )}
        </svg>
        <small className="between" aria-hidden="true">
          <span>{words.short(weeks[0]!.number, dayOf(weeks[0]!.from))}</span>
          <span>{words.short(weeks.at(-1)!.number, dayOf(weeks.at(-1)!.from))}</span>
        </small>
        <figcaption>{caption}</figcaption>
      </figure>
      <details className="fold">
        <summary>{words.table}</summary>
        <FiguresTable caption={title} heads={[words.week, ...columns.map(({ name }) => name)]} rows={rows} />
      </details>
    </>
  );
}
