import { join } from "node:path";
import { and, eq } from "drizzle-orm";
import { openFile } from "#db/connection.ts";
import { newId, type OrgId, type PersonId } from "#db/ids.ts";
import { outbox } from "#db/schema/mail.ts";
import { memberships, people, type Role } from "#db/schema/organizations.ts";
import { products } from "#db/schema/subscriptions.ts";
import { invites } from "#db/schema/team.ts";
import { systemOf, transact, type System } from "#db/tenant.ts";
import { suppress } from "#app/mail/claim.ts";
import { findInvite, invite, withdrawInvite } from "#app/team/invites.ts";
import { askToJoin } from "#app/team/join-requests.ts";
import { addMember } from "#app/team/members.ts";

const hour = 3_600_000;
const day = 24 * hour;

function person({ db }: System, email: string, name: string, now: number): PersonId {
  const id = newId("per") as PersonId;
  db.insert(people).values({ id, email, name, createdAt: now, updatedAt: now }).run();
  return id;
}

/** The mail's address does not exist. */
function comesBack(system: System, orgId: OrgId, mail: string, at: number) {
  const { recipient } = system.db
    .update(outbox)
    .set({ state: "bounced", sealed: null, sentAt: at, returnedAt: at, returnedFor: "HardBounce" })
    .where(and(eq(outbox.orgId, orgId), eq(outbox.id, mail)))
    .returning({ recipient: outbox.recipient })
    .get()!;
  suppress(system, recipient, "HardBounce", at);
}

function ownerOf({ db }: System, email: string) {
  const isTheirs = and(eq(people.email, email), eq(memberships.role, "owner"));
  const found = db
    .select({ personId: people.id, orgId: memberships.orgId })
    .from(people)
    .innerJoin(memberships, eq(memberships.personId, people.id))
    .where(isTheirs)
    .get();
  if (!found) throw new Error(`The demo knows no owner ${email}`);
  return { ...found, email, role: "owner" as Role };
}

/**
 * Acme's team: besides those of the feed an admin and who does billing, invitations of every fortune, and somebody who asks
 * to be let in. Its room planner is sold by the seat. `now` is epoch milliseconds.
 */
export function furnishTeam(system: System, now: number) {
  const ada = ownerOf(system, "ada@acme.example");
  const tenant = system.within(ada.orgId);
  const by = { kind: "member", personId: ada.personId, name: ada.email } as const;
  transact(system, () => {
    system.db.update(products).set({ isSeat: true }).where(eq(products.name, "Room planner")).run();
    for (const [email, name, role] of [
      ["abe@acme.example", "Abe", "admin"],
      ["bo@acme.example", "Bo", "billing"],
    ] as const)
      addMember(tenant, { personId: person(system, email, name, now), role, source: "invite" }, by, now - 40 * day);
    const ask = (email: string, name: string | null, role: Role, ago: number) => {
      const fault = invite(tenant, system, { email, name, role }, ada, now - ago);
      if (fault) throw new Error(`The demo may not invite ${email}: ${fault}`);
      const ofIt = and(eq(invites.orgId, ada.orgId), eq(invites.email, email));
      return findInvite(tenant, system.db.select({ id: invites.id }).from(invites).where(ofIt).get()!.id)!;
    };
    ask("late@acme.example", "Lara", "member", 9 * day);
    const dan = ask("dan@elsewhere.example", null, "accountant", 3 * day);
    withdrawInvite(tenant, dan, { kind: "person", name: ada.email, personId: ada.personId }, now - 2 * day);
    comesBack(system, ada.orgId, ask("bne@acme.example", "Ben", "member", day).outboxId!, now - day + hour);
    ask("eve@acme.example", "Eve", "member", 2 * hour);
    askToJoin(system, ada.orgId, person(system, "mia@studio.example", "Mia", now), now - 3 * hour);
  });
}

/** The same, into the portal's file while it runs. */
export function furnishTeamOf({ dataDir, secret }: { dataDir: string; secret: string }, now: number) {
  const connection = openFile(join(dataDir, "foyer.db"), [secret]);
  furnishTeam(systemOf(connection), now);
  connection.sqlite.close();
}
