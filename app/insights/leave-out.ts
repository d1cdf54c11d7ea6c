import { eq } from "drizzle-orm";
import { people } from "#db/schema/organizations.ts";
import type { Self } from "#db/tenant.ts";

/** Leaves a person out of what is counted from now on, or has them counted again. */
export function leaveOutOfCounts({ db, personId }: Self, isLeftOut: boolean) {
  db.update(people).set({ isLeftOut }).where(eq(people.id, personId)).run();
}
