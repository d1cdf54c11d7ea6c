import { and, asc, eq, exists, gt, gte, isNull, ne, or, sql, type Placeholder, type SQL } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Db } from "#db/connection.ts";
import type { PersonId } from "#db/ids.ts";
import { preparedFor } from "#db/prepared.ts";
import { memberships, organizations } from "#db/schema/organizations.ts";
import { sessionProofs } from "#db/schema/sign-in.ts";
import type { Self } from "#db/tenant.ts";
import type { Session } from "./sessions.ts";

type Visit = {
  person: PersonId | SQLiteColumn;
  /** The session's `idHash`. */
  session: string | SQLiteColumn;
  now: number | Placeholder;
};

type Dated = Record<"proofsAfter" | "createdAt", SQLiteColumn>;

/**
 * Whether a session of a member's may open the organization, for statements on `memberships` or an alias, and
 * `organizations` or its own: it is not closed, and somebody proved in the session who they are.
 */
export const isOpenTo = (
  db: Db,
  visit: Visit,
  of: Dated = memberships,
  closedAt: SQLiteColumn = organizations.closedAt,
): SQL => and(isNull(closedAt), isProvenTo(db, visit, of))!;

/** Whether somebody proved in a session who they are, since the organization last asked for that anew. */
export const isProvenTo = (db: Db, { person, session, now }: Visit, of: Dated = memberships): SQL =>
  exists(
    db
      .select({ kind: sessionProofs.kind })
      .from(sessionProofs)
      .where(
        and(
          eq(sessionProofs.personId, person),
          eq(sessionProofs.sessionHash, session),
          or(isNull(sessionProofs.until), gt(sessionProofs.until, now)),
          gt(sessionProofs.at, sql`coalesce(${of.proofsAfter}, 0)`),
          // A link that was passed on opens what it was for, and nothing that its address is given later.
          or(ne(sessionProofs.kind, "invite"), gte(sessionProofs.at, of.createdAt)),
        ),
      ),
  );

const listing = preparedFor(({ db, personId }: Self, visit: { session: string; now: number }) =>
  db
    .select({ id: organizations.id, name: organizations.name, role: memberships.role })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.orgId))
    .where(and(eq(memberships.personId, personId), isOpenTo(db, { person: personId, ...visit })))
    .orderBy(asc(organizations.name)),
);

/** The organizations of the person's that their session may open, by name; `now` is epoch milliseconds. */
export const listOrganizations = (self: Self, { idHash }: Pick<Session, "idHash">, now: number) =>
  listing(self, { session: idHash, now }).all();
