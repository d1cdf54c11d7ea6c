import type { FeatureDefinition } from "../feature.ts";

export const peopleFeature = {
  name: "people",
  isOptional: false,
  rights: {
    "team.read": ["owner", "admin", "member"],
    "team.manage": ["owner", "admin"],
    "team.owners": ["owner"],
  },
} as const satisfies FeatureDefinition;
