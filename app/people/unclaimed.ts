import { and, eq, exists, isNull, or } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Db } from "#db/connection.ts";
import type { PersonId } from "#db/ids.ts";
import { memberships } from "#db/schema/organizations.ts";
import { requests } from "#db/schema/requests.ts";

/**
 * Asked by somebody who typed the person's address, neither confirmed nor disowned, and nobody's or an organization's of
 * theirs. The person is an id, or its column in a statement around this one.
 */
export const isUnclaimedOf = (db: Db, personId: PersonId | SQLiteColumn) =>
  and(
    eq(requests.personId, personId),
    eq(requests.verified, false),
    isNull(requests.disownedAt),
    or(
      isNull(requests.orgId),
      exists(
        db
          .select({ orgId: memberships.orgId })
          .from(memberships)
          .where(and(eq(memberships.personId, personId), eq(memberships.orgId, requests.orgId))),
      ),
    ),
  );
