import type { FeatureDefinition } from "../feature.ts";
import { paths } from "../paths.ts";

export const billingFeature = {
  name: "billing",
  isOptional: true,
  rights: {
    "billing.read": ["owner", "admin", "billing", "accountant"],
    "billing.pay": ["owner", "admin", "billing"],
    /** Whoever gets its mails. */
    "billing.notified": ["owner", "admin", "billing"],
  },
  tab: { to: (org) => paths.billing(org), icon: "billing", name: { en: "Billing" }, right: "billing.read" },
  items: { invoice: "billing.read" },
  remembered: /\/billing(?:\/(?:in_\w+(?:\/receipts\/\w+)?|subscriptions))?/,
} as const satisfies FeatureDefinition;
