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
  byUse: "Based on usage",
  eachByUse: (price: string) => `${price} each, based on usage`,
  varies: "Varies with usage",
  times: (count: string, price: string) => `${count} × ${price}`,
  /** "12 seats", where the company says what it counts; else "12". */
  counted: (quantity: string, isOne: boolean, unitLabel: string | null) =>
    unitLabel ? `${quantity} ${unitLabel}${isOne ? "" : "s"}` : quantity,
  items: "What’s included",
  asks: {
    past_due: (name: string) => `${name}: the last payment didn’t go through`,
    unpaid: (name: string) => `${name}: the last payments didn’t go through`,
    incomplete: (name: string) => `${name} starts when its first invoice is paid`,
    paused: (name: string) => `${name} is paused: there was no payment method`,
  },
  running: (count: number) => (count === 1 ? "1 subscription" : `${count} subscriptions`),
  nextCharge: (method: string | null) => `Next charge on {date}${method ? `, to ${method}` : ""}.`,
  nextInvoice: "Next invoice on {date}.",
  itemNext: "Next on {date}",
  trialUntil: "Free trial until {date}. The first payment is due then.",
  trialWithoutMethod: {
    ends: "Free trial until {date}. It ends then unless you add a payment method.",
    pauses: "Free trial until {date}. It pauses then unless you add a payment method.",
    asks: "Free trial until {date}. The first payment is due then. You haven’t added a payment method yet.",
  },
  trialEnds: "Free trial until {date}.",
  endsOn: "Ends on {date}. Nothing is charged after that.",
  ends: "It ends with the period you’ve paid for. Nothing is charged after that.",
  endedOn: "Ended on {date}",
  pausedUntil: "Paused until {date}.",
  paused: "Paused for now.",
  pausedForMethod: "Paused: the trial ended and there was no payment method.",
  pausedFree: "Nothing is charged while it’s paused.",
  pausedDrafts: "No invoices are sent while it’s paused.",
  pastDue: "The last payment did not go through.",
  unpaid: "The last payments didn’t go through, so we’ve stopped trying.",
  waiting: "It starts when its first invoice is paid.",
  payOpen: (number: string | null) => (number ? `Pay invoice ${number}` : "Pay the open invoice"),
  seeOpen: (number: string | null) => (number ? `See invoice ${number}` : "See the open invoice"),
  toMethods: "Add a payment method",
  change: "Change",
  changeNamed: (name: string) => `Change ${name}`,
  cancel: "Cancel",
  cancelNamed: (name: string) => `Cancel ${name}`,
  keep: "Keep it",
  keepNamed: (name: string) => `Keep it: ${name}`,
  atStripe: "You’ll confirm changes on Stripe’s page. Taxes and discounts are shown on each invoice.",
  over: "Ended subscriptions",
  pages: "Pages",
  first: "First page",
  next: "More",
  emptyTitle: "No subscriptions",
  empty: "Your recurring payments will appear here. You can change or cancel them at any time.",
  ask: "Need a change you can’t make here?",
  askEmpty: "Expecting one already?",
  about: "Subscriptions",
  movedOn: "That subscription has just changed. This is how it is now.",
};

/** Where Stripe's own portal comes in: why it does not open, and what changed there. */
export const customerPortalWords = {
  unavailable: {
    title: "We can’t reach Stripe right now",
    message: "Nothing was changed. Please try again in a minute.",
  },
  notHere: {
    title: "This can’t be changed here yet",
    message: "Nothing was changed. We’ve been notified. Ask us and we’ll change it for you.",
  },
  gone: {
    title: "This billing account is closed",
    message: "It no longer exists at Stripe, so nothing can be changed or charged. Ask us if you didn’t expect that.",
  },
  backTo: (page: string) => `Back to ${page.toLowerCase()}`,
  nothing: "Nothing changed.",
  asking: "We’re checking what changed. It will show here in a moment.",
  aMethod: "Another payment method",
  methods: {
    default: (method: string) => `${method} is now your payment method.`,
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
    kept: (name: string) => `${name} will continue.`,
    paused: (name: string) => `${name} is paused.`,
    resumed: (name: string) => `${name} is no longer paused.`,
  },
  ends: (name: string, date: string) => `${name} ends on ${date}.`,
  replanned: (name: string | null) => (name ? `You’re now on ${name}.` : "Your subscription has changed."),
  quantity: (name: string | null, to: string, from: string) => `${name ? `${name}: ` : ""}${to} instead of ${from}.`,
  pays: (name: string, method: string) => `${name} is now paid by ${method}.`,
};
