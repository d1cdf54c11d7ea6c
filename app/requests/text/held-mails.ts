import type { InboundReason } from "#db/schema/requests.ts";

/** The three lists of mails that were not posted. */
const shows = {
  held: {
    name: "To decide",
    back: "Held",
    emptyTitle: "Nothing is held",
    empty: "Mails whose sender is not proven wait here until one of you has looked at them.",
  },
  automatic: {
    name: "Automatic",
    back: "Automatic mails",
    why: "Written by machines: kept out of the threads, in case one matters.",
    emptyTitle: "No automatic mails",
    empty: "What machines write, such as notices of absence, is kept out of the threads and stands here.",
  },
  dismissed: {
    name: "Dismissed",
    back: "Dismissed mails",
    why: "Taken out of the queue by one of you: each can still be accepted.",
    emptyTitle: "Nothing is dismissed",
    empty: "Mails that one of you dismisses stand here, and can still be accepted.",
  },
};

const reasons: Record<InboundReason | "unknown", string> = {
  unproven: "It is not proven that this address sent it: a mail can carry any sender.",
  stranger: "The sender is not on this request and may not read it.",
  "which-customer": "The sender belongs to more than one customer, and it does not say which one it is for.",
  forwarded: "One of you forwarded it. Choose whose request it should be.",
  "wrong-address": "It came to a reply address that we never gave out.",
  automatic: "A machine wrote it, such as a notice of absence.",
  own: "It is a mail of ours that came back.",
  "too-many": "This sender wrote more than 20 mails within an hour.",
  empty: "It says nothing, and brings no file.",
  unknown: "It could not be told whose it is.",
};

export const heldMailsWords = {
  title: (subject: string) => subject || "A mail without a subject",
  ask: "Unsure what to do with it?",
  from: "From",
  received: "Received",
  copies: "In copy",
  thread: "For",
  noThread: "No request: accepted, it opens one",
  why: "Why it is held",
  whyWas: "Why it was held",
  reason: (reason: InboundReason | null, isAnswer: boolean) =>
    reason === "stranger" && !isAnswer
      ? "It cannot be told whose it is: no customer has this address."
      : reasons[reason ?? "unknown"],
  ofStaff: "It says it comes from one of your own: once it is accepted, customers read it as your company’s answer.",
  acceptMeans:
    "Accepting puts its words into the thread, with your name as who let them in. It gives nobody the right to read the thread.",
  acceptOpens: "Accepting opens a request with its words. It stays unassigned until you choose a customer.",
  accept: "Accept",
  acceptAfterAll: "Put it into the thread after all",
  openAfterAll: "Open a request after all",
  dismiss: "Dismiss",
  whose: "Is it another address of a customer’s?",
  whoseMeans: (email: string) =>
    `The mail then counts as theirs, and so does all that comes from ${email} from now on, until you or they end it.`,
  isTheirs: (who: string, organization: string) => `It belongs to ${who}, ${organization}`,
  isLetIn: (email: string) => `Emails from ${email} now count as theirs. This one was added to the request.`,
  refusals: {
    ofPerson: (email: string) =>
      `${email} is how a person signs in here, so it is never let in as somebody else’s. Accept the mail alone.`,
    ofStaff: (email: string) => `${email} is one of your own, so it is never let in as a customer’s.`,
    ours: (email: string) => `${email} is where your customers’ mails go, so it is never let in as a customer’s.`,
    reserved: (email: string) =>
      `Somebody signed in with ${email} until a few days ago, and can take it back for now. Accept the mail alone.`,
    ofSomebody: (email: string) =>
      `${email} is let in as somebody’s already. Accept the mail alone, or end that first.`,
  },
  forwarded: "Is this a forwarded customer email?",
  forwardedMeans: (who: string) =>
    `It can become a request of ${who}: with the forwarded words, and anything above them added as a note. They’ll get a confirmation.`,
  forwardedShown: "This is what they’ll read as their own words:",
  forwardedUnknown: "No customer has that address: the request stays unassigned until you choose a customer.",
  forwardedUnproven: "We can’t confirm that one of you forwarded this.",
  openAs: (who: string, organization: string) => `Open as a request of ${who}, ${organization}`,
  openAsUnknown: (email: string) => `Open as a request of ${email}`,
  accepted: "The mail is in the thread.",
  acceptedOpens: "The mail has opened this request.",
  dismissed: "The mail is dismissed. Its words are kept, its files for 30 days.",
  acceptedBy: (who: string) => `Accepted by ${who} on {date}. `,
  dismissedBy: (who: string) => `Dismissed by ${who} on {date}`,
  wasDismissed: "Its words are kept, its files for 30 days, and it can still be accepted.",
  seeThread: "See the request",
  noText: "It has no text.",
  showLabel: "Which mails",
  shows,
  shown: (kind: keyof typeof shows, n: number) => `${shows[kind].name}${n ? ` (${n})` : ""}`,
};
