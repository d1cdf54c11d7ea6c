import { roles } from "#db/schema/organizations.ts";
import type { FeatureDefinition } from "../feature.ts";
import { paths } from "../paths.ts";

const name = { en: "Requests" };

export const requestsFeature = {
  name: "requests",
  isOptional: true,
  rights: { "requests.own": roles, "requests.team": ["owner", "admin", "member"] },
  tab: { to: (org) => paths.requests(org), icon: "requests", name, right: "requests.own" },
  staffTab: {
    to: () => paths.staffRequests(),
    icon: "requests",
    name,
    waiting: { en: (n) => (n === 1 ? "1 request needs an answer" : `${n} requests need an answer`) },
  },
  settings: [
    { to: paths.savedReplies, name: { en: "Replies" } },
    { to: paths.staffTags, name: { en: "Tags" } },
    { to: paths.staffAnswers, name: { en: "Answers" } },
  ],
  remembered: /\/requests/,
  takesFiles: /^\/(?:o\/[^/]+\/requests\/[^/]+|staff\/requests\/[^/]+(?:\/note)?)\/?$/,
} as const satisfies FeatureDefinition;
