import { and, eq, isNotNull } from "drizzle-orm";
import type { PersonId } from "#db/ids.ts";
import { outbox } from "#db/schema/mail.ts";
import type { System } from "#db/tenant.ts";

/** Has an organization's mails that are held for a person's quiet hours go to the address that became theirs. */
export function moveHeldMails({ db }: System, personId: PersonId, recipient: string) {
  const isHeld = and(eq(outbox.state, "new"), eq(outbox.doubtful, false), isNotNull(outbox.heldUntil));
  db.update(outbox)
    .set({ recipient })
    .where(and(eq(outbox.personId, personId), isHeld, isNotNull(outbox.orgId)))
    .run();
}
