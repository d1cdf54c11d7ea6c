import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compose } from "#app/mail/compose.ts";
import { mailKinds } from "#app/mails.ts";
import { paths } from "#app/paths.ts";
import { outbox } from "#db/schema/mail.ts";
import { memberships, organizations, people } from "#db/schema/organizations.ts";
import { invites, joinRequests, organizationAccess } from "#db/schema/team.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { mailsTo } from "#tests/sign-in/mailbox.ts";
import { openTown } from "#tests/world.ts";
import { addInvite } from "./team-rows.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

type Person = typeof town.ada;
const day = 86_400_000;
const as = ({ id }: Pick<Person, "id">) => browserIn(town, { cookie: town.signIn(id) });
const team = () => paths.team(town.acme);
const all = () => town.system.db.select().from(joinRequests).all();
const open = () => all().filter(({ decidedAt }) => decidedAt === null);
const roleOf = (id: string) =>
  town.system.db
    .select()
    .from(memberships)
    .all()
    .find(({ orgId, personId }) => orgId === town.acme && personId === id)?.role;
const flash = (browser: ReturnType<typeof as>) => pageOf(browser.page.html).status?.text;

/** Ada invited Eve, and Zoe opens the link: she is signed in with an address of her own. */
async function ask(who = town.zoe) {
  const { token } = addInvite(town, town.acme, town.ada.id, { email: "eve@acme.example" });
  const browser = as(who);
  await browser.get(paths.invitation(token));
  const asked = await browser.submit({}, { action: paths.askToJoin(token) });
  town.system.db.delete(invites).run();
  return asked;
}

describe("whoever holds somebody else's invitation", () => {
  it("may ask to be let in by their own address, and the invitation stays as it was", async () => {
    const { token } = addInvite(town, town.acme, town.ada.id, { email: "eve@acme.example" });
    const before = town.system.db.select().from(invites).all();
    const zoe = as(town.zoe);
    await zoe.get(paths.invitation(token));
    expect(pageOf(zoe.page.html).main.text).toContain("Or ask Ada to add you as zoe@zebra.example.");
    await zoe.submit({}, { action: paths.askToJoin(token) });
    expect([zoe.page.url, pageOf(zoe.page.html).main.text]).toEqual([
      paths.askToJoin(),
      expect.stringContaining("passed it on"),
    ]);
    expect(all()).toMatchObject([{ orgId: town.acme, personId: town.zoe.id, decidedAt: null }]);
    expect(town.system.db.select().from(invites).all()).toEqual(before);
    expect((await zoe.get(paths.home(town.acme))).status).toBe(404);
  });

  it("is led there where they are in already, and cannot ask", async () => {
    const { token } = addInvite(town, town.acme, town.ada.id, { email: "eve@acme.example" });
    const ben = as(town.ben);
    await ben.get(paths.invitation(token));
    expect(pageOf(ben.page.html).main.link("Go to Acme GmbH").href).toBe(paths.home(town.acme));
    expect(pageOf(ben.page.html).main.text).not.toContain("Or ask");
    await ben.post(paths.askToJoin(token), {});
    expect(all()).toEqual([]);
  });

  it("asks nothing without a session, with the invited address, by an invitation that is over or a proof that is no mail's", async () => {
    const { id, token } = addInvite(town, town.acme, town.ada.id, { email: "eve@acme.example" });
    const eve = town.addPerson("eve@acme.example");
    await browserIn(town).post(paths.askToJoin(token), {});
    await as({ id: eve }).post(paths.askToJoin(token), {});
    await as(town.zoe).post(paths.askToJoin(token.replace(/^./, "_")), {});
    await browserIn(town, { cookie: town.signIn(town.zoe.id, "Firefox on Linux", "invite") }).post(
      paths.askToJoin(token),
      {},
    );
    town.system.db.update(invites).set({ revokedAt: 1 }).where(eq(invites.id, id)).run();
    await as(town.zoe).post(paths.askToJoin(token), {});
    expect(all()).toEqual([]);
  });
});

describe("those who manage the team", () => {
  it("get one mail a day, whoever asks, and none for what was answered meanwhile", async () => {
    await ask();
    await ask();
    await ask(town.sam);
    expect(all()).toHaveLength(2);
    const mails = town.system.db.select().from(outbox).where(eq(outbox.kind, "join-request")).all();
    expect(mails.map(({ recipient }) => recipient).toSorted()).toEqual([town.abe.email, town.ada.email]);
    const mail = (await compose(mailKinds, town.portal, town.system, mails[0]!))!;
    expect(mail.text).toContain("“Zoe” (zoe@zebra.example) has asked to join “Acme GmbH”");
    expect(mail.text).toMatch(new RegExp(`^https://portal\\.example${team()}$`, "m"));
    town.system.db.update(joinRequests).set({ decidedAt: 1, decision: "refused" }).run();
    expect(await compose(mailKinds, town.portal, town.system, mails[1]!)).toBeNull();
  });

  it("see it first on the team's page and at home, and nobody else does", async () => {
    await ask();
    for (const who of [town.ada, town.abe]) {
      const { main } = pageOf((await as(who).get(team())).html);
      expect(main.text).toMatch(/Waiting for you Zoe \(zoe@zebra\.example\) has asked to join Acme GmbH\./);
      const home = pageOf((await as(who).get(paths.home(town.acme))).html).main;
      expect(home.link("Someone wants to join your team").href).toBe(team());
    }
    const disable = (disabledAt: number | null) =>
      town.system.db.update(people).set({ disabledAt }).where(eq(people.id, town.zoe.id)).run();
    const ada = as(town.ada);
    for (const [at, said] of [
      [null, true],
      [1, false],
      [null, true],
    ] as const) {
      disable(at);
      expect((await ada.get(paths.home(town.acme))).html.includes("wants to join your team")).toBe(said);
    }
    expect((await as(town.ben).get(team())).html).not.toContain("zoe@zebra.example");
    expect((await as(town.ben).get(paths.home(town.acme))).html).not.toContain("asks to join");
  });

  it("let somebody in by one press, in a role that is theirs to give, and the person is told", async () => {
    await ask();
    const abe = as(town.abe);
    await abe.get(team());
    const to = paths.acceptJoin(town.acme, open()[0]!.id);
    expect((await abe.post(to, { role: "owner" })).status).toBe(422);
    for (const role of ["", "king"]) expect((await abe.post(to, { role })).status).toBe(422);
    expect(roleOf(town.zoe.id)).toBeUndefined();
    await abe.get(team());
    await abe.submit({}, { action: to });
    expect([abe.page.url, flash(abe), roleOf(town.zoe.id)]).toEqual([team(), "Zoe is in your team now.", "member"]);
    const [told] = mailsTo(town, town.zoe.email, "role-changed").map(({ row }) => row);
    const { text } = (await compose(mailKinds, town.portal, town.system, told!))!;
    expect(text.match(/^https:.*/m)![0]).toBe(`https://portal.example${paths.home(town.acme)}`);
    expect((await as(town.zoe).get(paths.orders(town.acme))).status).toBe(200);
    await abe.post(to, { role: "billing" });
    expect([flash(abe), roleOf(town.zoe.id)]).toEqual(["Someone has already answered that request.", "member"]);
  });

  it("prove who they are before they make somebody an owner", async () => {
    await ask();
    const ada = as(town.ada);
    town.pass(16 * 60_000);
    await ada.post(paths.acceptJoin(town.acme, open()[0]!.id), { role: "owner" });
    expect(ada.page.url).toMatch(/^\/me\/confirm/);
    expect(roleOf(town.zoe.id)).toBeUndefined();
  });

  it("need a free seat for it, or the role of an accountant", async () => {
    await ask();
    town.system.db.insert(organizationAccess).values({ orgId: town.acme, seatsByHand: 4 }).run();
    const ada = as(town.ada);
    const to = paths.acceptJoin(town.acme, open()[0]!.id);
    const { status, html } = await ada.post(to, { role: "member" });
    expect([status, pageOf(html).alert?.text]).toEqual([422, expect.stringContaining("no free seat")]);
    expect(pageOf(html).main.link("Ask for more seats").href).toContain("/requests/new");
    await ada.submit({ role: "accountant" }, { action: to });
    expect(roleOf(town.zoe.id)).toBe("accountant");
  });

  it("refuse without a word to who asked, who is not heard again for thirty days", async () => {
    await ask();
    const ada = as(town.ada);
    await ada.get(team());
    await ada.submit({}, { action: paths.refuseJoin(town.acme, open()[0]!.id) });
    expect(flash(ada)).toContain("Declined");
    expect(mailsTo(town, town.zoe.email)).toEqual([]);
    town.pass(29 * day);
    expect((await ask()).url).toBe(paths.askToJoin());
    expect(open()).toEqual([]);
    town.pass(2 * day);
    await ask();
    expect(open()).toHaveLength(1);
    expect(mailsTo(town, town.ada.email, "join-request")).toHaveLength(2);
  });

  it("are not asked any more for whoever came in by an invitation, nor when they are removed again", async () => {
    await ask();
    const { token } = addInvite(town, town.acme, town.ada.id, { email: town.zoe.email });
    await as(town.zoe).post(paths.invitation(token), {});
    expect([roleOf(town.zoe.id), open()]).toEqual(["member", []]);
    const ada = as(town.ada);
    await ada.post(paths.removeFromTeam(town.acme, town.zoe.id), {});
    expect(pageOf((await ada.get(team())).html).main.text).not.toContain("asks to join");
  });

  it("one of them who may no more lets nobody in", async () => {
    await ask();
    const abe = as(town.abe);
    await abe.get(team());
    town.system.db.update(memberships).set({ role: "member" }).where(eq(memberships.personId, town.abe.id)).run();
    const { status } = await abe.post(paths.acceptJoin(town.acme, open()[0]!.id), { role: "member" });
    expect([status, roleOf(town.zoe.id)]).toEqual([403, undefined]);
  });
});

describe("home", () => {
  it("tells whoever is invited elsewhere, as long as they are", async () => {
    const zoe = as(town.zoe);
    const text = async () => pageOf((await zoe.get(paths.home(town.zebra))).html).main.text;
    expect(await text()).not.toContain("invites you");
    const { id } = addInvite(town, town.acme, town.ada.id, { email: town.zoe.email, role: "owner" });
    expect(await text()).toContain("Acme GmbH invites you.");
    town.system.db.update(organizations).set({ name: "Acme & Co" }).where(eq(organizations.id, town.acme)).run();
    expect(await text()).toContain("Acme & Co invites you.");
    expect(pageOf(zoe.page.html).main.link("Take a look").href).toBe(paths.organizations());
    town.system.db.update(people).set({ disabledAt: 1 }).where(eq(people.id, town.ada.id)).run();
    expect(await text()).not.toContain("invites you");
    town.system.db.update(people).set({ disabledAt: null }).where(eq(people.id, town.ada.id)).run();
    town.system.db.update(memberships).set({ role: "admin" }).where(eq(memberships.personId, town.ada.id)).run();
    expect(await text()).not.toContain("invites you");
    town.system.db.update(memberships).set({ role: "owner" }).where(eq(memberships.personId, town.ada.id)).run();
    expect(await text()).toContain("invites you");
    town.system.db.update(invites).set({ revokedAt: 1 }).where(eq(invites.id, id)).run();
    expect(await text()).not.toContain("invites you");
  });

  it("says quietly to an owner that nobody else is here yet, until somebody is or is invited", async () => {
    const zoe = as(town.zoe);
    const main = async () => pageOf((await zoe.get(paths.home(town.zebra))).html).main;
    expect((await main()).text).toContain("It’s just you so far.");
    expect((await main()).link("Invite someone").href).toBe(paths.invite(town.zebra));
    const eve = town.addPerson("eve@zebra.example");
    town.join(town.zebra, eve, "member");
    expect((await main()).text).not.toContain("It’s just you so far.");
    town.system.db.update(people).set({ disabledAt: 1 }).where(eq(people.id, eve)).run();
    expect((await main()).text).toContain("It’s just you so far.");
    addInvite(town, town.zebra, town.zoe.id, { email: "eve@zebra.example" });
    expect((await main()).text).not.toContain("It’s just you so far.");
    for (const who of [town.ada, town.ben])
      expect(pageOf((await as(who).get(paths.home(town.acme))).html).main.text).not.toContain("Only you");
  });
});
