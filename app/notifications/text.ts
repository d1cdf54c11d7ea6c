import type { FollowedThing, FollowState, MailChoice, StaffTopic, Topic } from "#db/schema/notifications.ts";
import type { ReturnReason } from "../mail/mail-returns.ts";
import type { WhyLeftOut } from "../mail/route-of.ts";
import type { MailOutcome } from "./own-mails.ts";
import { deliveryWords } from "./text/delivery.ts";
import type { Words } from "../text/words.ts";
import { timesWords } from "./text/times.ts";

/** What a person wants to be mailed of; what we mailed them, and how it went. `{date}` is where a date is put. */
const notifications = {
  title: "Notifications",
  choices: "What we email you about",
  choicesLead: "Sign-in codes and security emails always come.",
  topics: {
    invoices: { name: "Invoices and receipts", what: "A new invoice is ready, a payment arrived." },
    reminders: { name: "Reminders", what: "An invoice is due or overdue, a card expires." },
    failures: { name: "Failed payments", what: "A payment didn’t go through." },
    steps: { name: "Order news", what: "Shipped, delivered, running late, cancelled." },
    waiting: { name: "Waiting for you", what: "An order can’t go on without you." },
    replies: { name: "Replies", what: "Answers to your requests." },
  } satisfies Record<Topic, { name: string; what: string }>,
  options: { now: "Email me", digest: "In my digest", off: "Off" } satisfies Record<MailChoice, string>,
  offByLink: "Turned off by a link in an email, {date}.",
  save: "Save",
  saved: (organization: string) => `Saved. Your emails about ${organization} will follow these choices.`,

  sent: "Emails we’ve sent you",
  lead: (email: string) => `They go to ${email}.`,
  leftOut: "The last 30, not including sign-in codes.",
  untitled: "An email from us",
  outcome: {
    "under-way": "On its way",
    sent: "Sent",
    delivered: "Delivered",
    spam: "Marked as spam",
    returned: "Bounced",
    unsent: "Not sent",
    "left-out": "Not sent",
  } satisfies Record<MailOutcome, string>,
  inDigest: "In your digest of {date}.",
  to: (email: string) => `to ${email}`,
  list: "Recent emails",

  stopped: {
    unknown: "Emails to you are bouncing",
    full: "Emails to you are bouncing",
    blocked: "Emails to you are bouncing",
    other: "Our emails don’t reach you",
    spam: "You get no more emails from us",
    stopped: "You get no more emails from us",
  } satisfies Record<ReturnReason, string>,
  stoppedWhy: {
    unknown: (email: string) => `On {date} we were told that ${email} doesn’t exist.`,
    full: (email: string) => `${email} hasn’t accepted email since {date}: it’s full, or closed.`,
    blocked: (email: string) => `Since {date} the provider of ${email} has blocked our emails.`,
    other: (email: string) => `Since {date} our emails to ${email} couldn’t be delivered.`,
    spam: (email: string) => `On {date} one of our emails to ${email} was marked as spam.`,
    stopped: (email: string) => `Emails to ${email} were switched off on {date}.`,
  } satisfies Record<ReturnReason, (email: string) => string>,
  stoppedSo: "So we’ve stopped sending updates there. You’ll find everything here.",
  next: {
    unknown: "Give us your new address, or tell us when this one works again.",
    full: "Tell us when there’s room again, or which other address to use.",
    blocked: "Ask them to accept our emails, or give us another address.",
    other: "Give us another address, or tell us when this one works again.",
    spam: "If that was a mistake, tell us.",
    stopped: "If you want them again, tell us.",
  } satisfies Record<ReturnReason, string>,

  missed: (n: number) => (n === 1 ? "One email didn’t reach you" : `${n} emails didn’t reach you`),
  missedAre: "What didn’t reach you",
  why: {
    unknown: "The address doesn’t exist.",
    full: "The mailbox was full, or closed for a time.",
    blocked: "It was blocked.",
    spam: "It arrived, and was marked as spam.",
    stopped: "Emails to this address were switched off.",
    other: "It couldn’t be delivered.",
  } satisfies Record<ReturnReason, string>,
  leftOutFor: {
    off: "You turned these emails off.",
    muted: "You muted this one.",
    role: "Off for your role unless you turn it on.",
  } satisfies Record<WhyLeftOut, string>,
  goesOn: "We’ll keep emailing you. What you missed is here.",
  fix: "See what you can do",
  tell: "Tell us",
  about: (email: string) => `Your emails to ${email} don’t arrive`,

  emptyTitle: "No emails yet",
  empty: "Emails we send you are listed here, and whether they arrived.",
  ask: "Missing an email?",
};

/** What one order or request is emailed about, whatever was chosen for all of them. */
const following = {
  title: { order: "Emails about this order", request: "Emails about this request" },
  is: {
    usual: {
      order: "Emails about this follow your notification settings.",
      request: "Emails about this follow your notification settings.",
    },
    follow: {
      order: "You’re following this: you’ll get every email about it.",
      request: "You’re following this: you’ll get every email about it.",
    },
    mute: {
      order: "You’ve muted this: you’ll only get an email when we need something from you.",
      request: "You’ve muted this: you won’t get emails about it.",
    },
  } satisfies Record<FollowState | "usual", Record<FollowedThing["kind"], string>>,
  follow: "Follow",
  mute: "Mute",
  end: { follow: "Stop following", mute: "Unmute" } satisfies Record<FollowState, string>,
  became: {
    usual: "Back to your usual notifications.",
    follow: "You’ll get every email about this.",
    mute: "Muted. You can unmute it here at any time.",
  } satisfies Record<FollowState | "usual", string>,
};

/** What was muted, all of it in one list. */
const muted = {
  title: "Muted",
  lead: "No emails about these, unless we need something from you for an order.",
  unmute: (name: string) => `Unmute ${name}`,
};

/** The page that a mail's last link leads to. */
const leave = {
  title: "Change or stop these emails",
  lead: (address: string) => `They go to ${address}.`,
  topics: {
    invoices: "emails about invoices and receipts",
    reminders: "payment reminders",
    failures: "emails about failed payments",
    steps: "order news",
    waiting: "emails when we need something from you",
    replies: "emails about replies",
    desk: "emails about new requests",
    "desk-replies": "emails about customers’ replies",
    orders: "emails about orders",
    billing: "emails about billing problems",
    insights: "the week in figures",
  } satisfies Record<Topic | StaffTopic, string>,
  stopThing: (name: string) => `Stop emails about ${name}`,
  stopTopic: (what: string, organization: string) => `Stop ${what} (${organization})`,
  digest: "Only in my digest",
  again: "Email me",
  isNow: (what: string, organization: string) => `You get ${what} (${organization}).`,
  isDigest: (what: string, organization: string) => `You’ll get ${what} (${organization}) in your digest only.`,
  isOff: (what: string, organization: string) => `You won’t get ${what} (${organization}) any more.`,
  isMuted: (name: string) => `You won’t get emails about ${name} any more.`,
  digestTitle: "Change or stop your digest",
  digestLead: (address: string) => `It goes to ${address}.`,
  stopDigest: "Stop the digest",
  digestStopped: (hasInvoices: boolean) =>
    `You won’t get a digest any more${hasInvoices ? ", only single emails about invoices" : ""}.`,
  each: "What goes into it",
  when: "Change when it comes",
  saved: "Saved.",
  undo: "Undo",
  undone: "Undone. It’s as it was before.",
  all: "Choose what we email you about",
  goneTitle: "This link doesn’t work",
  goneLead: "You may not get these emails any more, or the link wasn’t copied in full. Sign in to see your choices.",
};

const en = { notifications, following, muted, leave, delivery: deliveryWords, times: timesWords };

/** Every sentence of “Notifications”, by language. */
export const notificationsText = { en } satisfies Words;
export type NotificationsText = typeof en;
