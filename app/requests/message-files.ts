import { and, asc, eq, exists, isNotNull, isNull, ne, not, notInArray, or, type SQL } from "drizzle-orm";
import { preparedFor } from "#db/prepared.ts";
import { inboundMails, messageFiles, messages } from "#db/schema/requests.ts";
import type { OrgId } from "#db/ids.ts";
import { sha256 } from "#db/secrets.ts";
import { mine, transact, type Staff, type System, type Tenant } from "#db/tenant.ts";
import type { Config } from "../config.server.ts";
import { removeStored, storeFile, type FileFault, type FileSource, type Stored } from "../files/file-store.ts";
import { kept, stamped, type Keeper } from "./request-keeper.ts";

type Disk = Pick<Config, "dataDir">;
export type MessageFile = typeof messageFiles.$inferSelect;

/** What pages show of a file. */
export const named = ({ id, name, bytes, removedAt }: MessageFile) => ({ id, name, bytes, removedAt });

export const maxFiles = 5;

/** Where files wait until they are a message's: under a form's key, or with a mail that came in. */
export type Waiting = { draft: string } | { inboundId: string };

const waitingIn = (place: Waiting): SQL =>
  "draft" in place ? eq(messageFiles.draft, place.draft) : eq(messageFiles.inboundId, place.inboundId);

/** The key under which a form's files wait: the form's hidden key bound to its person, so that nobody else's gives anything. */
export const draftOf = (key: string, who: string): string => sha256(JSON.stringify([who, key]));

export function listWaiting(keeper: Keeper, place: Waiting): MessageFile[] {
  return keeper.db
    .select()
    .from(messageFiles)
    .where(kept(keeper, messageFiles, waitingIn(place)))
    .orderBy(asc(messageFiles.position))
    .all();
}

/**
 * Makes a stored file wait for its message. Gives its row (the first one's where the same file waits there already), or
 * "tooMany"; whichever row it is not, its bytes are an orphan then: `removeStored` them. A mail's files are limited by
 * their bytes, where it comes in.
 */
export function keepStored(keeper: Keeper, place: Waiting, stored: Stored, now: number): MessageFile | "tooMany" {
  return transact(keeper, () => {
    const there = listWaiting(keeper, place);
    const same = there.find(({ sha256, name }) => sha256 === stored.sha256 && name === stored.name);
    if (same) return same;
    if ("draft" in place && there.length >= maxFiles) return "tooMany";
    const position = (there.at(-1)?.position ?? 0) + 1;
    const values = stamped(keeper, messageFiles, { ...stored, ...place, position, createdAt: now });
    return keeper.db.insert(messageFiles).values(values).returning().get();
  });
}

/** Stores a file and makes it wait for its message. Gives its row, or why it is not taken: then nothing stays. */
export async function keepFile(
  disk: Disk,
  keeper: Keeper,
  place: Waiting,
  { name, source }: { name: string; source: FileSource },
  now: number,
): Promise<MessageFile | FileFault | "tooMany"> {
  const stored = await storeFile(disk, name, source);
  if (typeof stored === "string") return stored;
  const row = keepStored(keeper, place, stored, now);
  if (typeof row === "string" || row.id !== stored.id) await removeStored(disk, [stored.id]);
  return row;
}

/** Drops the files that wait under a form's key, but for those. */
export async function dropWaiting(disk: Disk, keeper: Keeper, draft: string, but: readonly string[]) {
  const gone = keeper.db
    .delete(messageFiles)
    .where(kept(keeper, messageFiles, eq(messageFiles.draft, draft), notInArray(messageFiles.id, [...but])))
    .returning({ id: messageFiles.id })
    .all();
  await removeStored(
    disk,
    gone.map(({ id }) => id),
  );
}

/** Lets files that wait under a form's key go elsewhere, in the caller's transaction: their bytes stay. */
export function releaseWaiting(keeper: Keeper, draft: string) {
  keeper.db
    .delete(messageFiles)
    .where(kept(keeper, messageFiles, eq(messageFiles.draft, draft)))
    .run();
}

const listingOf = preparedFor((from: Tenant | System | Staff, { requestId }: { requestId: string }) => {
  const theirs = and(eq(messageFiles.requestId, requestId), isNotNull(messageFiles.messageId));
  return from.db
    .select()
    .from(messageFiles)
    .where("orgId" in from ? mine(from, messageFiles, theirs) : theirs)
    .orderBy(asc(messageFiles.messageId), asc(messageFiles.position));
});

/** The files of a request's messages in order; each names its message. */
export const listFilesOf = (from: Tenant | System | Staff, requestId: string): MessageFile[] =>
  listingOf(from, { requestId }).all();

/** A file of a request that the caller may read; null where there is none, or it is of a note of the company's own. */
export function findFile(tenant: Tenant, requestId: string, fileId: string): MessageFile | null {
  const isSaid = and(eq(messages.id, messageFiles.messageId), mine(tenant, messages, ne(messages.kind, "note")));
  const found = tenant.db
    .select({ file: messageFiles })
    .from(messageFiles)
    .innerJoin(messages, isSaid)
    .where(mine(tenant, messageFiles, eq(messageFiles.id, fileId), eq(messageFiles.requestId, requestId)))
    .get();
  return found?.file ?? null;
}

/** Any file of a message or of a mail that came in; what somebody has not sent yet is nobody else's. */
export function findFileForStaff({ db }: Staff, fileId: string): MessageFile | null {
  const isSent = or(isNotNull(messageFiles.messageId), isNotNull(messageFiles.inboundId));
  return (
    db
      .select()
      .from(messageFiles)
      .where(and(eq(messageFiles.id, fileId), isSent))
      .get() ?? null
  );
}

/** Makes files that wait an organization's, or nobody's, before the words that they go with are put into a thread. */
export function giveWaiting({ db }: System | Staff, place: Waiting, orgId: OrgId | null) {
  db.update(messageFiles).set({ orgId }).where(waitingIn(place)).run();
}

/** Drops files that came with another delivery of a mail, but for those of one that waits for the staff. */
export async function dropSpareFilesOfMail(disk: Disk, { db }: System, inboundId: string) {
  const waits = and(
    eq(inboundMails.id, inboundId),
    ne(inboundMails.outcome, "posted"),
    or(isNull(inboundMails.decision), ne(inboundMails.decision, "accepted")),
  );
  const isHeld = exists(db.select({ id: inboundMails.id }).from(inboundMails).where(waits));
  const spare = and(eq(messageFiles.inboundId, inboundId), isNull(messageFiles.messageId), not(isHeld));
  const gone = db.delete(messageFiles).where(spare).returning({ id: messageFiles.id }).all();
  await removeStored(
    disk,
    gone.map(({ id }) => id),
  );
}
