import { baselines } from "#db/schema/asked.ts";
import { requestJobs, type RequestJob } from "#db/schema/requests.ts";
import { transact, type Staff } from "#db/tenant.ts";
import { writeDown } from "../company/audit-log.ts";
import { isoDay } from "../text/format.ts";
import type { AskedByJob, AskedWeeks } from "./asked.ts";
import { isHelped, type UsageJob } from "./helps.ts";
import { fullWeeks, lastFull } from "./jobs.ts";
import type { Week } from "./weeks.ts";

export type Baseline = typeof baselines.$inferSelect;
/** How many a week of each job; null where nobody says. */
export type Baselines = Record<RequestJob, number | null>;

/** What the company said of the time before, by job. */
export const findBaselines = ({ db }: Staff): ReadonlyMap<RequestJob, Baseline> =>
  new Map(
    db
      .select()
      .from(baselines)
      .all()
      .map((one) => [one.job, one]),
  );

/** Keeps what is said of the time before, and writes it down; what has not changed stays as it was said first. */
export function saveBaselines(staff: Staff, said: Baselines, now: number) {
  transact(staff, () => {
    const before = findBaselines(staff);
    const changed = requestJobs.filter((job) => (before.get(job)?.perWeek ?? null) !== said[job]);
    if (!changed.length) return;
    const kept = [...before.values()].filter(({ job }) => !changed.includes(job));
    const added = changed.flatMap((job) => {
      const perWeek = said[job];
      return perWeek === null ? [] : { job, perWeek, saidAt: now, saidBy: staff.email };
    });
    staff.db.delete(baselines).run();
    for (const one of [...kept, ...added]) staff.db.insert(baselines).values(one).run();
    const subject = changed.map((job) => `${job} ${said[job] ?? "?"}`).join(", ");
    writeDown(staff, { action: "baselines.set", subject }, now);
  });
}

/** Fewer full weeks than these are compared with nothing. */
const weeksNeeded = 4;

/**
 * What is asked a week now beside what was said of before: the middle one of the full weeks since it was said; null while there
 * are fewer than four of these.
 */
export function compareWith(
  { perWeek, saidAt }: Pick<Baseline, "perWeek" | "saidAt">,
  weeks: Week[],
  asked: AskedWeeks,
) {
  const since = isoDay(saidAt);
  const full = weeks.flatMap(({ from, isCurrent }, at) =>
    isCurrent || from < since ? [] : asked.here[at]! + asked.byMail[at]!,
  );
  if (full.length < weeksNeeded) return null;
  const sorted = full.toSorted((a, b) => a - b);
  const now = sorted[Math.ceil(sorted.length / 2) - 1]!;
  return { before: perWeek, now, fewer: perWeek - now, weeks: full.length };
}

/** Each job of which was said how many came before, with what is asked now where four full weeks are over, and how often a week it was looked up. */
export function compareJobs(
  said: ReadonlyMap<RequestJob, Baseline>,
  weeks: Week[],
  asked: AskedByJob,
  helped: Record<UsageJob, number[]>,
) {
  return requestJobs.flatMap((job) => {
    const baseline = said.get(job);
    if (!baseline) return [];
    const { perWeek, saidAt } = baseline;
    const lookedUp = isHelped(job) ? Math.round(lastFull(helped[job]) / fullWeeks) : null;
    return [{ job, perWeek, saidAt, now: compareWith(baseline, weeks, asked[job]), helped: lookedUp }];
  });
}

export type ComparedJob = ReturnType<typeof compareJobs>[number];
