import type { invoices } from "#db/schema/billing.ts";

type Facts = Pick<typeof invoices.$inferSelect, "status" | "amountPaid" | "preCredits" | "postCredits" | "number">;

/** What an invoice's file was made from: a file with another key shows an older state. */
export function sourceKey({ status, amountPaid, preCredits, postCredits, number }: Facts): string {
  return [status, amountPaid, preCredits + postCredits, number ?? ""].join(":");
}
