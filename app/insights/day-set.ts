import { createHmac, randomBytes } from "node:crypto";
import { bounded } from "../text/bounded.ts";

const maxBytes = 5_000_000;
/** What an entry takes with its key, roughly. */
const entryBytes = 100;

export type DaySet = ReturnType<typeof newDaySet>;

/**
 * Says of each text whether it is the first time on a day. It remembers no text, but hashes with a key of the day that
 * is nowhere else: with a new day both are forgotten. Holds 50,000; beyond that what was asked for the longest ago may
 * be a first time again.
 */
export function newDaySet(randomKey: () => Buffer = () => randomBytes(32)) {
  let [today, key] = ["", randomKey()];
  let seen = bounded<true>(maxBytes, () => entryBytes);

  /** Forgets all of another day; `day` is "2026-11-23". */
  function begin(day: string) {
    if (day === today) return;
    [today, key] = [day, randomKey()];
    seen = bounded<true>(maxBytes, () => entryBytes);
  }
  return {
    begin,
    isFirst(day: string, text: string): boolean {
      begin(day);
      const hash = createHmac("sha256", key).update(text).digest("base64url").slice(0, 16);
      if (seen.get(hash)) return false;
      seen.keep(hash, true);
      return true;
    },
    bytes: () => seen.bytes(),
  };
}
