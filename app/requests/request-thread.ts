import { count, desc, eq, ne } from "drizzle-orm";
import { preparedFor } from "#db/prepared.ts";
import { messages, type RequestRow } from "#db/schema/requests.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { asksWhetherAnswered, findVotes } from "./closing-votes.ts";
import { listFilesOf, named } from "./message-files.ts";
import { nameAbout } from "./request-about.ts";
import { listReaders, type Reader } from "./request-readers.ts";
import { isTyped, requestStatus } from "./requests.ts";

const maxShown = 30;
/** So many characters of a thread are shown at first, that a slow phone has the page soon. */
const shownCharacters = 12_000;

const isSeen = (tenant: Tenant, requestId: string) =>
  mine(tenant, messages, eq(messages.requestId, requestId), ne(messages.kind, "note"));

const counting = preparedFor((tenant: Tenant, { id }: { id: string }) =>
  tenant.db.select({ total: count() }).from(messages).where(isSeen(tenant, id)),
);

const listing = preparedFor((tenant: Tenant, { id, limit }: { id: string; limit: number }) =>
  tenant.db.select().from(messages).where(isSeen(tenant, id)).orderBy(desc(messages.position)).limit(limit),
);

/**
 * What a customer sees of a request they may read: its messages oldest first, never a note; at first the newest only,
 * with how many came before; who reads it; and what it is about. Times are epoch milliseconds.
 */
export function findRequestThread(tenant: Tenant, reader: Reader, request: RequestRow, { all = false } = {}) {
  const { id, number, subject, open, turn, waitingSince, aboutKind, aboutId } = request;
  const { total } = counting(tenant, { id }).get()!;
  const newest = listing(tenant, { id, limit: all ? -1 : maxShown }).all();
  const shown = all ? newest : newest.slice(0, fitting(newest));
  const files = listFilesOf(tenant, id);
  const votes = findVotes(tenant, id);
  return {
    id,
    number,
    subject,
    open,
    turn,
    waitingSince,
    asksWhetherAnswered: asksWhetherAnswered(request),
    status: requestStatus(request),
    about: aboutKind && aboutId ? nameAbout(tenant, { kind: aboutKind, id: aboutId }) : null,
    messages: shown.reverse().map((message) => ({
      id: message.id,
      kind: message.kind,
      side: message.side,
      isMine: message.side === "customer" && message.personId === reader.personId,
      /** The author's name; of the company's people only where they have one, never an address. */
      author: message.name ?? (message.side === "staff" ? null : message.email),
      /** The address, of the customer's people alone. */
      email: message.side === "staff" ? null : message.email,
      text: message.text,
      quoted: message.quoted,
      via: message.via,
      /** Taken in by the company though it is not proven whose it is. */
      letIn: message.acceptedBy !== null,
      /** Typed on the contact page by somebody who may be anybody. */
      typed: isTyped(request, message),
      files: files.flatMap((file) => (file.messageId === message.id ? [named(file)] : [])),
      /** Of a closing: whether it had been answered, as somebody of theirs said. */
      vote: votes.get(message.id) ?? null,
      createdAt: message.createdAt,
    })),
    earlier: total - shown.length,
    readers: namesOf(listReaders(tenant, request), reader),
  };
}

export type RequestThread = ReturnType<typeof findRequestThread>;

/** How many of the newest messages are shown: as many as the characters allow, the last in any case. */
function fitting(newest: { text: string }[]): number {
  let characters = 0;
  const first = newest.findIndex(({ text }) => (characters += text.length) > shownCharacters);
  return first < 0 ? newest.length : Math.max(1, first);
}

/** The others' names. */
function namesOf(readers: ReturnType<typeof listReaders>, { personId }: Reader): string[] {
  return readers.filter((one) => one.personId !== personId).map(({ name, email }) => name ?? email);
}

/** Who besides the asker could read a request about such a thing. */
export const listFutureReaders = (tenant: Tenant, reader: Reader, about: { kind: "invoice" | "order" } | null) =>
  namesOf(listReaders(tenant, { id: "", aboutKind: about?.kind ?? null }), reader);
