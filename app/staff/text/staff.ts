import type { MailsStopped } from "../../company/health.ts";
import type { Format } from "../../text/format.ts";
import { silence as silenceLine } from "../../company/silence.ts";

const plural = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

export const staffWords = {
  title: "Today",
  tickOff: "Done",
  tickOffNamed: (matter: string) => `Done: ${matter}`,
  tickedOff: (matter: string) => `Done: ${matter}`,
  tickedOffBefore: "That has already been done.",
  notWell: (n: number) => `${plural(n, "thing", "things")} in the portal ${n === 1 ? "needs" : "need"} attention`,
  insights: "How customers use the portal",
  well: (withStripe: boolean) =>
    `Everything is working: ${withStripe ? "Stripe is up to date and emails are going out" : "emails are going out"}`,

  healthTitle: "Health",
  healthLead: "Some things need attention.",
  allWell: (withStripe: boolean) =>
    `Everything is working: ${withStripe ? "Stripe is up to date, and emails are going out" : "emails are going out"}.`,
  notSetUp: "Optional, not set up",
  stuck: "Stuck",
  stuckStripe: (n: number) => `${plural(n, "change", "changes")} at Stripe couldn’t be fetched`,
  stuckJobs: (n: number) => `${plural(n, "background task", "background tasks")} failed after many tries`,
  stuckMails: (n: number) => `${plural(n, "email", "emails")} couldn’t be delivered`,
  bouncing: (n: number) => `Emails to ${plural(n, "address", "addresses")} bounce`,
  deliveryUntold:
    "Postmark doesn’t say which emails it delivered, so everyone who opens a link in one counts as a program. Add deliveries to its webhook",
  mailsStopped: ({ since, waiting, reason }: MailsStopped, format: Format) =>
    [
      `No emails have gone out since ${format.dateTime(since)}`,
      waiting ? `: ${plural(waiting, "is waiting", "are waiting")}` : "",
      reason === null ? "" : `. Reason: ${reason}`,
    ].join(""),
  mailHealth: "Email",
  mailBy: "Sent through",
  transports: { postmark: "Postmark", smtp: "Your SMTP server" },
  noTransport: "Nothing: emails are kept in the mailbox folder",
  mailLast: "Last sent",
  noMailYet: "None yet",
  mailWaiting: "Waiting to be sent",
  noneWaiting: "None",
  someWaiting: (n: number) => `${n}, the oldest since {date}`,
  mailBack: "Bouncing",
  noneBack: "No addresses in the last 14 days",
  someBack: (n: number) => `${plural(n, "address", "addresses")} in the last 14 days`,
  mailNews: "Deliveries",
  noNews: "Nobody tells us which emails arrive",
  newsNotYet: "Postmark hasn’t told us of any in the last 14 days",
  newsLast: "Postmark tells us. The last email that arrived was sent on {date}",
  failedMails: "Emails that couldn’t be sent",
  sendAgain: "Send again",
  sendAgainNamed: (title: string, to: string) => `Send again: ${title} to ${to}`,
  sendAlikeAgain: "Send all with this reason again",
  sendAlikeAgainNamed: (reason: string) => `Send all with this reason again: ${reason}`,
  sentAgain(to: readonly string[]) {
    if (!to.length) return "That email is already on its way.";
    return to.length === 1 ? `The email to ${to[0]} is being sent again` : `${to.length} emails are being sent again`;
  },
  ofThemLate: (n: number) => `, ${n} late`,
  mailsHeld: (n: number) => `${plural(n, "email is", "emails are")} held`,
  mailsAutomatic: (n: number) => `${plural(n, "automatic email", "automatic emails")}`,
  toDecide: "For you to decide",
  silence: silenceLine,
  beingRead: "The initial import from Stripe is running. Billing isn’t complete until it has finished",
  lag: (seconds: number) => `Billing is ${plural(Math.round(seconds / 60), "minute", "minutes")} behind Stripe.`,
  backups: "Backups",
  newestBackup: "Newest",
  noBackup: "None yet",
  backupFailed: (reason: string) => `The last backup failed and will be tried again automatically: ${reason}`,
  backupNotSent: (reason: string) => `The newest backup couldn’t be copied to another machine: ${reason}`,
  backupOld: (newest: number | null, format: Format) =>
    newest === null ? "There is no backup" : `The newest backup is from ${format.dateTime(newest)}`,
  askLead: "Anything unclear?",
  ask: "Contact form",
};
