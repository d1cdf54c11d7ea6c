import { eq } from "drizzle-orm";
import { newId, type PersonId } from "#db/ids.ts";
import { queueMail, type QueuedMail } from "#db/outbox.ts";
import { mailboxTests, outbox, suppressions } from "#db/schema/mail.ts";
import type { World } from "#tests/world.ts";

type Here = Pick<World, "system" | "now">;
type Row = Partial<typeof outbox.$inferInsert>;

/** A mail of ours that was queued now; `became` is what it came to. Gives its id. */
export function addMail({ system, now }: Here, mail: Partial<QueuedMail>, became: Row = {}): string {
  const plain = { kind: "receipt", recipient: "ada@acme.example", dedupeKey: newId("key"), props: {} };
  const id = queueMail(system, { ...plain, ...mail }, now())!;
  system.db
    .update(outbox)
    .set({ state: "delivered", sentAt: now(), ...became })
    .where(eq(outbox.id, id))
    .run();
  return id;
}

/** An address that gets no more mails, by Postmark's word for why. */
export function stopMails({ system, now }: Here, email: string, reason: string) {
  system.db.insert(suppressions).values({ email, reason, createdAt: now() }).run();
}

/** A test of somebody's address, sent just now. */
export function testMailbox(here: Here, { id: personId, email }: { id: PersonId; email: string }) {
  const at = here.now();
  const mailId = addMail(here, { kind: "mailbox-test", recipient: email, props: { askedAt: at } });
  const values = { personId, email, askedAt: at, testedAt: at, mailId, codeHash: "none" };
  here.system.db.insert(mailboxTests).values(values).run();
}

/** What became of a mail that came back, as Postmark told it. */
export const returned = (type: string, at: number): Row => ({ state: "bounced", returnedFor: type, returnedAt: at });
