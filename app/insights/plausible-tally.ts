/** What became of an event; "lost" is one that was not sent, as too many waited. */
export const fates = ["accepted", "dropped", "refused", "unanswered", "lost"] as const;
export type Fate = (typeof fates)[number];

/** What became of the newest events. `status` is how Plausible refused the last that it did. */
export type Tally = Record<Fate, number> & { all: number; status: number | null };

const maxRemembered = 100;

/** Remembers of the newest hundred events what became of them. */
export function newTally() {
  const newest: Fate[] = [];
  let status: number | null = null;
  return {
    add(fate: Fate, refusedWith: number | null = null) {
      newest.push(fate);
      if (newest.length > maxRemembered) newest.shift();
      status = refusedWith ?? status;
    },
    read(): Tally {
      const counts = fates.map((fate) => [fate, newest.filter((one) => one === fate).length] as const);
      return { ...(Object.fromEntries(counts) as Record<Fate, number>), all: newest.length, status };
    },
  };
}
