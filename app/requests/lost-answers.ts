import { and, desc, eq, isNull } from "drizzle-orm";
import { outbox } from "#db/schema/mail.ts";
import { messages, requests } from "#db/schema/requests.ts";
import type { System } from "#db/tenant.ts";
import { change } from "./requests-write.ts";

/**
 * Gives a request that is nobody's back to the company where its newest answer did not arrive: whoever asked cannot sign
 * in to find it. `now` is epoch milliseconds.
 */
export function takeBackUnreached(system: System, mailId: string, now: number) {
  const { db } = system;
  const mail = db.select().from(outbox).where(eq(outbox.id, mailId)).get();
  if (!mail?.requestId || mail.props.to !== "customer") return;
  const isTheirTurn = and(eq(requests.id, mail.requestId), isNull(requests.orgId), eq(requests.turn, "customer"));
  const request = db.select().from(requests).where(isTheirTurn).get();
  if (!request || mail.props.messageId !== newestAnswer(system, request.id)) return;
  change(system, request, { open: true, closedAt: null, turn: "staff", waitingSince: now, snoozedUntil: null });
}

function newestAnswer({ db }: System, requestId: string): string | undefined {
  const isAnswer = and(eq(messages.requestId, requestId), eq(messages.side, "staff"), eq(messages.kind, "message"));
  return db.select({ id: messages.id }).from(messages).where(isAnswer).orderBy(desc(messages.position)).limit(1).get()
    ?.id;
}
