import { maxHours, type AnswerTimes } from "./answer-times.ts";

/** As a week is written down: Monday first, by the numbers of `Date`. */
export const weekDays = [1, 2, 3, 4, 5, 6, 0].map((day) => ({ day, field: `day${day}` }));
export const answerFields = [...weekDays.map(({ field }) => field), "from", "to", "hours"];

type Typed = Record<string, string>;
export type AnswerFaults = Partial<Record<"days" | "to" | "hours", "none" | "order" | "count">>;

/** What was filled in about when the company answers, or what is wrong with it by field. */
export function readAnswerTimes(typed: Typed): { times: AnswerTimes } | { faults: AnswerFaults } {
  const whole = (text = "") => (/^\d{1,3}$/.test(text.trim()) ? Number(text) : NaN);
  const days = weekDays.filter(({ field }) => typed[field]).map(({ day }) => day);
  const [from, to, hours] = [whole(typed.from), whole(typed.to), whole(typed.hours)];
  const faults: AnswerFaults = {
    ...(days.length ? {} : { days: "none" as const }),
    ...(from < to && to <= 24 ? {} : { to: "order" as const }),
    ...(hours >= 1 && hours <= maxHours ? {} : { hours: "count" as const }),
  };
  return Object.keys(faults).length ? { faults } : { times: { days, from, to, hours } };
}

/** The same the other way round: what the fields hold. */
export const typedTimes = ({ days, from, to, hours }: AnswerTimes): Typed => ({
  ...Object.fromEntries(weekDays.filter(({ day }) => days.includes(day)).map(({ field }) => [field, "on"])),
  from: String(from),
  to: String(to),
  hours: String(hours),
});
