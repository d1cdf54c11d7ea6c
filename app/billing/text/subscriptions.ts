import type { SubscriptionState } from "../subscription-state.ts";
import type { CustomerPortalChange } from "../customer-portal-changes.ts";

const intervals: Readonly<Record<string, string>> = { day: "day", week: "week", month: "month", year: "year" };

export const subscriptionsWords = {
  title: "Subscriptions",
  unnamed: "Subscription",
  states: {
    active: "Active",
    trial: "Trial",
    ending: "Ending",
    paused: "Paused",
    "past-due": "Past due",
    unpaid: "Unpaid",
    waiting: "Waiting for payment",
    ended: "Ended",
  } satisfies Record<Exclude<SubscriptionState, "other">, string>,
  otherState: (word: string) => word.charAt(0).toUpperCase() + word.slice(1).replaceAll("_", " "),
  per: (amount: string, interval: string | null, every: number) => {
    const unit = interval && (intervals[interval] ?? interval);
    if (!unit) return amount;
    return every === 1 ? `${amount} a ${unit}` : `${amount} every ${every} ${unit}s`;
  },
  byUse: "By use",
  eachByUse: (price: string) => `${price} each, by use`,
  varies: "Varies with use",
  times: (count: string, price: string) => `${count} × ${price}`,
  /** "12 seats", where the company says what it counts; else "12". */
  counted: (quantity: string, isOne: boolean, unitLabel: string | null) =>
    unitLabel ? `${quantity} ${unitLabel}${isOne ? "" : "s"}` : quantity,
  items: "What it is made of",
  asks: {
    past_due: (name: string) => `${name}: the last payment did not go through`,
    unpaid: (name: string) => `${name}: the last payments did not go through`,
    incomplete: (name: string) => `${name} starts once its first invoice is paid`,
    paused: (name: string) => `${name} is paused: there was nothing to pay with`,
  },
  running: (count: number) => (count === 1 ? "1 subscription" : `${count} subscriptions`),
  nextCharge: (method: string | null) => `Next charge on {date}${method ? `, to ${method}` : ""}.`,
  nextInvoice: "Next invoice on {date}.",
  itemNext: "Next on {date}",
  trialUntil: "Free trial until {date}. The first payment is due then.",
  trialWithoutMethod: {
    ends: "Free trial until {date}. There is no payment method: it ends then unless you add one.",
    pauses: "Free trial until {date}. There is no payment method: it pauses then unless you add one.",
    asks: "Free trial until {date}. The first payment is due then. There is no payment method yet.",
  },
  trialEnds: "Free trial until {date}.",
  endsOn: "Ends on {date}. Nothing is charged after that.",
  ends: "It ends with the time that is paid for. Nothing is charged after that.",
  endedOn: "Ended on {date}",
  pausedUntil: "Paused until {date}.",
  paused: "Paused for now.",
  pausedForMethod: "Paused: the trial ended and there was nothing to pay with.",
  pausedFree: "Nothing is charged meanwhile.",
  pausedDrafts: "Invoices are held back meanwhile.",
  pastDue: "The last payment did not go through.",
  unpaid: "The last payments did not go through, so no more are tried.",
  waiting: "It starts once its first invoice is paid.",
  payOpen: (number: string | null) => (number ? `Pay invoice ${number}` : "Pay the open invoice"),
  seeOpen: (number: string | null) => (number ? `See invoice ${number}` : "See the open invoice"),
  toMethods: "Add a payment method",
  change: "Change",
  changeNamed: (name: string) => `Change ${name}`,
  cancel: "Cancel",
  cancelNamed: (name: string) => `Cancel ${name}`,
  keep: "Keep it",
  keepNamed: (name: string) => `Keep it: ${name}`,
  atStripe:
    "The buttons open the page of our payment provider, which asks once more. Taxes and discounts are shown on each invoice.",
  over: "Ended subscriptions",
  pages: "Pages",
  first: "First page",
  next: "More",
  emptyTitle: "No subscriptions",
  empty: "What you pay for again and again appears here, with its next date and the way to change or end it.",
  ask: "Want a change that you cannot make here?",
  askEmpty: "Expecting one already?",
  about: "Subscriptions",
  movedOn: "That subscription has changed meanwhile. This is how it is now.",
};

/** Where Stripe's own portal comes in: why it does not open, and what changed there. */
export const customerPortalWords = {
  unavailable: {
    title: "Our payment provider does not answer right now",
    message: "Nothing was changed. Try again in a minute: everything stays as it is.",
  },
  notHere: {
    title: "This cannot be changed here yet",
    message: "Nothing was changed. We have been told. Ask us, and we change it for you.",
  },
  gone: {
    title: "This billing account is closed",
    message:
      "Our payment provider holds it no more, so nothing can be changed in it, and nothing is charged. Ask us if you expected otherwise.",
  },
  backTo: (page: string) => `Back to ${page.toLowerCase()}`,
  nothing: "Nothing changed.",
  asking: "We are asking our payment provider what changed; this page shows it in a moment.",
  aMethod: "Another payment method",
  methods: {
    default: (method: string) => `${method} is your payment method now.`,
    added: (method: string) => `${method} was added.`,
    removed: (method: string) => `${method} was removed.`,
    renewed: (method: string) => `${method} has a new expiry date.`,
  } satisfies Record<
    Extract<CustomerPortalChange, { what: "default" | "added" | "removed" | "renewed" }>["what"],
    (method: string) => string
  >,
  yours: "Your subscription",
  subscriptions: {
    ended: (name: string) => `${name} has ended.`,
    kept: (name: string) => `${name} goes on.`,
    paused: (name: string) => `${name} is paused.`,
    resumed: (name: string) => `${name} is no longer paused.`,
  },
  ends: (name: string, date: string) => `${name} ends on ${date}.`,
  replanned: (name: string | null) => (name ? `You have ${name} now.` : "Your subscription has changed."),
  quantity: (name: string | null, to: string, from: string) => `${name ? `${name}: ` : ""}${to} instead of ${from}.`,
  pays: (name: string, method: string) => `${name} is paid by ${method} now.`,
};
