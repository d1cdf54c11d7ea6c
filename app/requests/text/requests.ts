import type { RequestStatus } from "../requests.ts";
import { waiting } from "../../text/waiting.ts";

const thousands = (n: number) => n.toLocaleString("en-GB");
const count = (n: number) => (n === 1 ? "1 request" : `${n} requests`);
const maxNames = 3;

/** Everybody who reads along: "You, Ben and Norrland Chairs". */
function everybody(names: string[], company: string): string {
  const shown = names.length > maxNames + 1 ? names.slice(0, maxNames) : names;
  const rest = names.length - shown.length;
  return `${["You", ...shown, ...(rest ? [`${rest} colleagues`] : [])].join(", ")} and ${company}`;
}

/** Support requests. `{date}` is where a date is put. */
export const requestsWords = {
  title: "Requests",
  status: {
    "waiting-for-us": "Waiting for us",
    "your-turn": "Your turn",
    closed: "Closed",
  } satisfies Record<RequestStatus, string>,
  since: {
    "waiting-for-us": "since {date}",
    "your-turn": "since {date}",
    closed: "{date}",
  } satisfies Record<RequestStatus, string>,
  you: "You",
  fromUs: "From us",
  newest: "Newest request",
  mailLost: "A mail of this did not reach you.",
  seeWhy: "See why",
  named: (reference: string) => `Request ${reference}`,

  counted: (open: number, all: number) => (open ? `${open} open · ${count(all)}` : `Nothing open · ${count(all)}`),
  found: (found: number, all: number) => `${found} of ${count(all)}`,
  askedAbout: "Open requests about this",
  asked: (who: string | null) => `${who ?? "You"} asked on {date}`,
  allAsked: (n: number) => `All ${n} open requests about this`,
  ask: "Ask us something",
  filter: "Filter",
  whose: "Whose",
  everyone: "Everybody’s",
  mine: "Mine",
  state: "State",
  everyState: "All",
  states: { open: "Open", closed: "Closed" },
  show: "Show",
  clear: "Clear",
  everything: "Show all requests",
  emptyTitle: "No requests yet",
  empty:
    "What you ask us appears here, with our answers. It costs you one text box, and nobody has to search their mail.",
  noneTitle: "No request fits",
  none: "None of your requests is what you filtered for.",
  noMoreTitle: "No more requests",
  noMore: "You have seen them all.",

  newTitle: "Ask us",
  about: "About",
  subject: "Subject",
  subjectTooLong: (limit: number) => `Shorten the subject to ${limit} characters`,
  message: "Your message",
  messageMissing: "Enter your message",
  messageTooLong: (limit: number) =>
    `Your message is too long: shorten it to ${thousands(limit)} characters, or send it in parts`,
  tooMany: (seconds: number, mail: string) =>
    `You have sent very many messages. Wait ${waiting(seconds)}, then send this one: it is still here. Or write to ${mail}.`,
  tooOften: (seconds: number, mail: string) =>
    `Nothing was changed: you have sent very much. Wait ${waiting(seconds)}, then try again, or write to ${mail}.`,
  send: "Send",
  willSee: (names: string[], company: string) => `${everybody(names, company)} will see this.`,
  canSee: (names: string[], company: string) => `${everybody(names, company)} can see this`,
  answerBy: "We usually answer by {date}.",
  later: "We need longer than usual for this. You are not forgotten.",
  sent: (reference: string, by: string) => `Sent as ${reference}. We usually answer by ${by}.`,

  earlier: (n: number) => (n === 1 ? "Show the earlier message" : `Show ${n} earlier messages`),
  byMail: "by email",
  letIn: "by email, not proven to be theirs",
  typed: "on the contact page, not proven to be theirs",
  copiedTitle: "In copy of an email here",
  letThemIn: "Let them in",
  letInNamed: (name: string) => `Let them in: ${name}`,
  isLetIn: (name: string) => `${name} can read and answer this from now on.`,
  quoted: "Show quoted text",
  closedBy: (who: string) => `${who} closed this on {date}`,
  reopenedBy: (who: string) => `${who} opened this again on {date}`,
  reply: "Your reply",
  replyReopens: "This request is closed. Your reply opens it again.",
  sendReply: "Send reply",
  replied: (by: string) => `Sent. We usually answer by ${by}.`,
  wasItYou: "On {date} somebody wrote to us with your address. Was it you?",
  haveALook: "Have a look",
  claimTitle: "Did you write this?",
  claimLead: "Somebody wrote it on {date} with your address, and was not signed in.",
  claimFor: "For which organization",
  claim: "Yes, it is mine",
  disown: "No, it was not me",
  claimed: "It is yours now: your colleagues who may see requests can see it too.",
  disowned: "Thank you. We know now that it was not you.",

  close: "Close request",
  isClosed: "Closed. Write a reply whenever you need it again.",
  reopen: "Open it again",
  isReopened: "Open again. We answer as soon as we can.",
};

/** Requests on the home page. */
export const homeRequestsWords = {
  reply: (reference: string) => `We answered ${reference}: `,
  moreReplies: (n: number) => (n === 1 ? "And 1 more reply" : `And ${n} more replies`),
};
