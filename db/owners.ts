import { getTableName } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { outbox } from "./schema/mail.ts";
import { notificationChoices } from "./schema/notifications.ts";
import { memberships, organizations, people } from "./schema/organizations.ts";
import { requestPeople, requests } from "./schema/requests.ts";
import { joinRequests } from "./schema/team.ts";
import { hasColumn, tables } from "./tables.ts";

/** An organization's rows that are the person's too. In all others the person beside the organization is who did it. */
const sharedWithPerson: ReadonlySet<SQLiteTable> = new Set<SQLiteTable>([
  memberships,
  outbox,
  requests,
  requestPeople,
  joinRequests,
  notificationChoices,
]);

function ownersOf(table: SQLiteTable): string[] {
  if (table === organizations || table === people) return ["id"];
  const owning = ["org_id", "person_id"].filter((name) => hasColumn(table, name));
  return sharedWithPerson.has(table) ? owning : owning.slice(0, 1);
}

/**
 * Which columns say whose row it is, by table: a statement of a `Tenant` or a `Self` on these must be limited by one.
 * From the schema's `org_id` and `person_id`; tables with neither are nobody's, and have none.
 */
export const owners: ReadonlyMap<string, readonly string[]> = new Map(
  tables.map((table) => [getTableName(table), ownersOf(table)]),
);
