import { and, eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, it } from "vitest";
import { canGrant } from "#app/can.ts";
import { paths } from "#app/paths.ts";
import { addMember, isRemoved, liftRemoval } from "#app/team/members.ts";
import { memberships, organizations, people, roles, type Role } from "#db/schema/organizations.ts";
import { callerIn } from "#tests/feed/caller.ts";
import { browserIn } from "#tests/http.ts";
import { openTown } from "#tests/world.ts";

/** How many histories; `HISTORIES=1000 npx vitest run tests/team/histories…` looks harder. */
const numRuns = Number(process.env.HISTORIES ?? 60);

const names = ["ada", "abe", "bo", "ben", "ann"] as const;
const who = fc.constantFrom(...names);
/** Whose deeds they are: those of an owner and an admin first. */
const doer = fc.constantFrom("ada", "ada", "abe", "abe", "ben" as const);
const role = fc.constantFrom(...roles);
const deed = fc.oneof(
  { weight: 4, arbitrary: fc.record({ by: doer, kind: fc.constant("role" as const), of: who, role }) },
  { weight: 2, arbitrary: fc.record({ by: doer, kind: fc.constant("removal" as const), of: who }) },
  { weight: 2, arbitrary: fc.record({ by: doer, kind: fc.constant("leaving" as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({ by: fc.constant("sam" as const), kind: fc.constant("role" as const), of: who, role }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ by: fc.constant("sam" as const), kind: fc.constant("removal" as const), of: who }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ by: fc.constant("feed" as const), kind: fc.constant("role" as const), of: who, role }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ by: fc.constant("feed" as const), kind: fc.constant("removal" as const), of: who }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ by: fc.constant("invite" as const), kind: fc.constant("coming" as const), of: who }),
  },
);
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;
/** Some are done in one moment by two. */
const history = fc.array(fc.array(deed, { minLength: 1, maxLength: 2 }), { minLength: 3, maxLength: 15, size: "max" });

/** The team, with sources of every kind, and how each of the callers acts on it. */
async function openTeam() {
  const town = openTown();
  const { acme, system } = town;
  const ops = callerIn(town);
  system.db.update(organizations).set({ externalId: "acme" }).where(eq(organizations.id, acme)).run();
  for (const name of ["abe", "bo", "ben"] as const)
    system.db
      .update(memberships)
      .set({ source: "feed" })
      .where(and(eq(memberships.orgId, acme), eq(memberships.personId, town[name].id)))
      .run();
  const cookies = new Map([...names, "sam" as const].map((name) => [name, town.signIn(town[name].id)]));
  const post = (by: (typeof names)[number] | "sam", path: string, form = {}) =>
    browserIn(town, { cookie: cookies.get(by)! }).post(path, form, {}, false);
  const tell = ({ email }: typeof town.ada, held: object[]) => ops.put(`people/${email}`, { email, memberships: held });

  async function act(deed: Deed) {
    if (deed.kind === "leaving") return post(deed.by, paths.leaveTeam(acme));
    const person = town[deed.of];
    if (deed.kind === "coming") {
      const member = { personId: person.id, email: person.email, role: "member", source: "invite" } as const;
      if (!isRemoved(system.within(acme), member)) return;
      liftRemoval(system.within(acme), member);
      return addMember(system.within(acme), member, { kind: "staff", name: town.sam.email }, town.now());
    }
    if (deed.by === "feed")
      return tell(person, deed.kind === "role" ? [{ organization: "acme", role: deed.role }] : []);
    if (deed.by === "sam")
      return deed.kind === "role"
        ? post("sam", paths.staffPerson(acme, person.id), { role: deed.role })
        : post("sam", paths.staffRemovePerson(acme, person.id));
    return deed.kind === "role"
      ? post(deed.by, paths.teamPerson(acme, person.id), { role: deed.role })
      : post(deed.by, paths.removeFromTeam(acme, person.id));
  }
  const state = () =>
    new Map(
      system.db
        .select({ email: people.email, role: memberships.role, source: memberships.source })
        .from(memberships)
        .innerJoin(people, eq(people.id, memberships.personId))
        .where(eq(memberships.orgId, acme))
        .all()
        .map(({ email, ...held }) => [email, held]),
    );
  return { town, act, state };
}
type Team = ReturnType<Awaited<ReturnType<typeof openTeam>>["state"]>;

/** Of what was done alone in a moment: it was theirs to do, by their role before, or because they left. */
function expectTheirs(deed: Deed, own: Role | undefined, before: Team, after: Team) {
  expect([...after.keys()].filter((email) => !before.has(email))).toEqual([]);
  for (const [email, { role: from }] of before) {
    const to = after.get(email)?.role;
    if (from === to || deed.kind === "leaving") continue;
    const isTheirs = !!own && canGrant(own, from) && (!to || canGrant(own, to));
    expect([deed, own, from, to, isTheirs]).toEqual([deed, own, from, to, true]);
  }
}

const ownersOf = (team: Team) => [...team].filter(([, { role }]) => role === "owner").map(([email]) => email);

/** Plays the moments; after each all must hold that the name of the test says. */
async function play(moments: Deed[][]) {
  const { town, act, state } = await openTeam();
  /** Who is out by the team's or staff's word, and whose role is theirs to say. */
  const [removed, decided] = [new Set<string>(), new Set<string>()];
  try {
    for (const deeds of moments) {
      town.pass(1);
      const before = state();
      await Promise.all(deeds.map(act));
      const after = state();
      expect(ownersOf(after)).not.toEqual([]);
      const isInvited = deeds.some(({ kind }) => kind === "coming");
      const byFeed = deeds.filter(({ by }) => by === "feed").length;
      for (const email of new Set([...before.keys(), ...after.keys()])) {
        const [from, to] = [before.get(email)?.role, after.get(email)?.role];
        if (to && removed.delete(email)) expect([email, isInvited]).toEqual([email, true]);
        if (byFeed === deeds.length && decided.has(email)) expect([email, to]).toEqual([email, from]);
        if (!byFeed && from && !to) removed.add(email);
        if (!to) decided.delete(email);
        else if (!byFeed && from !== to) decided.add(email);
      }
      const [only] = deeds;
      if (deeds.length > 1 || !only) continue;
      const person = names.find((name) => name === only.by);
      if (person) expectTheirs(only, before.get(town[person].email)?.role, before, after);
      // All mails arrive, so staff make nobody an owner.
      if (only.by === "sam") expect(ownersOf(before)).toEqual(expect.arrayContaining(ownersOf(after)));
    }
  } finally {
    town.close();
  }
}

it("keep an owner, bring nobody back by the feed, and give no role above the giver's", { timeout: 600_000 }, () =>
  fc.assert(fc.asyncProperty(history, play), { numRuns }),
);
