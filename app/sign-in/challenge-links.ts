import { and, eq, gt, inArray, isNull } from "drizzle-orm";
import { newId } from "#db/ids.ts";
import { challenges } from "#db/schema/sign-in.ts";
import { newToken, sha256 } from "#db/secrets.ts";
import { paths } from "../paths.ts";
import type { Portal } from "../portal.server.ts";
import { admitted } from "./admission.ts";
import type { Challenge } from "./challenge.ts";
import { makeToken } from "./email-link.ts";
import { systemFor } from "./handles.ts";

const minute = 60_000;

/** A link that signs in a canonical address, once, with no mail: for whoever holds the machine. */
export async function makeSignInLink(portal: Portal, email: string, minutes: number): Promise<string> {
  const { secrets, appUrl } = portal.config;
  const token = await makeToken(secrets, appUrl, email);
  const now = portal.now();
  const [id, nothing] = [newId("chl"), sha256(newToken())];
  systemFor(portal)
    .db.insert(challenges)
    .values({
      id,
      purpose: "cli",
      email,
      personId: admitted(portal, email)?.personId ?? null,
      tokenHash: sha256(token),
      codeHash: nothing,
      pendingHash: nothing,
      browser: "foyer sign-in",
      createdAt: now,
      linkExpiresAt: now + minutes * minute,
      codeExpiresAt: now,
    })
    .run();
  return appUrl + paths.signInLink(token);
}

/** The challenge behind a link, and whether the link still works; null for a link that never was. Changes nothing. */
export function findLink(portal: Portal, token: string): (Challenge & { works: boolean }) | null {
  const found = systemFor(portal)
    .db.select()
    .from(challenges)
    .where(eq(challenges.tokenHash, sha256(token)))
    .get();
  return found ? { ...found, works: found.linkUsedAt === null && found.linkExpiresAt > portal.now() } : null;
}

/** Uses a link up, in one statement: of many at once, one gets the challenge and the others null. */
export function redeemLink(portal: Portal, token: string): Challenge | null {
  const now = portal.now();
  return (
    systemFor(portal)
      .db.update(challenges)
      .set({ linkUsedAt: now })
      .where(
        and(
          eq(challenges.tokenHash, sha256(token)),
          inArray(challenges.purpose, ["sign-in", "cli"]),
          isNull(challenges.linkUsedAt),
          gt(challenges.linkExpiresAt, now),
        ),
      )
      .returning()
      .get() ?? null
  );
}
