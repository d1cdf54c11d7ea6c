import type { PersonId } from "#db/ids.ts";
import { personAddresses } from "#db/schema/organizations.ts";
import type { World } from "#tests/world.ts";

/** Another address from which a person's mails come, let in by Sam. */
export function addAddress({ system, now }: Pick<World, "system" | "now">, personId: PersonId, email: string) {
  const values = { email, personId, addedBy: "sam@norrland.example", createdAt: now() };
  system.db.insert(personAddresses).values(values).run();
  return email;
}
