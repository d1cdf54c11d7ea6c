import type { Outcome } from "#db/schema/usage.ts";
import { pageNames } from "./page-names.ts";

const count = (n: number, one: string, many: string) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
const times = (n: number) => (n === 1 ? "once" : `${n.toLocaleString("en")} times`);

const outcomes: Record<Outcome, string> = {
  "invoice.pdf": "Invoice PDF opened",
  "invoice.paid": "Invoice paid",
  "details.saved": "Billing details changed",
  "order.seen": "Order looked up",
  "order.followed": "Parcel followed at its carrier",
  "order.approved": "Order approved",
  "request.asked": "Question asked here",
  "request.by-mail": "Question asked by email",
  "signed-in": "Signed in",
  "off.by-link": "Emails turned off by a link",
  "digest.opened": "Digest link opened",
};

type Weeks = { thisWeek: number; lastWeek: number };
type Asked = { here: number; byMail: number };

export const insightsWords = {
  title: "Insights",
  lead: "What customers do here, counted by day. Nobody’s name, address or browser is kept.",
  madeUp: "This portal runs in development mode, so these figures may be made up.",
  emptyTitle: "Nothing yet",
  empty: "The first figures appear when a customer opens one of your emails.",
  csv: "All figures (CSV)",

  week: "This week",
  helped: ({ thisWeek, lastWeek }: Weeks) =>
    `${thisWeek ? `Customers have helped themselves ${times(thisWeek)} so far this week` : "Nobody has looked anything up yet this week"}. Last week it was ${times(lastWeek)}.`,
  asked: ({ here, byMail }: Asked) =>
    here + byMail
      ? `${count(here, "question was", "questions were")} asked here and ${count(byMail, "question", "questions")} by email.`
      : "Nobody has asked a question this week.",
  wanted: (what: string, most: number) => `Most used in the last 28 days: ${what} (${times(most)} at most).`,

  jobsTitle: "Looked up or asked",
  jobsLead:
    "In the last four full weeks. Looking up counts once a day for each person and each invoice, order or page. A question counts in the week it’s asked. The trend compares questions with the four weeks before.",
  jobsLeadHelped: "In the last four full weeks. Each person counts once a day for each invoice, order or page.",
  job: "About",
  jobHelped: "Looked up",
  jobHere: "Asked here",
  jobByMail: "By email",
  jobLooked: "Asked after looking",
  jobTrend: "Trend",
  unsorted: "Not sorted yet",
  notCounted: "not counted",
  chartTitle: "Helped themselves and asked, by week",
  chart: (week: number, n: number) =>
    `${n ? `Customers helped themselves most in week ${week}: ${times(n)}.` : "Nobody has looked anything up in these weeks."} Filled bars show how often they helped themselves, outlined bars how often they asked. The striped and dashed week isn’t over.`,
  chartHelped: "Helped themselves",
  chartAsked: "Asked",
  chartWords: {
    week: "Week",
    table: "Show the numbers",
    soFar: "so far",
    short: (week: number, day: string) => `Week ${week}, from ${day}`,
    row: (week: string, day: string) => `${week}, from ${day}`,
  },

  openedTitle: "What customers use",
  openedLead:
    "In the last 28 days. “At least” counts people who were signed in or sent a form; “at most” adds those who only opened a link.",
  openedEmpty: "Nobody has opened a page yet.",
  outcome: "Done",
  page: "Opened",
  least: "At least",
  most: "At most",
  outcomes,
  pages: pageNames,

  neverTitle: "Never signed in",
  never: (n: number, hasMore: boolean) =>
    n
      ? `${n.toLocaleString("en")}${hasMore ? " or more" : ""} ${n === 1 ? "customer has" : "customers have"} never signed in.`
      : "Every customer with someone who can sign in has done so.",
  neverAll: "See who",

  leftTitle: "What is left out, and why",
  leftLead: "Pages opened in the last 28 days that aren’t counted above.",
  left: {
    machine: "Programs, such as mail scanners and previews",
    staff: "Your own staff",
    "left-out": "People who asked not to be counted, here or in their browser",
  },
  why: "Why left out",
  opened: "Pages opened",
  mail: "These figures also come by email on Mondays. Change your emails",
  weekly: {
    helped: ({ last, before }: { last: number; before: number }) =>
      `Customers helped themselves ${times(last)} last week. The week before it was ${times(before)}.`,
    asked: ({ here, byMail }: Asked) =>
      `They asked ${count(here, "question", "questions")} in the portal and ${count(byMail, "question", "questions")} by email.`,
    wanted: (what: string, n: number) => `What they did most: ${what.toLowerCase()}, ${times(n)}.`,
    moved: (what: string, last: number, before: number) =>
      `${what} changed most: looked up ${times(last)}, and ${times(before)} the week before.`,
  },

  mindTitle: "What these figures can’t say",
  mind: [
    "Opening a page doesn’t mean it answered the question.",
    "Several people in one office can look like one where they aren’t signed in.",
    "Some programs pass for people, so use “at most” with care.",
    "A tap on Pay isn’t counted as paid. Only Stripe’s confirmation is.",
    "After a restart, someone may count twice that day.",
    "Mail programs open images and links by themselves, so nothing here is called an open rate.",
    "The week that isn’t over always looks small, and so does whatever you switched on in the middle of one.",
    "How many emails came before is what someone remembered. Nobody measured it.",
    "A look before a question is only known of people who were signed in.",
    "There are no averages: one long wait would move them all.",
  ],
};
