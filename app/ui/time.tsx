import { noonOf } from "../text/format.ts";
import { useFormat } from "./use.ts";

type Style = "date" | "shortDate" | "weekday" | "dayAndMonth" | "dayWithName" | "dateTime" | "dayAndTime" | "time";

/** A moment (epoch milliseconds) for people and machines. */
export function Time({ at, as = "date" }: { at: number; as?: Style }) {
  return <time dateTime={new Date(at).toISOString()}>{useFormat()[as](at)}</time>;
}

/** What stands before and after the date. A name goes before it, and may be anything. */
function aroundDate(sentence: string): [string, string] {
  const at = sentence.lastIndexOf("{date}");
  return [sentence.slice(0, at), sentence.slice(at + "{date}".length)];
}

/** A sentence with a moment in the place of its "{date}". */
export function TimeIn({ sentence, at, as = "shortDate" }: { sentence: string; at: number; as?: Style }) {
  const [before, after] = aroundDate(sentence);
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
  const [before, after] = aroundDate(sentence);
  return (
    <>
      {before}
      <Day day={day} as={as} />
      {after}
    </>
  );
}
