import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { enqueue } from "#db/jobs.ts";
import { newId, type PersonId } from "#db/ids.ts";
import { detailChanges } from "#db/schema/billing-details.ts";
import { mine, owned, transact, type System, type Tenant } from "#db/tenant.ts";
import { detailNames, sameDetail, type DetailName, type Details } from "./billing-details.ts";
import { closeStaffTask } from "../company/staff-tasks.ts";

/** What shall change: from what it was when the form was shown. */
export type Changes = { [Name in DetailName]?: { from: Details[Name]; to: Details[Name] } };

/**
 * Why a change was not made: Stripe took a value for wrong, the customer is gone there, our key may not do it, or there
 * was no answer for days. `detail` names the value where one is to blame.
 */
export type Refusal = { reason: "wrong" | "gone" | "forbidden" | "unreachable"; detail: DetailName | null };

type State = (typeof detailChanges.$inferSelect)["state"];
type Row = typeof detailChanges.$inferSelect;

export type DetailChange = {
  id: string;
  state: State;
  changes: Changes;
  /** Where somebody else was first: what stands at Stripe. */
  theirs: Partial<Details>;
  refusal: Refusal | null;
  createdAt: number;
};

/** From one set of details to another, only what differs. */
export function changesBetween(from: Details, to: Details): Changes {
  const differing = detailNames.filter((name) => !sameDetail(from[name], to[name]));
  return Object.fromEntries(differing.map((name) => [name, { from: from[name], to: to[name] }]));
}

/** Details as they will be once the changes are made. */
export function withChanges(details: Details, ...all: Changes[]): Details {
  return all.reduce(
    (so, changes) => ({ ...so, ...Object.fromEntries(Object.entries(changes).map(([name, { to }]) => [name, to])) }),
    details,
  );
}

const shown = (row: Row): DetailChange => ({
  id: row.id,
  state: row.state,
  changes: row.changes as Changes,
  theirs: (row.outcome?.theirs ?? {}) as Partial<Details>,
  refusal: (row.outcome?.refusal ?? null) as Refusal | null,
  createdAt: row.createdAt,
});

function listIn(tenant: Tenant, customerId: string, ...states: State[]) {
  return tenant.db
    .select()
    .from(detailChanges)
    .where(mine(tenant, detailChanges, eq(detailChanges.customerId, customerId), inArray(detailChanges.state, states)))
    .orderBy(asc(detailChanges.createdAt), sql`${detailChanges}.rowid`)
    .all();
}

/** A Stripe customer's changes that are not over: on their way, in conflict, refused. In the order they were made. */
export function listOpenChanges(tenant: Tenant, customerId: string): DetailChange[] {
  return listIn(tenant, customerId, "saving", "conflict", "refused").map(shown);
}

/** The change that goes to Stripe next, or null; `failures` counts the answers of Stripe's that were its own fault. */
export function nextSaving(tenant: Tenant, customerId: string): (DetailChange & { failures: number }) | null {
  const [row] = listIn(tenant, customerId, "saving");
  return row ? { ...shown(row), failures: Number(row.outcome?.failures ?? 0) } : null;
}

/**
 * Takes a change down and leaves it for the job that brings it to Stripe. What stood open about the same details,
 * refused or in conflict, is settled by it. `now` is epoch milliseconds.
 */
export function saveChange(
  tenant: Tenant,
  { customerId, personId }: { customerId: string; personId: PersonId },
  changes: Changes,
  now: number,
) {
  transact(tenant, () => {
    for (const open of listIn(tenant, customerId, "conflict", "refused")) {
      const left = Object.entries(open.changes).filter(([name]) => !(name in changes));
      if (left.length) update(tenant, open.id, { changes: Object.fromEntries(left) });
      else update(tenant, open.id, { state: "dismissed", settledAt: now });
    }
    forgetTask(tenant, customerId, now);
    const id = newId("chg");
    const values = { id, customerId, personId, changes: changes as Row["changes"], state: "saving", createdAt: now };
    tenant.db
      .insert(detailChanges)
      .values(owned(tenant, detailChanges, values as Omit<Row, "orgId" | "outcome" | "settledAt">))
      .run();
    const ids = { orgId: tenant.orgId, customerId };
    enqueue(tenant, "details.write", ids, { now, dedupeKey: `details.write:${customerId}` });
  });
}

/** Ends a change on its way, unless it has ended already. `left` is what of it was not made. */
export function settleChange(
  tenant: Tenant,
  id: string,
  { state, left, ...outcome }: { state: State; left?: Changes; theirs?: Partial<Details>; refusal?: Refusal },
  now: number,
): boolean {
  const changes = left && { changes: left as Row["changes"] };
  return update(tenant, id, { state, settledAt: now, outcome, ...changes }, "saving");
}

/** Stripe answered with a failure of its own: what is sent again needs another key. */
export function countFailure(tenant: Tenant, { id, failures }: { id: string; failures: number }) {
  update(tenant, id, { outcome: { failures: failures + 1 } }, "saving");
}

function update(tenant: Tenant, id: string, set: Partial<Row>, ...states: State[]): boolean {
  const inState = states.length ? inArray(detailChanges.state, states) : undefined;
  const where = mine(tenant, detailChanges, and(eq(detailChanges.id, id), inState));
  return tenant.db.update(detailChanges).set(set).where(where).run().changes > 0;
}

/** A change by its id, with its Stripe customer, whatever became of it; null where there is none. */
export function findChange(tenant: Tenant, id: string): (DetailChange & { customerId: string }) | null {
  const where = mine(tenant, detailChanges, eq(detailChanges.id, id));
  const row = tenant.db.select().from(detailChanges).where(where).get();
  return row ? { ...shown(row), customerId: row.customerId } : null;
}

/**
 * Decides a conflict. With `mine` everything typed is saved after all, over what stands at Stripe now; with `theirs`
 * that stays, and only the rest of what was typed is saved. A refused change is let go of.
 */
export function decideChange(tenant: Tenant, id: string, personId: PersonId, keep: "mine" | "theirs", now: number) {
  transact(tenant, () => {
    const change = findChange(tenant, id);
    if (!change || !update(tenant, id, { state: "dismissed", settledAt: now }, "conflict", "refused")) return;
    const { customerId, theirs } = change;
    forgetTask(tenant, customerId, now);
    if (change.state === "refused") return;
    const typed = Object.entries(change.changes).filter(([name]) => keep === "mine" || !(name in theirs));
    const anew = typed.map(([name, { from, to }]) => [
      name,
      { from: name in theirs ? theirs[name as DetailName] : from, to },
    ]);
    if (anew.length) saveChange(tenant, { customerId, personId }, Object.fromEntries(anew) as Changes, now);
  });
}

const forgetTask = (tenant: Tenant, customerId: string, now: number) =>
  closeStaffTask(tenant, "details-refused", customerId, now);

/** Whether somebody who may is just changing this customer's billing mail to this address (canonical) in the portal. */
export function isChangingEmail({ db }: System, customerId: string, email: string | null): boolean {
  const saving = and(eq(detailChanges.customerId, customerId), eq(detailChanges.state, "saving"));
  const rows = db.select({ changes: detailChanges.changes }).from(detailChanges).where(saving).all();
  return rows.some(({ changes }) => (changes as Changes).email?.to === email);
}
