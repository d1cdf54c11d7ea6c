import type { MessageKind, Side } from "#db/schema/requests.ts";

/** Something in a thread, at epoch milliseconds. */
export type Happened = { kind: MessageKind; side: Side; at: number };

/** From when the company was waited for, until when. */
export type Span = { from: number; to: number };

/** How a thread went so far: what was replied to and closed in it, and since when its customer waits for a reply, or null. */
export type Turns = { replies: Span[]; closings: Span[]; waitingSince: number | null };

type Running = Turns & { openSince: number | null };

/** A thread in which nothing has happened; what ends in it is added to these. */
export const noTurns = (
  { replies, closings }: Pick<Turns, "replies" | "closings"> = { replies: [], closings: [] },
): Running => ({
  replies,
  closings,
  waitingSince: null,
  openSince: null,
});

/**
 * Goes on with a thread by what happened next. The clocks start with the customer's words, or their opening it again, unless
 * they run already; the first reply stops one, the closing both. Notes and what staff open again by themselves start and
 * stop none; who was closed without a reply is neither replied to nor still waiting.
 */
export function goOn(turns: Running, { kind, side, at }: Happened) {
  if (kind === "note") return;
  if (kind === "closed") {
    if (turns.openSince !== null) turns.closings.push({ from: turns.openSince, to: at });
    turns.openSince = turns.waitingSince = null;
  } else if (side === "customer") {
    turns.waitingSince ??= at;
    turns.openSince ??= at;
  } else if (kind === "message" && turns.waitingSince !== null) {
    turns.replies.push({ from: turns.waitingSince, to: at });
    turns.waitingSince = null;
  }
}
