import type { UsageHow } from "#db/schema/usage.ts";
import { isScan, seriesMs, type LinkHit } from "./who.ts";

/** A hit that waits for its verdict, and what is done once that is known. */
export type HeldHit = { hit: LinkHit; how: UsageHow; settle: (how: UsageHow) => void };

type Judged = Pick<HeldHit, "hit" | "how">;
type Delivered = (mailId: string | null) => number | null | undefined;

const maxHeld = 1_000;

/**
 * Holds what was opened of mails for ten seconds, as what else is opened until then may show that it was a machine; then
 * it is forgotten. Whoever is proven waits for nothing. Where a thousand wait the oldest is a machine's: so many people
 * do not come at once.
 */
export function newLinkWindow() {
  let waiting: HeldHit[] = [];
  let over: Judged[] = [];
  let isSomebodyProven = false;

  return {
    add(held: HeldHit) {
      waiting.push(held);
      isSomebodyProven ||= held.how === "person";
      const oldest = waiting.length > maxHeld && waiting.shift();
      if (oldest) oldest.settle(oldest.how === "likely" ? "machine" : oldest.how);
    },
    /** Whether any can be judged now, in epoch milliseconds. */
    isDue: (now: number) => isSomebodyProven || (!!waiting[0] && waiting[0].hit.at <= now - seriesMs),
    /** Judges all that can be, or all that there is, in the order in which they came. Gives how many. */
    settle(now: number, deliveredAt: Delivered, isLast = false): number {
      const proven = new Set(waiting.filter(({ how }) => how === "person").map(({ hit }) => hit.mailId));
      const isReady = ({ hit, how }: HeldHit) =>
        isLast || how === "person" || hit.at <= now - seriesMs || (hit.mailId !== null && proven.has(hit.mailId));
      const [ready, rest] = [waiting.filter(isReady), waiting.filter((held) => !isReady(held))];
      const evidence = [...over, ...waiting].filter(({ how }) => how === "likely" || how === "machine");
      const hits = evidence.map(({ hit }) => hit);
      const judged = [...over, ...ready.map(({ hit, how }) => ({ hit, how }))];
      over = judged.filter(({ hit }) => hit.at > now - 2 * seriesMs).slice(-maxHeld);
      [waiting, isSomebodyProven] = [rest, false];
      for (const { hit, how, settle } of ready) {
        settle(how === "likely" && isScan(hit, hits, deliveredAt(hit.mailId)) ? "machine" : how);
      }
      return ready.length;
    },
    size: () => waiting.length + over.length,
  };
}
