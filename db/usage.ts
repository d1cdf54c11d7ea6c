import { sql } from "drizzle-orm";
import type { Db } from "./connection.ts";
import { prepared } from "./prepared.ts";
import { usageDays, type UsageHow, type UsageVia } from "./schema/usage.ts";

/** One line of what is counted; `day` is "2026-11-23" in the company's time zone. */
export type UsageKey = { day: string; what: string; via: UsageVia; how: UsageHow };

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
