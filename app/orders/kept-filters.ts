import { asc, eq } from "drizzle-orm";
import { newId } from "#db/ids.ts";
import { boardFilters } from "#db/schema/orders.ts";
import { transact, type Staff } from "#db/tenant.ts";
import { visibleLine } from "../text/clean.ts";
import { isVisible } from "../text/visible.ts";
import type { BoardFilter } from "./board-filter.ts";

export const maxKeptFilters = 12;
export const maxFilterNameLength = 40;

/** The company's own filters of the board, by name: everyone of the staff has the same. */
export const listKeptFilters = ({ db }: Staff) =>
  db
    .select({
      id: boardFilters.id,
      name: boardFilters.name,
      state: boardFilters.state,
      kind: boardFilters.kind,
      q: boardFilters.q,
    })
    .from(boardFilters)
    .orderBy(asc(boardFilters.name))
    .all();

export type KeptFilter = ReturnType<typeof listKeptFilters>[number];

const isAlike = (a: BoardFilter, b: BoardFilter) => a.state === b.state && a.kind === b.kind && a.q === b.q;

/** Which of them a board shows, or null. */
export const keptFilterOf = (kept: readonly KeptFilter[], filter: BoardFilter) =>
  kept.find((one) => isAlike(one, filter)) ?? null;

/** Keeps a filter under a name. `now` is epoch milliseconds. */
export function keepFilter(staff: Staff, typed: string, { state, kind, q }: BoardFilter, now: number) {
  const name = visibleLine(typed);
  if (!isVisible(name)) return "nameless";
  if (name.length > maxFilterNameLength) return "tooLong";
  return transact(staff, () => {
    const { db, email: createdBy } = staff;
    const kept = listKeptFilters(staff);
    if (kept.some((one) => one.name.toLowerCase() === name.toLowerCase())) return "twice";
    if (kept.length >= maxKeptFilters) return "tooMany";
    if (state === null && kind === null && q === null) return "nothing";
    db.insert(boardFilters)
      .values({ id: newId("flt"), name, state, kind, q, createdBy, createdAt: now })
      .run();
    return "kept";
  });
}

export type KeptOutcome = ReturnType<typeof keepFilter>;

/** Removes a filter for everyone of the staff. */
export function dropFilter({ db }: Staff, id: string) {
  db.delete(boardFilters).where(eq(boardFilters.id, id)).run();
}
