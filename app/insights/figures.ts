import { and, asc, gte, inArray, lte, sql } from "drizzle-orm";
import { outcomes, usageDays, type Outcome, type UsageHow } from "#db/schema/usage.ts";
import type { Staff } from "#db/tenant.ts";
import { isoDay, startOf } from "../text/format.ts";
import { usageJobs, type UsageJob } from "./helps.ts";
import { countedPages, type CountedPage } from "./pages.ts";
import { weeksUntil, type Week } from "./weeks.ts";

const [weeksShown, daysShown, maxRows] = [13, 28, 10];
const people: UsageHow[] = ["person", "likely"];
const n = sql<number>`sum(${usageDays.n})`;

/** How often at least, by proven people, and at most, with who was likely one. */
export type Range = { least: number; most: number };
export type Ranked<What> = Range & { what: What };

const helped = usageJobs.map((job) => `helped.${job}`);
/** What people did by themselves: what they asked is counted of the requests. */
export const deeds = outcomes.filter((what) => what !== "request.asked" && what !== "request.by-mail");

/** What happened in each of these weeks, by people and who was likely one. */
export function byWeek({ db }: Pick<Staff, "db">, weeks: Week[], what: string[]) {
  const rows = db
    .select({ day: usageDays.day, what: usageDays.what, n })
    .from(usageDays)
    .where(and(gte(usageDays.day, weeks[0]!.from), inArray(usageDays.what, what), inArray(usageDays.how, people)))
    .groupBy(usageDays.day, usageDays.what)
    .all();
  return (...of: string[]) =>
    weeks.map(({ from, to }) =>
      rows
        .filter((row) => row.day >= from && row.day < to && of.includes(row.what))
        .reduce((sum, row) => sum + row.n, 0),
    );
}

/** The most used of a list since a day, by how often at most. */
function rankUsed<What extends string>({ db }: Staff, since: string, list: readonly What[]): Ranked<What>[] {
  return db
    .select({
      what: sql<What>`${usageDays.what}`,
      least: sql<number>`sum(iif(${usageDays.how} = 'person', ${usageDays.n}, 0))`,
      most: n,
    })
    .from(usageDays)
    .where(and(gte(usageDays.day, since), inArray(usageDays.what, list as What[]), inArray(usageDays.how, people)))
    .groupBy(usageDays.what)
    .orderBy(sql`3 desc`, asc(usageDays.what))
    .limit(maxRows)
    .all();
}

/** How often somebody was left out of every figure since a day, by why. */
function leftOut({ db }: Staff, since: string) {
  const rows = db
    .select({ how: usageDays.how, n })
    .from(usageDays)
    .where(and(gte(usageDays.day, since), inArray(usageDays.what, [...countedPages, "/staff"])))
    .groupBy(usageDays.how)
    .all();
  const of = (how: UsageHow) => rows.find((row) => row.how === how)?.n ?? 0;
  return { machine: of("machine"), staff: of("staff"), "left-out": of("left-out") };
}

/** All that is shown of the last thirteen weeks, and of the last 28 days; `now` is epoch milliseconds. */
export function findInsights(staff: Staff, now: number) {
  const today = isoDay(now);
  const weeks = weeksUntil(today, weeksShown);
  const since = isoDay(startOf(today, 1 - daysShown));
  const count = byWeek(staff, weeks, helped);
  return {
    weeks,
    helped: count(...helped),
    helpedBy: Object.fromEntries(usageJobs.map((job) => [job, count(`helped.${job}`)])) as Record<UsageJob, number[]>,
    outcomes: rankUsed<Outcome>(staff, since, deeds),
    pages: rankUsed<CountedPage>(staff, since, countedPages),
    leftOut: leftOut(staff, since),
  };
}

export type Insights = ReturnType<typeof findInsights>;

const perPage = 1_000;

/** The lines of the days from `from` to `to`, both included, in pages: each once, whatever is written meanwhile. */
export function* usagePages({ db }: Staff, from: string, to: string) {
  const { day, what, via, how } = usageDays;
  for (let last: typeof usageDays.$inferSelect | undefined; ;) {
    const isLater =
      last && sql`(${day}, ${what}, ${via}, ${how}) > (${last.day}, ${last.what}, ${last.via}, ${last.how})`;
    const rows = db
      .select()
      .from(usageDays)
      .where(and(gte(day, from), lte(day, to), isLater))
      .orderBy(asc(day), asc(what), asc(via), asc(how))
      .limit(perPage)
      .all();
    if (rows.length) yield rows;
    if (rows.length < perPage) return;
    last = rows.at(-1);
  }
}
