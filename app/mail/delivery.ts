import { and, eq, isNull, ne, sql } from "drizzle-orm";
import type { PersonId } from "#db/ids.ts";
import { prepared } from "#db/prepared.ts";
import { payablesAddresses } from "#db/schema/billing-details.ts";
import { outbox } from "#db/schema/mail.ts";
import { deliveryTimes } from "#db/schema/notifications.ts";
import { people } from "#db/schema/organizations.ts";
import type { System } from "#db/tenant.ts";
import { companyZone } from "../text/zones.ts";
import type { OutboxRow } from "./claim.ts";
import { topicOf } from "./kind.ts";
import { routeOf, type Route, type Routing } from "./route-of.ts";
import { isPaused, quietUntil, type Times } from "./slots.ts";
import { canWait, isCustomerTopic, topicRules } from "./topics.ts";

const chosen = prepared((db) =>
  db
    .select({ zone: people.timeZone, times: deliveryTimes })
    .from(people)
    .leftJoin(deliveryTimes, eq(deliveryTimes.personId, people.id))
    .where(eq(people.id, sql.placeholder("personId")))
    .prepare(),
);

/** What holds for whoever has chosen nothing. */
export const usualTimes = { hour: 8, days: "daily", quiet: null, pausedUntil: null } as const;

/** As they are stored, with what is usual where nothing is. */
export function readTimes(zone: string | null, times: typeof deliveryTimes.$inferSelect | null): Times {
  const common = { ...usualTimes, zone: zone ?? companyZone() };
  if (!times) return common;
  const { hour, days, quietFrom: from, quietTo: to, pausedUntil } = times;
  return { ...common, hour, days, quiet: from === null || to === null ? null : { from, to }, pausedUntil };
}

/** When somebody wants what can wait. */
export function timesOf({ db }: System, personId: PersonId): Times {
  const { zone = null, times = null } = chosen(db).get({ personId }) ?? {};
  return readTimes(zone, times);
}

/** Where whoever a mail was queued for is reached since, unless its address gets it as one of accounts payable. */
const movedTo = prepared((db) =>
  db
    .select({ to: people.email })
    .from(outbox)
    .innerJoin(people, and(eq(people.id, outbox.personId), ne(people.email, outbox.recipient)))
    .leftJoin(
      payablesAddresses,
      and(eq(payablesAddresses.orgId, outbox.orgId), eq(payablesAddresses.email, outbox.recipient)),
    )
    .where(and(eq(outbox.id, sql.placeholder("id")), isNull(people.disabledAt), isNull(payablesAddresses.email)))
    .prepare(),
);

export type Delivery = Route | { is: "move"; to: string } | { is: "hold"; until: number };

/**
 * What is to be done with a mail now, in epoch milliseconds: what can be off follows its person to another address; then its
 * way by choices, and then, where it can wait, its recipient's pause and quiet hours.
 */
export function deliveryOf(routing: Routing, row: OutboxRow, now: number): Delivery {
  const { system, kinds } = routing;
  const kind = kinds[row.kind];
  const topic = kind ? topicOf(kind, row) : "always";
  if (!isCustomerTopic(topic)) return routeOf(routing, row);
  const moved = movedTo(system.db).get({ id: row.id });
  if (moved) return { is: "move", to: moved.to };
  const route = routeOf(routing, row);
  if (route.is !== "send" || !route.personId) return route;
  const times = timesOf(system, route.personId);
  if (canWait(topic) && isPaused(times, now)) return { ...route, is: "bundle", personId: route.personId };
  const until = topicRules[topic].isQuiet ? quietUntil(times, now) : null;
  return until === null ? route : { is: "hold", until };
}
