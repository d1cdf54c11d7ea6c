import { selfOf } from "#db/tenant.ts";
import type { ShellData } from "./ui/shell-data.ts";
import { dispensable } from "./http/storage-fault.ts";
import { scriptPageAt } from "./insights/script-pages.ts";
import { deskScript, filesScript, takesVisitsScript, visitsScript } from "./http/scripts.ts";
import type { Stylesheet } from "./http/stylesheet.ts";
import { connectionOf } from "./portal.server.ts";
import { countQueue } from "./requests/desk-counts.ts";
import { listOrganizations } from "./sign-in/organizations.ts";
import { localeOf } from "./text/locale.ts";
import { actions, can } from "./can.ts";
import { isStaff, membership, systemFor, visitor, type RouteArgs } from "./sign-in/handles.ts";
import { setFlash, type Session } from "./sign-in/sessions.ts";

/** The page behind a sign-in link has the sign-in form first: no bar, as if nobody were signed in. */
const isSignInLink = (request: Request) => new URL(request.url).pathname.toLowerCase().startsWith("/sign-in/link");

const isUnderStaff = (request: Request) => /^\/staff(\/|$)/i.test(new URL(request.url).pathname);

/** As many as a menu has room for, on a page that weighs little. */
const othersShown = 5;

function visitsOn({ request, params, context }: RouteArgs, { person }: Session): ShellData["visits"] {
  if (person.isLeftOut || !takesVisitsScript(context.portal.config, request.headers)) return null;
  const page = scriptPageAt(new URL(request.url).pathname, params);
  return page === null ? null : { script: visitsScript.path, page };
}

/** What every page needs to know of company and visitor. Shows a waiting flash once. */
export function shellData(args: RouteArgs): ShellData {
  const { portal, memo } = args.context;
  const { company, features, supportEmail } = portal.config;
  const session = isSignInLink(args.request) ? null : visitor(args);
  const found = membership(args);
  const all = session ? listOrganizations(selfOf(connectionOf(portal), session.person.id), session, portal.now()) : [];
  const isOfStaff = !!session && isStaff(portal, session.person.email);
  const isStaffArea = isOfStaff && isUnderStaff(args.request);
  // A page of the person's own, or one that is not there, leads back into the only organization.
  const only = all.length === 1 && !isStaffArea ? all[0]! : null;
  const here = found ? { id: found.orgId, name: found.orgName, role: found.role } : only;
  if (session?.flash && args.request.method === "GET") {
    dispensable(portal, () => setFlash(systemFor(portal), session, null));
  }
  const { accent: _, ...named } = company;
  const savesData = args.request.headers.get("Save-Data") === "on";
  const others = all.filter(({ id }) => id !== here?.id).map(({ id, name }) => ({ id, name }));
  const shown = isStaffArea ? [] : others.slice(0, othersShown);
  return {
    company: { ...named, email: supportEmail },
    stylesheet: (memo.get("styles") as Stylesheet).path,
    deskScript: isStaffArea && !savesData ? deskScript.path : null,
    filesScript: savesData ? null : filesScript.path,
    visits: session && !isOfStaff ? visitsOn(args, session) : null,
    locale: localeOf(args.request),
    now: portal.now(),
    features: [...features],
    person: session && { name: session.person.name, email: session.person.email },
    org: here && { id: here.id, name: here.name, rights: actions.filter((action) => can(here.role, action)) },
    isStaff: isOfStaff,
    isStaffArea,
    waiting: isStaffArea && features.has("requests") ? { requests: countQueue(systemFor(portal), "needs-answer") } : {},
    others: { shown, hasMore: others.length > shown.length },
    flash: session?.flash ?? null,
  };
}
