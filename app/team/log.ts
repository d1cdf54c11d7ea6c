import { and, desc, eq, inArray, isNotNull, lt, ne, notLike, or } from "drizzle-orm";
import { cursorOf, cutPage, wholeNumber } from "#db/cursor.ts";
import type { PersonId } from "#db/ids.ts";
import { auditLog, type ActorKind } from "#db/schema/organizations.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { shownActions, type ShownAction } from "./log-actions.ts";

export const entriesPerPage = 50;
const maxPeople = 200;
const cursor = cursorOf({ id: wholeNumber });

/** Of whom: a person, by or to whom it was done, or the company's people. */
export type TeamLogFilter = { person: string | null };
export const byStaff = "staff";

/** Orders that the company's systems tell of are on the orders' own pages. */
const isShown = and(
  inArray(auditLog.action, [...shownActions]),
  or(ne(auditLog.actorKind, "key"), notLike(auditLog.action, "order.%")),
);

function isOf(person: string | null) {
  if (person === null) return undefined;
  if (person === byStaff) return eq(auditLog.actorKind, "staff");
  const id = person as PersonId;
  return or(eq(auditLog.personId, id), eq(auditLog.aboutPerson, id));
}

/** What those who did something are called now, by what the log has of them. */
export type NameOf = (of: { kind: ActorKind; actor: string; personId: PersonId | null }) => string | null;
export type TeamLogEntry = ReturnType<typeof listTeamLog>["entries"][number];

/**
 * A page of what was done to the organization, newest first, with the cursor of the next page or null. Times are epoch
 * milliseconds.
 */
export function listTeamLog(tenant: Tenant, { person }: TeamLogFilter, nameOf: NameOf, after: string | null) {
  const place = cursor.read(after);
  const rows = tenant.db
    .select({
      id: auditLog.id,
      kind: auditLog.actorKind,
      actor: auditLog.actor,
      personId: auditLog.personId,
      action: auditLog.action,
      subject: auditLog.subject,
      detail: auditLog.detail,
      at: auditLog.at,
    })
    .from(auditLog)
    .where(mine(tenant, auditLog, isShown, isOf(person), place ? lt(auditLog.id, place.id) : undefined))
    .orderBy(desc(auditLog.id))
    .limit(entriesPerPage + 1)
    .all();
  const { page, next } = cutPage(rows, entriesPerPage, cursor.write);
  const entries = page.map((row) => ({ ...row, action: row.action as ShownAction, name: nameOf(row) }));
  return { entries, next, isFirst: !place };
}

/** All of it, page by page. */
export function* teamLogPages(tenant: Tenant, filter: TeamLogFilter, nameOf: NameOf): Generator<TeamLogEntry[], void> {
  for (let after: string | null = null, isLast = false; !isLast;) {
    const { entries, next } = listTeamLog(tenant, filter, nameOf, after);
    if (entries.length) yield entries;
    [after, isLast] = [next, next === null];
  }
}

/** The people of the organization's whom its log names as who did something, by what they were called then; at most 200. */
export const listLogPeople = (tenant: Tenant) =>
  tenant.db
    .selectDistinct({ personId: auditLog.personId, actor: auditLog.actor })
    .from(auditLog)
    .where(mine(tenant, auditLog, isNotNull(auditLog.personId), eq(auditLog.actorKind, "person")))
    .orderBy(auditLog.actor)
    .limit(maxPeople)
    .all();
