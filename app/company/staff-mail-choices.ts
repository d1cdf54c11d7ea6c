import { eq } from "drizzle-orm";
import { staffMailChoices } from "#db/schema/desk.ts";
import type { Staff } from "#db/tenant.ts";

export type MailChoices = { requestNew: boolean; requestReply: boolean };

/** Which mails about requests somebody of the staff wants: all until they say otherwise. */
export function findMailChoices({ db, email }: Staff): MailChoices {
  const { requestNew, requestReply } = staffMailChoices;
  const chosen = db
    .select({ requestNew, requestReply })
    .from(staffMailChoices)
    .where(eq(staffMailChoices.email, email))
    .get();
  return chosen ?? { requestNew: true, requestReply: true };
}

export function chooseMails({ db, email }: Staff, choices: MailChoices) {
  db.insert(staffMailChoices)
    .values({ email, ...choices })
    .onConflictDoUpdate({ target: staffMailChoices.email, set: choices })
    .run();
}
