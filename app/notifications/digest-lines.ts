import { eq } from "drizzle-orm";
import { organizations } from "#db/schema/organizations.ts";
import { isTopicOfDigest, topicsOfDigest, type TopicOfDigest } from "#emails/digest.tsx";
import type { Bundle } from "../mail/bundles.ts";
import { leaveOut, type LeftOut } from "../mail/digests.ts";
import type { OutboxRow } from "../mail/claim.ts";
import { write } from "../mail/compose.ts";
import { topicOf, type MailSource, type Written } from "../mail/kind.ts";
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

/** Why a digest left mails out, as their rows say it. */
const why = { over: "There was nothing left to say", overtaken: "A later one replaced it" } as const;

/**
 * What a bundle still has to say, in the order of a digest: the rest is ended, with its reason. Throws `NotYet` where
 * something of ours is still to come.
 */
export async function sortOut(source: MailSource, bundle: Bundle, waiting: OutboxRow[]): Promise<Said[]> {
  const { system, row: digest, now } = source;
  const [said, left]: [Said[], LeftOut[]] = [[], []];
  // The newest first, as it overtakes the others.
  for (const one of waiting.toReversed()) {
    const judged = await judge(source, { ...one, attempts: digest.attempts }, said);
    if ("written" in judged) said.push(judged);
    else left.push({ id: one.id, ...judged });
  }
  leaveOut(system, bundle, left, now);
  return said.toReversed().toSorted((a, b) => topicsOfDigest.indexOf(a.topic) - topicsOfDigest.indexOf(b.topic));
}

async function judge(source: MailSource, row: OutboxRow, newer: Said[]): Promise<Said | Omit<LeftOut, "id">> {
  const { kinds, system, portal } = source;
  const route = routeOf({ system, kinds, config: portal.config }, row);
  if (route.is === "end") return { state: route.state, reason: route.reason };
  const kind = kinds[row.kind];
  const topic = kind && topicOf(kind, row);
  if (!topic || !isTopicOfDigest(topic)) return { state: "failed", reason: `No digest tells of ${row.kind}` };
  let written: Written | null;
  try {
    written = await write(source, row, { isLine: true });
  } catch (error) {
    if (error instanceof NotYet || row.attempts < triesForLine) throw error;
    portal.log.error({ err: error, mail: row.id, kind: row.kind }, "mail could not be written");
    return { state: "failed", reason: "Couldn’t be written" };
  }
  if (!written) return { state: "dropped", reason: why.over };
  const isOvertaken = newer.some((other) => topic === "steps" && other.topic === topic && isSame(other, row, written));
  if (isOvertaken) return { state: "dropped", reason: why.overtaken };
  const organization = row.orgId === null ? null : nameOf(source, row.orgId);
  return { row, topic, written, leave: route.leave, organization };
}

const isSame = (one: Said, { orgId }: OutboxRow, { thread }: Written) =>
  one.row.orgId === orgId && one.written.thread === thread;

const nameOf = ({ system }: MailSource, orgId: NonNullable<OutboxRow["orgId"]>) =>
  system.db.select({ name: organizations.name }).from(organizations).where(eq(organizations.id, orgId)).get()!.name;
