import { daysBetween, noonOf } from "../text/format.ts";
import { portalText } from "../text/portal.ts";
import { useFormat, useShell, useText } from "./use.ts";

type Form = "date" | "shortDate" | "weekday" | "dayAndMonth" | "dayWithName" | "dateTime" | "dayAndTime" | "time";
/** A "near" day is today, yesterday or else a short date. */
type Style = Form | "near";

/** A moment in words: as of today or yesterday in the company's time zone where it is and the style has a word for that. */
function useSaid(at: number, as: Style): { words: string; isNear: boolean } {
  const format = useFormat();
  const { nearDays } = useText(portalText);
  const now = useShell()?.now;
  const age = (as === "dateTime" || as === "near") && now !== undefined ? daysBetween(at, now) : null;
  if (age === 0 || age === 1) {
    const day = age === 0 ? nearDays.today : nearDays.yesterday;
    return { words: as === "near" ? day : nearDays.at(day, format.time(at)), isNear: true };
  }
  return { words: format[as === "near" ? "shortDate" : as](at), isNear: false };
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** A moment (epoch milliseconds) for people and machines. */
export function Time({ at, as = "date" }: { at: number; as?: Style }) {
  return <time dateTime={new Date(at).toISOString()}>{capital(useSaid(at, as).words)}</time>;
}

/** What stands before and after the date. A name goes before it, and may be anything. */
function aroundDate(sentence: string): [string, string] {
  const at = sentence.lastIndexOf("{date}");
  return [sentence.slice(0, at), sentence.slice(at + "{date}".length)];
}

/** A sentence with a moment in the place of its "{date}". */
export function TimeIn({ sentence, at, as = "shortDate" }: { sentence: string; at: number; as?: Style }) {
  const [before, after] = aroundDate(sentence);
  const { nearDays } = useText(portalText);
  const { words, isNear } = useSaid(at, as);
  const lead = isNear ? before.replace(nearDays.beforeDates, "") : before;
  return (
    <>
      {lead}
      <time dateTime={new Date(at).toISOString()}>{lead ? words : capital(words)}</time>
      {after}
    </>
  );
}

type DayStyle = Exclude<Form, "dateTime" | "dayAndTime" | "time">;

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
