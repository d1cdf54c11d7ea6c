/** What a subscription's state is to the customer; `other` is a word of Stripe's that we do not know. */
export type SubscriptionState =
  "active" | "trial" | "ending" | "paused" | "past-due" | "unpaid" | "waiting" | "ended" | "other";

type Facts = {
  status: string;
  cancelAt: number | null;
  cancelAtPeriodEnd: boolean;
  endedAt: number | null;
  pauseBehavior: string | null;
};

/** Stripe's words for what is over (https://docs.stripe.com/api/subscriptions/object#subscription_object-status). */
export const endedStatuses = ["canceled", "incomplete_expired"];

const plain: Readonly<Record<string, SubscriptionState>> = {
  past_due: "past-due",
  unpaid: "unpaid",
  incomplete: "waiting",
  paused: "paused",
};

/** The one word for a subscription: what is wrong before what is to come. */
export function subscriptionState(facts: Facts): SubscriptionState {
  if (facts.endedAt !== null || endedStatuses.includes(facts.status)) return "ended";
  const word = plain[facts.status];
  if (word) return word;
  if (facts.cancelAt !== null || facts.cancelAtPeriodEnd) return "ending";
  if (facts.pauseBehavior) return "paused";
  if (facts.status === "trialing") return "trial";
  return facts.status === "active" ? "active" : "other";
}

type Item = { isMetered: boolean };

/**
 * What Stripe's portal can do for a subscription: nothing once it is over or before it begins, no change of one with
 * several items, of one that is paid by use, stands still or is about to end
 * (https://docs.stripe.com/customer-management#limitations).
 */
export function possibleFlows(state: SubscriptionState, facts: Facts, items: readonly Item[]) {
  if (state === "ended" || state === "waiting") return { change: false, cancel: false, keep: false };
  const isEnding = facts.cancelAt !== null || facts.cancelAtPeriodEnd;
  const isSimple = items.length === 1 && !items[0]!.isMetered;
  return { change: isSimple && !isEnding && facts.status !== "paused", cancel: !isEnding, keep: isEnding };
}
