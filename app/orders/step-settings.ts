import { and, eq, ne } from "drizzle-orm";
import { enqueue } from "#db/jobs.ts";
import { stepLists, steps, type OrderKind } from "#db/schema/orders.ts";
import { transact, type Staff } from "#db/tenant.ts";
import { writeDown } from "../company/audit-log.ts";
import { listSteps, stepKey, waitingStep } from "./order-steps.ts";

const maxSteps = 50;

const isIt = (kind: OrderKind, key: string) => and(eq(steps.kind, kind), eq(steps.key, key));

/** Puts a step at the end of a kind's list and writes that down; what is wrong otherwise. Times are epoch milliseconds. */
export function addPlannedStep(staff: Staff, kind: OrderKind, name: string, now: number) {
  const key = stepKey(name);
  if (key === waitingStep) return "waiting";
  return transact(staff, () => {
    const list = listSteps(staff, kind);
    if (list.some((step) => stepKey(step.key) === key || stepKey(step.name) === key)) return "there";
    if (list.length >= maxSteps) return "full";
    restructure(staff, kind, now, () => {
      const values = { name, position: list.length, retiredAt: null };
      staff.db
        .insert(steps)
        .values({ kind, key, ...values })
        .onConflictDoUpdate({ target: [steps.kind, steps.key], set: values })
        .run();
    });
    writeDown(staff, { action: "step.added", subject: `${kind}: ${name}` }, now);
    return "added";
  });
}

/** Gives a step other words; orders keep what happened. `there` where another step of the list has them. */
export function renamePlannedStep(staff: Staff, kind: OrderKind, key: string, name: string, now: number) {
  return transact(staff, () => {
    const list = listSteps(staff, kind);
    const step = list.find((one) => one.key === key);
    if (!step || step.name === name) return "renamed";
    const isOther = list.some((one) => one.key !== key && stepKey(one.name) === stepKey(name));
    if (isOther) return "there";
    staff.db.update(steps).set({ name }).where(isIt(kind, key)).run();
    writeDown(staff, { action: "step.renamed", subject: `${kind}: ${step.name} → ${name}` }, now);
    return "renamed";
  });
}

/** Moves a step one place up or down its list, and writes that down. */
export function movePlannedStep(staff: Staff, kind: OrderKind, key: string, by: -1 | 1, now: number) {
  transact(staff, () => {
    const keys = listSteps(staff, kind).map((step) => step.key);
    const from = keys.indexOf(key);
    const to = from + by;
    if (from < 0 || to < 0 || to >= keys.length) return;
    [keys[from], keys[to]] = [keys[to]!, keys[from]!];
    restructure(staff, kind, now, () => setPlaces(staff, kind, keys));
    writeDown(staff, { action: "step.placed", subject: `${kind}: ${key}` }, now);
  });
}

/** Takes a step off its list and writes that down; orders that have it keep it. `last`: a list is never empty. */
export function removePlannedStep(staff: Staff, kind: OrderKind, key: string, now: number) {
  return transact(staff, () => {
    const keys = listSteps(staff, kind).map((step) => step.key);
    if (!keys.includes(key)) return "removed";
    if (keys.length === 1) return "last";
    restructure(staff, kind, now, () => {
      staff.db.update(steps).set({ retiredAt: now }).where(isIt(kind, key)).run();
      setPlaces(
        staff,
        kind,
        keys.filter((one) => one !== key),
      );
    });
    writeDown(staff, { action: "step.removed", subject: `${kind}: ${key}` }, now);
    return "removed";
  });
}

function setPlaces({ db }: Staff, kind: OrderKind, keys: string[]) {
  for (const [position, key] of keys.entries())
    db.update(steps)
      .set({ position })
      .where(and(isIt(kind, key), ne(steps.position, position)))
      .run();
}

/** Changes a kind's list and keeps the one it was. Where another step is the last now, orders may be done by that one. */
function restructure(staff: Staff, kind: OrderKind, now: number, change: () => void) {
  const before = listSteps(staff, kind).map(({ key }) => key);
  staff.db.insert(stepLists).values({ kind, keys: before, replacedAt: now }).run();
  change();
  if (listSteps(staff, kind).at(-1)?.key !== before.at(-1))
    enqueue(staff, "orders.settle", { kind }, { now, dedupeKey: `orders.settle:${kind}` });
}
