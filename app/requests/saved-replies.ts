import { and, asc, eq, ne } from "drizzle-orm";
import { newId } from "#db/ids.ts";
import { savedReplies } from "#db/schema/desk.ts";
import { transact, type Staff } from "#db/tenant.ts";
import { writeDown } from "../company/audit-log.ts";

/** What the staff write again and again, by name. */
export function listReplies({ db }: Staff) {
  return db.select().from(savedReplies).orderBy(asc(savedReplies.name)).all();
}

export type SavedReply = ReturnType<typeof listReplies>[number];

export function findReply({ db }: Staff, id: string | null): SavedReply | null {
  if (!id) return null;
  return db.select().from(savedReplies).where(eq(savedReplies.id, id)).get() ?? null;
}

/** Makes a reply, or changes the one of that id; `there` where another has the name. `now` is epoch milliseconds. */
export function saveReply(
  staff: Staff,
  id: string | null,
  { name, text }: { name: string; text: string },
  now: number,
) {
  return transact(staff, () => {
    const { db, email } = staff;
    const other = and(eq(savedReplies.name, name), id === null ? undefined : ne(savedReplies.id, id));
    if (db.select({ id: savedReplies.id }).from(savedReplies).where(other).get()) return "there" as const;
    const values = { id: id ?? newId("rep"), name, text, createdBy: email, createdAt: now };
    db.insert(savedReplies).values(values).onConflictDoUpdate({ target: savedReplies.id, set: { name, text } }).run();
    writeDown(staff, { action: "reply.saved", subject: name }, now);
    return "saved" as const;
  });
}

export function removeReply(staff: Staff, { id, name }: SavedReply, now: number) {
  transact(staff, () => {
    staff.db.delete(savedReplies).where(eq(savedReplies.id, id)).run();
    writeDown(staff, { action: "reply.removed", subject: name }, now);
  });
}
