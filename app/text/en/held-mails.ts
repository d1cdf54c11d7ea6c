import type { InboundReason } from "#db/schema/requests.ts";

const plural = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

export const heldMails = {
  title: (subject: string) => subject || "A mail without a subject",
  ask: "Unsure what to do with it?",
  back: "Held",
  from: "From",
  received: "Received",
  copies: "In copy",
  thread: "For",
  noThread: "No request: accepted, it opens one",
  why: "Why it is held",
  reasons: {
    unproven: "It is not proven that this address sent it: a mail can carry any sender.",
    stranger: "The sender is not on this request and may not read it.",
    "wrong-address": "It came to a reply address that we never gave out.",
    automatic: "A machine wrote it, such as a notice of absence.",
    own: "It is a mail of ours that came back.",
    "too-many": "This sender wrote more than 20 mails within an hour.",
  } satisfies Record<InboundReason, string>,
  unknownReason: "It could not be told whose it is.",
  ofStaff: "It says it comes from one of your own: once it is accepted, customers read it as your company’s answer.",
  acceptMeans:
    "Accepting puts its words into the thread, with your name as who let them in. It gives nobody the right to read the thread.",
  acceptOpens: "Accepting opens a request with its words. It is nobody’s until it is known whose it is.",
  accept: "Accept",
  dismiss: "Dismiss",
  accepted: "The mail is in the thread.",
  dismissed: "The mail is dismissed. Its words are kept, its files for 30 days.",
  wasAccepted: (who: string) => `Accepted by ${who}`,
  wasDismissed: (who: string) => `Dismissed by ${who}: its words are kept, its files for 30 days, and it can still be accepted.`,
  seeThread: "See the request",
  noText: "It has no text.",
  automatic: "Automatic mails",
  automaticWhy: "Written by machines: kept out of the threads, in case one matters.",
  allAutomatic: (n: number) => `See ${plural(n, "automatic mail", "automatic mails")}`,
  backToHeld: "See what is held for you",
};
