import type { FeatureDefinition } from "../feature.ts";

export const people = {
  name: "people",
  isOptional: false,
  rights: {
    "team.read": ["owner", "admin", "member"],
    "team.manage": ["owner", "admin"],
    "team.owners": ["owner"],
  },
} as const satisfies FeatureDefinition;
