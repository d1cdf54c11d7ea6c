import { z } from "zod";
import type { outbox } from "#db/schema/mail.ts";
import type { Settled } from "./order-events.ts";
import { gotTo, standingOf } from "./parcels.ts";

/** What a mail about an order's event says is so, of a parcel where it names one. */
const claim = z.object({
  what: z.enum(["shipped", "delivered", "waiting"]),
  eventId: z.string(),
  parcel: z.string().nullish(),
  /** Whether with the parcel all are delivered: then it says so of the whole order. */
  isAll: z.boolean().optional(),
});
export type MailClaim = z.infer<typeof claim>;

/** What a correction is made of: the mail that was wrong and what it said, and what is said instead where that is told by mails, too. */
export const correction = z.object({
  orderId: z.string(),
  mailId: z.string(),
  claim: claim.extend({ needs: z.string().nullable() }),
  instead: claim.nullable(),
});

/** What a mail about an order says; null where it says nothing that comes from an event. */
export function claimOf({ kind, props }: Pick<typeof outbox.$inferSelect, "kind" | "props">): MailClaim | null {
  if (kind === "order-corrected") return correction.safeParse(props).data?.instead ?? null;
  return claim.safeParse(props).data ?? null;
}

type Standing = Pick<Settled, "events" | "plan" | "open" | "needsEventId">;

/** Whether an order stands as a mail said, or further. */
export function isSo(
  { events, plan, open, needsEventId }: Standing,
  { what, eventId, parcel, isAll }: MailClaim,
): boolean {
  if (what === "waiting") return open && needsEventId === eventId;
  const standing = standingOf(events, plan, isAll ? null : (parcel ?? null));
  return standing !== undefined && gotTo(plan, standing.step, what);
}
