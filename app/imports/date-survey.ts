import { dateOrders, type DateOrder, type FileDates, type SaidAt } from "#db/schema/imports.ts";
import { dateColumns } from "./import-columns.ts";
import { daysOf, isPlain } from "./dates.ts";
import type { FileLine } from "./file.ts";
import { readWritten, type WrittenDate } from "./written-date.ts";

const isIso = /^\d{4}-\d\d-\d\d$/;

/** Gathers what the dates of a file say of the order in which they are written, line by line. */
export function surveyDates() {
  const against: FileDates["against"] = {};
  /** By two orders, the first date that is another day in each: dots say the day first unless something speaks against it. */
  const unclear = new Map<string, SaidAt>();
  const unclearDotted = new Map<string, SaidAt>();
  let telling: SaidAt | null = null;
  let other: SaidAt | null = null;

  function look(said: string, line: number) {
    const written = isIso.test(said) ? null : readWritten(said);
    if (!written) return;
    other ??= { said, line };
    if (!isPlain(written)) lookAtOrder(written, { said, line });
  }

  function lookAtOrder(written: WrittenDate, at: SaidAt) {
    const days = daysOf(written);
    if (!days.length) return;
    for (const order of dateOrders) if (!days.some((one) => one.order === order)) against[order] ??= at;
    for (const [i, one] of days.entries())
      for (const another of days.slice(i + 1)) {
        if (one.day === another.day) continue;
        telling ??= at;
        const pair = `${one.order} ${another.order}`;
        const known = written.isDotted ? unclearDotted : unclear;
        if (!known.has(pair)) known.set(pair, at);
      }
  }

  /** The first date that is unclear while these orders are possible. */
  const unclearIn = (dates: ReadonlyMap<string, SaidAt>, possible: readonly DateOrder[]) =>
    [...dates].find(([pair]) => pair.split(" ").every((order) => possible.includes(order as DateOrder)))?.[1];

  return {
    look: ({ line, said }: FileLine) => {
      for (const column of dateColumns) look(said[column]?.trim() ?? "", line);
    },
    found(): FileDates {
      const possible = dateOrders.filter((order) => !against[order]);
      const asks =
        unclearIn(unclear, possible) ?? (possible.includes("dmy") ? undefined : unclearIn(unclearDotted, possible));
      const decisive = against.mdy ?? against.dmy;
      const order = asks ? null : (possible[0] ?? null);
      return { order, possible, example: asks ?? telling ?? decisive ?? other, against };
    },
  };
}

/** Whether somebody has to say how the dates are written. */
export const isAsked = ({ order, possible }: FileDates) => order === null && possible.length > 1;
