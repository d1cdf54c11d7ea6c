import { and, eq, exists, inArray, isNotNull, isNull, lt, not, or } from "drizzle-orm";
import { stepFiles } from "#db/schema/orders.ts";
import { inboundMails, messageFiles } from "#db/schema/requests.ts";
import type { System } from "#db/tenant.ts";
import type { Config } from "../config.server.ts";
import { ages } from "../jobs/ages.ts";
import { removeStored, storedBefore } from "./file-store.ts";

type Disk = Pick<Config, "dataDir">;

const waits = and(isNull(messageFiles.messageId), isNull(messageFiles.removedAt));

/**
 * Removes what no message has and nobody waits for: files of forms that were never sent, after a day; of mails that are
 * in no thread, after 30 days or 180; and from the disk what no row knows and is a day old. Gives how many went. `now` is
 * epoch milliseconds.
 */
export async function sweepFiles(disk: Disk, system: System, now: number): Promise<number> {
  const gone = [...forgetUnsent(system, now), ...markOfMails(system, now)];
  await removeStored(disk, gone);
  return gone.length + (await removeOrphans(disk, system, now - ages.unsentFiles));
}

const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id);

/** Files of forms that were never sent, and of mails that never came whole. */
function forgetUnsent({ db }: System, now: number): string[] {
  const itsMail = db
    .select({ id: inboundMails.id })
    .from(inboundMails)
    .where(eq(inboundMails.id, messageFiles.inboundId));
  const isStray = and(isNotNull(messageFiles.inboundId), not(exists(itsMail)));
  const isOver = and(
    waits,
    lt(messageFiles.createdAt, now - ages.unsentFiles),
    or(isNotNull(messageFiles.draft), isStray),
  );
  return idsOf(db.delete(messageFiles).where(isOver).returning({ id: messageFiles.id }).all());
}

/** Files of mails: that they were there stays to be read. */
function markOfMails({ db }: System, now: number): string[] {
  const { id, decision, decidedAt, outcome, receivedAt } = inboundMails;
  const isUndecided = isNull(decision);
  const isOver = or(
    and(eq(decision, "dismissed"), lt(decidedAt, now - ages.dismissedFiles)),
    and(isUndecided, eq(outcome, "automatic"), lt(receivedAt, now - ages.dismissedFiles)),
    and(isUndecided, eq(outcome, "held"), lt(receivedAt, now - ages.heldFiles)),
  );
  const overdue = db
    .select({ id })
    .from(inboundMails)
    .where(and(eq(id, messageFiles.inboundId), isOver));
  return idsOf(
    db
      .update(messageFiles)
      .set({ removedAt: now })
      .where(and(waits, exists(overdue)))
      .returning({ id: messageFiles.id })
      .all(),
  );
}

/** What messages and steps that were deleted, or a process that died, left on the disk. */
async function removeOrphans(disk: Disk, { db }: System, before: number): Promise<number> {
  let gone = 0;
  for await (const names of storedBefore(disk, before)) {
    const isKnown = and(inArray(messageFiles.id, names), isNull(messageFiles.removedAt));
    const known = new Set([
      ...idsOf(db.select({ id: messageFiles.id }).from(messageFiles).where(isKnown).all()),
      ...idsOf(db.select({ id: stepFiles.id }).from(stepFiles).where(inArray(stepFiles.id, names)).all()),
    ]);
    const orphans = names.filter((name) => !known.has(name));
    await removeStored(disk, orphans);
    gone += orphans.length;
  }
  return gone;
}
