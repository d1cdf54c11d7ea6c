import { setImmediate } from "node:timers/promises";
import { and, isNotNull, isNull, lt, notInArray, notLike, or, sql, type SQL } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { addressChanges } from "#db/schema/account.ts";
import { reads } from "#db/schema/asked.ts";
import { waitingEvents } from "#db/schema/feed.ts";
import { isCode, itemLinks, jobs, mailboxTests, outbox } from "#db/schema/mail.ts";
import { auditLog } from "#db/schema/organizations.ts";
import { leavingAnswers } from "#db/schema/desk.ts";
import { drafts } from "#db/schema/requests.ts";
import { challenges, limits, onceKeys, sessions } from "#db/schema/sign-in.ts";
import { stripeEvents } from "#db/schema/stripe.ts";
import { invites, joinRequests } from "#db/schema/team.ts";
import type { System } from "#db/tenant.ts";
import { ages } from "./jobs/ages.ts";
import { lettingLogGo } from "./company/log-sweep.ts";
import type { Work } from "./jobs/work.ts";
import { idleLimit } from "./sign-in/sessions.ts";

const batch = 500;

/** Rows that are only old, by table. The log goes by itself. */
function oldRows(now: number): [SQLiteTable, SQL | undefined][] {
  const since = (age: keyof typeof ages) => now - ages[age];
  const isEnded = notInArray(outbox.state, ["new", "sending", "bundled"]);
  const isLongOver = or(
    lt(sessions.endedAt, since("sessions")),
    lt(sessions.expiresAt, since("sessions")),
    lt(sessions.lastSeenAt, since("sessions") - idleLimit),
  );
  return [
    // Their keys go with them: by then no reminder, retry or repeated event can bring the same mail again.
    [outbox, and(isEnded, lt(outbox.createdAt, since("mails")))],
    [outbox, and(isEnded, isCode, lt(outbox.createdAt, since("codeMails")))],
    [itemLinks, lt(itemLinks.createdAt, since("itemLinks"))],
    [addressChanges, lt(addressChanges.at, since("addressChanges"))],
    // Who wants no invitations is to get none, for as long as there is the organization.
    [invites, and(isNull(invites.declinedAt), lt(invites.expiresAt, since("invites")))],
    [joinRequests, lt(joinRequests.decidedAt, since("joinRequests"))],
    // An import that stands still offers to go on for as long as it is there.
    [jobs, and(isNotNull(jobs.parkedAt), lt(jobs.parkedAt, since("parkedJobs")), notLike(jobs.kind, "import.%"))],
    [stripeEvents, lt(stripeEvents.receivedAt, since("stripeEvents"))],
    [reads, lt(reads.at, since("reads"))],
    [challenges, lt(challenges.createdAt, since("challenges"))],
    [mailboxTests, lt(mailboxTests.askedAt, since("challenges"))],
    [sessions, isLongOver],
    [limits, lt(limits.expiresAt, now)],
    [onceKeys, lt(onceKeys.createdAt, since("onceKeys"))],
    // Told by the feed of orders that never came.
    [waitingEvents, lt(waitingEvents.arrivedAt, since("waitingEvents"))],
    [drafts, lt(drafts.createdAt, since("drafts"))],
    [leavingAnswers, and(isNotNull(leavingAnswers.stopped), lt(leavingAnswers.createdAt, since("drafts")))],
  ];
}

/**
 * Deletes those rows, and what is in the log for longer than `logAge`, 500 at a time so that pages are answered between
 * them. Gives how many; `now` is epoch milliseconds.
 */
export async function dropOld(system: System, now: number, logAge: number = ages.auditLog): Promise<number> {
  const { db } = system;
  let gone = 0;
  const drop = (table: SQLiteTable, condition: SQL | undefined) => {
    const rows = sql`select rowid from ${table} where ${condition} limit ${batch}`;
    return db.run(sql`delete from ${table} where rowid in (${rows})`).changes;
  };
  const inSteps = async (step: () => number) => {
    for (let changes = batch; changes === batch; await setImmediate()) gone += changes = step();
  };
  for (const [table, condition] of oldRows(now)) await inSteps(() => drop(table, condition));
  const before = now - logAge;
  await inSteps(() => lettingLogGo(system, before, () => drop(auditLog, lt(auditLog.at, before))));
  return gone;
}

export const oldRowsWork: Work = { sweep: ({ config }, system, now) => dropOld(system, now, config.logAge) };
