import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messageKinds, sides } from "#db/schema/requests.ts";
import { spreadOf } from "#app/insights/spread.ts";
import { goOn, noTurns, type Happened } from "#app/insights/turns.ts";

const turnsOf = (thread: readonly Happened[]) => {
  const turns = noTurns();
  for (const one of thread) goOn(turns, one);
  return turns;
};
const thing = (kind: Happened["kind"], side: Happened["side"], at: number): Happened => ({ kind, side, at });
const asked = (at: number) => thing("message", "customer", at);
const answered = (at: number) => thing("message", "staff", at);

const threads = fc
  .array(fc.record({ kind: fc.constantFrom(...messageKinds), side: fc.constantFrom(...sides), gap: fc.nat(9) }))
  .map((all) => {
    let at = 0;
    return all.map(({ gap, ...one }): Happened => ({ ...one, at: (at += gap) }));
  });

describe("turns", () => {
  it.each([
    ["asked twice, answered twice", [asked(1), asked(2), answered(4), answered(9)], [[1, 4]], [], null],
    [
      "asked again",
      [asked(1), answered(2), asked(5), answered(9)],
      [
        [1, 2],
        [5, 9],
      ],
      [],
      null,
    ],
    ["a note", [asked(1), thing("note", "staff", 2), answered(3)], [[1, 3]], [], null],
    ["answered and closed", [asked(1), answered(3), thing("closed", "staff", 3)], [[1, 3]], [[1, 3]], null],
    ["closed without a word", [asked(1), thing("closed", "staff", 4)], [], [[1, 4]], null],
    [
      "opened again by the customer",
      [asked(1), answered(2), thing("closed", "staff", 2), thing("reopened", "customer", 6), answered(8)],
      [
        [1, 2],
        [6, 8],
      ],
      [[1, 2]],
      null,
    ],
    [
      "opened again by staff, who write",
      [asked(1), thing("closed", "staff", 2), thing("reopened", "staff", 6), answered(6)],
      [],
      [[1, 2]],
      null,
    ],
    ["still waiting", [asked(1), answered(2), asked(7)], [[1, 2]], [], 7],
  ] as [string, Happened[], number[][], number[][], number | null][])(
    "%s",
    (_what, thread, replies, closings, since) => {
      const turns = turnsOf(thread);
      expect(turns.replies.map(({ from, to }) => [from, to])).toEqual(replies);
      expect(turns.closings.map(({ from, to }) => [from, to])).toEqual(closings);
      expect(turns.waitingSince).toBe(since);
    },
  );

  it("never overlap, begin with the customer and end with a person's words; each wait is counted once", () => {
    fc.assert(
      fc.property(threads, (thread) => {
        const { replies, closings, waitingSince } = turnsOf(thread);
        for (const spans of [replies, closings])
          spans.forEach(({ from, to }, at) => {
            expect(to).toBeGreaterThanOrEqual(from);
            if (at) expect(from).toBeGreaterThanOrEqual(spans[at - 1]!.to);
            expect(thread.some((one) => one.side === "customer" && one.kind !== "note" && one.at === from)).toBe(true);
          });
        expect(replies.length).toBeLessThanOrEqual(
          thread.filter(({ kind, side }) => kind === "message" && side === "staff").length,
        );
        expect(closings.length).toBeLessThanOrEqual(thread.filter(({ kind }) => kind === "closed").length);
        if (replies.length && waitingSince !== null) expect(waitingSince).toBeGreaterThanOrEqual(replies.at(-1)!.to);
      }),
      { numRuns: 500, seed: 11 },
    );
  });

  it("are the same with any notes in between", () => {
    fc.assert(
      fc.property(threads, (thread) => {
        expect(turnsOf(thread.filter(({ kind }) => kind !== "note"))).toEqual(turnsOf(thread));
        expect(turnsOf(thread.flatMap((one) => [one, thing("note", "staff", one.at)]))).toEqual(turnsOf(thread));
      }),
      { numRuns: 200, seed: 11 },
    );
  });

  it("leave somebody waiting exactly where the customer spoke last in an open thread", () => {
    fc.assert(
      fc.property(threads, (thread) => {
        const last = thread
          .filter(({ kind, side }) => kind !== "note" && !(kind === "reopened" && side === "staff"))
          .at(-1);
        const isWaiting = !!last && last.kind !== "closed" && last.side === "customer";
        expect(turnsOf(thread).waitingSince !== null).toBe(isWaiting);
      }),
      { numRuns: 300, seed: 11 },
    );
  });
});

describe("median and the slowest tenth", () => {
  it("say nothing of fewer than five", () => {
    expect(spreadOf([1, 2, 3, 4])).toEqual({ n: 4, median: null, p90: null });
    expect(spreadOf([5, 1, 4, 2, 3])).toEqual({ n: 5, median: 3, p90: 5 });
  });

  it("are values of the list, with as many on each side as they say", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 5 }), (values) => {
        const { median, p90 } = spreadOf(values);
        const upTo = (figure: number | null) => values.filter((one) => one <= figure!).length / values.length;
        const below = (figure: number | null) => values.filter((one) => one < figure!).length / values.length;
        return upTo(median) >= 0.5 && below(median) < 0.5 && upTo(p90) >= 0.9 && below(p90) < 0.9;
      }),
      { numRuns: 300, seed: 11 },
    );
  });
});
