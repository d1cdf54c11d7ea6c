import { safeCell } from "../http/csv.ts";
import type { TeamLogEntry } from "./log.ts";
import type { TeamText } from "./text.ts";

/** An entry as a row under `log.columns`. */
export const logRow = (entry: TeamLogEntry, words: TeamText["log"], company: string): string[] => [
  new Date(entry.at).toISOString(),
  safeCell(words.who[entry.kind](entry.actor, entry.name, company)),
  words.kinds[entry.kind](),
  safeCell(words.did(entry.action, entry)),
];
