import { queueMail } from "#db/outbox.ts";
import { transact, type System } from "#db/tenant.ts";
import { listAddressesWith } from "../models/billing-recipients.ts";
import { listExpiringCards, type Month } from "../models/expiring-cards.ts";
import { freshMs } from "./tell.ts";

const day = 24 * 60 * 60_000;
const daysBefore = [30, 7];

/**
 * Tells who may change it of a card that soon works no more, 30 and 7 days before, where that was crossed within two
 * days and while the card was here. `now` is epoch milliseconds; gives how many mails were left.
 */
export function remindOfCards(system: System, now: number): number {
  let count = 0;
  for (const days of daysBefore) {
    const { month, endsAt } = lastEndBefore(now + days * day);
    const crossedAt = endsAt - days * day;
    if (now - crossedAt > freshMs) continue;
    for (const card of listExpiringCards(system, month))
      if (card.firstSeenAt < crossedAt) count += transact(system, () => remind(system, card, month, days, now));
  }
  return count;
}

/** The month that ended last at a moment, and when it did. */
function lastEndBefore(moment: number): { month: Month; endsAt: number } {
  const date = new Date(moment);
  const endsAt = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
  const last = new Date(endsAt - 1);
  return { month: { year: last.getUTCFullYear(), month: last.getUTCMonth() + 1 }, endsAt };
}

type Card = ReturnType<typeof listExpiringCards>[number];

function remind(system: System, { id, orgId }: Card, month: Month, days: number, now: number): number {
  const addresses = listAddressesWith(system.within(orgId), "billing.pay");
  const key = `card-expiring:${id}:${month.year}-${month.month}:${days}`;
  const queued = addresses.map((email) => {
    const props = { methodId: id, ...month };
    return queueMail(
      system,
      { kind: "card-expiring", recipient: email, dedupeKey: `${key}:${email}`, props, orgId },
      now,
    );
  });
  return queued.filter((mail) => mail !== null).length;
}
