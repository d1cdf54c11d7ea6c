import fc from "fast-check";
import { afterEach, expect, it, vi } from "vitest";
import { workingClock } from "#app/insights/working-clock.ts";
import { defaultAnswerTimes } from "#app/requests/answer-times.ts";

const minute = 60_000;
const hour = 60 * minute;
const zones = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"];
afterEach(() => void vi.unstubAllEnvs());

const at = (...parts: [number, number, number, number, number?]) => new Date(...parts).getTime();

it("runs while the company answers, and stands still at night and at weekends", () => {
  const worked = workingClock(defaultAnswerTimes, at(2026, 10, 2, 0), at(2026, 10, 30, 12));
  const between = (from: number, to: number) => worked(to) - worked(from);
  expect(between(at(2026, 10, 23, 10), at(2026, 10, 23, 12, 30))).toBe(2.5 * hour);
  expect(between(at(2026, 10, 23, 16), at(2026, 10, 24, 10))).toBe(2 * hour);
  expect(between(at(2026, 10, 27, 16), at(2026, 10, 30, 9))).toBe(hour);
  expect(between(at(2026, 10, 28, 8), at(2026, 10, 29, 22))).toBe(0);
});

it.each(zones)("counts as if minute by minute, whatever the clock does in between, in %s", (zone) => {
  vi.stubEnv("TZ", zone);
  const start = at(2026, 2, 20, 7, 13);
  const end = at(2026, 3, 12, 20);
  const set = fc.record({
    days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
    from: fc.integer({ min: 4, max: 12 }),
    to: fc.integer({ min: 13, max: 24 }),
    hours: fc.constant(8),
  });
  const moment = fc.integer({ min: Math.ceil(start / minute), max: Math.floor(end / minute) }).map((n) => n * minute);
  fc.assert(
    fc.property(set, moment, fc.nat(5 * 24 * 60), (times, from, minutes) => {
      const to = Math.min(end, from + minutes * minute);
      let counted = 0;
      for (let now = from; now < to; now += minute) {
        const local = new Date(now);
        if (times.days.includes(local.getDay()) && local.getHours() >= times.from && local.getHours() < times.to)
          counted += minute;
      }
      const worked = workingClock(times, start, end);
      return worked(to) - worked(from) === counted;
    }),
    { numRuns: 40, seed: 5 },
  );
});
