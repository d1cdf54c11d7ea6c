import { countedPages } from "./pages.ts";
import { nameless } from "./route-patterns.ts";

/** The pages with the script, none of which a link in an email opens by itself. */
const scriptPages = new Set(
  countedPages.filter((page) => /^\/(o|me|organizations|contact)(\/|$)/.test(page)).map(nameless),
);

/** A name of such a page, or null. */
export const scriptPage = (name: string) => (scriptPages.has(name) ? name : null);

/** The name of the page with the script that a path leads to, by what its route took from it, or null. */
export function scriptPageAt(pathname: string, params: Readonly<Record<string, string | undefined>>) {
  const ids = new Set(Object.values(params));
  const parts = pathname.split("/").map((part) => (ids.has(part) ? "-" : part));
  return scriptPage(parts.join("/").replace(/(?<=.)\/$/, ""));
}
