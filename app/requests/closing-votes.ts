import { and, desc, eq } from "drizzle-orm";
import { preparedFor } from "#db/prepared.ts";
import { closingAnswers, closingVotes, type ClosingAnswer } from "#db/schema/asked.ts";
import { messages, type RequestRow } from "#db/schema/requests.ts";
import { mine, owned, transact, type Staff, type Tenant } from "#db/tenant.ts";

/** What a form says of "Did this answer it?"; null where that is neither. */
export const readClosingAnswer = (text: string | undefined): ClosingAnswer | null =>
  closingAnswers.find((answer) => answer === text) ?? null;

/** Whether a request was closed after an answer of the company that nobody has gone on from: only then it is asked. */
export const asksWhetherAnswered = ({ open, turn }: Pick<RequestRow, "open" | "turn">) => !open && turn === "customer";

/**
 * Keeps whether a closed request had been answered, in place of what was said of the same closing. False, and nothing is
 * kept, where that is not asked. `now` is epoch milliseconds.
 */
export function voteOnClosing(tenant: Tenant, request: RequestRow, answer: ClosingAnswer, now: number): boolean {
  if (!asksWhetherAnswered(request)) return false;
  return transact(tenant, () => {
    const isClosing = and(eq(messages.requestId, request.id), eq(messages.kind, "closed"));
    const closing = tenant.db
      .select({ id: messages.id })
      .from(messages)
      .where(mine(tenant, messages, isClosing))
      .orderBy(desc(messages.position))
      .limit(1)
      .get();
    if (!closing) return false;
    tenant.db
      .delete(closingVotes)
      .where(mine(tenant, closingVotes, eq(closingVotes.messageId, closing.id)))
      .run();
    const values = { messageId: closing.id, requestId: request.id, answer, at: now };
    tenant.db
      .insert(closingVotes)
      .values(owned(tenant, closingVotes, values))
      .run();
    return true;
  });
}

const listing = preparedFor((from: Tenant | Staff, { requestId }: { requestId: string }) => {
  const ofRequest = eq(closingVotes.requestId, requestId);
  return from.db
    .select({ messageId: closingVotes.messageId, answer: closingVotes.answer })
    .from(closingVotes)
    .where("orgId" in from ? mine(from, closingVotes, ofRequest) : ofRequest);
});

/** What was said of a request's closings, by the message that closed it. */
export function findVotes(from: Tenant | Staff, requestId: string): ReadonlyMap<string, ClosingAnswer> {
  return new Map(
    listing(from, { requestId })
      .all()
      .map(({ messageId, answer }) => [messageId, answer]),
  );
}
