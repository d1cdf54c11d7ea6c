import { invalid, missing } from "./failure.ts";
import { int, isRecord, text, type Params } from "./params.ts";
import type { Listed } from "./wire.ts";

export const PAGING = ["limit", "starting_after", "ending_before", "expand"];

type Item = { id: string; created?: number };

/** One page of a list that is already in its order, by Stripe's cursors. */
export function paged<T extends Item>(items: T[], params: Params, url: string): Listed<T> {
  const limit = int(params.limit, "limit") ?? 10;
  if (limit < 1) throw invalid("This value must be greater than or equal to 1.", { param: "limit" });
  if (limit > 100) throw invalid("This value must be less than or equal to 100.", { param: "limit" });
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

function indexOf(items: Item[], id: string, param: string): number {
  const index = items.findIndex((item) => item.id === id);
  if (index < 0) throw missing("object", id, param);
  return index;
}

/** Newest first; among the same second, the last made comes first. */
export function newestFirst<T extends Item>(items: Iterable<T>): T[] {
  return [...items].reverse().sort((a, b) => (b.created ?? 0) - (a.created ?? 0));
}

/** `created=123` or `created[gte]=…&created[lt]=…`, in epoch seconds. */
export function within(value: Params[string], param = "created"): (seconds: number | null) => boolean {
  if (value === undefined) return () => true;
  if (!isRecord(value)) return (seconds) => seconds === int(value, param);
  const [gte, gt, lte, lt] = ["gte", "gt", "lte", "lt"].map((key) => int(value[key], `${param}[${key}]`));
  return (seconds) =>
    seconds !== null &&
    (gte === undefined || seconds >= gte) &&
    (gt === undefined || seconds > gt) &&
    (lte === undefined || seconds <= lte) &&
    (lt === undefined || seconds < lt);
}
