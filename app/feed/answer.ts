import type { System } from "#db/tenant.ts";
import type { PostalAddress } from "#db/schema/columns.ts";
import type { OrderOutcome } from "../orders/orders-write.ts";

/** Who calls: `actor` is the key as the log knows it; `isStaff` knows the company's addresses; `now` is epoch milliseconds. */
export type Feed = {
  readonly system: System;
  readonly actor: string;
  readonly isStaff: (email: string) => boolean;
  readonly now: number;
};

export type FeedAnswer = { status: number; body: unknown };

/** What was not done as it was sent, and why. */
export type Note = { pointer: string; detail: string };

/** What came of a change. */
export const outcome = (result: OrderOutcome, notes: readonly Note[] = []): FeedAnswer => ({
  status: result === "created" ? 201 : 200,
  body: { result, ...(notes.length ? { notes } : {}) },
});

export const found = (body: unknown): FeedAnswer => ({ status: 200, body });

export const readTime = (text: string | null | undefined) => (text == null ? null : Date.parse(text));
export const writeTime = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

/** An address with all its lines, as it is kept. */
export function readAddress(sent: Partial<PostalAddress> | null | undefined): PostalAddress | null {
  if (!sent) return null;
  const { line1 = null, line2 = null, postalCode = null, city = null, region = null, country = null } = sent;
  return { line1, line2, postalCode, city, region, country };
}
