import { asc, eq, sql } from "drizzle-orm";
import { prepared } from "#db/prepared.ts";
import type { Db } from "#db/connection.ts";
import { orderKinds, stepLists, steps, type OrderKind } from "#db/schema/orders.ts";

export type Step = { key: string; name: string };

/** The step of an event that moves nothing on: the customer is waited for. */
export const waitingStep = "waiting";

/** How steps are compared: "In_Review" is "in review". */
export const stepKey = (step: string) =>
  step
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, " ");

const toldSteps = ["shipped", "delivered"] as const;

/** Whether customers are mailed when a step of that key happens. */
export const isTold = (key: string): key is (typeof toldSteps)[number] => toldSteps.some((told) => told === key);

/** A step's words where no list has any: "left the hall" → "Left the hall". */
export const stepName = (step: string) => step.charAt(0).toUpperCase() + step.slice(1);

const listing = prepared((db) =>
  db
    .select({ key: steps.key, name: steps.name, retiredAt: steps.retiredAt })
    .from(steps)
    .where(eq(steps.kind, sql.placeholder("kind")))
    .orderBy(asc(steps.position))
    .prepare(),
);

/** The company's planned steps of a kind, in their order. */
export function listSteps({ db }: { db: Db }, kind: OrderKind): Step[] {
  return listing(db)
    .all({ kind })
    .filter(({ retiredAt }) => retiredAt === null)
    .map(({ key, name }) => ({ key, name }));
}

/** The same with those that were taken off the list, which older orders still have. */
const listKnown = ({ db }: { db: Db }, kind: OrderKind): Step[] =>
  listing(db)
    .all({ kind })
    .map(({ key, name }) => ({ key, name }));

type Happened = { step: string; occurredAt: number; arrivedAt: number };
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
    const then = inPlanOrder(arrived, keys).map(({ step }) => stepKey(step));
    const newest = then.findLast((step) => keys.includes(step));
    return newest === keys.at(-1) || keys.some((key) => !next.includes(key) && then.includes(key));
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

/** The planned steps after the newest of them that happened; `events` go by time. */
export function stepsAfter(plan: readonly Step[], events: readonly { step: string }[]): Step[] {
  const keys = keysOf(plan);
  const newest = events.findLast(({ step }) => keys.includes(stepKey(step)));
  return plan.slice(newest ? keys.indexOf(stepKey(newest.step)) + 1 : 0);
}

/** What customers read for an event's step: the company's words where it has some, else the step's own. */
export function stepNamer(from: { db: Db }) {
  const lists = new Map(orderKinds.map((kind) => [kind, listKnown(from, kind)]));
  return (kind: OrderKind, step: string) =>
    lists.get(kind)!.find(({ key }) => stepKey(key) === stepKey(step))?.name ?? stepName(step);
}

/** Every kind's list. */
export const listAllSteps = (from: { db: Db }) => orderKinds.map((kind) => ({ kind, steps: listSteps(from, kind) }));
