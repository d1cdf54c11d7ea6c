import type { MailsStopped } from "../../company/health.ts";
import type { Format } from "../../text/format.ts";
import { silence as silenceLine } from "../../company/silence.ts";

const plural = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

export const staffWords = {
  title: "Today",
  tickOff: "Done",
  tickOffNamed: (matter: string) => `Done: ${matter}`,
  tickedOff: (matter: string) => `Seen to: ${matter}`,
  tickedOffBefore: "That was seen to already.",
  notWell: (n: number) => `${plural(n, "thing", "things")} in the portal ${n === 1 ? "is" : "are"} not as it should be`,
  well: (withStripe: boolean) =>
    `The portal works: ${withStripe ? "Stripe is in step and mails go out" : "mails go out"}`,

  healthTitle: "Health",
  healthLead: "Not everything is as it should be.",
  allWell: (withStripe: boolean) =>
    `Everything works: ${withStripe ? "Stripe is in step, and mails go out" : "mails go out"}.`,
  notSetUp: "Optional, not set up",
  stuck: "Stuck",
  stuckStripe: (n: number) => `${plural(n, "change", "changes")} at Stripe could not be fetched`,
  stuckJobs: (n: number) => `${plural(n, "task", "tasks")} gave up after many tries`,
  stuckMails: (n: number) => `${plural(n, "mail", "mails")} could not be delivered`,
  mailsStopped: ({ since, waiting, reason }: MailsStopped, format: Format) =>
    [
      `No mail has gone out since ${format.dateTime(since)}`,
      waiting ? `: ${plural(waiting, "is waiting", "are waiting")}` : "",
      reason === null ? "" : `. Reason: ${reason}`,
    ].join(""),
  failedMails: "Mails that could not be sent",
  sendAgain: "Send again",
  sendAgainNamed: (title: string, to: string) => `Send again: ${title} to ${to}`,
  sendAlikeAgain: "Send all with this reason again",
  sendAlikeAgainNamed: (reason: string) => `Send all with this reason again: ${reason}`,
  sentAgain(to: readonly string[]) {
    if (!to.length) return "That mail is on its way already.";
    return to.length === 1 ? `The mail to ${to[0]} is being sent again` : `${to.length} mails are being sent again`;
  },
  ofThemLate: (n: number) => `, ${n} late`,
  mailsHeld: (n: number) => `${plural(n, "mail is", "mails are")} held`,
  mailsAutomatic: (n: number) => `${plural(n, "automatic mail", "automatic mails")}`,
  toDecide: "For you to decide",
  silence: silenceLine,
  beingRead: "Stripe is being read for the first time; billing is not complete until then",
  lag: (seconds: number) => `Billing is ${plural(Math.round(seconds / 60), "minute", "minutes")} behind Stripe.`,
  backups: "Backups",
  newestBackup: "Newest",
  noBackup: "None yet",
  backupFailed: (reason: string) => `The last backup failed, and is tried again by itself: ${reason}`,
  backupNotSent: (reason: string) => `The newest backup could not be copied to another machine: ${reason}`,
  backupOld: (newest: number | null, format: Format) =>
    newest === null ? "There is no backup" : `The newest backup is from ${format.dateTime(newest)}`,
  askLead: "Something unclear?",
  ask: "Contact form",
};
