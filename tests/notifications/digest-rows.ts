import { usualTimes } from "#app/mail/delivery.ts";
import type { Times } from "#app/mail/slots.ts";
import { saveTimes } from "#app/notifications/times.ts";
import type { MailChoice, Topic } from "#db/schema/notifications.ts";
import { choose } from "#app/notifications/choices.ts";
import { memberships } from "#db/schema/organizations.ts";
import { and, eq } from "drizzle-orm";
import type { OrgId, PersonId } from "#db/ids.ts";
import type { World } from "#tests/world.ts";

/** What somebody chooses of an organization of theirs, Acme where nothing is said, now. */
export function wish(
  { system, now, acme }: Pick<World, "system" | "now"> & { acme: OrgId },
  { id: personId }: { id: PersonId },
  topic: Topic,
  mail: MailChoice,
  orgId = acme,
) {
  const isThis = and(eq(memberships.orgId, orgId), eq(memberships.personId, personId));
  const { role } = system.db.select().from(memberships).where(isThis).get()!;
  choose(system.within(orgId), { personId, role }, [{ topic, mail }], "page", now());
}

/** When somebody wants what can wait, from now on: daily at eight in UTC where nothing else is said. */
export function keepTimes(
  { system, now }: Pick<World, "system" | "now">,
  { id }: { id: PersonId },
  times: Partial<Times>,
) {
  saveTimes(system, { personId: id, locale: "en-GB" }, { zone: "UTC", ...usualTimes, ...times }, now());
}
