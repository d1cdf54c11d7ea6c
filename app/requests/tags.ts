import { asc, count, eq, inArray } from "drizzle-orm";
import { newId } from "#db/ids.ts";
import { requestTags, tags } from "#db/schema/desk.ts";
import { transact, type Staff } from "#db/tenant.ts";
import { writeDown } from "../company/audit-log.ts";
import { findAnyRequest } from "./desk-thread.ts";
import { keeperBy } from "./request-keeper.ts";
import type { Clerk } from "./requests-by-staff.ts";

export const maxTags = 20;

/** What the company sorts its requests by, by name. */
export const listTags = ({ db }: Staff) =>
  db.select({ id: tags.id, name: tags.name }).from(tags).orderBy(asc(tags.name)).all();

export type Tag = ReturnType<typeof listTags>[number];

/** The tags of these requests, by the request's id. */
export function tagsOf({ db }: Staff, requestIds: string[]): Map<string, Tag[]> {
  const rows = db
    .select({ requestId: requestTags.requestId, id: tags.id, name: tags.name })
    .from(requestTags)
    .innerJoin(tags, eq(tags.id, requestTags.tagId))
    .where(inArray(requestTags.requestId, requestIds))
    .orderBy(asc(tags.name))
    .all();
  const found = new Map<string, Tag[]>();
  for (const { requestId, ...tag } of rows) found.set(requestId, [...(found.get(requestId) ?? []), tag]);
  return found;
}

/** On how many requests each of these tags is, where it is on any, by its id. */
export const countTagged = ({ db }: Staff, ids: string[]): Map<string, number> =>
  new Map(
    db
      .select({ id: requestTags.tagId, requests: count() })
      .from(requestTags)
      .where(inArray(requestTags.tagId, ids))
      .groupBy(requestTags.tagId)
      .all()
      .map(({ id, requests }) => [id, requests]),
  );

/** Gives a request these tags and no others. False, and nothing is done, where one of them is no tag. */
export function tagRequest({ staff }: Clerk, requestId: string, ids: string[], now: number): boolean {
  return transact(staff, () => {
    const request = findAnyRequest(staff, requestId);
    const chosen = listTags(staff).filter(({ id }) => ids.includes(id));
    if (!request || chosen.length < new Set(ids).size) return false;
    const { db } = keeperBy(staff, request, "request.tagged", now);
    db.delete(requestTags).where(eq(requestTags.requestId, requestId)).run();
    for (const { id: tagId } of chosen) db.insert(requestTags).values({ tagId, requestId }).run();
    return true;
  });
}

/** Whether two of these are called alike. */
const isTwice = (names: string[]) => new Set(names.map((name) => name.toLowerCase())).size < names.length;

type Named = { id: string | null; name: string };

/**
 * Makes these the company's tags: new ones have no id, those with no name are taken off every request, others stay. `twice`, and
 * nothing is done, where two are called alike.
 */
export function saveTags(staff: Staff, named: Named[], now: number): "saved" | "twice" {
  return transact(staff, () => {
    const { db, email } = staff;
    const all = listTags(staff);
    const there = new Set(all.map(({ id }) => id));
    const gone = named.flatMap(({ id, name }) => (id && !name ? [id] : []));
    const filled = named.filter(({ name }) => name);
    const kept = filled.flatMap(({ id }) => (id && there.has(id) ? [id] : []));
    const others = all.filter(({ id }) => !kept.includes(id) && !gone.includes(id));
    if (isTwice([...filled, ...others].map(({ name }) => name))) return "twice";
    db.delete(tags).where(inArray(tags.id, gone)).run();
    // Two names may change places.
    for (const id of kept) db.update(tags).set({ name: id }).where(eq(tags.id, id)).run();
    for (const { id, name } of filled) {
      if (id && there.has(id)) db.update(tags).set({ name }).where(eq(tags.id, id)).run();
      else
        db.insert(tags)
          .values({ id: newId("tag"), name, createdBy: email, createdAt: now })
          .run();
    }
    writeDown(staff, { action: "tags.saved", subject: filled.map(({ name }) => name).join(", ") }, now);
    return "saved";
  });
}
