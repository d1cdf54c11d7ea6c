import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { answerBy, defaultAnswerTimes, lateIfAskedBy, type AnswerTimes } from "#app/requests/answer-times.ts";

const hour = 60 * 60_000;
const zones = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Auckland"];
afterEach(() => void vi.unstubAllEnvs());

/** The working time between two moments, counted minute by minute on the company's clock. */
function workedMinutes({ days, from, to }: AnswerTimes, start: number, end: number): number {
  let minutes = 0;
  for (let at = start; at < end; at += 60_000) {
    const local = new Date(at);
    if (days.includes(local.getDay()) && local.getHours() >= from && local.getHours() < to) minutes++;
  }
  return minutes;
}

type Parts = [number, number, number, number, number?];
const at = (...parts: Parts) => new Date(...parts).getTime();

describe("by when a question is answered", () => {
  it.each([
    ["in the morning", [2026, 10, 23, 10, 0], [2026, 10, 24, 10, 0]],
    ["at night", [2026, 10, 23, 23, 0], [2026, 10, 24, 17, 0]],
    ["on Friday afternoon", [2026, 10, 27, 16, 10], [2026, 10, 30, 16, 30]],
    ["on Saturday", [2026, 10, 28, 12, 0], [2026, 10, 30, 17, 0]],
    ["over New Year", [2026, 11, 31, 12, 1], [2027, 0, 1, 12, 30]],
  ] satisfies [string, Parts, Parts][])("%s", (_when, asked, answered) => {
    expect(answerBy(defaultAnswerTimes, at(...asked))).toBe(at(...answered));
  });

  it.each(zones)("is so many working hours on, whatever the clock does in between, in %s", (zone) => {
    vi.stubEnv("TZ", zone);
    const times = fc
      .record({
        days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
        from: fc.integer({ min: 4, max: 20 }),
        long: fc.integer({ min: 1, max: 10 }),
        hours: fc.integer({ min: 1, max: 20 }),
      })
      .map(({ long, from, ...rest }) => ({ ...rest, from, to: Math.min(24, from + long) }));
    const minutes = fc.integer({ min: at(2026, 2, 1, 0) / 60_000, max: at(2026, 10, 15, 0) / 60_000 });
    fc.assert(
      fc.property(times, minutes, (set, minute) => {
        const asked = minute * 60_000;
        const answered = answerBy(set, asked);
        const local = new Date(answered);
        const isAtHalfHour = local.getMinutes() % 30 === 0 && local.getSeconds() === 0;
        const worked = workedMinutes(set, asked, answered);
        const isLateFromThen = lateIfAskedBy(set, answered) >= asked && lateIfAskedBy(set, answered - 1) < asked;
        return isAtHalfHour && isLateFromThen && worked >= set.hours * 60 && worked < set.hours * 60 + 30;
      }),
      { numRuns: 40, seed: 7 },
    );
  });

  it("never comes before it was asked, nor sooner for who asks later", () => {
    vi.stubEnv("TZ", "Europe/Berlin");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000 * 24 }), fc.integer({ min: 0, max: 48 * 60 }), (hours, later) => {
        const asked = at(2026, 0, 1, 0) + hours * hour;
        const by = answerBy(defaultAnswerTimes, asked);
        return by > asked && answerBy(defaultAnswerTimes, asked + later * 60_000) >= by;
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});
