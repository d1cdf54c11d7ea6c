import {
  billingTopics,
  staffTopics,
  type BillingTopic,
  type MailChoice,
  type StaffTopic,
  type Topic,
} from "#db/schema/notifications.ts";
import type { Role } from "#db/schema/organizations.ts";
import { can } from "../can.ts";
import type { Action, Feature } from "../features.ts";

type TopicRules = {
  /** The job it is of. */
  feature: Feature;
  /** Whose it is at all, and who has it unless they choose otherwise. */
  right: Action;
  usual: Action;
  options: readonly MailChoice[];
  /** News for which nobody is woken: they wait for the end of quiet hours. */
  isQuiet?: true;
};

const billing = { feature: "billing", right: "billing.read", usual: "billing.notified" } as const;
const orders = { feature: "orders", right: "orders.read", usual: "orders.read" } as const;
const requests = { feature: "requests", right: "requests.own", usual: "requests.own" } as const;
const options = ["now", "off"] as const;
const bundled = { options: ["now", "digest", "off"] } as const;

/** What customers choose by, in the order of their page. */
export const topicRules: Readonly<Record<Topic, TopicRules>> = {
  invoices: { ...billing, ...bundled },
  reminders: { ...billing, options },
  failures: { ...billing, options },
  steps: { ...orders, ...bundled, isQuiet: true },
  waiting: { ...orders, options },
  replies: { ...requests, ...bundled, isQuiet: true },
};

export const isCustomerTopic = (topic: string): topic is Topic => topic in topicRules;
export const isStaffTopic = (topic: string): topic is StaffTopic => staffTopics.some((one) => one === topic);

/** The job that each of what the company's people choose by is of; null: of all of them. */
export const staffTopicFeatures: Readonly<Record<StaffTopic, Feature | null>> = {
  desk: "requests",
  "desk-replies": "requests",
  orders: "orders",
  billing: "billing",
  insights: null,
};

/** Whether it may wait for a digest. */
export const canWait = (topic: Topic) => topicRules[topic].options.includes("digest");

/** How a role has a topic until its holder chooses; null where it is not theirs. */
export function usualChoice(topic: Topic, role: Role): MailChoice | null {
  const { right, usual } = topicRules[topic];
  if (!can(role, right)) return null;
  return can(role, usual) ? "now" : "off";
}

export const isBillingTopic = (topic: string): topic is BillingTopic => billingTopics.some((one) => one === topic);

/** How somebody of a role has a topic, by what they chose if anything; null where it is not theirs. */
export const choiceOf = (topic: Topic, role: Role, chosen: MailChoice | null | undefined): MailChoice | null =>
  chosen ?? usualChoice(topic, role);

/** What an accounts-payable address gets, as its row says it: all of billing unless something was taken off. */
export const payableTopics = (kept: readonly BillingTopic[] | null): readonly BillingTopic[] => kept ?? billingTopics;

/** Whether it gets that one. */
export const isPayablesTopic = (topic: string, kept: readonly BillingTopic[] | null): boolean =>
  payableTopics(kept).some((one) => one === topic);

/** As its row is to say it. */
export const keptTopics = (kept: (topic: BillingTopic) => boolean | undefined): BillingTopic[] | null =>
  billingTopics.every(kept) ? null : billingTopics.filter(kept);
