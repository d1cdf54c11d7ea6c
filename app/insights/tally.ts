import type { Outcome, UsageHow, UsageVia } from "#db/schema/usage.ts";
import { isInDigest } from "../paths.ts";
import type { ItemKind } from "../sign-in/item-links.ts";
import { isoDay } from "../text/format.ts";
import type { Counter } from "./counter.ts";
import type { DaySet } from "./day-set.ts";
import { helpOf, outcomeOf, thingIn } from "./helps.ts";
import { errorOf } from "./pages.ts";
import type { CountedPlace } from "./route-patterns.ts";
import type { Visit } from "./usage.ts";

/** An answer to somebody: with its query, what it counts as, and where it is an item link's, what that leads to. */
export type Shown = {
  path: string;
  status: number;
  page: CountedPlace | null;
  item: ItemKind | null;
  /** What leading out of the portal counts as. */
  led?: Outcome;
  how: UsageHow;
  personId: string | null;
  /** In epoch milliseconds. */
  at: number;
};

export const isShown = (status: number) => status === 200 || status === 304;

const viaOf = (path: string): UsageVia => (/^\/[lu]\//.test(path) || isInDigest(path) ? "mail" : "portal");

/** A link of a digest, and one that leads whoever is signed in on to the page itself. */
const isFromDigest = ({ path, status }: Pick<Shown, "path" | "status">) =>
  isInDigest(path) && (isShown(status) || (status === 303 && path.startsWith("/l/")));

/** Whether an answer is of what is counted. */
export const isCounted = (answer: Pick<Shown, "path" | "status" | "page" | "led">) =>
  !!answer.page || !!answer.led || answer.status >= 400 || isFromDigest(answer);

/** Counts an answer, as the page or error that it is and as what people came for. Gives all that it was counted as. */
export function tally({ counter, firsts }: { counter: Counter; firsts: DaySet }, shown: Shown): Visit[] {
  const { path, status, page, item, led, how, personId, at } = shown;
  const day = isoDay(at);
  const all: string[] = page ? [page] : status >= 400 ? [errorOf(status)] : [];
  const outcome = page && outcomeOf(page, item);
  if (outcome) all.push(outcome);
  if (led) all.push(led);
  if (isFromDigest(shown)) all.push("digest.opened" satisfies Outcome);
  const help = page && (how === "person" || how === "likely") ? helpOf(page, item) : null;
  const thing = () => `${personId ?? ""} ${help} ${thingIn(path.split("?", 1)[0]!)}`;
  if (help && firsts.isFirst(day, thing())) all.push(`helped.${help}`);
  return all.map((what) => {
    const key = { day, what, via: viaOf(path), how };
    counter.add(key, at);
    return { ...key, at, status };
  });
}
