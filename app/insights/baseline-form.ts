import { requestJobs, type RequestJob } from "#db/schema/requests.ts";
import type { Baselines } from "./baselines.ts";

/** What can be wrong with a number of the time before. */
export type BaselineFault = "notANumber" | "negative" | "tooLarge";

/** Up to four digits, with a mark after the thousands or not. */
const number = /^(?:\d{1,4}|\d[\s.,’']\d{3})$/;

const negative = /^[-−–]\s*\d/;
const large = /^(?:\d{5,}|\d{1,3}(?:[\s.,’']\d{3})+)$/;

function faultOf(filled: string): BaselineFault | null {
  if (!filled || number.test(filled)) return null;
  return negative.test(filled) ? "negative" : large.test(filled) ? "tooLarge" : "notANumber";
}

/** How many a week were filled in for each job, none where nothing was; or what is wrong with it, by job. */
export function readBaselines(
  typed: Record<string, string>,
): { said: Baselines } | { faults: { job: RequestJob; fault: BaselineFault }[] } {
  const filled = (job: RequestJob) => (typed[job] ?? "").trim();
  const faults = requestJobs.flatMap((job) => {
    const fault = faultOf(filled(job));
    return fault ? { job, fault } : [];
  });
  if (faults.length) return { faults };
  const said = requestJobs.map((job) => [job, filled(job) ? Number(filled(job).replace(/\D/g, "")) : null]);
  return { said: Object.fromEntries(said) as Baselines };
}
