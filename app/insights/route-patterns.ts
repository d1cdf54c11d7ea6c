import { countedPages, staffPages, type CountedPage } from "./pages.ts";

type Routes = Readonly<Record<string, { parentId?: string; path?: string } | undefined>>;
export type CountedPlace = CountedPage | typeof staffPages;

/** The pattern of a route's path, as "/o/:org/billing". */
export function patternOf(routes: Routes, id: string): string {
  const parts: string[] = [];
  for (let at = routes[id]; at; at = at.parentId === undefined ? undefined : routes[at.parentId])
    if (at.path) parts.unshift(at.path);
  return `/${parts.join("/")}`;
}

/** A pattern as it is told outside: "-" in place of everything that says which one. */
export const nameless = (pattern: string) => pattern.replace(/:\w+/g, "-");

/** What a visit to each route is counted as, by its id; routes that are not on the closed list are not counted. */
export function countedRoutes(routes: Routes): ReadonlyMap<string, CountedPlace> {
  const known = new Set<string>(countedPages);
  const all = Object.keys(routes).map((id) => [id, patternOf(routes, id)] as const);
  const named = all.map(([id, pattern]) => [id, /^\/staff(\/|$)/.test(pattern) ? staffPages : pattern] as const);
  return new Map(named.filter(([, name]) => name === staffPages || known.has(name)) as [string, CountedPlace][]);
}
