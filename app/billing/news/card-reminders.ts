import { setImmediate } from "node:timers/promises";
import { and, lt, sql } from "drizzle-orm";
import { queueMail } from "#db/outbox.ts";
import { paymentMethods } from "#db/schema/subscriptions.ts";
import { transact, type System, type Tenant } from "#db/tenant.ts";
import { listAddressesWith } from "../billing-recipients.ts";
import { findExpiringCard, listExpiring, type Month } from "../expiring-cards.ts";
import { isDaytime, isoDay, startOf } from "../../text/format.ts";
import { tenantsOf } from "../stripe/tenants-of.ts";
import { isNotNotifiedBy } from "./not-notified.ts";

const daysBefore = [30, 7];
const atOnce = 50;
const keyOf = "card-expiring:";
const monthOf = ({ year, month }: Month, days: number) => `:${year}-${month}:${days}`;

/**
 * Tells who may change it of a card that soon works no more, 30 and 7 days before, where that day is today or was
 * yesterday and the card was here before it. Not at night. Goes in small steps, so that pages are answered between them. `now` is epoch
 * milliseconds; gives how many mails were left.
 */
export async function remindOfCards(system: System, now: number): Promise<number> {
  if (!isDaytime(now)) return 0;
  const tenantOf = tenantsOf(system);
  let count = 0;
  for (const { days, month, reachedAt } of reached(now)) {
    const isNotNotified = isNotNotifiedBy(sql`${keyOf} || ${paymentMethods.id} || ${monthOf(month, days)}`);
    const isNews = and(lt(paymentMethods.firstSeenAt, reachedAt), isNotNotified)!;
    for (let after: number | undefined = 0; after !== undefined; await setImmediate()) {
      const few: Card[] = listExpiring(system, month, isNews, after, atOnce);
      const told = (card: Card) => remind(system, tenantOf(card.orgId), card, month, days, now);
      count += transact(system, () => few.reduce((sum, card) => sum + told(card), 0));
      after = few.length === atOnce ? few.at(-1)!.place : undefined;
    }
  }
  return count;
}

/** The months that end so many days after today or yesterday, and when that day began. */
function reached(now: number) {
  const today = isoDay(now);
  return daysBefore.flatMap((days) =>
    [0, -1].flatMap((ago) => {
      const end = new Date(startOf(today, ago + days));
      if (end.getDate() !== 1) return [];
      const last = new Date(startOf(today, ago + days - 1));
      const month: Month = { year: last.getFullYear(), month: last.getMonth() + 1 };
      return { days, month, reachedAt: startOf(today, ago) };
    }),
  );
}

type Card = ReturnType<typeof listExpiring>[number];

function remind(system: System, tenant: Tenant, { id, orgId }: Card, month: Month, days: number, now: number): number {
  if (findExpiringCard(tenant, id, month) === null) return 0;
  const key = `${keyOf}${id}${monthOf(month, days)}`;
  const props = { methodId: id, ...month };
  const queued = listAddressesWith(tenant, "billing.pay").map((recipient) =>
    queueMail(system, { kind: "card-expiring", recipient, dedupeKey: `${key}:${recipient}`, props, orgId }, now),
  );
  return queued.filter((mail) => mail !== null).length;
}
