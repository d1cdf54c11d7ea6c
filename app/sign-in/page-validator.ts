import { and, eq, gt, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Db } from "#db/connection.ts";
import { prepared } from "#db/prepared.ts";
import { mailboxTests, suppressions } from "#db/schema/mail.ts";
import { everybodysVersion } from "#db/schema/orders.ts";
import { memberships, organizations, people, staff } from "#db/schema/organizations.ts";
import { requests } from "#db/schema/requests.ts";
import { sessions } from "#db/schema/sign-in.ts";
import { invites, isOpenInvite } from "#db/schema/team.ts";
import { validatorOf } from "../http/etags.ts";
import { takesVisitsScript } from "../http/scripts.ts";
import { isTestedLately, isTestOfAddress } from "../mail/mail-returns.ts";
import { isUnclaimedOf } from "../people/unclaimed.ts";
import { isoDay } from "../text/format.ts";
import { localeOf } from "../text/locale.ts";
import { featureDefinitions } from "../features.ts";
import type { Portal } from "../portal.server.ts";
import { readCookie } from "./cookies.ts";
import { systemFor } from "./handles.ts";
import { isOpenTo } from "./organizations.ts";
import { isLiving, livingValues, touchSession } from "./sessions.ts";

const remembered = featureDefinitions.flatMap((job) => ("remembered" in job ? [job.remembered.source] : []));
/** Pages made of nothing but the organization's rows, the visitor and the hour. */
const organizationPage = new RegExp(`^/o/([a-z0-9_]+)(?:${remembered.join("|")})/?$`);

const inviting = alias(organizations, "inviting");
const inviter = alias(people, "inviter");
const held = alias(memberships, "held");
const heldOf = alias(organizations, "held_of");

/** Where else the session leads: pages name it, and sessions of one person differ. */
const others = (db: Db) =>
  db
    .select({ all: sql`json_group_array(json_array(${heldOf.id}, ${heldOf.name}))` })
    .from(held)
    .innerJoin(heldOf, eq(heldOf.id, held.orgId))
    .where(
      and(
        eq(held.personId, people.id),
        ne(held.orgId, memberships.orgId),
        isOpenTo(
          db,
          { person: people.id, session: sessions.idHash, now: sql.placeholder("now") },
          held,
          heldOf.closedAt,
        ),
      ),
    );

/** What invites the visitor elsewhere, and all that decides whether it still does. */
const invited = (db: Db) =>
  db
    .select({ all: sql`group_concat(${invites.id} || ${inviting.version} || coalesce(${inviter.disabledAt}, 0))` })
    .from(invites)
    .innerJoin(inviting, eq(inviting.id, invites.orgId))
    .innerJoin(inviter, eq(inviter.id, invites.byPerson))
    .where(and(eq(invites.email, people.email), isOpenInvite, gt(invites.expiresAt, sql.placeholder("now"))));

/** Everything an organization's page is made of, in one statement. */
const pageParts = prepared((db) =>
  db
    .select({
      idHash: sessions.idHash,
      lastSeenAt: sessions.lastSeenAt,
      flash: sessions.flash,
      person: people.id,
      personUpdatedAt: people.updatedAt,
      isLeftOut: people.isLeftOut,
      email: people.email,
      role: memberships.role,
      version: organizations.version,
      unclaimed: sql<string | null>`${db
        .select({ numbers: sql`group_concat(${requests.number})` })
        .from(requests)
        .where(isUnclaimedOf(db, people.id))}`,
      invited: sql<string | null>`${invited(db)}`,
      others: sql<string>`${others(db)}`,
      everybodys: everybodysVersion.version,
      staff: staff.email,
      stop: suppressions.reason,
      testedAt: mailboxTests.testedAt,
    })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .innerJoin(memberships, eq(memberships.personId, people.id))
    .innerJoin(organizations, eq(organizations.id, memberships.orgId))
    .innerJoin(everybodysVersion, eq(everybodysVersion.id, 1))
    .leftJoin(staff, eq(staff.email, people.email))
    .leftJoin(suppressions, eq(suppressions.email, people.email))
    .leftJoin(mailboxTests, isTestOfAddress)
    .where(
      and(
        eq(memberships.orgId, sql.placeholder("org")),
        isLiving,
        isOpenTo(db, { person: memberships.personId, session: sessions.idHash, now: sql.placeholder("now") }),
      ),
    )
    .prepare(),
);

/**
 * The validator of an organization's page, from what the page is made of: nothing is rendered to find it. Null for any
 * other page, for nobody, for a stranger, for a session that may not open it, and while a flash waits. Another person, role or organization is another
 * validator, so it opens nothing to anybody. With it comes who that is.
 */
export function pageValidator(portal: Portal, buildId: string, request: Request, path: string) {
  const [pathname = "", search = ""] = path.split("?", 2);
  const org = organizationPage.exec(pathname)?.[1];
  const cookie = org ? readCookie(portal.config, request, "sid") : null;
  if (!org || !cookie) return null;
  const system = systemFor(portal);
  const now = portal.now();
  const found = pageParts(system.db).get({ ...livingValues(cookie, now), org });
  if (!found || found.flash) return null;
  touchSession(portal, system, found);
  // The day begins within the hour where the company's time zone is off by a half.
  const hour = `${isoDay(now)} ${Math.floor(now / 3_600_000)}`;
  const { person, personUpdatedAt, role, version, everybodys } = found;
  const visitor = [
    person,
    personUpdatedAt,
    role,
    found.staff,
    found.stop,
    isTestedLately(found.testedAt, now),
    found.unclaimed,
    found.invited,
    found.others,
    localeOf(request),
    !found.isLeftOut && takesVisitsScript(portal.config, request.headers),
  ];
  const isStaff = found.staff !== null || portal.config.staffEmails.includes(found.email);
  return {
    validator: validatorOf([buildId, pathname, search, org, version, everybodys, hour, ...visitor]),
    visitor: { personId: person, isStaff, isLeftOut: found.isLeftOut },
  };
}
