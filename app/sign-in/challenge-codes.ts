import { and, eq, gt, inArray, isNull, lt, sql } from "drizzle-orm";
import { challenges } from "#db/schema/sign-in.ts";
import { mac } from "#db/secrets.ts";
import { transact, type System } from "#db/tenant.ts";
import type { Portal } from "../portal.server.ts";
import { admitted } from "./admission.ts";
import { areCodesOff, takeWrongCode } from "./attempts.ts";
import { warn } from "./challenge-mails.ts";
import type { Challenge } from "./challenge.ts";
import { systemFor } from "./handles.ts";
import type { Origin } from "./known-browser.ts";

const triesPerCode = 5;

/** A code and how a challenge keeps it: only under our own key, and only for that challenge. */
export const codeHash = (system: System, id: string, code: string) =>
  mac(system.secrets, "sign-in code", `${id} ${code}`);
const codeHashes = ({ secrets }: System, id: string, code: string) =>
  secrets.map((secret) => mac([secret], "sign-in code", `${id} ${code}`));

/**
 * Tries a code on the challenges that the browser asked for with its newest address, and uses up the one it opens. Null
 * for a code that is wrong, over, used or worn out by tries, and where there were too many wrong ones in a day.
 */
export function redeemCode(portal: Portal, asked: Challenge, code: string, by: Origin): Challenge | null {
  const system = systemFor(portal);
  const now = portal.now();
  const attempt = { email: asked.email, by };
  return transact(system, () => {
    if (areCodesOff(system, attempt, now)) return null;
    return tryCode(system, asked, code, now, () => {
      takeWrongCode(system, attempt, now);
      if (areCodesOff(system, attempt, now)) warn(system, admitted(portal, asked.email), attempt, now);
    });
  });
}

/** Tries a code, in the caller's transaction; `whenWrong` counts one that was tried on something and did not fit. */
export function tryCode(system: System, asked: Challenge, code: string, now: number, whenWrong: () => void) {
  const { db } = system;
  const open = db
    .select()
    .from(challenges)
    .where(
      and(
        eq(challenges.pendingHash, asked.pendingHash),
        eq(challenges.purpose, asked.purpose),
        eq(challenges.email, asked.email),
        isNull(challenges.codeUsedAt),
        gt(challenges.codeExpiresAt, now),
        lt(challenges.codeFailures, triesPerCode),
      ),
    )
    .all();
  const right = open.find((one) => codeHashes(system, one.id, code).includes(one.codeHash));
  if (right) {
    db.update(challenges).set({ codeUsedAt: now }).where(eq(challenges.id, right.id)).run();
    return right;
  }
  if (!open.length) return null;
  const ids = open.map(({ id }) => id);
  whenWrong();
  db.update(challenges)
    .set({ codeFailures: sql`${challenges.codeFailures} + 1` })
    .where(inArray(challenges.id, ids))
    .run();
  return null;
}
