import { and, count, eq, inArray } from "drizzle-orm";
import { nobody, queueMail, type QueuedMail } from "#db/outbox.ts";
import { outbox } from "#db/schema/mail.ts";
import type { System } from "#db/tenant.ts";
import type { Admitted } from "./admission.ts";
import { takeWarning } from "./attempts.ts";
import type { Origin } from "./known-browser.ts";

const maxToNobody = 50;

/** Queues it, or, where the address may not sign in, one to nobody in its place, unless many of those are waiting. */
export function mailWhoeverMay(
  system: System,
  person: Admitted | null,
  mail: Omit<QueuedMail, "recipient">,
  now: number,
) {
  const isWaiting = and(eq(outbox.recipient, nobody), inArray(outbox.state, ["new", "sending"]));
  const waiting = system.db.select({ n: count() }).from(outbox).where(isWaiting).get()!.n;
  if (person || waiting < maxToNobody) queueMail(system, { ...mail, recipient: person?.email ?? nobody }, now);
}

/** Tells an address that strangers keep trying it. */
export function warn(system: System, person: Admitted | null, attempt: { email: string; by: Origin }, now: number) {
  if (!takeWarning(system, attempt, now)) return;
  const dedupeKey = `sign-in-attempts:${attempt.email}:${now}`;
  mailWhoeverMay(system, person, { kind: "sign-in-attempts", dedupeKey, props: {} }, now);
}
