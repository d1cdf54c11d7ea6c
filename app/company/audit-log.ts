import { and, desc, eq, gt, inArray, lt, min } from "drizzle-orm";
import { cursorOf, cutPage, wholeNumber } from "#db/cursor.ts";
import type { Db } from "#db/connection.ts";
import type { OrgId, PersonId } from "#db/ids.ts";
import { auditLog, organizations, type ActorKind, type LogDetail } from "#db/schema/organizations.ts";
import { insertRow } from "#db/statements.ts";
import { holderOf, type Staff } from "#db/tenant.ts";
import { findItems } from "../search/search.ts";

export const logEntriesPerPage = 50;
const maxActors = 100;
const maxCustomers = 50;

/** Who acts, and what the log calls them: by an address, a key's name, or what it is. */
export type Actor = { kind: ActorKind; name: string; personId?: PersonId | null };
type Deed = {
  action: string;
  subject?: string | null;
  orgId?: OrgId | null;
  /** To whom it is done. */
  aboutPerson?: PersonId;
  detail?: LogDetail;
};

export const commandLine: Actor = { kind: "cli", name: "cli" };
export const keyNamed = (name: string): Actor => ({ kind: "key", name });
/** Somebody of the company, by the address; "cli" is the command line. */
export const staffNamed = ({ db }: { db: Db }, name: string): Actor =>
  name === commandLine.name ? commandLine : { kind: "staff", name, personId: holderOf(db, name) };

/** Writes down what somebody of the staff does, in the transaction that does it. `now` is epoch milliseconds. */
export function writeDown(staff: Staff, deed: Deed, now: number) {
  note(staff, staffNamed(staff, staff.email), deed, now);
}

/** The same for anybody else who acts. */
export function note({ db }: { db: Db }, { kind, name, personId = null }: Actor, deed: Deed, now: number) {
  insertRow(db, auditLog, { actorKind: kind, actor: name, personId, ...deed, at: now });
}

const cursor = cursorOf({ id: wholeNumber });

export type LogFilter = { actor: string | null; customer: string | null };

/** A page of what was done, newest first, with the cursor of the next page or null. Times are epoch milliseconds. */
export function listDeeds(staff: Staff, { actor, customer }: LogFilter, after: string | null) {
  const place = cursor.read(after);
  const rows = staff.db
    .select({
      id: auditLog.id,
      actor: auditLog.actor,
      action: auditLog.action,
      subject: auditLog.subject,
      detail: auditLog.detail,
      at: auditLog.at,
      orgName: organizations.name,
    })
    .from(auditLog)
    .leftJoin(organizations, eq(organizations.id, auditLog.orgId))
    .where(
      and(
        actor === null ? undefined : eq(auditLog.actor, actor),
        customer === null
          ? undefined
          : inArray(auditLog.orgId, findItems(staff, "organization", customer, maxCustomers) as OrgId[]),
        place ? lt(auditLog.id, place.id) : undefined,
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(logEntriesPerPage + 1)
    .all();
  const { page, next } = cutPage(rows, logEntriesPerPage, cursor.write);
  return { deeds: page, next, isFirst: !place };
}

/** Everybody who ever did something, by name: found by leaps through the index, at most a hundred. */
export function listActors({ db }: Staff): string[] {
  const actors: string[] = [];
  const next = (last: string) =>
    db
      .select({ actor: min(auditLog.actor) })
      .from(auditLog)
      .where(gt(auditLog.actor, last))
      .get()!.actor;
  for (let actor = next(""); actor !== null && actors.length < maxActors; actor = next(actor)) actors.push(actor);
  return actors;
}
