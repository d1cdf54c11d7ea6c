import { inboundMails, type InboundReason, type RequestRow } from "#db/schema/requests.ts";
import type { System } from "#db/tenant.ts";
import type { Portal } from "../../portal.server.ts";
import { defaultLocale } from "../../text/locale.ts";
import { textFor } from "../../text/words.ts";
import { askWhichCustomer } from "../customer-choice.ts";
import { tellOfHeld } from "../held-news.ts";
import { giveWaiting } from "../message-files.ts";
import { tellOfPart } from "../request-news.ts";
import { addMessage, firstMessageOf, openRequest } from "../requests-write.ts";
import { requestsText } from "../text.ts";
import type { Place } from "./author.ts";
import type { Letter } from "./letter.ts";

/** Puts a mail into its thread, or opens a request with it. */
export function postLetter(
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

/** Lets a mail wait for the staff, who are told of it unless a program or a flood sent it. */
export function holdLetter(
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
