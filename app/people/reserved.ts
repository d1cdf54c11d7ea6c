import { and, eq, gt, isNull } from "drizzle-orm";
import type { Db } from "#db/connection.ts";
import { addressChanges } from "#db/schema/account.ts";

/** A change that can still be undone. `now` is epoch milliseconds. */
export const isUndoable = (now: number) => and(isNull(addressChanges.endedAt), gt(addressChanges.undoUntil, now));

/** Who gave the address up lately and can have it back: until then it is nobody else's. Null where nobody did. */
export function reservedFor({ db }: { db: Db }, email: string, now: number) {
  const { personId, oldEmail } = addressChanges;
  const open = and(eq(oldEmail, email), isUndoable(now));
  return db.select({ personId }).from(addressChanges).where(open).get()?.personId ?? null;
}
