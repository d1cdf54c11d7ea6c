import type { Troubles } from "../../company/health.ts";
import type { Format } from "../../text/format.ts";
import type { StaffText } from "../text.ts";

const noticedLag = 60;

/** What is not as it should be, a line each; none where all is well. */
export function troubleLines(troubles: Troubles, { staff }: StaffText, format: Format): string[] {
  const { stripe, jobs, mails, bouncing, mailsStopped, isDeliveryUntold, lag, silence, isBeingRead, backups, faults } =
    troubles;
  return [
    stripe ? staff.stuckStripe(stripe) : null,
    jobs ? staff.stuckJobs(jobs) : null,
    mailsStopped ? staff.mailsStopped(mailsStopped, format) : null,
    mails ? staff.stuckMails(mails) : null,
    bouncing ? staff.bouncing(bouncing) : null,
    isDeliveryUntold ? staff.deliveryUntold : null,
    silence ? staff.silence(silence, format) : lag > noticedLag ? staff.lag(lag) : null,
    isBeingRead ? staff.beingRead : null,
    backups.failed ? staff.backupFailed(backups.failed) : null,
    backups.notSent ? staff.backupNotSent(backups.notSent) : null,
    backups.isOld ? staff.backupOld(backups.newest, format) : null,
    ...faults.map(({ detail }) => detail),
  ].filter((line) => line !== null);
}
