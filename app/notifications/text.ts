import type { ReturnReason } from "../mail/mail-returns.ts";
import type { MailOutcome } from "./own-mails.ts";
import type { Words } from "../text/words.ts";

/** What we mailed to a person, and how it went. `{date}` is where a date is put. */
const notifications = {
  title: "Our mails to you",
  lead: (email: string) => `They go to ${email}.`,
  leftOut: "The newest thirty. Codes to sign in are left out.",
  untitled: "A mail from us",
  outcome: {
    "under-way": "On its way",
    sent: "Sent",
    delivered: "Delivered",
    spam: "Marked as spam",
    returned: "Came back",
    unsent: "Not sent",
  } satisfies Record<MailOutcome, string>,
  to: (email: string) => `to ${email}`,
  list: "Sent lately",

  stopped: {
    unknown: "Our mails to you come back",
    full: "Our mails to you come back",
    blocked: "Our mails to you come back",
    other: "Our mails do not reach you",
    spam: "You get no more mails from us",
    stopped: "You get no more mails from us",
  } satisfies Record<ReturnReason, string>,
  stoppedWhy: {
    unknown: (email: string) => `We were told on {date} that there is no mailbox ${email}.`,
    full: (email: string) => `The mailbox ${email} has taken nothing since {date}: it is full, or closed.`,
    blocked: (email: string) => `Since {date} whoever runs the mailbox ${email} has blocked our mails.`,
    other: (email: string) => `Since {date} our mails to ${email} could not be delivered.`,
    spam: (email: string) => `On {date} a mail of ours to ${email} was marked as spam.`,
    stopped: (email: string) => `Mails to ${email} were switched off on {date}.`,
  } satisfies Record<ReturnReason, (email: string) => string>,
  stoppedSo: "So we send no more news there. All of it is here in the portal.",
  next: {
    unknown: "Tell us your new address, or that this one works again.",
    full: "Tell us when there is room again, or which other address to use.",
    blocked: "Ask them to let our mails through, or tell us another address.",
    other: "Tell us another address, or that this one works again.",
    spam: "If that was a mistake, tell us.",
    stopped: "If you want them again, tell us.",
  } satisfies Record<ReturnReason, string>,

  missed: (n: number) => (n === 1 ? "One mail did not reach you" : `${n} mails did not reach you`),
  missedAre: "What did not reach you",
  why: {
    unknown: "There was no such mailbox.",
    full: "The mailbox was full, or closed for a time.",
    blocked: "It was blocked on its way.",
    spam: "It arrived, and was marked as spam.",
    stopped: "Mails to this address were switched off.",
    other: "It could not be delivered.",
  } satisfies Record<ReturnReason, string>,
  goesOn: "We go on mailing you. What you missed is here in the portal.",
  tell: "Tell us",
  about: (email: string) => `Your mails to ${email} do not arrive`,

  emptyTitle: "No mails yet",
  empty: "What we mail you about your account is listed here, and whether it arrived.",
  ask: "Do you miss a mail?",

  needsAddress: "Your email address needs you",
};

const en = { notifications };

/** Every sentence of “Our mails to you”, by language. */
export const notificationsText = { en } satisfies Words;
export type NotificationsText = typeof en;
