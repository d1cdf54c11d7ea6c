import { and, desc, eq, gt, sql } from "drizzle-orm";
import { challenges } from "#db/schema/sign-in.ts";
import { sha256 } from "#db/secrets.ts";
import type { Portal } from "../portal.server.ts";
import type { Challenge } from "./challenge.ts";
import { systemFor } from "./handles.ts";
import type { Session } from "./sessions.ts";

export const pendingMinutes = 60;

/** What the browser with this cookie answers by one item link, hashed. */
export const answerHash = (pending: string, linkId: string) => sha256(`${pending} ${linkId}`);

function newest(portal: Portal, purpose: Challenge["purpose"], pendingHash: string): Challenge | null {
  const { db } = systemFor(portal);
  const isRecent = gt(challenges.createdAt, portal.now() - pendingMinutes * 60_000);
  return (
    db
      .select()
      .from(challenges)
      .where(and(eq(challenges.pendingHash, pendingHash), eq(challenges.purpose, purpose), isRecent))
      .orderBy(desc(challenges.createdAt), sql`rowid desc`)
      .get() ?? null
  );
}

/** What the browser with this cookie asked for last, within the hour. */
export function pendingSignIn(portal: Portal, pending: string | null): Challenge | null {
  return pending ? newest(portal, "sign-in", sha256(pending)) : null;
}

/** What the browser with this cookie answered last by an item link, and has not given the code for. */
export function pendingAnswer(portal: Portal, pending: string | null, linkId: string) {
  const asked = pending ? newest(portal, "answer", answerHash(pending, linkId)) : null;
  return asked?.answers && asked.codeUsedAt === null ? { asked, answers: asked.answers } : null;
}

/** What this session asked for last, to prove that another address is theirs too. */
export function pendingAddress(portal: Portal, session: Session): Challenge | null {
  return newest(portal, "address", session.idHash);
}

/** What this session asked for last, to prove the mailbox again. */
export function pendingConfirmation(portal: Portal, session: Session): Challenge | null {
  return newest(portal, "sudo", session.idHash);
}
