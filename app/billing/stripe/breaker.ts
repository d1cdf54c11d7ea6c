/** Who asks Stripe: the sync, or a person who waits for the answer. Each has a share of its own. */
export type Lane = "sync" | "interactive";

export type Breaker = ReturnType<typeof makeBreaker>;
/** Why nothing is asked: Stripe refuses our key, or gives no answer. */
export type Cause = "key" | "away";
/** How a request goes: like any other, or as the one that finds out whether Stripe is there again. */
export type Pass = "free" | "probe";

const keyPauseMs = 60_000;
const maxPauseMs = 5_000;

/**
 * Open while Stripe refuses our key or gives no answer: one probe at a time goes, and the first answer closes it. Where
 * none came, the first probe goes at once; what it confirms is an outage, and the pauses grow to five seconds. People who
 * wait for an answer are let through meanwhile. All times are epoch milliseconds of the clock passed in.
 */
export function makeBreaker() {
  let open: { cause: Cause; since: number; pauseMs: number; isConfirmed: boolean } | null = null;
  let lastTry = 0;
  let probing = false;

  const opensAt = (now: number) => (open ? Math.max(now, lastTry + open.pauseMs) : now);

  return {
    cause: (): Cause | null => open?.cause ?? null,
    isOpen: () => open !== null,
    /** When a request may be made: `now`, or the moment of the next probe. */
    opensAt,
    /** How this request may go, or null. */
    admits(now: number, lane: Lane): Pass | null {
      if (!open || (open.cause === "away" && lane === "interactive")) return "free";
      if (probing || now < opensAt(now)) return null;
      probing = true;
      lastTry = now;
      return "probe";
    },
    /** Our key is refused. Gives whether this is news. */
    refuse(now: number): boolean {
      const isNews = open?.cause !== "key";
      open = { cause: "key", since: now, pauseMs: keyPauseMs, isConfirmed: true };
      lastTry = now;
      probing = false;
      return isNews;
    },
    /** No answer came. Gives since when none does, once a probe has confirmed it; null until then. */
    miss(now: number, pass: Pass): number | null {
      if (pass === "probe") probing = false;
      if (!open) {
        open = { cause: "away", since: now, pauseMs: 0, isConfirmed: false };
        lastTry = now;
      } else if (pass === "probe" && open.cause === "away") {
        open.isConfirmed = true;
        open.pauseMs = Math.min(maxPauseMs, Math.max(1_000, open.pauseMs * 2));
        return open.since;
      }
      return null;
    },
    /** Another process, or an earlier life of this one, found that Stripe does not answer: a probe goes at once. */
    adopt(since: number) {
      open ??= { cause: "away", since, pauseMs: 0, isConfirmed: true };
      open.isConfirmed = true;
    },
    /** Stripe answered. Gives why it was open until now; null where it was closed, or an outage only suspected. */
    close(): Cause | null {
      const was = open?.isConfirmed ? open.cause : null;
      open = null;
      probing = false;
      return was;
    },
  };
}
