import { setImmediate } from "node:timers/promises";
import { and, lt, sql } from "drizzle-orm";
import { queueMail } from "#db/outbox.ts";
import { paymentMethods } from "#db/schema/subscriptions.ts";
import { transact, type System, type Tenant } from "#db/tenant.ts";
import { listAddressesWith } from "../billing-recipients.ts";
import { findExpiringCard, listExpiring, type Month } from "../expiring-cards.ts";
import { freshMs } from "./tell.ts";
import { tenantsOf } from "../stripe/tenants-of.ts";
import { isUntoldBy } from "./untold.ts";

const day = 24 * 60 * 60_000;
const daysBefore = [30, 7];
const atOnce = 50;
const keyOf = "card-expiring:";
const monthOf = ({ year, month }: Month, days: number) => `:${year}-${month}:${days}`;

/**
 * Tells who may change it of a card that soon works no more, 30 and 7 days before, where that was crossed within two
 * days and while the card was here. Goes in small steps, so that pages are answered between them. `now` is epoch
 * milliseconds; gives how many mails were left.
 */
export async function remindOfCards(system: System, now: number): Promise<number> {
  const tenantOf = tenantsOf(system);
  let count = 0;
  for (const days of daysBefore) {
    const { month, endsAt } = lastEndBefore(now + days * day);
    const crossedAt = endsAt - days * day;
    if (now - crossedAt > freshMs) continue;
    const isUntold = isUntoldBy(sql`${keyOf} || ${paymentMethods.id} || ${monthOf(month, days)}`);
    const isNews = and(lt(paymentMethods.firstSeenAt, crossedAt), isUntold)!;
    for (let after: number | undefined = 0; after !== undefined; await setImmediate()) {
      const few: Card[] = listExpiring(system, month, isNews, after, atOnce);
      const told = (card: Card) => remind(system, tenantOf(card.orgId), card, month, days, now);
      count += transact(system, () => few.reduce((sum, card) => sum + told(card), 0));
      after = few.length === atOnce ? few.at(-1)!.place : undefined;
    }
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
