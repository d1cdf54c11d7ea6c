import type { DateOrder, FileDates, SaidAt } from "#db/schema/imports.ts";
import type { Import } from "./imports.ts";
import { isAsked } from "./date-survey.ts";
import { readDate, daysOf } from "./dates.ts";
import { readWritten } from "./written-date.ts";

export type DateQuestion = SaidAt & { days: { order: DateOrder; day: string }[] };
export type DatesRead = {
  /** A date, and the day that it is read as. */
  example: (SaidAt & { day: string }) | null;
  /** What comes first, and the date that shows it. */
  proof: (SaidAt & { order: DateOrder }) | null;
  /** Dates that contradict each other: one with the day first, one with the month. */
  contradiction: { dayFirst: SaidAt; monthFirst: SaidAt } | null;
};

/** What somebody has to be asked of a file's dates; null where nothing. */
export function questionOf({ state, dates }: Pick<Import, "state" | "dates">): DateQuestion | null {
  if (state !== "asking") return null;
  const { example, possible } = dates!;
  const days = daysOf(readWritten(example!.said)!).filter(({ order }) => possible.includes(order));
  return { ...example!, days };
}

const isUnclear = (said: string) => new Set(daysOf(readWritten(said)!).map(({ day }) => day)).size > 1;

/** How a file's dates are read, to be said; null where they are all like 2026-12-01. */
export function datesReadOf(dates: FileDates | null): DatesRead | null {
  if (!dates?.example || isAsked(dates)) return null;
  const { order, example, possible, against } = dates;
  const contradiction = possible.length ? null : { dayFirst: against.mdy!, monthFirst: against.dmy! };
  const date = readDate(example.said, order);
  const proof = order && (order === "mdy" ? against.dmy : against.mdy);
  const isProven = proof && isUnclear(example.said);
  return {
    example: typeof date === "string" ? null : { ...example, day: date.day },
    proof: isProven ? { ...proof, order } : null,
    contradiction,
  };
}
