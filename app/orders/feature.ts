import type { FeatureDefinition } from "../feature.ts";
import { paths } from "../paths.ts";

const name = { en: "Orders" };

export const ordersFeature = {
  name: "orders",
  isOptional: true,
  rights: { "orders.read": ["owner", "admin", "member"] },
  tab: { to: (org) => paths.orders(org), icon: "orders", name, right: "orders.read" },
  staffTab: { to: () => paths.staffOrders(), icon: "orders", name, also: [paths.staffImports] },
  settings: [{ to: () => paths.staffSteps(), name: { en: "Steps" } }],
  items: { order: "orders.read" },
  remembered: /\/orders(?:\/ord_\w+)?/,
  takesFiles: /^\/staff\/orders\/[^/]+\/events\/new\/?$/,
} as const satisfies FeatureDefinition;
