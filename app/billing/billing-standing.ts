import { and, eq, ne } from "drizzle-orm";
import type { Db } from "#db/connection.ts";
import { prepared } from "#db/prepared.ts";
import { stripeCursors, stripeOutage } from "#db/schema/stripe.ts";
import type { Tenant } from "#db/tenant.ts";
import type { Portal } from "../portal.server.ts";
import { isoDay } from "../text/format.ts";

const findOutage = prepared((db) => db.select({ since: stripeOutage.since }).from(stripeOutage).prepare());

const isBackfill = eq(stripeCursors.job, "backfill");
const findBegun = prepared((db) =>
  db.select({ job: stripeCursors.job }).from(stripeCursors).where(isBackfill).limit(1).prepare(),
);
const listUnread = prepared((db) =>
  db
    .selectDistinct({ type: stripeCursors.objectType })
    .from(stripeCursors)
    .where(and(isBackfill, ne(stripeCursors.state, "done")))
    .prepare(),
);

export type BillingStanding = ReturnType<typeof billingStanding>;

/**
 * How far billing's pages can be taken at their word: since when Stripe does not answer (epoch milliseconds), and whether
 * there is any of `types`, by Stripe's names, that it was not yet read to the end.
 */
export function billingStanding({ db }: Tenant, { config, now }: Portal, types: readonly string[]) {
  const outage = findOutage(db).get();
  return {
    away: outage ? { since: outage.since, isToday: isoDay(outage.since) === isoDay(now()) } : null,
    isBeingRead: !!config.stripe && isUnread(db, types),
  };
}

function isUnread(db: Db, types: readonly string[]): boolean {
  if (!findBegun(db).get()) return true;
  const unread = listUnread(db).all();
  return unread.some(({ type }) => type === "customer" || types.includes(type));
}
