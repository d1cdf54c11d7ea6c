import { and, desc, eq, gt, isNull, max, ne, sql } from "drizzle-orm";
import type { Db } from "#db/connection.ts";
import { newId, type PersonId } from "#db/ids.ts";
import { prepared } from "#db/prepared.ts";
import { people } from "#db/schema/organizations.ts";
import { sessionProofs, sessions, type ProofKind } from "#db/schema/sign-in.ts";
import { newToken, sha256 } from "#db/secrets.ts";
import type { Self, System } from "#db/tenant.ts";
import { dispensable } from "../http/storage-fault.ts";
import type { Portal } from "../portal.server.ts";

const day = 24 * 60 * 60_000;
export const idleLimit = 14 * day;
export const absoluteLimit = 30 * day;
export const sudoLimit = 15 * 60_000;
const touchEvery = 10 * 60_000;

export type Session = {
  idHash: string;
  publicId: string;
  /** When the person last proved to hold the mailbox, in epoch milliseconds; null where they never did in this session. */
  provenAt: number | null;
  lastSeenAt: number;
  flash: string | null;
  person: { id: PersonId; email: string; name: string | null; isLeftOut: boolean; updatedAt: number };
};

/**
 * Starts a session by what was just proven, and gives the cookie's value, which is stored nowhere. Times are epoch
 * milliseconds.
 */
export function startSession(
  { db }: System,
  personId: PersonId,
  browser: string,
  kind: ProofKind,
  now: number,
): { cookie: string; publicId: string } {
  const cookie = newToken();
  const publicId = newId("ses");
  db.update(people).set({ signedInAt: now }).where(eq(people.id, personId)).run();
  const idHash = sha256(cookie);
  db.insert(sessions)
    .values({
      idHash,
      publicId,
      personId,
      browser,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: now + absoluteLimit,
    })
    .run();
  db.insert(sessionProofs).values({ sessionHash: idHash, personId, kind, at: now }).run();
  return { cookie, publicId };
}

/**
 * The one meaning of a live session, for prepared statements on sessions joined with people; `livingValues` fills its
 * placeholders.
 */
export const isLiving = and(
  eq(sessions.idHash, sql.placeholder("idHash")),
  isNull(sessions.endedAt),
  isNull(people.disabledAt),
  gt(sessions.expiresAt, sql.placeholder("now")),
  gt(sessions.lastSeenAt, sql.placeholder("idleSince")),
)!;

export const livingValues = (cookie: string, now: number) => ({
  idHash: sha256(cookie),
  now,
  idleSince: now - idleLimit,
});

/** The newest proof of a mailbox: an invitation may have been passed on. */
const newestMailboxProof = (db: Db) =>
  db
    .select({ at: max(sessionProofs.at) })
    .from(sessionProofs)
    .where(and(eq(sessionProofs.sessionHash, sessions.idHash), ne(sessionProofs.kind, "invite")));

const living = prepared((db) =>
  db
    .select({
      idHash: sessions.idHash,
      publicId: sessions.publicId,
      provenAt: sql<number | null>`${newestMailboxProof(db)}`,
      lastSeenAt: sessions.lastSeenAt,
      flash: sessions.flash,
      person: {
        id: people.id,
        email: people.email,
        name: people.name,
        isLeftOut: people.isLeftOut,
        updatedAt: people.updatedAt,
      },
    })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .where(isLiving)
    .prepare(),
);

/** The live session behind a cookie, or null: unknown, ended, idle for 14 days, 30 days old, or of a disabled person. */
export function findSession({ db }: System, cookie: string | null, now: number): Session | null {
  if (!cookie) return null;
  return living(db).get(livingValues(cookie, now)) ?? null;
}

/** What was proven in a person's session is so in the one that follows it. */
export function passOnProofs({ db }: System, old: Session, cookie: string) {
  const proofs = db.select().from(sessionProofs).where(eq(sessionProofs.sessionHash, old.idHash)).all();
  const passedOn = proofs.map((proof) => ({ ...proof, sessionHash: sha256(cookie) }));
  if (passedOn.length) db.insert(sessionProofs).values(passedOn).onConflictDoNothing().run();
}

/** Whose session a cookie is, or was until lately: for what is theirs once they are signed in again. */
export function personBehind({ db }: System, cookie: string | null): PersonId | null {
  const idHash = sha256(cookie ?? "");
  const row = db.select({ personId: sessions.personId }).from(sessions).where(eq(sessions.idHash, idHash)).get();
  return row?.personId ?? null;
}

/** Notes that a session is in use, at most every ten minutes. A page can live without it: a full disk is only logged. */
export function touchSession(
  portal: Portal,
  { db }: System,
  { idHash, lastSeenAt }: { idHash: string; lastSeenAt: number },
) {
  const now = portal.now();
  if (now - lastSeenAt <= touchEvery) return;
  dispensable(portal, () => db.update(sessions).set({ lastSeenAt: now }).where(eq(sessions.idHash, idHash)).run());
}

/** Ends every session of a person's, and what was proven in them. */
export function endEverySession({ db }: System, personId: PersonId, now: number) {
  const open = and(eq(sessions.personId, personId), isNull(sessions.endedAt));
  db.update(sessions).set({ endedAt: now }).where(open).run();
  db.delete(sessionProofs).where(eq(sessionProofs.personId, personId)).run();
}

/** A sentence to show once, on the next page of this session. */
export function setFlash({ db }: System, session: Pick<Session, "idHash">, flash: string | null) {
  db.update(sessions).set({ flash }).where(eq(sessions.idHash, session.idHash)).run();
}

/** The same, unless one is to be shown already. */
export function setFlashIfNone({ db }: System, session: Pick<Session, "idHash">, flash: string) {
  const isFree = and(eq(sessions.idHash, session.idHash), isNull(sessions.flash));
  db.update(sessions).set({ flash }).where(isFree).run();
}

export function endSession({ db }: System, session: Session, now: number) {
  db.update(sessions).set({ endedAt: now }).where(eq(sessions.idHash, session.idHash)).run();
}

/** Ends the session behind a cookie's value, if there is one. */
export function endSessionBehind({ db }: System, cookie: string, now: number) {
  db.update(sessions)
    .set({ endedAt: now })
    .where(and(eq(sessions.idHash, sha256(cookie)), isNull(sessions.endedAt)))
    .run();
}

export type OwnDevices = ReturnType<typeof devicesOf>;

/** The person's own live sessions: the one that asks, by its public id, and the others. */
export function devicesOf(self: Self, publicId: string, now: number) {
  const all = listSessions(self, now);
  const isCurrent = (one: { publicId: string }) => one.publicId === publicId;
  return { current: all.filter(isCurrent), others: all.filter((one) => !isCurrent(one)) };
}

/** The person's own live sessions, newest first, each with what it began by. */
export function listSessions({ db, personId }: Self, now: number) {
  return db
    .select({
      publicId: sessions.publicId,
      browser: sessions.browser,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
      by: sessionProofs.kind,
    })
    .from(sessions)
    .innerJoin(
      sessionProofs,
      and(
        eq(sessionProofs.sessionHash, sessions.idHash),
        eq(sessionProofs.personId, sessions.personId),
        eq(sessionProofs.at, sessions.createdAt),
      ),
    )
    .where(
      and(
        eq(sessions.personId, personId),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, now),
        gt(sessions.lastSeenAt, now - idleLimit),
      ),
    )
    .orderBy(desc(sessions.lastSeenAt))
    .all();
}

/** Ends one of the person's own sessions. False where there is no such live session. */
export function endOwnSession({ db, personId }: Self, publicId: string, now: number): boolean {
  const { changes } = db
    .update(sessions)
    .set({ endedAt: now })
    .where(and(eq(sessions.personId, personId), eq(sessions.publicId, publicId), isNull(sessions.endedAt)))
    .run();
  return changes > 0;
}

/** Ends all of the person's sessions but the one that asks. Gives how many. */
export function endOtherSessions({ db, personId }: Self, current: Session, now: number): number {
  return db
    .update(sessions)
    .set({ endedAt: now })
    .where(and(eq(sessions.personId, personId), ne(sessions.idHash, current.idHash), isNull(sessions.endedAt)))
    .run().changes;
}
