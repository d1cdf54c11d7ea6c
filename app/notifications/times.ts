import { eq } from "drizzle-orm";
import type { PersonId } from "#db/ids.ts";
import { deliveryTimes } from "#db/schema/notifications.ts";
import { people } from "#db/schema/organizations.ts";
import { transact, type Self, type System } from "#db/tenant.ts";
import { retime } from "../mail/bundles.ts";
import { readTimes } from "../mail/delivery.ts";
import type { Times } from "../mail/slots.ts";

/** When somebody wants what can wait. */
export function findTimes({ db, personId }: Self): Times {
  const person = db.select({ zone: people.timeZone }).from(people).where(eq(people.id, personId)).get();
  const times = db.select().from(deliveryTimes).where(eq(deliveryTimes.personId, personId)).get();
  return readTimes(person?.zone ?? null, times ?? null);
}

/** Who says so, and in which locale they read. */
type By = { personId: PersonId; locale: string };

/** Writes down when somebody wants what can wait; what waits for them already goes by it. `now` is epoch milliseconds. */
export function saveTimes(system: System, { personId, locale }: By, times: Times, now: number) {
  const { db } = system;
  const { zone: timeZone, hour, days, quiet, pausedUntil } = times;
  const values = { hour, days, quietFrom: quiet?.from ?? null, quietTo: quiet?.to ?? null, pausedUntil };
  transact(system, () => {
    db.update(people).set({ timeZone, locale }).where(eq(people.id, personId)).run();
    db.insert(deliveryTimes)
      .values({ personId, ...values })
      .onConflictDoUpdate({ target: deliveryTimes.personId, set: values })
      .run();
    retime(system, personId, now);
  });
}
