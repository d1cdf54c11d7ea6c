import type { TripEnd } from "#db/schema/trips.ts";

const ends: Record<TripEnd, string> = {
  seen: "Saw where an order is",
  pdf: "Opened the PDF",
  paid: "Paid",
  answered: "Approved, or asked for a change",
  asked: "Asked a question",
  off: "Turned the emails off",
};

const kinds: Readonly<Record<string, string>> = {
  "order-step": "Order updates",
  "order-corrected": "Corrected order updates",
  "invoice-ready": "New invoices",
  "invoice-due": "Invoices due soon",
  "invoice-overdue": "Overdue invoices",
  "invoice-forwarded": "Forwarded invoices",
  "payment-failed": "Failed payments",
  receipt: "Receipts",
  digest: "Digests",
  "item-link-renewed": "New links",
};

const whole = (n: number) => n.toLocaleString("en");
const mails = (n: number) => `${whole(n)} email${n === 1 ? "" : "s"}`;
const tap = (n: number) => `${n} tap${n === 1 ? "" : "s"}`;
const share = (part: number, all: number) => `${Math.round((100 * part) / all)}%`;

/** "45 seconds", "3 minutes", "5 hours", of seconds. */
function span(seconds: number): string {
  const units = [
    [24 * 3600, "day"],
    [3600, "hour"],
    [60, "minute"],
    [1, "second"],
  ] as const;
  const [size, unit] = units.find(([one]) => seconds >= 2 * one) ?? [1, "second"];
  const n = Math.round(seconds / size);
  return `${whole(n)} ${unit}${n === 1 ? "" : "s"}`;
}

export const tripsWords = {
  title: "Faster than email",
  lead: "From one of our emails to what people came for, in the last 28 days.",
  emptyTitle: "Nothing yet",
  empty: "The first figures come when a customer opens an email of ours. Send yourself one to try it.",
  how: "How this is measured",
  tooFew: (n: number) => `Too few to say: ${whole(n)} so far, and we need 5.`,

  links: "Links that showed what they’re for",
  linksShare: (shown: number, all: number) =>
    `${share(shown, all)} of ${whole(all)} opened links showed what they’re for. The goal is more than 95%.`,
  linksHow:
    "Of all openings of a link in an email, how many showed the page or file it is for. The rest met a link that had expired or was withdrawn, a limit or a fault. Programs aren’t counted.",

  seconds: "From the link to what they came for",
  secondsSpread: (median: number, p90: number) =>
    `${median ? `Half take ${span(median)} or less` : "Half are there at once"}, nine in ten ${p90 ? `within ${span(p90)}` : "too"}.`,
  secondsHow:
    "From opening the link until the PDF, the order’s page, the answer, the question or the payment. Only people who signed in, sent a form or did a second thing on the page. A payment ends when Stripe confirms it.",
  firstLook: (median: number, p90: number) =>
    `Of the emails that were looked at, half were ${median ? `first looked at within ${span(median)} of arriving` : "looked at as soon as they arrived"}, nine in ten ${p90 ? `within ${span(p90)}` : "too"}. That is the customers’ time, not ours.`,

  taps: "Taps until they got there",
  tapsSpread: (median: number, p90: number) =>
    median === p90
      ? `Nine in ten need no more than ${tap(p90)}.`
      : `Half need ${tap(median)} or less, nine in ten no more than ${p90}.`,
  tapsHow:
    "The email’s link is the first tap, and each link or button after it is one more. A code that is typed isn’t a tap.",

  waysTitle: "What people ended with",
  way: (done: TripEnd, n: number) => `${ends[done]}: ${mails(n)}`,
  wayTook: (taps: number, seconds: number) =>
    `, half with ${tap(taps)} or less and ${seconds ? `within ${span(seconds)}` : "at once"}`,

  lookedTitle: "Emails that were looked at",
  looked: (least: number, most: number, delivered: number) =>
    `Of ${mails(delivered)} delivered, between ${share(least, delivered)} and ${share(most, delivered)} were looked at.`,
  lookedBars: "The filled part is people we’re sure of, the striped part may be programs that pass for people.",
  lookedHow:
    "At least: someone signed in, sent a form or did a second thing on the page. At most: also those whose link was only opened. Mail programs open links too, so nobody knows the exact share.",
  kind: "Emails",
  kinds,
  delivered: "Delivered",
  least: "At least",
  most: "At most",
  numbers: "Show the numbers",
  scans: (n: number) => `Programs opened these links ${n === 1 ? "once" : `${whole(n)} times`}, which counts nowhere.`,
};
