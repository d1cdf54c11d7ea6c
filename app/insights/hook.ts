import type { ServerBuild } from "@remix-run/node";
import type { PersonId } from "#db/ids.ts";
import type { Outcome, UsageHow } from "#db/schema/usage.ts";
import type { Portal } from "../portal.server.ts";
import { isStaff } from "../sign-in/handles.ts";
import type { ItemKind } from "../sign-in/item-links.ts";
import type { Session } from "../sign-in/sessions.ts";
import type { AnsweredLink } from "./link-trips.ts";
import { countedRoutes } from "./route-patterns.ts";
import { isCounted, isShown, tally } from "./tally.ts";
import { usageOf } from "./usage.ts";
import { howOf } from "./who.ts";

/** What a request came to. `memo` is what its route found out, such as that it `led` out of the portal; `visitor` who was found before any route was asked. */
export type AnsweredRequest = AnsweredLink & {
  visitor: { personId: PersonId; isStaff: boolean; isLeftOut: boolean } | null;
  /** In epoch milliseconds. */
  at: number;
  /** Who it was, where that was found out since. */
  how?: UsageHow;
  /** The kind of the mail whose link it was, where that was found out since. */
  mailKind?: string | null;
};

const visitors = new WeakMap<Session, NonNullable<AnsweredRequest["visitor"]>>();

/** Who is signed in, or null. Each request reads its session anew, and asks once whether it is of staff. */
export function visitorIn(portal: Portal, { memo, visitor }: Pick<AnsweredRequest, "memo" | "visitor">) {
  const session = memo.get("session") as Session | null | undefined;
  if (visitor || !session) return visitor;
  const { id, email, isLeftOut } = session.person;
  const found = visitors.get(session) ?? { personId: id, isStaff: isStaff(portal, email), isLeftOut };
  visitors.set(session, found);
  return found;
}

/** Who it was, by this request alone. */
export const howOfRequest = (portal: Portal, answered: AnsweredRequest) =>
  howOf({
    method: answered.request.method,
    headers: answered.request.headers,
    isSecure: portal.config.secure,
    visitor: visitorIn(portal, answered),
  });

/**
 * Counts what was answered, after the answer: pages and files that were shown or were still known, and errors. `matched`
 * gives the ids of the routes that a path meets, outermost first.
 */
export function usageHook(portal: Portal, { routes }: ServerBuild, matched: (path: string) => string[]) {
  const counted = countedRoutes(routes);
  const usage = usageOf(portal);

  return (answered: AnsweredRequest) => {
    const { request, path, status, ip, memo, at } = answered;
    const { method } = request;
    if (method !== "GET" && method !== "HEAD") return;
    const route = isShown(status) ? matched(path.split("?", 1)[0]!).at(-1) : undefined;
    const page = counted.get(route ?? "") ?? null;
    const led = memo.get("led") as Outcome | undefined;
    if (!isCounted({ path, status, page, led })) return;
    const visitor = visitorIn(portal, answered);
    const how = answered.how ?? howOfRequest(portal, answered);
    const item = (memo.get("item") as ItemKind | undefined) ?? null;
    const personId = visitor?.personId ?? null;
    const visits = tally(usage, { path, status, page, item, led, how, personId, at });
    const behind = { request, path, page, item, mailKind: answered.mailKind ?? null, ip, personId };
    for (const sink of usage.sinks) for (const visit of visits) sink(visit, behind);
  };
}
