import type { ItemKind } from "../sign-in/item-links.ts";
import type { CountedPlace } from "./route-patterns.ts";

/** What people would otherwise have asked about. */
export const usageJobs = ["invoice", "order", "details", "payment"] as const;
export type UsageJob = (typeof usageJobs)[number];
/** Whether there are pages on which people help themselves with a job. */
export const isHelped = (job: string): job is UsageJob => usageJobs.some((one) => one === job);

const helps: Partial<Record<CountedPlace, UsageJob>> = {
  "/o/:org/billing/:invoice": "invoice",
  "/o/:org/billing/:invoice/pdf": "invoice",
  "/o/:org/billing/:invoice/credit-notes/:note/pdf": "invoice",
  "/o/:org/billing/invoices.csv": "invoice",
  "/o/:org/billing/invoices.zip": "invoice",
  "/l/:token/pdf": "invoice",
  "/o/:org/orders/:order": "order",
  "/o/:org/orders/:order/calendar": "order",
  "/o/:org/billing/details": "details",
  "/o/:org/billing/:invoice/receipts/:payment": "payment",
  "/o/:org/billing/:invoice/receipts/:payment/pdf": "payment",
  "/o/:org/billing/payment-methods": "payment",
  "/o/:org/billing/subscriptions": "payment",
};

/** Which job somebody helped themselves with who opened a page, or null. `item` is what an item link leads to. */
export const helpOf = (page: CountedPlace, item: ItemKind | null): UsageJob | null =>
  page === "/l/:token" ? item : (helps[page] ?? null);

/** The part of a path that says which thing it was: up to the invoice, order or link. */
export const thingIn = (path: string) => path.split("/", path.startsWith("/l/") ? 3 : 5).join("/");

/** What opening a page is besides, of all that people come for. */
export function outcomeOf(page: CountedPlace, item: ItemKind | null): "invoice.pdf" | "order.seen" | null {
  if (page === "/o/:org/billing/:invoice/pdf" || page === "/l/:token/pdf") return "invoice.pdf";
  return page === "/o/:org/orders/:order" || (page === "/l/:token" && item === "order") ? "order.seen" : null;
}
