import { hash, randomBytes } from "node:crypto";
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
export function newDaySet(randomKey: () => string = () => randomBytes(32).toString("base64")) {
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
      const hashed = hash("sha256", key + text, "base64").slice(0, 16);
      if (seen.get(hashed)) return false;
      seen.keep(hashed, true);
      return true;
    },
    bytes: () => seen.bytes(),
  };
}
