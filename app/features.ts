import { billingFeature } from "./billing/feature.ts";
import { homeFeature } from "./home/feature.ts";
import { ordersFeature } from "./orders/feature.ts";
import { requestsFeature } from "./requests/feature.ts";
import { teamFeature } from "./team/feature.ts";

/** The jobs of the portal, in the order of their tabs. */
export const featureDefinitions = [homeFeature, billingFeature, ordersFeature, requestsFeature, teamFeature] as const;
type Job = (typeof featureDefinitions)[number];

/** A job that a company may switch off. */
export type Feature = Extract<Job, { isOptional: true }>["name"];
export const features = featureDefinitions.filter((job) => job.isOptional).map(({ name }) => name) as [
  Feature,
  ...Feature[],
];

type KeysOf<T> = T extends T ? keyof T : never;
/** What people do in an organization. */
export type Action = KeysOf<Job["rights"]>;

type WithItems = Extract<Job, { items: object }>;
type ItemKind = KeysOf<WithItems["items"]>;

/** What item links open and requests can be about: the job it is of, and the right to see it. */
export const items = Object.fromEntries(
  featureDefinitions.flatMap((job) =>
    "items" in job ? Object.entries(job.items).map(([kind, right]) => [kind, { feature: job.name, right }]) : [],
  ),
) as Readonly<Record<ItemKind, { feature: Feature; right: Action }>>;

/** Whether the company has the job: `on` are those of FEATURES. */
export const isOn = (job: Job, on: readonly Feature[]) => !job.isOptional || on.includes(job.name);
