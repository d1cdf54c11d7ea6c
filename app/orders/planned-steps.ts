import { asc, eq, sql } from "drizzle-orm";
import { prepared } from "#db/prepared.ts";
import type { Db } from "#db/connection.ts";
import { stepLists, type OrderKind } from "#db/schema/orders.ts";
import { listKnown, listSteps, stepKey, stepName, type Step } from "./order-steps.ts";
import { movesOfAll, type OfParcel } from "./parcels.ts";

type Happened = OfParcel & { occurredAt: number; arrivedAt: number };
export type Planned = { kind: OrderKind; steps: string[] | null; frozenSteps: string[] | null };

/**
 * An order's planned steps, in the company's words where it has some: its own, or else its kind's. An order that was done
 * keeps the list it was done by, and one that has had a step keeps the last list with it. `events` go by time, those of one moment as they arrived.
 */
export function plannedSteps(from: { db: Db }, order: Planned, events: readonly Happened[]): Step[] {
  const planned = order.steps ?? order.frozenSteps ?? keptList(from, order.kind, events);
  if (!planned) return listSteps(from, order.kind);
  const known = listKnown(from, order.kind);
  return planned.map(
    (step) => known.find(({ key }) => stepKey(key) === stepKey(step)) ?? { key: step, name: stepName(step) },
  );
}

const replaced = prepared((db) =>
  db
    .select({ keys: stepLists.keys, at: stepLists.replacedAt })
    .from(stepLists)
    .where(eq(stepLists.kind, sql.placeholder("kind")))
    .orderBy(asc(stepLists.id))
    .prepare(),
);

/** The first of a kind's earlier lists that these events hold on to, by what had arrived when it was replaced; or null. */
function keptList({ db }: { db: Db }, kind: OrderKind, events: readonly Happened[]): string[] | null {
  const lists = events.length ? replaced(db).all({ kind }) : [];
  const now = lists.length ? listSteps({ db }, kind).map(({ key }) => key) : [];
  const kept = lists.find(({ keys, at }, place) => {
    const next = lists[place + 1]?.keys ?? now;
    const arrived = events.filter(({ arrivedAt }) => arrivedAt <= at);
    const told = inPlanOrder(arrived, keys);
    const then = told.map(({ step }) => stepKey(step));
    const newest = movesOfAll(told, keys).findLast(({ step }) => keys.includes(stepKey(step)));
    return (
      (newest && stepKey(newest.step)) === keys.at(-1) || keys.some((key) => !next.includes(key) && then.includes(key))
    );
  });
  return kept?.keys ?? null;
}

/**
 * Events as they are told, of those that go by time and then arrival: of one moment the planned steps go as the plan has
 * them, and what is not planned keeps its place among them. Sources that know only days tell many of one moment.
 */
export function inPlanOrder<E extends { step: string; occurredAt: number }>(
  events: readonly E[],
  plan: readonly string[],
): E[] {
  const placeOf = ({ step }: E) => plan.indexOf(stepKey(step));
  const planned = events
    .filter((event) => placeOf(event) >= 0)
    .sort((a, b) => a.occurredAt - b.occurredAt || placeOf(a) - placeOf(b));
  return events.map((event) => (placeOf(event) < 0 ? event : planned.shift()!));
}

/** What planned steps are compared by. */
export const keysOf = (plan: readonly Step[]) => plan.map(({ key }) => stepKey(key));

/** The planned steps after the newest of them that happened to the whole order; `events` go by time. */
export function stepsAfter(plan: readonly Step[], events: readonly OfParcel[]): Step[] {
  const keys = keysOf(plan);
  const newest = movesOfAll(events, keys).findLast(({ step }) => keys.includes(stepKey(step)));
  return plan.slice(newest ? keys.indexOf(stepKey(newest.step)) + 1 : 0);
}
