import { readSearch } from "../search/search-text.ts";

/** What staff look for among their customers, one at a time. */
export const customerViews = ["never-signed-in", "mail-comes-back", "owes", "late-order", "nobody"] as const;
export type CustomerView = (typeof customerViews)[number];
export const customerSorts = ["name", "newest"] as const;
export type CustomerFilter = { show: CustomerView | null; sort: (typeof customerSorts)[number]; q: string | null };

/** What a URL's query asks for; what makes no sense counts as not asked. */
export function readCustomerFilter(query: { get(name: string): string | null }): CustomerFilter {
  return {
    show: customerViews.find((view) => view === query.get("show")) ?? null,
    sort: customerSorts.find((sort) => sort === query.get("sort")) ?? "name",
    q: readSearch(query.get("q")),
  };
}
