import type { InboundReason } from "#db/schema/requests.ts";

/** The three lists of mails that were not posted. */
const shows = {
  held: {
    name: "To check",
    back: "Held emails",
    emptyTitle: "Nothing is held",
    empty: "Emails from unverified senders wait here until one of you has checked them.",
  },
  automatic: {
    name: "Automatic",
    back: "Automatic emails",
    why: "Sent by machines. They’re kept here in case one matters.",
    emptyTitle: "No automatic emails",
    empty: "Out-of-office replies and other automatic emails are kept here.",
  },
  dismissed: {
    name: "Dismissed",
    back: "Dismissed emails",
    why: "One of you dismissed these. You can still accept them.",
    emptyTitle: "No dismissed emails",
    empty: "Emails you dismiss are listed here. You can still accept them.",
  },
};

const reasons: Record<InboundReason | "unknown", string> = {
  unproven: "The sender isn’t verified: anyone can forge an address.",
  stranger: "The sender isn’t part of this request and isn’t allowed to read it.",
  "which-customer": "The sender belongs to more than one customer, and it doesn’t say which one it’s for.",
  forwarded: "One of you forwarded it. Choose whose request it should be.",
  "wrong-address": "It was sent to a reply address we never gave out.",
  automatic: "It’s automatic, for example an out-of-office reply.",
  own: "It’s one of our own emails that bounced.",
  "too-many": "This sender sent more than 20 emails within an hour.",
  empty: "It has no text and no files.",
  unknown: "We couldn’t tell who it’s from.",
};

export const heldMailsWords = {
  title: (subject: string) => subject || "Email without a subject",
  ask: "Not sure what to do with it?",
  from: "From",
  received: "Received",
  copies: "Copied to",
  thread: "For",
  noThread: "No request. Accepting it opens one",
  why: "Why it’s held",
  whyWas: "Why it was held",
  reason: (reason: InboundReason | null, isAnswer: boolean) =>
    reason === "stranger" && !isAnswer
      ? "We can’t tell who it’s from: no customer has this address."
      : reasons[reason ?? "unknown"],
  ofStaff: "It claims to be from one of your staff. If you accept it, customers will read it as your company’s answer.",
  acceptMeans:
    "Accepting adds its text to the request, and shows that you accepted it. It doesn’t let the sender read anything.",
  acceptOpens: "Accepting opens a request with its text. It won’t belong to anyone until you choose a customer.",
  accept: "Accept",
  acceptAfterAll: "Add it to the request after all",
  openAfterAll: "Open a request after all",
  dismiss: "Dismiss",
  whose: "Is it another address of a customer’s?",
  whoseMeans: (email: string) =>
    `This email and all future ones from ${email} will count as theirs, until you or they remove the address.`,
  isTheirs: (who: string, organization: string) => `It belongs to ${who}, ${organization}`,
  isLetIn: (email: string) => `Emails from ${email} now count as theirs. This one was added to the request.`,
  refusals: {
    ofPerson: (email: string) =>
      `${email} is a sign-in address, so it can’t be added to another person. Just accept the email.`,
    ofStaff: (email: string) => `${email} is one of your own, so it can’t be added to a customer.`,
    ours: (email: string) => `${email} is your own address for customers’ emails, so it can’t be added to a customer.`,
    reserved: (email: string) =>
      `Someone changed from ${email} a few days ago and can still undo that. Just accept the email.`,
    ofSomebody: (email: string) =>
      `${email} already belongs to someone. Just accept the email, or remove the address from them first.`,
  },
  forwarded: "Is this a forwarded customer email?",
  forwardedMeans: (who: string) =>
    `It can become a request from ${who}. The forwarded text becomes their message, and anything above it a note. They’ll get a confirmation.`,
  forwardedShown: "This will appear as their message:",
  forwardedUnknown: "No customer has that address. The request won’t belong to anyone until you choose a customer.",
  forwardedUnproven: "We can’t confirm that one of you forwarded this.",
  openAs: (who: string, organization: string) => `Open as a request from ${who}, ${organization}`,
  openAsUnknown: (email: string) => `Open as a request from ${email}`,
  accepted: "The email was added to the request.",
  acceptedOpens: "The email opened this request.",
  dismissed: "The email was dismissed. We keep its text, and its files for 30 days.",
  acceptedBy: (who: string) => `Accepted by ${who} on {date}. `,
  dismissedBy: (who: string) => `Dismissed by ${who} on {date}`,
  wasDismissed: "We keep its text, and its files for 30 days. You can still accept it.",
  seeThread: "See the request",
  noText: "It has no text.",
  showLabel: "Which emails",
  shows,
  shown: (kind: keyof typeof shows, n: number) => `${shows[kind].name}${n ? ` (${n})` : ""}`,
};
