import type { Brand } from "#emails/parts/frame.tsx";
import type { Mail } from "#emails/parts/mail.tsx";
import type { System } from "#db/tenant.ts";
import { unseal } from "#db/secrets.ts";
import type { Portal } from "../portal.server.ts";
import { formatFor } from "../text/format.ts";
import { defaultLocale } from "../text/locale.ts";
import { brandOf } from "./brand.ts";
import type { Row } from "./claim.ts";
import { confirm, newDevice, signIn } from "../sign-in/mails/account.ts";
import { cardExpiring } from "../billing/mails/card.ts";
import { billingAlert } from "../billing/mails/billing-alert.ts";
import { receipt } from "../billing/mails/receipt.ts";
import { invoiceDue, invoiceOverdue } from "../billing/mails/reminder.ts";
import { emailChanged, roleChanged } from "../people/mails/person.ts";
import { invoiceReady, paymentFailed } from "../billing/mails/invoice.ts";
import { itemLinkRenewed } from "../links/item-link.ts";
import { ordersLate } from "../orders/mails/orders-late.ts";
import { orderStep } from "../orders/mails/order-step.ts";
import { requestClosed, requestNew, requestReceived, requestReply } from "../requests/mails/request.ts";
import { staffApproved } from "../orders/mails/staff-approved.ts";
import { messageIdOf, readMailbox, type Attachment, type Message } from "./message.ts";

/** What a kind of mail is made from. */
export type Source = {
  portal: Portal;
  system: System;
  row: Row;
  brand: Brand;
  /** The codes and links that were sealed in the row. */
  secret: Record<string, string>;
  now: number;
  format: ReturnType<typeof formatFor>;
  /** "23 November 2026 at 11:00 CET", of epoch milliseconds. */
  moment: (ms: number) => string;
  link: (path: string) => string;
};

/** A written mail; `thread` is one word for all mails about the same thing, `replyTo` one address. */
export type Written = Mail & { thread?: string; replyTo?: string; attachments?: readonly Attachment[] };

/** Null: nothing is to be said any more. */
export type Kind = { canBeOff: boolean; write: (source: Source) => Promise<Written | null> };

const kinds: Readonly<Record<string, Kind>> = {
  "sign-in": signIn,
  confirm,
  "new-device": newDevice,
  "email-changed": emailChanged,
  "role-changed": roleChanged,
  "invoice-ready": invoiceReady,
  "payment-failed": paymentFailed,
  receipt,
  "invoice-due": invoiceDue,
  "invoice-overdue": invoiceOverdue,
  "card-expiring": cardExpiring,
  "item-link-renewed": itemLinkRenewed,
  "order-step": orderStep,
  "staff-orders-late": ordersLate,
  "staff-approved": staffApproved,
  "billing-alert": billingAlert,
  "request-new": requestNew,
  "request-received": requestReceived,
  "request-reply": requestReply,
  "request-closed": requestClosed,
};

/** Whether a suppressed address gets no mail of this kind. Sign-in and security always go out. */
export const canBeOff = (kind: string) => kinds[kind]?.canBeOff ?? false;

const moments = new Intl.DateTimeFormat(defaultLocale, {
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZoneName: "short",
});

/** Writes the mail of a row from what is true now; null where nothing is to be said any more. Throws `NotYet`, or on a bad row. */
export async function compose(portal: Portal, system: System, row: Row): Promise<Message | null> {
  const kind = kinds[row.kind];
  if (!kind) throw new Error(`There is no mail of the kind ${row.kind}`);
  const { config } = portal;
  const written = await kind.write({
    portal,
    system,
    row,
    brand: brandOf(config),
    secret: row.sealed ? (JSON.parse(unseal(system.secrets, row.sealed)) as Record<string, string>) : {},
    now: portal.now(),
    format: formatFor(defaultLocale),
    moment: (ms) => moments.format(ms),
    link: (path) => config.appUrl + path,
  });
  if (!written) return null;
  const { subject, html, text, thread, replyTo = config.supportEmail, attachments = [] } = written;
  const from = readMailbox(config.mail.from, config.company.name);
  const first = thread ? `<${thread}@${new URL(config.appUrl).hostname}>` : null;
  const headers = {
    "Auto-Submitted": "auto-generated",
    "X-Auto-Response-Suppress": "All",
    ...(first ? { References: first, "In-Reply-To": first } : {}),
  };
  const { id: outboxId, kind: name, recipient: to } = row;
  const messageId = messageIdOf(from, outboxId);
  return { outboxId, messageId, kind: name, from, to, replyTo, subject, html, text, headers, attachments };
}
