import { and, desc, eq, gt } from "drizzle-orm";
import { isFailed, isNoCode, outbox } from "#db/schema/mail.ts";
import { organizations } from "#db/schema/organizations.ts";
import { transact, type Staff } from "#db/tenant.ts";
import type { MailKinds } from "../mail/kind.ts";
import { wordFor } from "../text/words.ts";
import { writeDown } from "./audit-log.ts";

const shownMs = 30 * 24 * 60 * 60_000;
const maxShown = 20;

/** Codes lead nowhere by now; whoever wants one asks for it. All else is written when it is sent, from what is true then. */
const canGoAgain = and(isFailed, isNoCode);

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

/** Has a mail that could not be sent tried anew, as if it were queued now; written down. Gives to whom, or null where there is none. */
export const sendAgain = (staff: Staff, id: string, now: number) =>
  transact(staff, () => {
    const anew = { state: "new", attempts: 0, error: null, endedAt: null, notBefore: now, createdAt: now } as const;
    const mail = staff.db
      .update(outbox)
      .set(anew)
      .where(and(eq(outbox.id, id), canGoAgain))
      .returning({ to: outbox.recipient, orgId: outbox.orgId })
      .get();
    if (!mail) return null;
    writeDown(staff, { action: "mail.sent-again", subject: mail.to, orgId: mail.orgId }, now);
    return mail.to;
  });
