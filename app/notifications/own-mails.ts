import { and, desc, eq, inArray, ne, or } from "drizzle-orm";
import { isNoCode, outbox } from "#db/schema/mail.ts";
import { organizations } from "#db/schema/organizations.ts";
import type { Self } from "#db/tenant.ts";
import type { MailKinds, MailPlace, MailReader, OutboxMail } from "../mail/kind.ts";
import { whyLeftOut, type WhyLeftOut } from "../mail/route-of.ts";
import { readBundle } from "../mail/bundles.ts";
import { wordFor } from "../text/words.ts";
import { localDay } from "../text/zones.ts";
import { findTimes } from "./times.ts";
import { returnReason, type ReturnReason } from "../mail/mail-returns.ts";

type Row = typeof outbox.$inferSelect;

const newestShown = 30;

export const mailOutcomes = ["under-way", "sent", "delivered", "spam", "returned", "unsent", "left-out"] as const;
export type MailOutcome = (typeof mailOutcomes)[number];

export type OwnMail = {
  id: string;
  /** Its subject, where they may read that, or what its kind is called; null for a kind that is no more. */
  title: string | null;
  to: string;
  /** Only while they are one of its people. */
  orgName: string | null;
  place: MailPlace | null;
  outcome: MailOutcome;
  /** Why it came back, where the mail service has told. */
  reason: ReturnReason | null;
  /** Why it was left out, by what the person chose or what is usual for them. */
  leftOut: WhyLeftOut | null;
  /** The day of the digest that it is in, like 2026-12-01; null for one by itself. */
  digestOn: string | null;
  /** When it was sent, or else queued, in epoch milliseconds. */
  at: number;
};

/** The mails that were queued to the person while the address was theirs: the newest thirty, codes and what there was nothing to say of left out. */
export function listOwnMails(self: Self, kinds: MailKinds, by: MailReader): OwnMail[] {
  const { db, personId } = self;
  const { zone } = findTimes(self);
  const { id, kind, recipient, orgId, requestId, props, subject, state, error, bundle, returnedFor } = outbox;
  const { createdAt, sentAt } = outbox;
  const facts = { returnedFor, createdAt, sentAt, state, error, bundle };
  const columns = { id, kind, recipient, orgId, requestId, props, subject, ...facts };
  const mails = db
    .select({ ...columns, orgName: organizations.name })
    .from(outbox)
    .leftJoin(organizations, eq(organizations.id, orgId))
    .where(
      and(eq(outbox.personId, personId), isNoCode, or(ne(state, "dropped"), inArray(error, Object.values(whyLeftOut)))),
    )
    .orderBy(desc(createdAt), desc(id))
    .limit(newestShown)
    .all();
  return mails.map((mail) => ({
    id: mail.id,
    to: mail.recipient,
    orgName: mail.orgId !== null && by.within(mail.orgId) ? mail.orgName : null,
    ...lookBack(mail, kinds, by),
    outcome: outcomeOf(mail),
    reason: mail.returnedFor === null ? null : returnReason(mail.returnedFor),
    leftOut: mail.state === "dropped" ? whyOf(mail.error) : null,
    digestOn: mail.bundle === null ? null : localDay(zone, readBundle(mail.bundle).slot),
    at: mail.sentAt ?? mail.createdAt,
  }));
}

export type TitledMail = OutboxMail & Pick<Row, "kind" | "subject">;

/** What a mail is called and leads to: its subject tells of that, and is for who may see it now. */
export function lookBack(mail: TitledMail, kinds: MailKinds, by: MailReader) {
  const kind = kinds[mail.kind];
  const place = kind?.leadsTo?.(mail, by) ?? null;
  const isOpen = kind?.leadsTo ? place !== null : mail.orgId === null || by.within(mail.orgId) !== null;
  const subject = isOpen ? mail.subject : null;
  return { title: subject ?? (kind ? wordFor(by.locale, kind.title) : null), place };
}

const whyOf = (error: string | null) =>
  (Object.keys(whyLeftOut) as WhyLeftOut[]).find((why) => whyLeftOut[why] === error) ?? null;

function outcomeOf({ state, returnedFor }: Pick<Row, "state" | "returnedFor">): MailOutcome {
  if (state === "dropped") return "left-out";
  if (state === "bounced") return "returned";
  if (returnedFor !== null) return "spam";
  if (state === "sent" || state === "delivered") return state;
  return state === "new" || state === "sending" || state === "bundled" ? "under-way" : "unsent";
}
