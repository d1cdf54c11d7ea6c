import { outbox } from "./schema/mail.ts";
import { newId, type OrgId } from "./ids.ts";
import { prepared } from "./prepared.ts";
import { seal, type Secrets } from "./secrets.ts";
import { encoded, places } from "./statements.ts";
import type { Db } from "./connection.ts";

/**
 * A recipient that is nobody (RFC 2606): such a mail is written like any other and then thrown away. So what the portal
 * is busy with tells nobody whether it knows an address that was typed.
 */
export const nobody = "nobody@decoy.invalid";

/** The error of a mail that waited in a backup which was restored: nobody but the provider knows whether it went since. */
export const waitedInBackup = "It was waiting when the backup was made, and may have been sent since";

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
  /** The request it tells of. */
  requestId?: string | null;
  /** Before when it does not go out, in epoch milliseconds. */
  notBefore?: number;
};

const columns = [
  "id",
  "orgId",
  "kind",
  "recipient",
  "requestId",
  "dedupeKey",
  "props",
  "sealed",
  "notBefore",
  "createdAt",
];
/** Compiled once: a thousand orders may be told of at once. */
const queueing = prepared((db) =>
  db
    .insert(outbox)
    .values(places(columns) as never)
    .onConflictDoNothing({ target: outbox.dedupeKey })
    .prepare(),
);

/**
 * Puts a mail into the outbox, in the caller's transaction. Gives its id, or null where a mail with that key is there
 * already. `now` is epoch milliseconds.
 */
export function queueMail({ db, secrets }: { db: Db; secrets: Secrets }, mail: QueuedMail, now: number): string | null {
  const id = newId("mail");
  const { secret, orgId = null, requestId = null, notBefore = now, ...rest } = mail;
  const sealed = secret ? seal(secrets, JSON.stringify(secret)) : null;
  const values = { ...rest, id, orgId, requestId, sealed, notBefore, createdAt: now };
  return queueing(db).run(encoded(outbox, columns, values)).changes ? id : null;
}
