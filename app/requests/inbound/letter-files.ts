import { createHash } from "node:crypto";
import { and, eq, ne } from "drizzle-orm";
import { inboundMails, messageFiles } from "#db/schema/requests.ts";
import type { System } from "#db/tenant.ts";
import { hasRoom } from "../../files/file-store.ts";
import type { Portal } from "../../portal.server.ts";
import { takeUnprovenFile } from "../../sign-in/limits.ts";
import { defaultLocale } from "../../text/locale.ts";
import { textFor } from "../../text/words.ts";
import { maxMessageLength } from "../message-field.ts";
import { keepFile } from "../message-files.ts";
import { requestsText } from "../text.ts";
import { isSenderUsedUp } from "./letter-quota.ts";
import type { Letter } from "./letter.ts";

/** What the files of one mail may have in all, in bytes. */
const maxAttachmentBytes = 25 * 1024 * 1024;
/** A picture below words that is not larger may be a logo, in bytes. */
const maxLogoBytes = 100 * 1024;

/** What was said, as a message takes it: what is too long comes along as a file, like the others; what cannot is named. */
export async function withFiles(portal: Portal, system: System, letter: Letter, now: number) {
  const { id, text, isCut, attachments, attachmentsLeftOut } = letter;
  const { mailIn } = textFor(defaultLocale, requestsText);
  const isLong = text.length > maxMessageLength;
  const lost: string[] = [
    ...(isCut ? [mailIn.rest] : []),
    ...(attachmentsLeftOut ? [mailIn.filesLeftOut(attachmentsLeftOut)] : []),
  ];
  // Pictures among the words come last: a logo takes nobody's place.
  const files = attachments.toSorted((one, other) => Number(one.isInline) - Number(other.isInline));
  const given = files.map(({ name, base64, isInline }) => ({
    name,
    isInline,
    bytes: () => Buffer.from(base64, "base64"),
  }));
  const long = isLong ? [{ name: "mail.txt", isInline: false, bytes: () => Buffer.from(text) }] : [];
  let taken = 0;
  for (const { name, isInline, bytes } of [...long, ...given]) {
    const source = bytes();
    if (isInline && isSeenLogo(system, letter, source)) continue;
    const kept =
      (taken + source.length > maxAttachmentBytes ? "mailFull" : noPlace(portal, system, letter, source.length, now)) ??
      (await keepFile(portal.config, system, { inboundId: id }, { name, source }, now));
    if (typeof kept !== "string") taken += source.length;
    else lost.push(/^winmail\.dat$/i.test(name) ? mailIn.winmail : mailIn.notTaken(name, kept));
  }
  const shown = isLong ? `${text.slice(0, maxMessageLength)}…` : text;
  return { text: lost.length ? `${shown}\n\n[${lost.join(" ")}]`.trim() : shown, isPart: lost.length > 0 };
}

/** Whether a small picture among the words came before in a mail of the same sender: then it is a logo, and kept there. */
function isSeenLogo({ db }: System, { id, from }: Letter, source: Buffer): boolean {
  if (source.length > maxLogoBytes) return false;
  const seen = db
    .select({ id: messageFiles.id })
    .from(inboundMails)
    .innerJoin(messageFiles, eq(messageFiles.inboundId, inboundMails.id))
    .where(
      and(
        eq(inboundMails.fromEmail, from.email),
        eq(inboundMails.outcome, "posted"),
        ne(inboundMails.id, id),
        eq(messageFiles.sha256, createHash("sha256").update(source).digest("hex")),
      ),
    )
    .limit(1)
    .get();
  return seen !== undefined;
}

/** Whether a mail's files are not worth the disk: no person sent it, or far too many come under that name. */
const isUnwanted = (system: System, letter: Letter, now: number) =>
  letter.automaton !== null || (!letter.proven && isSenderUsedUp(system, letter, now));

/** Why there is no place for a file of a mail; null where there is. */
function noPlace({ config }: Portal, system: System, letter: Letter, bytes: number, now: number) {
  if (isUnwanted(system, letter, now)) return "unwanted";
  if (!hasRoom(config)) return "noRoom";
  return letter.proven || takeUnprovenFile(system, bytes, now) ? null : "tooMuch";
}
