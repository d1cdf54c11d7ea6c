import { eq } from "drizzle-orm";
import { organizations } from "#db/schema/organizations.ts";
import { isTopicOfDigest, topicsOfDigest, type TopicOfDigest } from "#emails/digest.tsx";
import type { Bundle } from "../mail/bundles.ts";
import { leaveOut, type LeftOut } from "../mail/digests.ts";
import type { OutboxRow } from "../mail/claim.ts";
import { write } from "../mail/compose.ts";
import { thingOf, topicOf, type MailSource, type Written } from "../mail/kind.ts";
import type { Leave } from "../mail/leave.ts";
import { NotYet } from "../mail/not-yet.ts";
import { routeOf } from "../mail/route-of.ts";

/** A mail that a digest tells of, and what it says by now. */
export type Said = {
  row: OutboxRow;
  topic: TopicOfDigest;
  written: Written;
  leave: Leave | null;
  organization: string | null;
};

/** So often a digest waits for a mail that cannot be written; then it goes without. */
const triesForLine = 5;

/** So many lines are written to know what they say, though fewer are shown. */
const maxAsked = 60;

/** Why a digest left mails out, as their rows say it. */
const why = {
  over: "There was nothing left to say",
  overtaken: "A later one replaced it",
  unwritten: "Couldn’t be written",
} as const;

/** A mail that may be told of, by choices; those of one order's steps are one line, the newest first. */
type Due = { row: OutboxRow; topic: TopicOfDigest; leave: Leave | null };
type Line = [Due, ...Due[]];

/**
 * What a bundle still has to say, in the order of a digest: `most` lines of it are given, and of the others is told how
 * many there are, where there are very many without asking each whether it still says something. What is not told of is
 * ended, with its reason. Throws `NotYet` where something of ours is still to come.
 */
export async function sortOut(source: MailSource, bundle: Bundle, waiting: OutboxRow[], most: number) {
  const { system, row: digest, now } = source;
  const left: LeftOut[] = [];
  const due = waiting.flatMap((row) => judge(source, { ...row, attempts: digest.attempts }, left));
  const said: Said[] = [];
  let more = 0;
  for (const [at, line] of inLines(due).entries()) {
    const isFull = said.length === most;
    if (isFull && at >= maxAsked) {
      left.push(...line.slice(1).map(overtaken));
      more++;
      continue;
    }
    const found = await firstWritten(source, line, left);
    if (found && isFull) more++;
    else if (found) said.push(found);
  }
  leaveOut(system, bundle, left, now);
  return { said, more };
}

const overtaken = ({ row }: Due): LeftOut => ({ id: row.id, state: "dropped", reason: why.overtaken });

/** In the order of a digest, and within a topic the oldest first; an order's steps where its newest is. */
function inLines(due: Due[]): Line[] {
  const lines = new Map<string, Line>();
  for (const one of due.toReversed()) {
    const key = one.topic === "steps" ? `${one.row.orgId} ${thingOf(one.row)?.itemId}` : one.row.id;
    const line = lines.get(key);
    if (line) line.push(one);
    else lines.set(key, [one]);
  }
  const place = ([{ topic }]: Line) => topicsOfDigest.indexOf(topic);
  return [...lines.values()].toReversed().toSorted((a, b) => place(a) - place(b));
}

/** By what its recipient chose; one that is not to be told of is added to those left out. */
function judge({ kinds, system, portal }: MailSource, row: OutboxRow, left: LeftOut[]): Due[] {
  const route = routeOf({ system, kinds, config: portal.config }, row);
  const kind = kinds[row.kind];
  const topic = kind && topicOf(kind, row);
  if (route.is === "end") left.push({ id: row.id, state: route.state, reason: route.reason });
  else if (!topic || !isTopicOfDigest(topic))
    left.push({ id: row.id, state: "failed", reason: `No digest tells of ${row.kind}` });
  else return [{ row, topic, leave: route.leave }];
  return [];
}

/** The newest of a line that still has something to say; the others are added to those left out. */
async function firstWritten(source: MailSource, line: Line, left: LeftOut[]): Promise<Said | null> {
  for (const [at, { row, topic, leave }] of line.entries()) {
    const written = await writeLine(source, row);
    if (typeof written === "string") {
      left.push({ id: row.id, state: written === why.unwritten ? "failed" : "dropped", reason: written });
      continue;
    }
    left.push(...line.slice(at + 1).map(overtaken));
    return { row, topic, written, leave, organization: row.orgId === null ? null : nameOf(source, row.orgId) };
  }
  return null;
}

/** What it says, or why it is not said. */
async function writeLine(source: MailSource, row: OutboxRow): Promise<Written | string> {
  try {
    return (await write(source, row, { isLine: true })) ?? why.over;
  } catch (error) {
    if (error instanceof NotYet || row.attempts < triesForLine) throw error;
    source.portal.log.error({ err: error, mail: row.id, kind: row.kind }, "mail could not be written");
    return why.unwritten;
  }
}

const nameOf = ({ system }: MailSource, orgId: NonNullable<OutboxRow["orgId"]>) =>
  system.db.select({ name: organizations.name }).from(organizations).where(eq(organizations.id, orgId)).get()!.name;
