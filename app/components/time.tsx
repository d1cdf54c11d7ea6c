import { noonOf } from "../text/format.ts";
import { useFormat } from "./use.ts";

type Style = "date" | "shortDate" | "weekday" | "dayAndMonth" | "dateTime" | "dayAndTime" | "time";

/** A moment (epoch milliseconds) for people and machines. */
export function Time({ at, as = "date" }: { at: number; as?: Style }) {
  return <time dateTime={new Date(at).toISOString()}>{useFormat()[as](at)}</time>;
}

/** A sentence with a moment in the place of its "{date}". */
export function TimeIn({ sentence, at, as = "shortDate" }: { sentence: string; at: number; as?: Style }) {
  const [before, after] = sentence.split("{date}");
  return (
    <>
      {before}
      <Time at={at} as={as} />
      {after}
    </>
  );
}

type DayStyle = Exclude<Style, "dateTime" | "dayAndTime" | "time">;

/** A day of the company's, like 2026-12-01, for people and machines. */
export function Day({ day, as = "date" }: { day: string; as?: DayStyle }) {
  return <time dateTime={day}>{useFormat()[as](noonOf(day))}</time>;
}

/** A sentence with a day in the place of its "{date}". */
export function DayIn({ sentence, day, as = "shortDate" }: { sentence: string; day: string; as?: DayStyle }) {
  const [before, after] = sentence.split("{date}");
  return (
    <>
      {before}
      <Day day={day} as={as} />
      {after}
    </>
  );
}
