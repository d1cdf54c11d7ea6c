import { outbox } from "./schema/mail.ts";
import { newId, type OrgId } from "./ids.ts";
import { seal, type Secrets } from "./secrets.ts";
import type { Db } from "./connection.ts";

export type QueuedMail = {
  kind: string;
  /** A canonical address. */
  recipient: string;
  /** kind:entity:recipient. A second mail of the same key is dropped, whenever it comes. */
  dedupeKey: string;
  /** What the template needs, as JSON; ids rather than copies where the mail should tell the newest state. */
  props: Record<string, unknown>;
  /** Codes and link tokens: sealed in the row, wiped once the mail is sent. */
  secret?: Record<string, string>;
  orgId?: OrgId | null;
};

/**
 * Puts a mail into the outbox, in the caller's transaction. Gives its id, or null where a mail with that key is there
 * already. `now` is epoch milliseconds.
 */
export function queueMail({ db, secrets }: { db: Db; secrets: Secrets }, mail: QueuedMail, now: number): string | null {
  const id = newId("mail");
  const { secret, orgId = null, ...rest } = mail;
  const sealed = secret ? seal(secrets, JSON.stringify(secret)) : null;
  const { changes } = db
    .insert(outbox)
    .values({ ...rest, id, orgId, sealed, notBefore: now, createdAt: now })
    .onConflictDoNothing({ target: outbox.dedupeKey })
    .run();
  return changes ? id : null;
}
