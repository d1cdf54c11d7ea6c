import type { System } from "#db/tenant.ts";
import { transact } from "#db/tenant.ts";
import { findTrip, saveTrip } from "#db/trips.ts";
import type { UsageHow } from "#db/schema/usage.ts";
import { networkOf } from "../sign-in/limits.ts";
import type { ItemKind } from "../sign-in/item-links.ts";
import { linkStepOf } from "./link-steps.ts";
import type { newLinkWindow } from "./link-window.ts";
import { tripAfter } from "./trip-steps.ts";
import type { LinkHit } from "./who.ts";

/** What a request came to, as far as it tells of a link. */
export type AnsweredLink = {
  request: Request;
  path: string;
  status: number;
  location: string;
  ip: string;
  memo: ReadonlyMap<string, unknown>;
};

const inMail = /^\/(l\/[^/?]+(\/pdf)?|u\/[^/?]+)$/;

type LinkedMail = { mailId: string | null; email: string };

/** The mail that an answered link is out of, as its route found out. */
export const mailIn = ({ memo }: Pick<AnsweredLink, "memo">) => memo.get("mail") as LinkedMail | undefined;

/** The opening of a link of a mail, or null where it was none; `at` is epoch milliseconds. */
export function linkHitOf({ path, ip, memo }: AnsweredLink, at: number): LinkHit | null {
  const mail = mailIn({ memo });
  if (!mail) return null;
  const pathname = path.split("?", 1)[0]!;
  const link = inMail.test(pathname) ? pathname : null;
  const { mailId, email: recipient } = mail;
  return { at, network: networkOf(ip), recipient, mailId, link, isLeaving: path.startsWith("/u/") };
}

/** Adds to the trip of a mail what was done by its link. Gives the mail's kind, or null where it has no trip. */
export function noteStep(
  system: System,
  answered: AnsweredLink,
  { at, mailId }: LinkHit,
  how: UsageHow,
): string | null {
  const found = mailId === null ? undefined : findTrip(system, mailId);
  if (!found) return null;
  const { trip, isAsking } = found;
  const { kind } = trip;
  if (how === "machine") saveTrip(system, { ...trip, hitsMachine: trip.hitsMachine + 1 });
  if (how !== "person" && how !== "likely") return kind;
  const { request, path, status, location, memo } = answered;
  const fetchSite = request.headers.get("Sec-Fetch-Site");
  const item = isAsking ? null : ((memo.get("item") as ItemKind | undefined) ?? null);
  const step = linkStepOf({ method: request.method, path, status, location, fetchSite }, item);
  if (step) saveTrip(system, tripAfter(trip, step, how === "person", at));
  return kind;
}

/** Judges what waits in the window; gives how many that were. */
export const settleLinks = (system: System, window: ReturnType<typeof newLinkWindow>, now: number, isLast = false) =>
  transact(system, () => {
    const deliveredAt = (mailId: string | null) =>
      mailId === null ? undefined : findTrip(system, mailId)?.trip.deliveredAt;
    return window.settle(now, deliveredAt, isLast);
  });
