import { eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, it } from "vitest";
import { takeInvitation } from "#app/team/invitation.ts";
import { findInvite, invite, inviteAgain, listInvites, withdrawInvite } from "#app/team/invites.ts";
import { acceptJoin, askToJoin, findJoinRequest, listJoinRequests } from "#app/team/join-requests.ts";
import { changeRole, removeMember } from "#app/team/members.ts";
import { findSeats } from "#app/team/seats.ts";
import { people } from "#db/schema/organizations.ts";
import { organizationAccess } from "#db/schema/team.ts";
import { openTown } from "#tests/world.ts";

const numRuns = Number(process.env.HISTORIES ?? 60);

const addresses = ["ben@acme.example", "ann@books.example", "e1@acme.example", "e2@acme.example", "e3@acme.example"];
const kinds = ["invite", "again", "withdraw", "accept", "role", "removal", "ask", "join", "limit", "days"] as const;
const deed = fc.record({
  kind: fc.constantFrom("invite" as const, ...kinds),
  email: fc.constantFrom(...addresses),
  role: fc.constantFrom("member" as const, "billing" as const, "accountant" as const),
  n: fc.nat(8),
});
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;

/** Counts seats anew, in a way of its own. */
function counted({ connection: { sqlite }, acme, now }: ReturnType<typeof openTown>): number {
  const seated = sqlite
    .prepare(
      `select email from memberships join people on id = person_id where org_id = :acme and role <> 'accountant'
       union select email from invites where org_id = :acme and role <> 'accountant' and expires_at > :now
         and accepted_at is null and declined_at is null and revoked_at is null`,
    )
    .all({ acme, now: now() });
  return seated.length;
}

/** Does it as Ada does, at once; gives what was answered, null where there was nothing to do it to. */
function act(town: ReturnType<typeof openTown>, { kind, email, role, n }: Deed) {
  const { acme, system, ada } = town;
  const tenant = system.within(acme);
  const now = town.now();
  const by = { personId: ada.id, email: ada.email, role: "owner" } as const;
  const doer = { kind: "member", personId: ada.id, name: ada.email } as const;
  const person = () =>
    system.db.select().from(people).where(eq(people.email, email)).get()?.id ?? town.addPerson(email);
  const open = listInvites(tenant).find((one) => one.email === email);
  const row = open && findInvite(tenant, open.id)!;
  if (kind === "invite") return invite(tenant, system, { email, name: null, role }, by, now) ?? "done";
  if (kind === "again") return row ? (inviteAgain(tenant, system, row, by, now) ?? "done") : null;
  if (kind === "withdraw") return row ? withdrawInvite(tenant, row, { kind: "person", name: ada.email }, now) : null;
  if (kind === "accept") return row && row.expiresAt > now ? takeInvitation(system, row, person(), now) : null;
  if (kind === "role") return changeRole(tenant, person(), role, doer, now);
  if (kind === "removal") return removeMember(tenant, person(), doer, now);
  if (kind === "ask") return askToJoin(system, acme, person(), now);
  if (kind === "days") return town.pass(n * 86_400_000);
  if (kind === "join") {
    const [first] = listJoinRequests(tenant);
    return first ? acceptJoin(tenant, findJoinRequest(tenant, first.id)!, role, by, now) : null;
  }
  const set = { seatsByHand: n };
  return system.db
    .insert(organizationAccess)
    .values({ orgId: acme, ...set })
    .onConflictDoUpdate({ target: organizationAccess.orgId, set })
    .run();
}

function play(deeds: Deed[]) {
  const town = openTown();
  const seats = () => findSeats(town.system.within(town.acme), town.now());
  try {
    act(town, { kind: "limit", email: "", role: "member", n: 5 });
    for (const one of deeds) {
      const before = counted(town);
      const answer = act(town, one);
      const [after, limit] = [counted(town), seats()!.limit];
      expect(seats()).toMatchObject({ inUse: after });
      if (one.kind !== "days" && after > before) expect([one, after <= limit]).toEqual([one, true]);
      if (answer === "seats" || answer === "no-seat") expect([one, before >= limit]).toEqual([one, true]);
      if (one.kind === "accept" && answer !== null) expect([one, answer, after]).toEqual([one, true, before]);
    }
  } finally {
    town.close();
  }
}

it("are never given beyond the limit, nor refused while one is free, and what was promised comes", () =>
  fc.assert(fc.property(fc.array(deed, { minLength: 5, maxLength: 25, size: "max" }), play), { numRuns }));
