import { and, eq, max, type SQL } from "drizzle-orm";
import { newId, type PersonId } from "#db/ids.ts";
import { messageFiles, messages, requestPeople, requests, type RequestRow } from "#db/schema/requests.ts";
import type { AboutKind, MessageKind, RequestJob, Side } from "#db/schema/requests.ts";
import { transact } from "#db/tenant.ts";
import { countOutcome, type Counted } from "#db/usage.ts";
import { countedFor } from "../people/leave-out.ts";
import { isoDay } from "../text/format.ts";
import { listLooked } from "../people/reads.ts";
import { defaultLocale } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { isVisible } from "../text/visible.ts";
import { jobNamedIn } from "./request-job.ts";
import { isTenant, kept, orgOf, stamped, type Keeper } from "./request-keeper.ts";
import { tellOfClosing, tellOfMessage, tellOfReopening, tellOfRequest, type Desk } from "./request-news.ts";
import { requestsText } from "./text.ts";

/** Whose words they are; `personId` where it is one of the customer's people whom we know. */
export type Author = { side: Side; personId: PersonId | null; email: string; name: string | null };

export type NewMessage = {
  text: string;
  quoted?: string | null;
  via: "portal" | "mail" | "contact" | "link";
  acceptedBy?: string | null;
  /** The key under which its files were kept. */
  draft?: string | null;
  /** The held mail whose files it gets. */
  inboundId?: string | null;
};

export type NewRequest = NewMessage & {
  subject: string;
  about: { kind: AboutKind; id: string } | null;
  /** What it counts as, where its page says so; else what it is about, or whose number its subject has. */
  job?: RequestJob | null;
  /** Whether it is proven that the author is who they say, or holds a mail that we sent to them. */
  verified: boolean;
  /** Whether the asker is mailed that it came; they are where this is not said. */
  hasReceipt?: boolean;
  /** Whose question it is counted as; one by mail is counted as a person's. */
  counted?: Counted;
};

export const maxSubjectLength = 120;

/** A subject for a question that was given none: its first line, or as much of it as fits. */
export function subjectOf(text: string): string {
  const line = text.split("\n").find(isVisible)?.trim() ?? "";
  const cut = [...line].slice(0, maxSubjectLength - 40).join("");
  return cut.length < line.length ? `${cut.replace(/(?<!\s)\s+\S*$/, "")}…` : line;
}

/** What a request is called: as it was asked, else by its first words, else that it has none. */
function titleOf(subject: string, text: string): string {
  const title = (isVisible(subject) && subject.trim()) || subjectOf(text);
  return [...(title || textFor(defaultLocale, requestsText).heldMails.title(""))].slice(0, maxSubjectLength).join("");
}

/**
 * Opens a request with its first message, mails the company and, where there is to be one, the asker a receipt; all in one transaction.
 * Gives the request. `now` is epoch milliseconds.
 */
export function openRequest(keeper: Keeper, author: Author, asking: NewRequest, desk: Desk, now: number): RequestRow {
  return transact(keeper, () => {
    const { subject, about, job, verified, hasReceipt = true, counted, ...said } = asking;
    const title = titleOf(subject, said.text);
    const values = {
      id: newId("req"),
      subject: title,
      looked: author.personId && isTenant(keeper) ? listLooked(keeper, author.personId, about, now) : null,
      job: about?.kind ?? job ?? (isTenant(keeper) ? jobNamedIn(keeper, title) : null),
      aboutKind: about?.kind ?? null,
      aboutId: about?.id ?? null,
      personId: author.personId,
      email: author.email,
      name: author.name,
      verified,
      waitingSince: now,
      newestAt: now,
      createdAt: now,
    };
    const request = keeper.db
      .insert(requests)
      .values(stamped(keeper, requests, values))
      .returning()
      .get();
    const message = append(keeper, request, "message", author, said, now);
    tellOfRequest(keeper, request, message, desk, now, hasReceipt);
    const isMail = said.via === "mail";
    const asked = isMail ? ({ day: isoDay(now), via: "mail", how: "person" } as const) : counted;
    const by = asked && isTenant(keeper) ? countedFor(keeper, author.personId, asked) : asked;
    if (by) countOutcome(keeper, isMail ? "request.by-mail" : "request.asked", by);
    return request;
  });
}

/** Puts what was said last into the thread, opens it again where it was closed, and mails the others on it. */
export function addMessage(
  keeper: Keeper,
  request: RequestRow,
  author: Author,
  said: NewMessage,
  desk: Desk,
  now: number,
) {
  return transact(keeper, () => {
    if (!request.open) append(keeper, request, "reopened", openerOf(author, said), { text: "", via: said.via }, now);
    const message = append(keeper, request, "message", author, said, now);
    const turn = author.side === "customer" ? ("staff" as const) : ("customer" as const);
    // Closed without an answer counts as well: the customer has waited all the while.
    const waits = request.turn === turn ? request.waitingSince : now;
    const changed = change(keeper, request, {
      open: true,
      closedAt: null,
      turn,
      waitingSince: waits,
      snoozedUntil: author.side === "customer" ? null : request.snoozedUntil,
      newestAt: now,
    });
    tellOfMessage(keeper, changed, message, desk, now);
    return message;
  });
}

/** Who opens a request again with these words: their author, but of a mail that was let in whoever did that. */
const openerOf = (author: Author, { acceptedBy }: NewMessage): Author =>
  acceptedBy ? { side: "staff", personId: null, email: acceptedBy, name: null } : author;

/** What only the company sees. */
export function writeNote(
  keeper: Keeper,
  request: RequestRow,
  author: Author,
  { text, draft }: Pick<NewMessage, "text" | "draft">,
  now: number,
) {
  return transact(keeper, () => append(keeper, request, "note", author, { text, via: "portal", draft }, now));
}

/** Closes a request that is open; the others are mailed unless `quietly`, because an answer that says so went out. */
export function closeRequest(
  keeper: Keeper,
  request: RequestRow,
  author: Author,
  now: number,
  { quietly = false } = {},
) {
  transact(keeper, () => {
    if (!request.open) return;
    const message = append(keeper, request, "closed", author, { text: "", via: "portal" }, now);
    const changed = change(keeper, request, { open: false, closedAt: now, snoozedUntil: null, newestAt: now });
    if (!quietly) tellOfClosing(keeper, changed, message, now);
  });
}

/** Opens a closed request again without a word: the company is to answer, and is mailed where it was the customer. */
export function reopenRequest(keeper: Keeper, request: RequestRow, author: Author, desk: Desk, now: number) {
  transact(keeper, () => {
    if (request.open) return;
    const message = append(keeper, request, "reopened", author, { text: "", via: "portal" }, now);
    // Closed without an answer: the customer has waited all the while.
    const waitingSince = request.turn === "staff" ? request.waitingSince : now;
    const turned = { open: true, closedAt: null, turn: "staff", waitingSince, newestAt: now } as const;
    tellOfReopening(keeper, change(keeper, request, turned), message, desk, now);
  });
}

/** The words that opened a request. */
export const firstMessageOf = (keeper: Keeper, { id }: RequestRow) =>
  keeper.db
    .select()
    .from(messages)
    .where(kept(keeper, messages, and(eq(messages.requestId, id), eq(messages.position, 1))))
    .get()!;

/** Changes columns of a request and gives it as it is then. */
export function change(keeper: Keeper, { id }: RequestRow, values: Partial<typeof requests.$inferInsert>): RequestRow {
  return keeper.db
    .update(requests)
    .set(values)
    .where(kept(keeper, requests, eq(requests.id, id)))
    .returning()
    .get()!;
}

function append(keeper: Keeper, request: RequestRow, kind: MessageKind, author: Author, said: NewMessage, now: number) {
  const { db } = keeper;
  const last = db
    .select({ position: max(messages.position) })
    .from(messages)
    .where(kept(keeper, messages, eq(messages.requestId, request.id)))
    .get();
  const { draft, inboundId, ...words } = said;
  const values = {
    id: newId("msg"),
    requestId: request.id,
    position: (last?.position ?? 0) + 1,
    kind,
    ...author,
    ...words,
    createdAt: now,
  };
  const message = db
    .insert(messages)
    .values(stamped(keeper, messages, values))
    .returning()
    .get();
  if (author.personId && orgOf(keeper) && !said.acceptedBy) putOnThread(keeper, request, author.personId, now, null);
  if (draft) giveFiles(keeper, request, message.id, eq(messageFiles.draft, draft));
  if (inboundId) giveFiles(keeper, request, message.id, eq(messageFiles.inboundId, inboundId));
  return message;
}

/** Puts somebody on a thread: from now on they may read it and are mailed. */
export function putOnThread(
  keeper: Keeper,
  { id: requestId }: RequestRow,
  personId: PersonId,
  since: number,
  letInBy: string | null,
) {
  const values = stamped(keeper, requestPeople, { requestId, personId, since, letInBy });
  keeper.db.insert(requestPeople).values(values).onConflictDoNothing().run();
}

/** Makes files that were kept part of a message. */
function giveFiles(keeper: Keeper, { id: requestId }: RequestRow, messageId: string, which: SQL) {
  keeper.db
    .update(messageFiles)
    .set({ requestId, messageId, draft: null })
    .where(kept(keeper, messageFiles, which))
    .run();
}
