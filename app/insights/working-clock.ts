import type { AnswerTimes } from "../requests/answer-times.ts";

/**
 * A clock that runs only while the company answers: from any moment between `start` and `end`, all in epoch milliseconds,
 * it gives how many milliseconds were worked since `start`. Days and hours are the company's own (`TZ`).
 */
export function workingClock({ days, from, to }: AnswerTimes, start: number, end: number): (at: number) => number {
  const first = new Date(start);
  const opened: { from: number; to: number; before: number }[] = [];
  let before = 0;
  for (let day = 0; ; day++) {
    const at = (hour: number) => new Date(first.getFullYear(), first.getMonth(), first.getDate() + day, hour).getTime();
    if (at(0) > end) break;
    if (!days.includes(new Date(at(12)).getDay())) continue;
    const hours = { from: Math.max(at(from), start), to: Math.max(at(to), start) };
    opened.push({ ...hours, before });
    before += hours.to - hours.from;
  }
  return (at) => {
    let [low, high] = [0, opened.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (opened[middle]!.from <= at) low = middle + 1;
      else high = middle;
    }
    const day = opened[low - 1];
    return day ? day.before + Math.min(at, day.to) - day.from : 0;
  };
}
