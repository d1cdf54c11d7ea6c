import { requestReference } from "../request-reference.ts";

const plural = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;
const listed = (names: string[]) =>
  names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)!}` : (names[0] ?? "");

/** How long somebody has waited, in one unit: "12 min", "3 h", "2 days". */
function waited(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h`;
  return `${Math.floor(minutes / (24 * 60))} days`;
}

export const staffRequests = {
  title: "Requests",
  ask: "Is something missing here?",
  queuesLabel: "Queues",
  queues: { "needs-answer": "Needs answer", waiting: "Waiting on customer", held: "Held", closed: "Closed" },
  whoseLabel: "Whose",
  everybodys: "Everybody’s",
  whose: { mine: "Mine", nobody: "Nobody’s yet" },
  states: { new: "New", waiting: "Wrote again", answered: "Answered", closed: "Closed" },
  statuses: { "waiting-for-us": "Needs answer", "your-turn": "Waiting on customer", closed: "Closed" },
  lateSince: "Late since {date}",
  unverified: "Unverified",
  nobodys: "No customer",
  waited,
  assignedTo: (email: string) => `With ${email}`,
  pages: "Pages",
  first: "First page",
  further: "Next page",
  emptyTitle: {
    "needs-answer": "Nobody waits for an answer",
    waiting: "No customer’s turn",
    closed: "Nothing is closed yet",
  },
  empty: {
    "needs-answer": "As soon as a customer writes, it stands here; who waits longest comes first.",
    waiting: "Requests that you have answered stand here until the customer writes again.",
    closed: "Requests that are settled stand here, the newest first.",
  },

  back: "Requests",
  lead: (number: number, who: string) => `${requestReference(number)} · ${who}`,
  beside: "In the queue",
  unverifiedTitle: "Unverified",
  disowned: "Whose address it is says that it was not them. No answer is mailed.",
  unverifiedCustomer:
    "The address is theirs, but whose customer they are is not known: tell nothing here that only a customer may know.",
  unverifiedWhy: "Anybody can type any address: tell nothing here that only this customer may know.",
  via: { portal: "portal", mail: "mail", contact: "contact form" },
  letIn: (email: string) => `let in by ${email}`,
  notTheirs: "not proven to be theirs",
  outsider: "may not read this request",
  note: "Note",
  noteWho: "only you and your colleagues see it",
  closed: "Closed",
  reopened: "Opened again",
  quoted: "Show quoted text",
  earlier: (n: number) => `Show ${plural(n, "earlier message", "earlier messages")}`,
  unreached: (emails: string[]) => `A mail of this thread did not reach ${listed(emails)}.`,
  unreachedWhy: "They find it in the portal all the same, once they sign in.",
  unreachedForGood: "They cannot sign in to read it: an answer that does not arrive is yours to give again.",

  answer: "Answer",
  answerGoes: (names: string[]) => (names.length ? `Goes to ${listed(names)}, by mail.` : "Nobody is on this thread."),
  gets: (emails: string[]) => `${listed(emails)} ${emails.length > 1 ? "get" : "gets"} nothing: not on this request.`,
  opensAgain: "This request is closed: an answer opens it again.",
  send: "Send",
  sendAndClose: "Send and close",
  writeNote: "Write as note",
  close: "Close without an answer",
  reopen: "Open it again",
  messageMissing: "Write something first",
  messageTooLong: (most: number) => `Write at most ${most.toLocaleString("en")} characters`,
  overtaken: "Somebody has written in between. Read it, then send yours again if it still fits",
  said: {
    sent: "Your answer is sent.",
    sentAndClosed: "Your answer is sent, and the request is closed.",
    noted: "Your note is kept.",
  },
  savedReplies: "Saved replies",
  savedRepliesHint: "Choose one before you write: it fills the box anew.",
  useReply: "Use it",
  useNamed: (name: string) => `Use it: ${name}`,
  manageReplies: "Change the saved replies",
  before: "Before you answer",
  late: "Late",
  lateWhy: "The customer was told to expect an answer by {date}.",
  alsoOpen: (who: string) => `${who} has this open since {date}.`,
  heldHere: (email: string) => `A mail from ${email} for this thread is held`,

  assignee: "Who answers it",
  nobodyYet: "Nobody yet",
  you: (name: string) => `${name} (you)`,
  assign: "Save",
  take: "Take it",
  assigned: (who: string | null) => (who ? `${who} answers it now.` : "Nobody in particular answers it now."),

  about: "About",
  nothing: "Nothing in particular",
  changeLink: "Change",
  changeLinkNamed: "Change what it is about",
  linkTitle: "What is it about?",
  linkChoose: "Newest invoices and orders",
  linkNumber: "Or its number",
  linkNumberHint: "An invoice’s number or an order’s reference",
  linkWho:
    "Who of the customer’s people may read the request follows from it: questions of invoices are read by those who see billing.",
  link: "Save",
  linkGone: "What you chose is not among the newest any more: type its number",
  linkNotFound: (who: string) => `${who} has no invoice or order of this number`,
  linkNobodys: "This request is no customer’s yet, so there is nothing to link it to.",
  linked: "It is linked.",
  unlinked: "It is about nothing in particular now.",

  customer: "Customer",
  factsUnproven: "Nothing of a customer is shown here: it is not proven who asks.",
  factsUnknown: "Nobody the portal knows.",
  factsNobodys: "We know the address, but not whose customer it is.",
  whoseIsIt: "Whose is it?",
  give: (customer: string) => `Give it to ${customer}`,
  giveMeans: (customer: string) =>
    `It becomes a request of ${customer}: their people who may see requests read all that is written here, but no notes.`,
  giveAnswers: (names: string[]) =>
    names.length
      ? `Answers go to ${listed(names)}.`
      : "Answers are mailed to nobody: none of their people is an owner.",
  giveNoMore: (email: string) => `None is mailed to ${email} any more, and what they write by mail is held.`,
  giveAnother: "Choose another customer",
  given: (customer: string) => `It is a request of ${customer} now.`,
  givenBefore: "Nothing is changed: somebody has said whose it is before you.",
  open: "Open",
  openNothing: "Nothing to pay",
  invoices: (n: number) => plural(n, "invoice", "invoices"),
  inStripe: (number: string | null) => `${number ?? "Invoice"} in Stripe`,
  orders: "Newest orders",
  noOrders: "None",
  otherRequests: "Other requests",
  noOthers: "None",
  people: "People",
  morePeople: (n: number) => `and ${n} more`,
  notYetClosed: "Nothing is changed yet: somebody has written in between. Read it first.",
  isClosed: "The request is closed.",
  isOpen: "The request is open again.",
};
