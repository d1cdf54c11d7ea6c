import type { ItemName } from "../requests/about-name.ts";
import type { Words } from "../text/words.ts";

const itemLink = {
  sentTo: (address: string) => `For ${address}`,
  toSeeEverything: "to see everything",
  expiredTitle: "This link has expired",
  expiredLead: (item: string) => `It was for ${item}. Links in our emails work for 90 days.`,
  its: ({ kind, number }: ItemName) => (number === null ? "an invoice" : `${kind} ${number}`),
  newLinkTo: "We can send a new one to",
  whereItWent: "where this one went.",
  newLink: "Email me a new link",
  renewedTitle: "A new link is on its way",
  renewedLead: (item: string, address: string) => `We’ve sent a link to ${item} to ${address}.`,
  renewedNext:
    "It usually arrives within a minute. If it doesn’t, check your spam folder, or sign in: everything is there too.",
  goneTitle: "This link no longer works",
  goneLead:
    "It may be incomplete, or it may have been withdrawn. Try opening it from the email again, sign in, or ask us.",
  signIn: "Sign in",
  question: "Ask about this",
  codeTitle: { approved: "Enter the code to approve", change: "Enter the code to ask for a change" },
  codeSent: (address: string, minutes: number) =>
    `We’ve emailed a code to ${address}. It works for ${minutes} minutes, in this browser.`,
  codeSentAgain: "Sent again. Use the newest email.",
  codeFor: "For",
  codeNote: "Your words",
  code: "6-digit code",
  codeRefused: "That code doesn’t work. Use the newest email, or send a new code",
  give: { approved: "Approve", change: "Ask for a change" },
  again: "Send a new code",
  answerAnew: "Change my answer",
  codeFirst: (address: string) => `We’ll email a code to ${address} first, to make sure it’s you.`,
  already: "Someone has already answered this. See below.",
  askAbout: (item: string) => `Ask about ${item}`,
  answerTo: (address: string) => `We’ll reply to ${address}.`,
  message: "Your message",
  send: "Send",
  asked: (reference: string, address: string) => `Sent as ${reference}. We’ll reply to ${address}.`,
  ask: "Something wrong with this link?",
};

const en = { itemLink };

/** Every sentence of the pages behind item links, by language. */
export const linksText = { en } satisfies Words;
export type LinksText = typeof en;
