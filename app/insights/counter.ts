import { addUsage, type UsageKey } from "#db/usage.ts";
import { transact, type System } from "#db/tenant.ts";

/** With the two seconds between two turns of the job loop, a killed process loses the last five at most. */
const flushAfterMs = 3_000;
const maxLines = 10_000;

export type Counter = ReturnType<typeof newCounter>;

/** Counts in memory, a line for each kind of visit on a day, until they are written. Beyond 10,000 lines it adds none. */
export function newCounter() {
  const lines = new Map<string, { key: UsageKey; n: number }>();
  let since: number | null = null;

  return {
    /** Counts one more; `now` is epoch milliseconds. */
    add(key: UsageKey, now: number) {
      const name = `${key.day} ${key.what} ${key.via} ${key.how}`;
      const line = lines.get(name);
      if (line) line.n++;
      else if (lines.size < maxLines) lines.set(name, { key, n: 1 });
      since ??= now;
    },
    /** Whether something has waited to be written for long enough. */
    isDue: (now: number) => since !== null && now - since >= flushAfterMs,
    /** Writes all that was counted, in one transaction; where that fails it is kept. Gives how many lines. */
    flush(system: System): number {
      const written = lines.size;
      if (written) transact(system, () => lines.forEach(({ key, n }) => addUsage(system, key, n)));
      lines.clear();
      since = null;
      return written;
    },
    size: () => lines.size,
  };
}
