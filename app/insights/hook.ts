import type { ServerBuild } from "@remix-run/node";
import type { Outcome, UsageVia } from "#db/schema/usage.ts";
import { isInDigest } from "../paths.ts";
import type { Portal } from "../portal.server.ts";
import { isStaff } from "../sign-in/handles.ts";
import type { ItemKind } from "../sign-in/item-links.ts";
import type { Session } from "../sign-in/sessions.ts";
import { isoDay } from "../text/format.ts";
import { helpOf, outcomeOf, thingIn } from "./helps.ts";
import { errorOf } from "./pages.ts";
import { countedRoutes } from "./route-patterns.ts";
import { usageOf, type Visit } from "./usage.ts";
import { howOf } from "./who.ts";

/** What a request came to. `memo` is what its route found out; `visitor` who was found before any route was asked. */
export type AnsweredRequest = {
  request: Request;
  path: string;
  status: number;
  ip: string;
  memo: ReadonlyMap<string, unknown>;
  visitor: { personId: string; isStaff: boolean; isLeftOut: boolean } | null;
};

function visitorIn(portal: Portal, { memo, visitor }: AnsweredRequest) {
  const session = memo.get("session") as Session | null | undefined;
  if (visitor || !session) return visitor;
  const { id, email, isLeftOut } = session.person;
  return { personId: id, isStaff: isStaff(portal, email), isLeftOut };
}

const viaOf = (path: string): UsageVia => (/^\/[lu]\//.test(path) || isInDigest(path) ? "mail" : "portal");
const isShown = (status: number) => status === 200 || status === 304;

/** A link of a digest, and one that leads whoever is signed in on to the page itself. */
const isFromDigest = ({ path, status }: AnsweredRequest) =>
  isInDigest(path) && (isShown(status) || (status === 303 && path.startsWith("/l/")));

/**
 * Counts what was answered, after the answer: pages and files that were shown or were still known, and errors. `matched`
 * gives the ids of the routes that a path meets, outermost first.
 */
export function usageHook(portal: Portal, { routes }: ServerBuild, matched: (path: string) => string[]) {
  const counted = countedRoutes(routes);
  const { counter, firsts, sinks } = usageOf(portal);

  return (answered: AnsweredRequest) => {
    const { request, status, ip, memo } = answered;
    const { method, headers } = request;
    if (method !== "GET" && method !== "HEAD") return;
    const path = answered.path.split("?", 1)[0]!;
    const page = isShown(status) ? counted.get(matched(path).at(-1) ?? "") : undefined;
    const item = (memo.get("item") as ItemKind | undefined) ?? null;
    const all: string[] = page ? [page] : status >= 400 ? [errorOf(status)] : [];
    const outcome = page && outcomeOf(page, item);
    if (outcome) all.push(outcome);
    if (isFromDigest(answered)) all.push("digest.opened" satisfies Outcome);
    if (!all.length) return;

    const at = portal.now();
    const visitor = visitorIn(portal, answered);
    const personId = visitor?.personId ?? null;
    const how = howOf({ method, headers, isSecure: portal.config.secure, visitor });
    const day = isoDay(at);
    const help = page && (how === "person" || how === "likely") ? helpOf(page, item) : null;
    if (help && firsts.isFirst(day, `${personId ?? ""} ${help} ${thingIn(path)}`)) all.push(`helped.${help}`);

    const visits = all.map((what): Visit => ({ day, what, via: viaOf(answered.path), how, at, status }));
    for (const { at: _at, status: _status, ...key } of visits) counter.add(key, at);
    for (const sink of sinks) for (const visit of visits) sink(visit, { request, path, ip, personId });
  };
}
