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
  heads: ["Request", "Details", "Date", "Status"],
  since: {
    "waiting-for-us": "since {date}",
    "your-turn": "since {date}",
    closed: "{date}",
  } satisfies Record<RequestStatus, string>,
  you: "You",
  fromUs: "From us",
  newest: "Latest request",
  mailLost: "We emailed you about this, but it didn’t reach you.",
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
  everyone: "All",
  mine: "Mine",
  state: "State",
  everyState: "All",
  states: { open: "Open", closed: "Closed" },
  show: "Show",
  clear: "Clear",
  everything: "Show all requests",
  emptyTitle: "No requests yet",
  empty: "Your questions and our answers will appear here.",
  noneTitle: "No matching requests",
  none: "Try another filter.",
  noMoreTitle: "No more requests",
  noMore: "You’ve seen them all.",

  newTitle: "Ask us",
  about: "About",
  subject: "Subject",
  addSubject: "Add a subject",
  subjectTooLong: (limit: number) => `Shorten the subject to ${limit} characters`,
  message: "Your message",
  messageMissing: "Enter your message",
  messageTooLong: (limit: number) =>
    `Your message is too long: shorten it to ${thousands(limit)} characters, or send it in parts`,
  tooMany: (seconds: number, mail: string) =>
    `You’ve sent a lot of messages. Wait ${waiting(seconds)}, then send this one. It’s still here. Or write to ${mail}.`,
  tooOften: (seconds: number, mail: string) =>
    `Nothing has changed: you’ve sent a lot in a short time. Wait ${waiting(seconds)}, then try again, or write to ${mail}.`,
  send: "Send",
  willSee: (names: string[], company: string) => `${everybody(names, company)} will see this.`,
  canSee: (names: string[], company: string) => `${everybody(names, company)} can see this`,
  answerBy: "We usually answer by {date}.",
  later: "This is taking longer than usual. We haven’t forgotten you.",
  sentBefore: "You’d already sent this, so it wasn’t sent again. Here it is.",
  sent: (reference: string, by: string) => `Sent as ${reference}. We usually answer by ${by}.`,

  earlier: (n: number) => (n === 1 ? "Show the earlier message" : `Show ${n} earlier messages`),
  byMail: "by email",
  byLink: "through the link in an email to this address",
  letIn: "by email, sender not verified",
  typed: "on the contact page, sender not verified",
  copiedTitle: "Copied in on an email",
  letThemIn: "Add to this conversation",
  letInNamed: (name: string) => `Add to this conversation: ${name}`,
  isLetIn: (name: string) => `${name} can now read and answer this.`,
  quoted: "Show quoted text",
  closedBy: (who: string) => `${who} closed this on {date}`,
  reopenedBy: (who: string) => `${who} reopened this on {date}`,
  reply: "Your reply",
  replyReopens: "This request is closed. Your reply will reopen it.",
  sendReply: "Send reply",
  replied: (by: string) => `Sent. We usually answer by ${by}.`,
  wasItYou: "Someone wrote to us from your address on {date}. Was that you?",
  haveALook: "Have a look",
  claimTitle: "Did you write this?",
  claimLead: "Someone wrote this from your address on {date} without signing in.",
  claimFor: "For which organization",
  claim: "Yes, that was me",
  disown: "No, that wasn’t me",
  claimed: "Thanks. Your colleagues who can see requests can see it too.",
  disowned: "Thanks. We now know it wasn’t you.",

  close: "Close request",
  isClosed: "Closed. Reply to reopen it.",
  reopen: "Reopen",
  isReopened: "Reopened. We’ll get back to you.",
};

/** Requests on the home page. */
export const homeRequestsWords = {
  reply: (reference: string) => `We answered ${reference}`,
  moreReplies: (n: number) => (n === 1 ? "And 1 more reply" : `And ${n} more replies`),
};
