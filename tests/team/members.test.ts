import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { paths } from "#app/paths.ts";
import { createItemLink } from "#app/sign-in/item-links.ts";
import { suppressions } from "#db/schema/mail.ts";
import { memberships, people, roles, type Role } from "#db/schema/organizations.ts";
import { invites, isOpenInvite } from "#db/schema/team.ts";
import { drafts } from "#db/schema/requests.ts";
import { putOnThread } from "#app/requests/requests-write.ts";
import { keeperOf } from "#app/requests/request-keeper.ts";
import { canGrant } from "#app/can.ts";
import { compose } from "#app/mail/compose.ts";
import { mailKinds } from "#app/mails.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { ask, customer } from "#tests/requests/request-rows.ts";
import { addPayablesAddress } from "#app/billing/billing-mail-settings.ts";
import { tellOrder } from "#tests/orders/order-rows.ts";
import { addInvoice } from "#tests/rows.ts";
import { mailsTo } from "#tests/sign-in/mailbox.ts";
import { openTown } from "#tests/world.ts";
import { addInvite } from "./team-rows.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

type Person = typeof town.ada;
const minute = 60_000;
const as = ({ id }: Person) => browserIn(town, { cookie: town.signIn(id) });
const roleOf = ({ id }: Person) =>
  town.system.db
    .select({ role: memberships.role, source: memberships.source })
    .from(memberships)
    .where(and(eq(memberships.orgId, town.acme), eq(memberships.personId, id)))
    .get();
const team = () => paths.team(town.acme);
const pageOfPerson = ({ id }: Person) => paths.teamPerson(town.acme, id);
const removalOf = ({ id }: Person) => paths.removeFromTeam(town.acme, id);
const make = (person: Person, role: Role) =>
  town.system.db
    .update(memberships)
    .set({ role })
    .where(and(eq(memberships.orgId, town.acme), eq(memberships.personId, person.id)))
    .run();
const give = (by: Person, person: Person, role: Role, browser = as(by)) =>
  browser.post(pageOfPerson(person), { role }, {}, false);
const remove = (by: Person, person: Person, browser = as(by)) => browser.post(removalOf(person), {}, {}, false);
const told = (person: Person, kind = "role-changed") => mailsTo(town, person.email, kind).map(({ props }) => props);

describe("the team's page", () => {
  it("lists who is in it as what, and apart who only reads invoices", async () => {
    addPayablesAddress(town.system.within(town.acme), "ap@acme.example", town.ada.id, town.now());
    const { main } = pageOf((await as(town.abe).get(team())).html);
    for (const [name, role] of [
      ["Ada", "Owner"],
      ["Abe", "Admin"],
      ["Bo", "Billing"],
      ["Ben", "Member"],
    ])
      expect(main.row(name!).text).toContain(role);
    const outside = main.region("Outside your team");
    expect(outside.row("Ann").text).toContain("Accountant");
    expect(outside.row("ap@acme.example").text).toContain("Gets billing emails");
    expect(outside.link("Who gets billing emails").href).toBe(paths.billingMails(town.acme));
    expect(main.text).not.toMatch(/\bseats?\b/i);
  });

  it("says to owners and admins on which day somebody was here, and to members neither that nor how to change it", async () => {
    town.signIn(town.ben.id);
    town.pass(2 * 24 * 60 * minute);
    const managed = pageOf((await as(town.ada).get(team())).html);
    expect(managed.main.row("Ben").text).toContain("Last seen 23 Nov 2026");
    expect(managed.main.row("Bo").text).toContain("Hasn’t signed in yet");
    expect(managed.main.text).not.toContain("10:00");
    const { main } = pageOf((await as(town.ben).get(team())).html);
    expect(main.text).not.toMatch(/seen|Hasn’t signed in yet|Who gets billing emails/);
    expect(main.all("link", /Change/)).toEqual([]);
  });

  it("tells an owner of one that nobody else is here yet", async () => {
    const { main } = pageOf((await as(town.zoe).get(paths.team(town.zebra))).html);
    expect(main.text).toContain("Only you so far");
  });
});

describe("a role", () => {
  it("is changed by a form of several parts too, whose body is read once", async () => {
    const body = new FormData();
    body.set("role", "admin");
    const init = { method: "POST", body, headers: { Origin: town.config.appUrl } };
    expect((await as(town.ada).request(pageOfPerson(town.ben), init, false)).status).toBe(303);
    expect(roleOf(town.ben)!.role).toBe("admin");
  });

  it("is changed by a form, which the list then shows, and the person is told", async () => {
    const abe = as(town.abe);
    await abe.get(team());
    await abe.get(pageOf(abe.page.html).link("Change Ben").href);
    expect(pageOf(abe.page.html).region("New role").text).toContain("Orders and requests");
    expect(pageOf(abe.page.html).region("New role").text).not.toContain("who else is an owner");
    await abe.submit({ role: "billing" }, { action: pageOfPerson(town.ben) });
    const page = pageOf(abe.page.html);
    expect(page.status!.text).toBe("Ben’s role is now Billing.");
    expect(page.main.row("Ben").text).toContain("Billing");
    expect(roleOf(town.ben)).toEqual({ role: "billing", source: "team" });
    expect(told(town.ben)).toEqual([{ personId: town.ben.id, role: "billing", former: "member" }]);
    expect(told(town.ada)).toEqual([]);
  });

  it.each(roles.flatMap((own) => roles.flatMap((from) => roles.map((to) => [own, from, to] as const))))(
    "of %s's turns %s into %s only where both are theirs to give",
    async (own, from, to) => {
      const actor = town.bo;
      make(actor, own);
      make(town.ben, from);
      const { status } = await give(actor, town.ben, to);
      const mayManage = own === "owner" || own === "admin";
      const isTheirs = canGrant(own, from) && canGrant(own, to);
      expect(status).toBe(!mayManage ? 403 : isTheirs ? 303 : 422);
      expect(roleOf(town.ben)!.role).toBe(isTheirs ? to : from);
      if (!isTheirs) expect(told(town.ben)).toEqual([]);
    },
  );

  it("that nobody chose, or that there is none of, is asked for again", async () => {
    for (const role of ["", "king"]) {
      const { status, html } = await as(town.ada).post(pageOfPerson(town.ben), { role }, {}, false);
      expect(status).toBe(422);
      expect(pageOf(html).alert!.text).toContain("Choose a role");
    }
    expect(roleOf(town.ben)!.role).toBe("member");
  });

  it("of an owner's or admin's, given or taken, is told to the other owners and the person, in their words", async () => {
    make(town.abe, "owner");
    await give(town.ada, town.ben, "owner");
    expect(told(town.abe)).toEqual([{ personId: town.ben.id, role: "owner", former: "member" }]);
    expect(told(town.ben)).toHaveLength(1);
    town.pass(1);
    await give(town.ada, town.ben, "admin");
    expect(told(town.ada)[0]).toEqual({ personId: town.ben.id, role: "admin", former: "owner", isSum: true });
    expect(told(town.ben)).toHaveLength(2);
  });

  it("that goes back and forth fills nobody's mailbox: the hour's first step is told, and what all others come to", async () => {
    make(town.abe, "owner");
    const ada = as(town.ada);
    for (const role of ["admin", "member", "admin", "member", "admin", "billing"] as const)
      await give(town.ada, town.ben, role, ada);
    for (const person of [town.abe, town.ben]) expect(told(person)).toHaveLength(2);
    const said = async (person: Person) => {
      const texts = mailsTo(town, person.email, "role-changed").map(({ row }) => row);
      const written = await Promise.all(texts.map((row) => compose(mailKinds, town.portal, town.system, row)));
      return written.map((mail) => mail?.subject ?? null);
    };
    expect(await said(town.ben)).toEqual(["You are now a billing contact", "You are now an admin"]);
    expect((await said(town.abe))[0]).toContain("is now a billing contact");
    const [sum] = mailsTo(town, town.ben.email, "role-changed");
    expect(sum!.row.notBefore).toBe(town.now() + 60 * minute);
    await give(town.ada, town.ben, "admin", ada);
    expect(await said(town.ben)).toEqual([null, "You are now an admin"]);
    town.pass(60 * minute);
    await give(town.ada, town.ben, "member");
    expect(told(town.ben)).toHaveLength(3);
  });

  it("of an owner or admin asks for a fresh proof after a quarter of an hour, and keeps the choice", async () => {
    const ada = as(town.ada);
    town.pass(16 * minute);
    for (const [person, role] of [
      [town.ben, "owner"],
      [town.ben, "admin"],
      [town.abe, "member"],
    ] as const) {
      const { status, headers } = await give(town.ada, person, role, ada);
      expect([status, headers.get("Location")]).toEqual([303, expect.stringMatching(/^\/me\/confirm\?next=/)]);
    }
    expect([roleOf(town.ben)!.role, roleOf(town.abe)!.role]).toEqual(["member", "admin"]);
    expect((await ada.get(removalOf(town.abe))).url).toMatch(/^\/me\/confirm/);
    expect((await remove(town.ada, town.abe, ada)).headers.get("Location")).toMatch(/^\/me\/confirm/);
    await ada.get(`${pageOfPerson(town.abe)}?draft=kept`);
    expect(pageOf(ada.page.html).main.text).toContain("We kept your choice");
    expect((await give(town.ada, town.ben, "billing", ada)).headers.get("Location")).toBe(team());
  });

  it("that is less now limits the next page that an open tab asks for, and the one its browser holds", async () => {
    const abe = as(town.abe);
    const path = paths.billing(town.acme);
    const { headers } = await abe.get(path);
    await give(town.ada, town.abe, "member");
    const again = await abe.request(path, { headers: { "If-None-Match": headers.get("ETag")! } });
    expect(again.status).toBe(403);
    expect((await give(town.abe, town.ben, "billing", abe)).status).toBe(403);
  });
});

describe("signing somebody out of the organization", () => {
  it("closes it to every session that is open now, and nothing else to them", async () => {
    town.join(town.zebra, town.ben.id, "member");
    const ben = as(town.ben);
    const { headers } = await ben.get(paths.home(town.acme));
    town.pass(1);
    const ada = as(town.ada);
    await ada.get(pageOfPerson(town.ben));
    await ada.submit({}, { action: paths.signOutOfTeam(town.acme, town.ben.id) });
    expect(pageOf(ada.page.html).status!.text).toBe("Ben is signed out of Acme GmbH everywhere.");
    const held = { headers: { "If-None-Match": headers.get("ETag")! } };
    expect((await ben.request(paths.home(town.acme), held, false)).status).toBe(303);
    expect((await ben.get(paths.home(town.zebra))).status).toBe(200);
    town.pass(1);
    expect((await as(town.ben).get(paths.home(town.acme))).status).toBe(200);
  });
});

describe("what somebody invited", () => {
  it.each(["demoted", "removed"])("is taken back where they are %s", async (how) => {
    await as(town.abe).post(paths.invite(town.acme), { email: "eve@acme.example", role: "member" });
    const isOpen = () => town.system.db.select().from(invites).where(isOpenInvite).all().length;
    expect(isOpen()).toBe(1);
    await (how === "removed" ? remove(town.ada, town.abe) : give(town.ada, town.abe, "member"));
    expect(isOpen()).toBe(0);
  });

  it("is taken back where an owner who falls to admin offered it to an owner, and nothing else of theirs", async () => {
    make(town.abe, "owner");
    for (const role of ["owner", "admin"])
      await as(town.abe).post(paths.invite(town.acme), { email: `${role}@acme.example`, role });
    await give(town.ada, town.abe, "admin");
    const open = town.system.db.select().from(invites).where(isOpenInvite).all();
    expect(open.map(({ email }) => email)).toEqual(["admin@acme.example"]);
  });
});

describe("what an owner invited", () => {
  it("as an owner is taken back where they become an admin, and all else stands", async () => {
    make(town.abe, "owner");
    const abe = as(town.abe);
    for (const role of ["owner", "admin"])
      await abe.post(paths.invite(town.acme), { email: `${role}@acme.example`, role });
    await give(town.ada, town.abe, "admin");
    const open = town.system.db.select().from(invites).where(isOpenInvite).all();
    expect(open.map(({ email }) => email)).toEqual(["admin@acme.example"]);
  });
});

describe("who was invited", () => {
  it("is shown with who invited them, to those who manage the team, while both are of it", async () => {
    const { token } = addInvite(town, town.acme, town.abe.id, { email: "eve@acme.example", name: "Eve" });
    await browserIn(town).post(`/invite?token=${token}`, {});
    const eves = async (person: Person) =>
      pageOf((await as(person).get(team())).html).main.row("eve@acme.example").text;
    expect(await eves(town.ada)).toContain("Invited by Abe");
    expect(await eves(town.ben)).not.toContain("Invited");
    await remove(town.ada, town.abe);
    expect(await eves(town.ada)).not.toContain("Invited");
  });
});

describe("the last owner", () => {
  const isHeld = async (answer: Promise<{ status: number }>) => {
    await answer;
    expect(roleOf(town.ada)).toEqual({ role: "owner", source: "staff" });
  };

  it("neither falls nor is removed nor leaves, by whomever, and is told why", async () => {
    const ada = as(town.ada);
    await isHeld(give(town.ada, town.ada, "member", ada));
    expect(pageOf((await ada.post(pageOfPerson(town.ada), { role: "member" })).html).alert!.text).toContain(
      "There’s no other owner",
    );
    await isHeld(remove(town.ada, town.ada));
    await isHeld(ada.post(paths.leaveTeam(town.acme), {}));
    expect(pageOf(ada.page.html).main.text).toContain("You are the only owner");
    const sam = as(town.sam);
    await isHeld(sam.post(paths.staffPerson(town.acme, town.ada.id), { role: "member" }));
    await isHeld(sam.post(paths.staffRemovePerson(town.acme, town.ada.id), {}));
  });

  it("is who remains where another may not sign in any more", async () => {
    make(town.abe, "owner");
    town.system.db.update(people).set({ disabledAt: town.now() }).where(eq(people.id, town.abe.id)).run();
    await isHeld(give(town.ada, town.ada, "member"));
  });

  it("is one of two who demote each other at the same time", async () => {
    make(town.abe, "owner");
    const answers = await Promise.all([give(town.ada, town.abe, "member"), give(town.abe, town.ada, "member")]);
    expect(answers.map(({ status }) => status).filter((status) => status === 303)).toHaveLength(1);
    expect([roleOf(town.ada)!.role, roleOf(town.abe)!.role].sort()).toEqual(["member", "owner"]);
  });
});

describe("leaving", () => {
  it.each(["bo", "ann", "ben"] as const)("is found by %s on the page of one's own", async (who) => {
    town.join(town.zebra, town[who].id, "accountant");
    const browser = as(town[who]);
    await browser.get(paths.me());
    const { main } = pageOf(browser.page.html);
    expect(
      main
        .region("Your organizations")
        .rows()
        .map(({ text }) => text),
    ).toHaveLength(2);
    await browser.get(main.link("Leave Acme GmbH").href);
    await browser.submit({}, { action: paths.leaveTeam(town.acme) });
    expect(roleOf(town[who])).toBeUndefined();
  });

  it("is everybody's, says what is lost, and leads where they begin", async () => {
    const ann = as(town.ann);
    await ann.get(paths.leaveTeam(town.acme));
    expect(pageOf(ann.page.html).main.text).toContain("Invoices, to read and download");
    await ann.submit({}, { action: paths.leaveTeam(town.acme) });
    expect(pageOf(ann.page.html).status!.text).toBe("You left Acme GmbH.");
    expect(roleOf(town.ann)).toBeUndefined();
    expect((await ann.get(paths.home(town.acme))).status).toBe(404);
    expect(told(town.ann, "member-removed")).toEqual([{ hasLeft: true }]);
  });

  it("as an owner is told to the other owners", async () => {
    make(town.abe, "owner");
    await as(town.abe).post(paths.leaveTeam(town.acme), {});
    expect(told(town.ada)).toEqual([{ personId: town.abe.id, role: null, former: "owner" }]);
  });
});

describe("somebody removed", () => {
  it("is gone for all that they held: session, item links, drafts, threads they were let in to", async () => {
    const { acme, bo, ben, ada } = town;
    addInvoice(town, acme, { id: "in_1", number: "INV-1" });
    const tenant = town.system.within(acme);
    const about = { kind: "invoice", id: "in_1" } as const;
    const asked = ask(town, acme, customer(bo), { about });
    putOnThread(keeperOf(town.system, acme), asked, ben.id, town.now(), bo.email);
    const own = ask(town, acme, customer(ben), { subject: "My own question" });
    const order = tellOrder(town, acme, "PO-1").id;
    const token = createItemLink(tenant, { kind: "order", itemId: order, email: ben.email }, town.now());
    const open = as(ben);
    expect((await open.get(paths.request(acme, asked.id))).status).toBe(200);
    expect((await browserIn(town).get(`/l/${token}`)).status).toBe(200);
    const late = browserIn(town, { cookie: `sid=${"x".repeat(43)}` });
    late.jar.clear();
    for (const [name, value] of open.jar) late.jar.set(name, value);
    await open.post("/sign-out", {});
    await late.post(paths.newRequest(acme), { message: "Half a thought" }, {}, false);
    expect(town.system.db.select().from(drafts).all()).toHaveLength(1);

    const again = as(ben);
    expect((await remove(ada, ben)).status).toBe(303);
    expect((await again.get(paths.home(acme))).status).toBe(404);
    expect((await browserIn(town).get(`/l/${token}`)).status).toBe(410);
    expect(town.system.db.select().from(drafts).all()).toEqual([]);
    expect((await as(ada).get(paths.request(acme, own.id))).html).toContain("My own question");
    expect(told(ben, "member-removed")).toEqual([{ hasLeft: false }]);
    expect(JSON.stringify(mailsTo(town, ben.email, "member-removed")[0]!.row)).not.toContain(ada.email);

    town.join(acme, ben.id, "member");
    expect((await as(ben).get(paths.request(acme, asked.id))).status).toBe(404);
    expect((await as(ben).get(paths.request(acme, own.id))).status).toBe(200);
  });

  it("is asked about once more on a page of its own, and is removed by one press", async () => {
    const abe = as(town.abe);
    await abe.get(pageOfPerson(town.ben));
    await abe.get(pageOf(abe.page.html).link("Remove from the team").href);
    expect(pageOf(abe.page.html).main.text).toContain("Their requests stay with the team");
    await abe.submit({}, { action: removalOf(town.ben) });
    expect(pageOf(abe.page.html).status!.text).toBe("Ben is no longer in the team.");
    expect((await abe.get(pageOfPerson(town.ben))).status).toBe(404);
  });

  it("was no owner where an admin did it", async () => {
    make(town.ben, "owner");
    expect((await as(town.abe).get(removalOf(town.ben))).status).toBe(403);
    expect((await remove(town.abe, town.ben)).status).toBe(403);
    expect(roleOf(town.ben)!.role).toBe("owner");
  });
});

describe("staff", () => {
  it("change roles and remove people on the customer's page, and that is written down", async () => {
    const sam = as(town.sam);
    await sam.get(paths.staffCustomer(town.acme));
    await sam.get(pageOf(sam.page.html).link("Change Ben").href);
    await sam.submit({ role: "admin" }, { action: paths.staffPerson(town.acme, town.ben.id) });
    expect(roleOf(town.ben)).toEqual({ role: "admin", source: "staff" });
    expect(told(town.ada)).toEqual([{ personId: town.ben.id, role: "admin", former: "member" }]);
    await sam.post(paths.staffRemovePerson(town.acme, town.ben.id), {});
    expect(roleOf(town.ben)).toBeUndefined();
    const log = pageOf((await sam.get(paths.staffLog())).html);
    expect(log.main.text).toMatch(/Role changed[^]*ben@acme.example: admin/);
    expect(log.main.text).toContain("Removed from a team");
  });

  it("make nobody an owner while there is one whose mails arrive", async () => {
    const path = paths.staffPerson(town.acme, town.ben.id);
    const refused = await as(town.sam).post(path, { role: "owner" });
    expect(refused.status).toBe(422);
    expect(pageOf(refused.html).alert!.text).toContain("Only an owner can add another");
    const row = { email: town.ada.email, reason: "HardBounce", createdAt: town.now() };
    town.system.db.insert(suppressions).values(row).run();
    await as(town.sam).post(path, { role: "owner" });
    expect(roleOf(town.ben)!.role).toBe("owner");
    expect(told(town.ada)).toHaveLength(1);
  });

  it("send somebody the link to sign in that they could ask for", async () => {
    const sam = as(town.sam);
    await sam.get(paths.staffPerson(town.acme, town.ben.id));
    await sam.submit({}, { action: paths.staffSignInMail(town.acme, town.ben.id) });
    expect(pageOf(sam.page.html).status!.text).toContain("ben@acme.example");
    const ben = browserIn(town);
    await ben.get(mailsTo(town, town.ben.email)[0]!.link);
    await ben.submit();
    expect(ben.page.html).toContain("Acme GmbH");
  });

  it("leave somebody who was removed to the feed again", async () => {
    await remove(town.ada, town.ben);
    const sam = as(town.sam);
    await sam.get(paths.staffCustomer(town.acme));
    expect(pageOf(sam.page.html).region("No longer in the team").row("Ben").text).toContain(town.ben.email);
    await sam.submit({}, { action: paths.leaveToFeed(town.acme, town.ben.id) });
    expect(pageOf(sam.page.html).status!.text).toContain("next update will decide");
    expect(pageOf(sam.page.html).main.text).not.toContain("No longer in the team");
  });
});
