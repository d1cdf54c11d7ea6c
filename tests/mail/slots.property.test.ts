import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digestDays } from "#db/schema/notifications.ts";
import { isPaused, nextSlot, quietUntil, type Times } from "#app/mail/slots.ts";
import { momentAt, wallAt } from "#app/text/zones.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const usual: Times = { zone: "UTC", hour: 8, days: "daily", quiet: null, pausedUntil: null };
const at = (text: string) => Date.parse(text);
const told = (ms: number) => new Date(ms).toISOString();

// Whole and half hours of summer time, both halves of the world, the edges of the day, and none at all.
const zones = [
  "Europe/Berlin",
  "America/New_York",
  "America/St_Johns",
  "Australia/Lord_Howe",
  "America/Santiago",
  "Asia/Beirut",
  "Africa/Casablanca",
  "Pacific/Chatham",
  "Pacific/Kiritimati",
  "Asia/Kathmandu",
  "UTC",
];
const hour = fc.integer({ min: 0, max: 23 });
const times: fc.Arbitrary<Times> = fc.record({
  zone: fc.constantFrom(...zones),
  hour,
  days: fc.constantFrom(...digestDays),
  quiet: fc.record({ from: hour, to: hour }),
  pausedUntil: fc.constant(null),
});
const moment = fc.integer({ min: at("2024-01-01"), max: at("2029-01-01") });

/** The first moment from then on at which a zone's clocks show that or later on that day, looked for minute by minute. */
function lookFor(wall: number, zone: string): number {
  const minute = 60_000;
  let ms = wall - 26 * hourMs;
  while (wallAt(ms, zone) < wall) ms += 15 * minute;
  return ms;
}

describe("the next digest", () => {
  it.each([
    ["spring forward in Berlin: two o'clock is three", "Europe/Berlin", 2, "2026-03-28T20:00Z", "2026-03-29T01:00Z"],
    ["fall back in Berlin: the first two o'clock", "Europe/Berlin", 2, "2026-10-24T20:00Z", "2026-10-25T00:00Z"],
    ["and no second one", "Europe/Berlin", 2, "2026-10-25T00:00Z", "2026-10-26T01:00Z"],
    ["fall back in New York", "America/New_York", 1, "2026-10-31T20:00Z", "2026-11-01T05:00Z"],
    ["half an hour on Lord Howe", "Australia/Lord_Howe", 2, "2026-10-03T10:00Z", "2026-10-03T15:30Z"],
    ["a midnight that is none in Beirut", "Asia/Beirut", 0, "2026-03-28T12:00Z", "2026-03-28T22:00Z"],
    ["a day that is none in Apia", "Pacific/Apia", 8, "2011-12-29T20:00Z", "2011-12-30T10:00Z"],
  ])("%s", (_what, zone, hour, after, wanted) => {
    expect(told(nextSlot({ ...usual, zone, hour }, at(after)))).toBe(told(at(wanted)));
  });

  it.each([
    ["daily", "2026-11-28T08:00:00.000Z"],
    ["weekdays", "2026-11-30T08:00:00.000Z"],
    ["monday", "2026-11-30T08:00:00.000Z"],
  ] as const)("%s, from a Friday on", (days, wanted) => {
    expect(told(nextSlot({ ...usual, days }, at("2026-11-27T08:00Z")))).toBe(wanted);
  });

  it("is on one of their days at the first moment of their hour, or the first that there is after it", () => {
    fc.assert(
      fc.property(times, moment, (wanted, after) => {
        const slot = nextSlot(wanted, after);
        expect(slot).toBeGreaterThan(after);
        const wall = wallAt(slot, wanted.zone);
        const due = Math.floor(wall / dayMs) * dayMs + wanted.hour * hourMs;
        expect(slot).toBe(lookFor(due, wanted.zone));
        const weekday = new Date(due).getUTCDay();
        if (wanted.days === "monday") expect(weekday).toBe(1);
        if (wanted.days === "weekdays") expect([1, 2, 3, 4, 5]).toContain(weekday);
        expect(slot - after).toBeLessThanOrEqual(
          (wanted.days === "daily" ? 1 : wanted.days === "monday" ? 7 : 3) * dayMs + 2 * hourMs,
        );
      }),
      { numRuns: 300 },
    );
  });

  it("is the same from every moment before it, and never skipped", () => {
    fc.assert(
      fc.property(times, moment, fc.double({ min: 0, max: 1, noNaN: true }), (wanted, after, share) => {
        const slot = nextSlot(wanted, after);
        expect(nextSlot(wanted, after + Math.floor((slot - 1 - after) * share))).toBe(slot);
      }),
    );
  });

  it("comes in the morning after a pause, whatever the days", () => {
    const paused: Times = { ...usual, zone: "Europe/Berlin", days: "monday", pausedUntil: "2026-12-04" };
    expect(told(nextSlot(paused, at("2026-11-27T12:00Z")))).toBe("2026-12-05T07:00:00.000Z");
    expect(told(nextSlot(paused, at("2026-12-05T07:00Z")))).toBe("2026-12-07T07:00:00.000Z");
    expect(isPaused(paused, at("2026-12-04T22:59Z"))).toBe(true);
    expect(isPaused(paused, at("2026-12-04T23:00Z"))).toBe(false);
  });
});

describe("quiet hours", () => {
  it.each([
    ["over midnight, late", "2026-11-30T22:30Z", "2026-12-01T06:00Z"],
    ["over midnight, early", "2026-12-01T05:59Z", "2026-12-01T06:00Z"],
    ["over", "2026-12-01T06:00Z", null],
    ["not yet", "2026-11-30T20:59Z", null],
  ])("%s", (_what, now, until) => {
    const berlin: Times = { ...usual, zone: "Europe/Berlin", quiet: { from: 22, to: 7 } };
    expect(quietUntil(berlin, at(now))).toBe(until && at(until));
  });

  it("end within a day, at a moment that is quiet no more", () => {
    fc.assert(
      fc.property(times, moment, (wanted, now) => {
        const until = quietUntil(wanted, now);
        const wall = wallAt(now, wanted.zone);
        const { from, to } = wanted.quiet!;
        const since = (wall / hourMs - from + 24 * 1_000_000) % 24;
        expect(until !== null).toBe(since < (to - from + 24) % 24);
        if (until === null) return;
        expect(until).toBeGreaterThan(now);
        expect(until - now).toBeLessThanOrEqual(26 * hourMs);
        expect(quietUntil(wanted, until)).toBeNull();
      }),
      { numRuns: 300 },
    );
  });
});

it("a wall's moment shows that wall, wherever there is one", () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), moment, (zone, ms) => {
      const wall = wallAt(ms, zone);
      const first = momentAt(wall, zone);
      expect(wallAt(first, zone)).toBe(wall);
      expect(first).toBeLessThanOrEqual(ms);
    }),
  );
});
