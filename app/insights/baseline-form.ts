import { requestJobs, type RequestJob } from "#db/schema/requests.ts";
import type { Baselines } from "./baselines.ts";

/** Up to four digits, with a mark after the thousands or not. */
const number = /^(?:\d{1,4}|\d[\s.,’']\d{3})$/;

/** How many a week were filled in for each job, none where nothing was; or the jobs where it is no such number. */
export function readBaselines(typed: Record<string, string>): { said: Baselines } | { faulty: RequestJob[] } {
  const filled = (job: RequestJob) => (typed[job] ?? "").trim();
  const faulty = requestJobs.filter((job) => filled(job) && !number.test(filled(job)));
  if (faulty.length) return { faulty };
  const said = requestJobs.map((job) => [job, filled(job) ? Number(filled(job).replace(/\D/g, "")) : null]);
  return { said: Object.fromEntries(said) as Baselines };
}
