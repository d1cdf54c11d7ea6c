import { sql } from "drizzle-orm";
import { afterCommit, fileBehind } from "./after-commit.ts";
import type { Db } from "./connection.ts";
import { prepared } from "./prepared.ts";
import { usageDays, type Outcome, type UsageHow, type UsageVia } from "./schema/usage.ts";

/** One line of what is counted; `day` is "2026-11-23" in the company's time zone. */
export type UsageKey = { day: string; what: string; via: UsageVia; how: UsageHow };
export type Counted = Omit<UsageKey, "what">;

const counting = prepared((db) =>
  db
    .insert(usageDays)
    .values({
      day: sql.placeholder("day"),
      what: sql.placeholder("what"),
      via: sql.placeholder("via"),
      how: sql.placeholder("how"),
      n: sql.placeholder("n"),
    } as never)
    .onConflictDoUpdate({
      target: [usageDays.day, usageDays.what, usageDays.via, usageDays.how],
      set: { n: sql`${usageDays.n} + excluded.n` },
    })
    .prepare(),
);

/** Adds `n` to a line, in the caller's transaction. */
export function addUsage({ db }: { db: Db }, key: UsageKey, n: number) {
  counting(db).run({ ...key, n });
}

type Listener = (key: UsageKey) => void;
const listeners = new WeakMap<object, Listener[]>();

/** From now on `listener` hears of every outcome that this process counts in the file, once that is committed. */
export function onOutcome(handle: { db: Db }, listener: Listener) {
  listeners.set(fileBehind(handle), [...(listeners.get(fileBehind(handle)) ?? []), listener]);
}

/** Counts something that came true, in the transaction that makes it so. */
export function countOutcome(handle: { db: Db }, what: Outcome, counted: Counted) {
  addUsage(handle, { ...counted, what }, 1);
  for (const listener of listeners.get(fileBehind(handle)) ?? [])
    afterCommit(handle, () => listener({ ...counted, what }));
}
