import type { RequestJob } from "#db/schema/requests.ts";
import type { AskedJob } from "../asked.ts";
import type { BaselineFault } from "../baseline-form.ts";
import type { Words } from "../../text/words.ts";

const times = (n: number) => (n === 1 ? "once" : n === 2 ? "twice" : `${n} times`);
const difference = (fewer: number) => (fewer > 0 ? `${fewer} fewer` : fewer < 0 ? `${-fewer} more` : "the same");
const sentence = (words: string) => `${words[0]!.toUpperCase()}${words.slice(1)}.`;

/** Working time in words: "45 min", "3 h", "3 h 20 min". */
function worked(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (!minutes) return "under 1 min";
  return [hours ? `${hours} h` : null, rest ? `${rest} min` : null].filter(Boolean).join(" ");
}

/** What customers ask, job by job. `{date}` is where a date is put. */
const asked = {
  titles: {
    invoice: "Questions about invoices",
    order: "Questions about orders",
    details: "Questions about billing details",
    payment: "Questions about paying",
    other: "Other questions",
  } satisfies Record<RequestJob, string>,
  listTitles: {
    invoice: "Asked about invoices",
    order: "Asked about orders",
    details: "Asked about billing details",
    payment: "Asked about paying",
    other: "Asked about anything else",
    unsorted: "Not sorted yet",
  } satisfies Record<AskedJob, string>,
  listed: (n: number, isLately: boolean) =>
    `${n} ${n === 1 ? "question" : "questions"} in the last ${isLately ? "four full weeks" : "13 weeks"}`,
  newestShown: (n: number) => `The newest ${n} are listed here.`,
  howToSort: "Nobody has said yet what these were about. You can say so on each one’s page.",
  listEmpty: "There’s no question like this in these weeks any more.",
  names: {
    invoice: "Invoices",
    order: "Orders",
    details: "Billing details",
    payment: "Paying",
    other: "Other",
  } satisfies Record<RequestJob, string>,
  parts: "What customers ask about",
  lead: "The last 13 weeks.",
  thisWeek: (asked: number, looked: number) =>
    [`${asked} asked this week so far`, looked ? `${looked} of them though they had looked at the page first` : null]
      .filter(Boolean)
      .join(", ") + ".",
  trend: difference,
  lately: (here: number, byMail: number, looked: number) =>
    `${here} asked here and ${byMail} by email in the last four full weeks${looked ? `, ${looked} of them after looking at the page` : ""}.`,
  beforeTitle: "Compared with before",
  before: (n: number) => `Before: ${n} a week, as you said on {date}.`,
  now: (n: number, fewer: number) => `Now: ${n} a week. ${sentence(difference(fewer))}`,
  measured: (weeks: number) =>
    `“Now” is a usual week: of the last ${weeks} full weeks, half had that many questions or fewer. Other things may have changed too.`,
  measuredAll:
    "“Now” is a usual week: of the full weeks since you gave your estimate, half had that many questions or fewer. “Before” is what you remembered, not what was measured. Other things may have changed too.",
  answersFound: (n: number) => `At most ${n} answers a week were found without asking.`,
  nothingSaid: "Say how many emails came each week before, and you’ll see here how many come now.",
  changeBefore: "Change how many came before",
  tooSoon: (n: number) =>
    `You said on {date} that ${n} a week came before. We’ll compare once there are four full weeks after that.`,
  sayBefore: "Say how many came before",
  weekTitle: "Week by week",
  chart: (week: number, n: number) =>
    `${n ? `Most was asked in week ${week}: ${times(n)}.` : "Nobody has asked in these weeks."} Filled bars show how often in the portal, outlined bars how often by email. The striped and dashed week isn’t over.`,
  here: "In the portal",
  byMail: "By email",
  looked: "Had looked first",
  emptyTitle: "Nobody has asked yet",
  empty: "Questions appear here, with whether their author had opened the page before.",
  topicsTitle: "Asked most",
  topicsLead:
    "Questions with the same subject count as one, even if the order or invoice number in it differs. These are worth a better answer on your pages.",
  asked: (n: number) => `asked ${times(n)}`,
  afterLook: (n: number) => `${times(n)} after a look at the page`,
  newest: "newest {date}",
  showUnsorted: "Show them",
  answersTitle: "Your answers",
  answersLead: "In your working hours.",
  reply: "First reply",
  closing: "Until closed",
  spread: (median: number, p90: number, n: number) =>
    `Half within ${worked(median)}, nine in ten within ${worked(p90)} (${n} in all)`,
  tooFew: (n: number) => (n ? `Too few to say: ${n} so far` : "None yet"),
  waiting: "Still waiting",
  waits: (n: number, longest: number | null) =>
    longest === null ? String(n) : `${n}, the longest for ${worked(longest)}`,
  nobodyWaits: "Nobody",
  votes: "Did this answer it?",
  voted: (yes: number, no: number) => `${yes} yes, ${no} no`,
  nobodyVoted: "Nobody has said yet",
  howTitle: "What these figures leave out",
  how: [
    "Only people who are signed in, and don’t ask for privacy, are known to have looked; those who open a link in an email aren’t.",
    "A look counts when it was in the three days before the question.",
    "Held emails count once you’ve accepted them. Notes and automatic emails count as nothing.",
  ],
  unsorted: (n: number) =>
    n === 1
      ? "1 question isn’t in any of these figures: nobody has said what it was about."
      : `${n} questions aren’t in any of these figures: nobody has said what they were about.`,
};

/** What the company says of the time before. */
const baseline = {
  part: "Before",
  title: "Which emails are you tired of?",
  lead: "Tell us which questions by email you’d like fewer of: roughly how many of each came in a week before you had this portal? We compare that with what’s asked now, and say it was your estimate.",
  about: {
    invoice: "About invoices: “Can you send me the PDF?”",
    order: "About orders: “Where is it?”",
    details: "About billing details: “We’ve moved.”",
    payment: "About paying: “How do I change my card?”",
    other: "About anything else",
  } satisfies Record<RequestJob, string>,
  saidBy: (email: string) => `${email} said so on {date}.`,
  faults: {
    notANumber: (name: string) => `${name}: enter a whole number like 20, or leave it empty`,
    negative: (name: string) => `${name}: enter 0 or more, or leave it empty`,
    tooLarge: (name: string) => `${name}: enter 9,999 or less`,
  } satisfies Record<BaselineFault, (name: string) => string>,
  save: "Save",
  saved: "Saved. We’ll compare it once there are four full weeks.",
  removed: "Removed. There’s nothing to compare with now.",
};

const en = { asked, baseline };

/** Every sentence about what customers ask, by language. */
export const askedText = { en } satisfies Words;
