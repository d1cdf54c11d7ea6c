import { asc, eq, sql } from "drizzle-orm";
import { prepared } from "#db/prepared.ts";
import type { Db } from "#db/connection.ts";
import { orderKinds, steps, type OrderKind } from "#db/schema/orders.ts";
import { normalized } from "../text/clean.ts";

export type Step = { key: string; name: string };

/** The step of an event that moves nothing on: the customer is waited for. */
export const waitingStep = "waiting";

/** How steps are compared: "In_Review" is "in review". */
export const stepKey = (step: string) =>
  normalized(step, "NFKC", 1_000)
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, " ");

export const deliveredStep = "delivered";
const toldSteps = ["shipped", deliveredStep] as const;

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
export const listKnown = ({ db }: { db: Db }, kind: OrderKind): Step[] =>
  listing(db)
    .all({ kind })
    .map(({ key, name }) => ({ key, name }));

/** What customers read for an event's step: the company's words where it has some, else the step's own. */
export function stepNamer(from: { db: Db }) {
  const lists: { [Kind in OrderKind]?: Step[] } = {};
  return (kind: OrderKind, step: string) =>
    (lists[kind] ??= listKnown(from, kind)).find(({ key }) => stepKey(key) === stepKey(step))?.name ?? stepName(step);
}

/** Every kind's list. */
export const listAllSteps = (from: { db: Db }) => orderKinds.map((kind) => ({ kind, steps: listSteps(from, kind) }));
