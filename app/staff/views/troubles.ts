import type { Troubles } from "../../company/health.ts";
import type { StaffText } from "../text.ts";

const noticedLag = 60;

/** What is not as it should be, a line each; none where all is well. */
export function troubleLines({ stripe, jobs, mails, lag, faults }: Troubles, { staff }: StaffText): string[] {
  return [
    stripe ? staff.stuckStripe(stripe) : null,
    jobs ? staff.stuckJobs(jobs) : null,
    mails ? staff.stuckMails(mails) : null,
    lag > noticedLag ? staff.lag(lag) : null,
    ...faults.map(({ detail }) => detail),
  ].filter((line) => line !== null);
}
