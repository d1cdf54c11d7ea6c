import type { AppLoadContext } from "@remix-run/node";
import { and, eq, sql } from "drizzle-orm";
import type { OrgId, PersonId } from "#db/ids.ts";
import { preparedFor } from "#db/prepared.ts";
import { memberships, organizations, staff, type Role } from "#db/schema/organizations.ts";
import { selfOf, staffOf, systemOf, tenantOf, type Self, type Staff, type System, type Tenant } from "#db/tenant.ts";
import { notAllowed, notFound, seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { connectionOf, type Portal } from "../portal.server.ts";
import { can } from "../can.ts";
import type { Action } from "../features.ts";
import { readCookie } from "./cookies.ts";
import { isProvenTo } from "./organizations.ts";
import { findSession, sudoLimit, touchSession, type Session } from "./sessions.ts";

/** What a loader or an action is given. */
export type RouteArgs = { request: Request; params: Record<string, string | undefined>; context: AppLoadContext };

export type SignedIn = Self & { readonly session: Session };
export type Member = Tenant & {
  readonly session: Session;
  readonly role: Role;
  readonly orgName: string;
  readonly orgVersion: number;
};

export type FormerMember = Member & { readonly closedAt: number | null };

/** The right to everything, for sign-in itself. */
export function systemFor(portal: Portal): System {
  return systemOf(connectionOf(portal));
}

/** Who is asking, or null. */
export function visitor({ request, context }: Pick<RouteArgs, "request" | "context">): Session | null {
  const { portal, memo } = context;
  if (!memo.has("session")) {
    const system = systemFor(portal);
    const session = findSession(system, readCookie(portal.config, request, "sid"), portal.now());
    if (session) touchSession(portal, system, session);
    memo.set("session", session);
  }
  return memo.get("session") as Session | null;
}

/** Throws a redirect to the sign-in page, which leads back here, where nobody is signed in. */
export function requirePerson(args: Pick<RouteArgs, "request" | "context">): SignedIn {
  const session = visitor(args);
  if (!session) throw seeOther(paths.signIn(backTo(args.request)));
  return Object.assign(selfOf(connectionOf(args.context.portal), session.person.id), { session });
}

/** Whether a session's person proved within 15 minutes that the mailbox is theirs. */
export const isProven = ({ now }: Portal, { provenAt }: Session) => provenAt !== null && now() - provenAt <= sudoLimit;

/** Throws a redirect to the re-auth page, which leads on to `next`, where the last proof of the mailbox is older. */
export function requireSudo(args: Pick<RouteArgs, "request" | "context">, next = backTo(args.request)): SignedIn {
  const self = requirePerson(args);
  if (!isProven(args.context.portal, self.session)) throw seeOther(paths.sudo(next));
  return self;
}

const finding = preparedFor(
  ({ db }: System, { org, ...visit }: { org: OrgId; person: PersonId; session: string; now: number }) =>
    db
      .select({
        role: memberships.role,
        orgId: organizations.id,
        orgName: organizations.name,
        orgVersion: organizations.version,
        closedAt: organizations.closedAt,
        isProven: sql<number>`${isProvenTo(db, visit)}`,
      })
      .from(memberships)
      .innerJoin(organizations, eq(organizations.id, memberships.orgId))
      .where(and(eq(memberships.orgId, org), eq(memberships.personId, visit.person))),
);

const findMembership = (system: System, org: string, { person, idHash }: Session, now: number) =>
  finding(system, { org: org as OrgId, person: person.id, session: idHash, now }).get() ?? null;

function membershipInUrl(args: RouteArgs) {
  const { portal, memo } = args.context;
  const session = visitor(args);
  const org = args.params.org;
  if (!session || !org) return null;
  const key = `membership:${org}`;
  if (!memo.has(key)) memo.set(key, findMembership(systemFor(portal), org, session, portal.now()));
  return memo.get(key) as ReturnType<typeof findMembership>;
}

/** The asked-for organization as its member sees it, whatever the role; null for anybody else, and where it is not open. */
export function membership(args: RouteArgs) {
  const found = membershipInUrl(args);
  return found?.isProven && found.closedAt === null ? found : null;
}

/**
 * The right to the organization in the URL, looked up on every request. Throws: a redirect to the sign-in page for
 * nobody, 404 for a stranger (the same as for an organization that never was) and where it is closed, a redirect to the
 * re-auth page for a session that may not open it, 403 for a role without the right.
 */
export function requireMember(args: RouteArgs, action: Action): Member {
  return requireFormerMember(args, action, Infinity);
}

/** The same also where the organization was closed at that time (epoch milliseconds) or later. */
export function requireFormerMember(args: RouteArgs, action: Action, closedSince: number): FormerMember {
  const { session } = requirePerson(args);
  const found = membershipInUrl(args);
  if (!found || (found.closedAt !== null && found.closedAt < closedSince)) throw notFound();
  if (!found.isProven) throw seeOther(paths.sudo(backTo(args.request)));
  if (!can(found.role, action)) throw notAllowed();
  const { orgId, isProven: _, ...rest } = found;
  return Object.assign(tenantOf(connectionOf(args.context.portal), orgId), { ...rest, session });
}

const findingStaff = preparedFor(({ db }: System, { email }: { email: string }) =>
  db.select({ email: staff.email }).from(staff).where(eq(staff.email, email)),
);

/** Whether an address is of the company's own people. */
export function isStaff(portal: Portal, email: string): boolean {
  return portal.config.staffEmails.includes(email) || !!findingStaff(systemFor(portal), { email }).get();
}

/**
 * Throws a redirect to the sign-in page for nobody, 404 for a customer, and a redirect to the re-auth page where no mailbox
 * was proven: an invitation may have been passed on.
 */
export function requireStaff(args: RouteArgs): Staff & { readonly session: Session } {
  const { session } = requirePerson(args);
  if (!isStaff(args.context.portal, session.person.email)) throw notFound();
  if (session.provenAt === null) throw seeOther(paths.sudo(backTo(args.request)));
  return Object.assign(staffOf(connectionOf(args.context.portal), session.person.email), { session });
}

function backTo(request: Request): string {
  const { pathname, search } = new URL(request.url);
  return request.method === "GET" || request.method === "HEAD" ? pathname + search : pathname;
}
