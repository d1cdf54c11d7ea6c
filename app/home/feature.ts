import { roles } from "#db/schema/organizations.ts";
import type { FeatureDefinition } from "../feature.ts";
import { paths } from "../paths.ts";

export const homeFeature = {
  name: "home",
  isOptional: false,
  rights: { see: roles },
  tab: { to: paths.home, icon: "home", name: { en: "Home" }, right: "see", isExact: true },
  remembered: /(?:)/,
} as const satisfies FeatureDefinition;
