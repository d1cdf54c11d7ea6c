import type { FeatureDefinition } from "../feature.ts";
import { paths } from "../paths.ts";

export const teamFeature = {
  name: "team",
  isOptional: true,
  rights: {
    "team.read": ["owner", "admin", "member"],
    "team.manage": ["owner", "admin"],
    "team.owners": ["owner"],
    "audit.read": ["owner", "admin"],
    "org.export": ["owner"],
    "org.close": ["owner"],
  },
  tab: { to: (org) => paths.team(org), icon: "team", name: { en: "Team" }, right: "team.read" },
  settings: [{ to: paths.staffSeats, name: { en: "Seats" } }],
} as const satisfies FeatureDefinition;
