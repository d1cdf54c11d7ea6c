import { unseal } from "#db/secrets.ts";
import type { System } from "#db/tenant.ts";
import type { Portal } from "../portal.server.ts";
import { formatFor } from "../text/format.ts";
import { momentIn } from "../text/moments.ts";
import { brandOf } from "./brand.ts";
import type { OutboxRow } from "./claim.ts";
import type { MailKinds, MailSource, Written } from "./kind.ts";
import { leaveHeaders, leaveUrl, type Leave } from "./leave.ts";
import { messageIdOf, readMailbox, type Message } from "./message.ts";
import { readerOf } from "./reader-of.ts";

type How = { isLine?: boolean; leave?: Leave | null };

/** Writes what a row says, as true now; null where nothing is to be said any more. Throws `NotYet`, or on a bad row. */
export async function write(
  { kinds, portal, system, mailId }: Pick<MailSource, "kinds" | "portal" | "system"> & { mailId?: string },
  row: OutboxRow,
  { isLine = false, leave = null }: How = {},
): Promise<Written | null> {
  const kind = kinds[row.kind];
  if (!kind) throw new Error(`There is no mail of the kind ${row.kind}`);
  const { config } = portal;
  const { locale, zone } = readerOf(system, row);
  const stopUrl = leave && leaveUrl(config, system.secrets, leave);
  const kept: (() => void)[] = [];
  const written = await kind.write({
    kinds,
    portal,
    system,
    row,
    mailId: mailId ?? row.id,
    isLine,
    keep: isLine ? (one) => void kept.push(one) : (one) => one(),
    brand: { ...brandOf(config), stopUrl, isPlain: isLine },
    secret: row.sealed ? (JSON.parse(unseal(system.secrets, row.sealed)) as Record<string, string>) : {},
    now: portal.now(),
    format: formatFor(locale),
    moment: (ms) => momentIn(locale, zone, ms),
    link: (path) => config.appUrl + path,
  });
  return written && { leave, ...written, whenShown: () => kept.forEach((one) => one()) };
}

/**
 * The mail of a row from what is true now, with the way to leave what it is of where there is one; null where nothing is to
 * be said any more. Throws `NotYet`, or on a bad row.
 */
export async function compose(
  kinds: MailKinds,
  portal: Portal,
  system: System,
  row: OutboxRow,
  leave: Leave | null = null,
): Promise<Message | null> {
  const { config } = portal;
  const written = await write({ kinds, portal, system }, row, { leave });
  if (!written) return null;
  const { subject, html, text, thread, replyTo = config.supportEmail, attachments = [] } = written;
  const from = readMailbox(config.mail.from, config.company.name);
  const first = thread ? `<${thread}@${new URL(config.appUrl).hostname}>` : null;
  const headers = {
    "Auto-Submitted": "auto-generated",
    "X-Auto-Response-Suppress": "All",
    ...(first ? { References: first, "In-Reply-To": first } : {}),
    ...(written.leave ? leaveHeaders(config, system.secrets, written.leave) : {}),
  };
  const { id: outboxId, kind: name, recipient: to } = row;
  const messageId = messageIdOf(from, outboxId);
  return { outboxId, messageId, kind: name, from, to, replyTo, subject, html, text, headers, attachments };
}
