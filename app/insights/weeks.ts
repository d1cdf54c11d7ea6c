import { isoDay, startOf } from "../text/format.ts";

const dayMs = 24 * 60 * 60_000;

/** A week of the company's calendar: "2026-W48", its first day and the day after its last. */
export type Week = { name: string; number: number; from: string; to: string; isCurrent: boolean };

/** The ISO week that a day like "2026-11-23" is in: its year, its number, and how many days after its Monday. */
function weekOf(day: string) {
  const at = Date.parse(`${day}T00:00:00Z`);
  const sinceMonday = (new Date(at).getUTCDay() + 6) % 7;
  const thursday = new Date(at + (3 - sinceMonday) * dayMs);
  const year = thursday.getUTCFullYear();
  return { year, number: 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * dayMs)), sinceMonday };
}

/** "2026-W48", the ISO week of a day like "2026-11-23". */
export function isoWeek(day: string): string {
  const { year, number } = weekOf(day);
  return `${year}-W${String(number).padStart(2, "0")}`;
}

/** The last weeks until the one that a day is in, the oldest first. */
export function weeksUntil(today: string, count: number): Week[] {
  const { sinceMonday } = weekOf(today);
  return Array.from({ length: count }, (_, n) => {
    const back = (n - count + 1) * 7 - sinceMonday;
    const from = isoDay(startOf(today, back));
    const to = isoDay(startOf(today, back + 7));
    return { name: isoWeek(from), number: weekOf(from).number, from, to, isCurrent: n === count - 1 };
  });
}
