import { z } from "zod";
import type { PersonId } from "#db/ids.ts";
import type { Role } from "#db/schema/organizations.ts";
import type { Brand } from "#emails/parts/frame.tsx";
import type { Mail } from "#emails/parts/mail.tsx";
import type { outbox } from "#db/schema/mail.ts";
import type { FollowedThing, StaffTopic, Topic } from "#db/schema/notifications.ts";
import type { System, Tenant } from "#db/tenant.ts";
import type { Config } from "../config.server.ts";
import type { Leave } from "./leave.ts";
import type { Words } from "../text/words.ts";
import type { Portal } from "../portal.server.ts";
import type { Format } from "../text/format.ts";
import type { Attachment } from "./message.ts";

/** What a kind of mail is made from. */
export type MailSource = {
  portal: Portal;
  system: System;
  row: typeof outbox.$inferSelect;
  kinds: MailKinds;
  /** The mail that goes out: the row's own, or the digest that it is a line of. */
  mailId: string;
  /** Written to be a line of a digest: without a file. */
  isLine: boolean;
  /** Writes what the mail itself needs, like its links: at once, and for a line of a digest only where that is shown. */
  keep: (write: () => void) => void;
  brand: Brand;
  /** The codes and links that were sealed in the row. */
  secret: Record<string, string>;
  now: number;
  format: Format;
  /** "23 November 2026 at 11:00 CET", of epoch milliseconds, by the recipient's clocks. */
  moment: (ms: number) => string;
  link: (path: string) => string;
};

/**
 * A written mail; `thread` is one word for all mails about the same thing, `url` where its button leads, `replyTo` one
 * address, `leave` how its recipient gets no more like it.
 */
export type Written = Mail & {
  thread?: string;
  url?: string | null;
  replyTo?: string;
  leave?: Leave | null;
  attachments?: readonly Attachment[];
  /** Of a line of a digest: what its mail needs is written, as it is shown. */
  whenShown?: () => void;
};

/** A mail of the outbox, as it is looked back at. */
export type OutboxMail = Pick<typeof outbox.$inferSelect, "orgId" | "requestId" | "props">;

/** Who looks back at a mail they got: of the company or not, and each of their organizations as they may see it, else null. */
export type MailReader = {
  config: Pick<Config, "features">;
  locale: string;
  isStaff: boolean;
  within: (orgId: string) => { tenant: Tenant; personId: PersonId; role: Role } | null;
};

/** Where a mail leads, and what that is called where it has a name. */
export type MailPlace = { path: string; name: string | null };

export type MailTopic = Topic | StaffTopic | "digest" | "always";

/** All that the rest of the house needs to know of a kind of mail. */
export type MailKind = {
  /** What it is called where somebody looks back at it. */
  title: Words<string>;
  /** Where it leads who got it; null where that is not theirs to see any more. Without it: nowhere. */
  leadsTo?: (mail: OutboxMail, reader: MailReader) => MailPlace | null;
  /** What it is chosen by; "always": nobody can turn it off. */
  topic: MailTopic | ((props: OutboxMail["props"]) => MailTopic);
  /** It cannot be turned off, but nobody asked for it: an address that is suppressed gets none. */
  isUnasked?: true;
  /** What follows where one went out, in each transaction that says so: the second changes nothing. `now` is epoch milliseconds. */
  whenSent?: (system: System, mail: typeof outbox.$inferSelect, now: number) => void;
  /** What follows where one comes back or is given up, in the transaction that says so; `now` is epoch milliseconds. */
  whenLost?: (system: System, mailId: string, now: number, kinds: MailKinds) => void;
  /** Null: nothing is to be said any more. */
  write: (source: MailSource) => Promise<Written | null>;
};
export type MailKinds = Readonly<Record<string, MailKind>>;

/** What a mail of that kind is chosen by. */
export const topicOf = ({ topic }: Pick<MailKind, "topic">, { props }: Pick<OutboxMail, "props">): MailTopic =>
  typeof topic === "function" ? topic(props) : topic;

const things = z.object({ requestId: z.string(), orderId: z.string() }).partial();

/** The order or request that a mail is about, where it is about one. */
export function thingOf({ props }: Pick<OutboxMail, "props">): FollowedThing | null {
  const { requestId, orderId } = things.safeParse(props).data ?? {};
  if (requestId) return { kind: "request", itemId: requestId };
  return orderId ? { kind: "order", itemId: orderId } : null;
}
