import { and, desc, eq, gt, inArray, ne } from "drizzle-orm";
import { isFailed, isNoCode, outbox } from "#db/schema/mail.ts";
import { organizations } from "#db/schema/organizations.ts";
import { transact, type Staff } from "#db/tenant.ts";
import type { MailKinds } from "../mail/kind.ts";
import { wordFor } from "../text/words.ts";
import { writeDown } from "./audit-log.ts";

const shownMs = 30 * 24 * 60 * 60_000;
const maxShown = 20;
const maxAtOnce = 500;

/** Codes lead nowhere by now, whoever wants one asks for it; of a digest each mail goes again by itself. All else is written when it is sent, from what is true then. */
const canGoAgain = and(isFailed, isNoCode, ne(outbox.kind, "digest"));

/** Mails of the last 30 days that could not be sent, the newest first, at most twenty, and why. Codes are left out. Times are epoch milliseconds. */
export function listFailedMails({ db }: Staff, kinds: MailKinds, locale: string, now: number) {
  const { id, kind, recipient, orgId, error, endedAt } = outbox;
  return db
    .select({ id, kind, to: recipient, orgId, orgName: organizations.name, reason: error, at: endedAt })
    .from(outbox)
    .leftJoin(organizations, eq(organizations.id, orgId))
    .where(and(canGoAgain, gt(endedAt, now - shownMs)))
    .orderBy(desc(endedAt), desc(id))
    .limit(maxShown)
    .all()
    .map(({ kind: name, ...mail }) => ({ ...mail, title: kinds[name] ? wordFor(locale, kinds[name].title) : name }));
}

export type FailedMail = ReturnType<typeof listFailedMails>[number];

/**
 * Has a mail that could not be sent tried anew, for as long as one that is queued now, or with it all of the last 30 days that
 * failed for the same reason, at most 500; written down. Gives to whom. An earlier try may have reached the provider after all.
 */
export const sendAgain = (staff: Staff, mailId: string, now: number, isForAll = false) =>
  transact(staff, () => {
    const { id, error, endedAt, recipient: to, orgId } = outbox;
    const { db } = staff;
    const isThis = and(eq(id, mailId), canGoAgain);
    const alike = and(
      canGoAgain,
      gt(endedAt, now - shownMs),
      inArray(error, db.select({ error }).from(outbox).where(isThis)),
    );
    const chosen = db
      .select({ id })
      .from(outbox)
      .where(isForAll ? alike : isThis)
      .orderBy(desc(endedAt))
      .limit(maxAtOnce);
    const again = { state: "new", attempts: 0, error: null, endedAt: null, doubtful: true } as const;
    const mails = db
      .update(outbox)
      .set({ ...again, notBefore: now, resentAt: now })
      .where(inArray(id, chosen))
      .returning({ to, orgId })
      .all();
    for (const mail of mails) writeDown(staff, { action: "mail.sent-again", subject: mail.to, orgId: mail.orgId }, now);
    return mails.map((mail) => mail.to);
  });
