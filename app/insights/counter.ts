import { usageHows, usageVias } from "#db/schema/usage.ts";
import { addUsage, type UsageKey } from "#db/usage.ts";
import { transact, type System } from "#db/tenant.ts";

/** With the two seconds between two turns of the job loop, a killed process loses the last five at most, and what `link-window.ts` holds. */
const flushAfterMs = 3_000;
const maxLines = 10_000;

export type Counter = ReturnType<typeof newCounter>;

/** Where a way in and a verdict stand in a row of numbers: cheaper than a text made of both for each visit. */
const placeOf = ({ via, how }: UsageKey) => usageVias.indexOf(via) * usageHows.length + usageHows.indexOf(how);
const places = usageVias.flatMap((via) => usageHows.map((how) => ({ via, how })));

/** Counts in memory, by day and what, until it is written. Beyond 10,000 of these it takes no new ones. */
export function newCounter() {
  const days = new Map<string, Map<string, number[]>>();
  let size = 0;
  let since: number | null = null;

  function rowOf({ day, what }: UsageKey) {
    let ofDay = days.get(day);
    if (!ofDay) days.set(day, (ofDay = new Map()));
    let row = ofDay.get(what);
    if (!row && size < maxLines) {
      ofDay.set(what, (row = places.map(() => 0)));
      size++;
    }
    return row;
  }

  function lines() {
    const all = [...days].flatMap(([day, ofDay]) => [...ofDay].map(([what, row]) => ({ day, what, row })));
    return all.flatMap(({ day, what, row }) => row.map((n, at) => ({ key: { day, what, ...places[at]! }, n })));
  }

  return {
    /** Counts one more; `now` is epoch milliseconds. */
    add(key: UsageKey, now: number) {
      const row = rowOf(key);
      if (row) row[placeOf(key)]!++;
      since ??= now;
    },
    /** Whether something has waited to be written for long enough. */
    isDue: (now: number) => since !== null && now - since >= flushAfterMs,
    /** Writes all that was counted, in one transaction; where that fails it is kept. Gives how many lines. */
    flush(system: System): number {
      const counted = lines().filter(({ n }) => n > 0);
      if (counted.length) transact(system, () => counted.forEach(({ key, n }) => addUsage(system, key, n)));
      days.clear();
      [size, since] = [0, null];
      return counted.length;
    },
    size: () => size,
  };
}
