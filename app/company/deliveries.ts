import { and, between, eq } from "drizzle-orm";
import { outbox } from "#db/schema/mail.ts";
import type { Staff } from "#db/tenant.ts";
import type { Config } from "../config.server.ts";

const hour = 60 * 60_000;
/** So many that were sent say something. */
const enough = 5;

/**
 * Whether Postmark's webhook is set up and has told of the delivery of none of the mails that were sent in the last day, but
 * for the last hour. `now` is epoch milliseconds.
 */
export function isDeliveryUntold(
  { db }: Staff,
  { mail: { postmark, webhookAuth } }: Pick<Config, "mail">,
  now: number,
) {
  if (!postmark || !webhookAuth) return false;
  const isRecent = between(outbox.sentAt, now - 25 * hour, now - hour);
  const listUntil = (max: number, state: "sent" | "delivered") =>
    db
      .select({ id: outbox.id })
      .from(outbox)
      .where(and(isRecent, eq(outbox.state, state)))
      .limit(max)
      .all();
  return !listUntil(1, "delivered").length && listUntil(enough, "sent").length === enough;
}
