import type { Brand } from "#emails/parts/frame.tsx";
import type { Mail } from "#emails/parts/mail.tsx";
import type { outbox } from "#db/schema/mail.ts";
import type { System } from "#db/tenant.ts";
import type { Portal } from "../portal.server.ts";
import type { Format } from "../text/format.ts";
import type { Attachment } from "./message.ts";

/** What a kind of mail is made from. */
export type Source = {
  portal: Portal;
  system: System;
  row: typeof outbox.$inferSelect;
  brand: Brand;
  /** The codes and links that were sealed in the row. */
  secret: Record<string, string>;
  now: number;
  format: Format;
  /** "23 November 2026 at 11:00 CET", of epoch milliseconds. */
  moment: (ms: number) => string;
  link: (path: string) => string;
};

/** A written mail; `thread` is one word for all mails about the same thing, `replyTo` one address. */
export type Written = Mail & { thread?: string; replyTo?: string; attachments?: readonly Attachment[] };

/** All that the sender needs to know of a kind of mail. */
export type MailKind = {
  /** Whether an address that is suppressed gets none of it. Sign-in and security always go out. */
  canBeOff: boolean;
  /** What follows where one comes back or is given up, in the transaction that says so; `now` is epoch milliseconds. */
  whenLost?: (system: System, mailId: string, now: number) => void;
  /** Null: nothing is to be said any more. */
  write: (source: Source) => Promise<Written | null>;
};
export type MailKinds = Readonly<Record<string, MailKind>>;
