import { createHash } from "node:crypto";
import { and, eq, gt, ne } from "drizzle-orm";
import { inboundMails, messageFiles, requests, type InboundReason, type RequestRow } from "#db/schema/requests.ts";
import { sha256 } from "#db/secrets.ts";
import { systemOf, transact, type System } from "#db/tenant.ts";
import { isUsedUp, take, takeUnprovenFile, type Limit } from "../../sign-in/limits.ts";
import { hasRoom } from "../../files/file-store.ts";
import { askWhichCustomer } from "../customer-choice.ts";
import { tellOfHeld } from "../held-news.ts";
import { maxMessageLength } from "../message-field.ts";
import { dropSpareFilesOfMail, giveWaiting, keepFile } from "../message-files.ts";
import { tellOfPart } from "../request-news.ts";
import { firstMessageOf, openRequest, addMessage } from "../requests-write.ts";
import { connectionOf, type Portal } from "../../portal.server.ts";
import { textFor } from "../../text/words.ts";
import { defaultLocale } from "../../text/locale.ts";
import { isVisible } from "../../text/visible.ts";
import { authorOf, type Place } from "./author.ts";
import { isCalendarAnswer, isNotice } from "./by-program.ts";
import type { InboundMail } from "./inbound.ts";
import type { Judgement } from "./judge.ts";
import { isInboundAddress } from "./reply-address.ts";
import { requestsText } from "../text.ts";

export type InboundOutcome = "posted" | "held" | "automatic" | "duplicate";

/** So many of one sender's mails go into threads by themselves. */
const mailsPerSender: Limit = { limit: 20, windowMs: 60 * 60_000 };
/** What the files of one mail may have in all, in bytes. */
const maxAttachmentBytes = 25 * 1024 * 1024;
/** A picture below words that is not larger may be a logo, in bytes. */
const maxLogoBytes = 100 * 1024;
/** How far apart the deliveries of one mail may be, in milliseconds. */
const twinMs = 24 * 60 * 60_000;

/** A mail as it goes into a thread: who sent it, whether that is proven, and what they said. */
type Letter = Omit<InboundMail, "from" | "text"> &
  Omit<Judgement, "said" | "proof"> & {
    from: { email: string; name: string | null };
    proven: boolean;
    /** Who else it was sent to: neither its sender nor the company. */
    others: string[];
    text: string;
    wordsSha: string;
    /** Whether a calendar or a note of absence sent it, and nobody wrote a word. */
    isNotice: boolean;
    isWordless: boolean;
    /** Whether not all of it could be taken. */
    isPart: boolean;
  };

/**
 * Takes a mail in, once, whatever it is: into its thread, as a new request, or held for the staff. All of it is on the
 * disk when this returns. Gives what became of it.
 */
export async function takeIn(portal: Portal, mail: InboundMail, judged: Judgement): Promise<InboundOutcome> {
  const system = systemOf(connectionOf(portal));
  const now = portal.now();
  const { email = "", name = null } = mail.from ?? {};
  const { said, proof, ...rest } = judged;
  const letter = {
    ...mail,
    ...rest,
    from: { email, name },
    proven: !!mail.from && proof !== null,
    others: othersOn(portal, mail, email),
    text: said,
    isNotice: isNotice(mail),
    isWordless: !isVisible(said) && mail.attachments.every(isCalendarAnswer),
    isPart: false,
    wordsSha: sha256(JSON.stringify([said, judged.quoted])),
  };
  const kept = await whole(portal, system, letter, now);
  const outcome = transact(system, () => settle(portal, system, { ...letter, ...kept }, now));
  if (outcome === "duplicate") await dropSpareFilesOfMail(portal.config, system, letter.id);
  else portal.nudge();
  return outcome;
}

function othersOn({ config }: Portal, { to, copies }: InboundMail, from: string): string[] {
  const { inboundAddress } = config.mail;
  const isOurs = (email: string) =>
    email === config.supportEmail || (inboundAddress !== null && isInboundAddress(email, inboundAddress));
  return [...new Set([...to, ...copies])].filter((email) => email !== from && !isOurs(email));
}

/** What was said, as a message takes it: what is too long comes along as a file, like the others; what cannot is named. */
async function whole(portal: Portal, system: System, letter: Letter, now: number) {
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

const quotaOf = ({ proven, from }: Letter) => `${proven ? "mail" : "unproven mail"} from ${from.email}`;

/** Whether a mail's files are not worth the disk: no person sent it, or far too many come under that name. */
const isUnwanted = (system: System, letter: Letter, now: number) =>
  letter.automaton !== null || (!letter.proven && isUsedUp(system, quotaOf(letter), mailsPerSender, now));

/** Why there is no place for a file of a mail; null where there is. */
function noPlace({ config }: Portal, system: System, letter: Letter, bytes: number, now: number) {
  if (isUnwanted(system, letter, now)) return "unwanted";
  if (!hasRoom(config)) return "noRoom";
  return letter.proven || takeUnprovenFile(system, bytes, now) ? null : "tooMuch";
}

function settle(portal: Portal, system: System, letter: Letter, now: number): InboundOutcome {
  if (system.db.select({ id: inboundMails.id }).from(inboundMails).where(eq(inboundMails.id, letter.id)).get())
    return "duplicate";
  const thread = findThread(system, letter);
  const request = typeof thread === "object" ? thread : null;
  if (hasTwin(system, request, letter, now)) return "duplicate";
  const reason = whyNot(system, letter, thread, now);
  const isExempt = reason === "too-many" && request?.open && mayGoOn(portal, system, letter, request);
  const author = (isExempt ? null : reason) ?? authorOf(portal, system, letter, request);
  if (typeof author === "string") return hold(portal, system, letter, request, author, now);
  if (request && letter.isWordless) return hold(portal, system, letter, request, "empty", now);
  if (request && !request.open && letter.isNotice) return hold(portal, system, letter, request, "automatic", now);
  return post(portal, system, letter, request, author, now);
}

/** The request that the mail answers; `wrong`, an address that we never wrote; null, none. */
function findThread({ db }: System, { answers }: Letter): RequestRow | "wrong" | null {
  if (typeof answers !== "number") return answers;
  return db.select().from(requests).where(eq(requests.number, answers)).get() ?? "wrong";
}

/** Whether the same mail came already by another way: it had two of our addresses. */
function hasTwin(
  { db }: System,
  request: RequestRow | null,
  { headerId, from, wordsSha, proven }: Letter,
  now: number,
): boolean {
  if (headerId === null) return false;
  const isTwin = and(
    eq(inboundMails.headerId, headerId),
    eq(inboundMails.fromEmail, from.email),
    eq(inboundMails.wordsSha, wordsSha),
    gt(inboundMails.receivedAt, now - twinMs),
    request ? eq(inboundMails.requestId, request.id) : undefined,
    // A forgery that came first makes nobody's own mail a copy of it.
    proven ? eq(inboundMails.proven, true) : undefined,
  );
  return !!db.select({ id: inboundMails.id }).from(inboundMails).where(isTwin).get();
}

/** Why a mail waits whoever sent it. A forgery does not count against the one it names. */
function whyNot(
  system: System,
  letter: Letter,
  thread: RequestRow | "wrong" | null,
  now: number,
): InboundReason | null {
  if (letter.automaton) return letter.automaton;
  if (thread === "wrong") return "wrong-address";
  return take(system, quotaOf(letter), mailsPerSender, now).ok ? null : "too-many";
}

/** Whether these are a customer's own words in their open request: such answers wait for nobody, however many they are. */
function mayGoOn(portal: Portal, system: System, letter: Letter, request: RequestRow): boolean {
  const place = authorOf(portal, system, letter, request);
  return typeof place !== "string" && place.author.side === "customer";
}

function post(
  { config }: Portal,
  system: System,
  letter: Letter,
  request: RequestRow | null,
  place: Place,
  now: number,
) {
  const { keeper, author } = place;
  const { id: inboundId, text, quoted, subject } = letter;
  const said = { text, quoted, via: "mail" as const, inboundId };
  giveWaiting(system, { inboundId }, "orgId" in keeper ? keeper.orgId : null);
  if (request) {
    const message = addMessage(keeper, request, author, said, config, now);
    keepRow(system, letter, { outcome: "posted", requestId: request.id, messageId: message.id }, now);
    if (letter.isPart) tellOfPart(keeper, request, message, now);
  } else {
    const opened = openRequest(keeper, author, { ...said, subject, about: null, verified: true }, config, now);
    keepRow(system, letter, { outcome: "posted", requestId: opened.id }, now);
    if (letter.isPart) tellOfPart(keeper, opened, firstMessageOf(keeper, opened), now);
  }
  return "posted" as const;
}

function hold(
  { config }: Portal,
  system: System,
  letter: Letter,
  request: RequestRow | null,
  reason: InboundReason,
  now: number,
) {
  const isQuiet = letter.automaton !== null || (reason === "too-many" && !letter.proven);
  const outcome = isQuiet ? ("automatic" as const) : ("held" as const);
  const { quoted, replyTo } = letter;
  const { mailIn } = textFor(defaultLocale, requestsText);
  // Its sender may make it a request by themselves: then it reads as if it had been posted at once.
  const text =
    replyTo && reason !== "which-customer" ? `${letter.text}\n\n[${mailIn.replyTo(replyTo)}]`.trim() : letter.text;
  keepRow(system, letter, { outcome, reason, requestId: request?.id ?? null, text, quoted }, now);
  if (outcome === "held") tellOfHeld(system, letter.id, config, now);
  if (reason === "which-customer") askWhichCustomer(system, { id: letter.id, fromEmail: letter.from.email }, now);
  return outcome;
}

type Fate = Pick<
  typeof inboundMails.$inferInsert,
  "outcome" | "reason" | "requestId" | "messageId" | "text" | "quoted"
>;

function keepRow({ db }: System, letter: Letter, fate: Fate, now: number) {
  const { id, headerId, wordsSha, from, others, subject, proven } = letter;
  const row = {
    id,
    headerId,
    wordsSha,
    fromEmail: from.email,
    fromName: from.name,
    copies: others,
    subject,
    proven,
    ...fate,
  };
  db.insert(inboundMails)
    .values({ ...row, receivedAt: now })
    .run();
}
