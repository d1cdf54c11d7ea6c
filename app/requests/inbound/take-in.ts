import { and, eq, gt } from "drizzle-orm";
import { inboundMails, requests, type InboundReason, type RequestRow } from "#db/schema/requests.ts";
import { sha256 } from "#db/secrets.ts";
import { systemOf, transact, type System } from "#db/tenant.ts";
import { connectionOf, type Portal } from "../../portal.server.ts";
import { isVisible } from "../../text/visible.ts";
import { dropSpareFilesOfMail } from "../message-files.ts";
import { authorOf } from "./author.ts";
import { isCalendarAnswer, isNotice } from "./by-program.ts";
import type { InboundMail } from "./inbound.ts";
import type { Judgement } from "./judge.ts";
import { holdLetter, postLetter } from "./letter-fate.ts";
import { withFiles } from "./letter-files.ts";
import { takeMail } from "./letter-quota.ts";
import type { Letter } from "./letter.ts";
import { isInboundAddress } from "./reply-address.ts";

export type InboundOutcome = "posted" | "held" | "automatic" | "duplicate";

/** How far apart the deliveries of one mail may be, in milliseconds. */
const twinMs = 24 * 60 * 60_000;

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
  const kept = await withFiles(portal, system, letter, now);
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

function settle(portal: Portal, system: System, letter: Letter, now: number): InboundOutcome {
  if (system.db.select({ id: inboundMails.id }).from(inboundMails).where(eq(inboundMails.id, letter.id)).get())
    return "duplicate";
  const thread = findThread(system, letter);
  const request = typeof thread === "object" ? thread : null;
  if (hasTwin(system, request, letter, now)) return "duplicate";
  const reason = whyNot(system, letter, thread, now);
  const isExempt = reason === "too-many" && request?.open && mayGoOn(portal, system, letter, request);
  const author = (isExempt ? null : reason) ?? authorOf(portal, system, letter, request);
  if (typeof author === "string") return holdLetter(portal, system, letter, request, author, now);
  if (request && letter.isWordless) return holdLetter(portal, system, letter, request, "empty", now);
  if (request && !request.open && letter.isNotice) return holdLetter(portal, system, letter, request, "automatic", now);
  return postLetter(portal, system, letter, request, author, now);
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
  return takeMail(system, letter, now) ? null : "too-many";
}

/** Whether these are a customer's own words in their open request: such answers wait for nobody, however many they are. */
function mayGoOn(portal: Portal, system: System, letter: Letter, request: RequestRow): boolean {
  const place = authorOf(portal, system, letter, request);
  return typeof place !== "string" && place.author.side === "customer";
}
