import { invalid, missing } from "./failure.ts";
import { int, isRecord, text, type Params } from "./params.ts";
import { countWhile, type Shelf } from "./shelf.ts";
import type { Listed } from "./wire.ts";

export const PAGING = ["limit", "starting_after", "ending_before", "expand"];

type Item = { id: string; created: number };
type Wanted<T> = (item: T) => boolean;

/**
 * One page of a shelf, newest first, by the shelf's own fields and `created` in the parameters. It reads no more than the
 * page needs, unless `wanted` leaves out much.
 */
export function pageOf<T extends Item>(
  shelf: Shelf<T>,
  params: Params,
  url: string,
  wanted: Wanted<T> = () => true,
): Listed<T> {
  const limit = limitOf(params);
  const [row, isIn] = narrowest(shelf, params);
  const { from, until } = windowOf(params.created, "created");
  let low = countWhile(row, (item) => item.created < from);
  let high = countWhile(row, (item) => item.created < until);
  const passes = (item: T) => isIn(item) && wanted(item);
  const end = cursor(shelf, params, "ending_before");
  if (end) {
    low = Math.max(low, shelf.before(row, end) + (row[shelf.before(row, end)] === end ? 1 : 0));
    const found = gather(row, low, high, 1, limit + 1, passes);
    return { object: "list", data: found.slice(0, limit).reverse(), has_more: found.length > limit, url };
  }
  const start = cursor(shelf, params, "starting_after");
  if (start) high = Math.min(high, shelf.before(row, start));
  const found = gather(row, low, high, -1, limit + 1, passes);
  return { object: "list", data: found.slice(0, limit), has_more: found.length > limit, url };
}

function gather<T>(row: readonly T[], low: number, high: number, step: 1 | -1, limit: number, passes: Wanted<T>): T[] {
  const found: T[] = [];
  for (let i = step === 1 ? low : high - 1; i >= low && i < high && found.length < limit; i += step) {
    if (passes(row[i]!)) found.push(row[i]!);
  }
  return found;
}

/** The smallest part that the parameters name, and what its objects must be in besides. */
function narrowest<T extends Item>(shelf: Shelf<T>, params: Params): [readonly T[], Wanted<T>] {
  const rows = shelf.fields.flatMap((field) => {
    const value = text(params[field]);
    return value ? [shelf.part(field, value)] : [];
  });
  const [first, ...rest] = rows.sort((a, b) => a.length - b.length);
  if (!first) return [shelf.row, () => true];
  return [first, (item) => rest.every((row) => row[shelf.before(row, item)] === item)];
}

function cursor<T extends Item>(shelf: Shelf<T>, params: Params, name: string): T | undefined {
  const id = text(params[name]);
  if (!id) return undefined;
  const item = shelf.get(id);
  if (!item) throw missing(shelf.noun, id, name);
  return item;
}

function limitOf(params: Params): number {
  const limit = int(params.limit, "limit") ?? 10;
  if (limit < 1) throw invalid("This value must be greater than or equal to 1.", { param: "limit" });
  if (limit > 100) throw invalid("This value must be less than or equal to 100.", { param: "limit" });
  return limit;
}

/** One page of a short list that is already in its order. */
export function paged<T extends { id: string }>(items: T[], params: Params, url: string): Listed<T> {
  const limit = limitOf(params);
  const after = text(params.starting_after);
  const before = text(params.ending_before);
  if (before) {
    const end = indexOf(items, before, "ending_before");
    const start = Math.max(0, end - limit);
    return { object: "list", data: items.slice(start, end), has_more: start > 0, url };
  }
  const start = after ? indexOf(items, after, "starting_after") + 1 : 0;
  return { object: "list", data: items.slice(start, start + limit), has_more: start + limit < items.length, url };
}

function indexOf(items: { id: string }[], id: string, param: string): number {
  const index = items.findIndex((item) => item.id === id);
  if (index < 0) throw missing("object", id, param);
  return index;
}

/** `created=123` or `created[gte]=…&created[lt]=…`, in epoch seconds: from the first on, until before the other. */
function windowOf(value: Params[string], param: string): { from: number; until: number } {
  if (value === undefined) return { from: -Infinity, until: Infinity };
  const exact = isRecord(value) ? undefined : int(value, param);
  if (exact !== undefined) return { from: exact, until: exact + 1 };
  const bounds = isRecord(value) ? value : {};
  const [gte, gt, lte, lt] = ["gte", "gt", "lte", "lt"].map((key) => int(bounds[key], `${param}[${key}]`));
  return {
    from: Math.max(gte ?? -Infinity, gt === undefined ? -Infinity : gt + 1),
    until: Math.min(lt ?? Infinity, lte === undefined ? Infinity : lte + 1),
  };
}

export function within(value: Params[string], param: string): (seconds: number | null) => boolean {
  if (value === undefined) return () => true;
  const { from, until } = windowOf(value, param);
  return (seconds) => seconds !== null && seconds >= from && seconds < until;
}
