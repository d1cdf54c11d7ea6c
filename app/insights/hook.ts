import type { ServerBuild } from "@remix-run/node";
import type { UsageVia } from "#db/schema/usage.ts";
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

const viaOf = (path: string): UsageVia => (/^\/[lu]\//.test(path) ? "mail" : "portal");

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
    if (status !== 200 && status !== 304 && status < 400) return;
    const path = answered.path.split("?", 1)[0]!;
    const page = status < 400 ? counted.get(matched(path).at(-1) ?? "") : undefined;
    if (!page && status < 400) return;
    const visitor = visitorIn(portal, answered);
    const how = howOf({ method, headers, isSecure: portal.config.secure, visitor });
    const at = portal.now();
    const line = { day: isoDay(at), via: viaOf(path), how };
    const item = (memo.get("item") as ItemKind | undefined) ?? null;
    const help = page && (how === "person" || how === "likely") ? helpOf(page, item) : null;
    const isFirst = help && firsts.isFirst(line.day, `${visitor?.personId ?? ""} ${help} ${thingIn(path)}`);
    const all = page ? [page, outcomeOf(page, item), isFirst ? `helped.${help}` : null] : [errorOf(status)];
    const visits = all.filter((what) => what !== null).map((what): Visit => ({ ...line, what, at, status }));
    for (const { what } of visits) counter.add({ ...line, what }, at);
    const behind = { request, path, ip, personId: visitor?.personId ?? null };
    for (const sink of sinks) for (const visit of visits) sink(visit, behind);
  };
}
