export type Breaker = ReturnType<typeof makeBreaker>;

const pauseMs = 60_000;

/** Open while Stripe refuses our key: one probe a minute, and closed again once one gets through. */
export function makeBreaker() {
  let openedAt: number | null = null;
  let probing = false;

  return {
    isOpen: () => openedAt !== null,
    /** When a request may be made: `now`, or the moment of the next probe. */
    opensAt: (now: number) => (openedAt === null ? now : Math.max(now, openedAt + pauseMs)),
    /** Whether this request may go; while open only one does, as the probe. */
    admits(now: number): boolean {
      if (openedAt === null) return true;
      if (probing || now < openedAt + pauseMs) return false;
      return (probing = true);
    },
    /** Gives whether it was closed until now. */
    trip(now: number): boolean {
      const first = openedAt === null;
      openedAt = now;
      probing = false;
      return first;
    },
    /** The probe told nothing about the key, such as a time-out: another one may go. */
    inconclusive(now: number) {
      if (probing) openedAt = now;
      probing = false;
    },
    /** Gives whether it was open until now. */
    close(): boolean {
      const was = openedAt !== null;
      openedAt = null;
      probing = false;
      return was;
    },
  };
}
