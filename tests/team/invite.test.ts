import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { canGrant } from "#app/can.ts";
import { compose } from "#app/mail/compose.ts";
import { mailKinds } from "#app/mails.ts";
import { invite, withdrawInvitesOf } from "#app/team/invites.ts";
import { removeMember } from "#app/team/members.ts";
import { outbox, suppressions } from "#db/schema/mail.ts";
import { memberships, organizations, people, roles } from "#db/schema/organizations.ts";
import { sessions } from "#db/schema/sign-in.ts";
import { invites } from "#db/schema/team.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { ask, day, isSignedIn, minute } from "#tests/sign-in/door.ts";
import { mailsTo, newestMail } from "#tests/sign-in/mailbox.ts";
import { openTown } from "#tests/world.ts";
import { addInvite } from "./team-rows.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => {
  town = openTown();
});
afterEach(() => town.close());

type Name = "ada" | "abe" | "bo" | "ben" | "ann" | "zoe" | "sam";
const as = (who: Name) => browserIn(town, { cookie: town.signIn(town[who].id) });
const eve = "eve@acme.example";
const form = () => `/o/${town.acme}/team/invite`;
const all = <T extends typeof invites | typeof outbox | typeof sessions | typeof memberships | typeof people>(
  table: T,
) =>
  town.system.db
    .select()
    .from(table as typeof invites)
    .all() as unknown as T["$inferSelect"][];
const invited = (email = eve, role: (typeof roles)[number] = "member") =>
  addInvite(town, town.acme, town.ada.id, { email, role });
const linkTo = (token: string) => `/invite?token=${token}`;
const membersOf = () => all(memberships).filter(({ orgId }) => orgId === town.acme).length;
const problem = (html: string) => pageOf(html).alert?.text ?? "";

describe("the form", () => {
  it("sends one mail to the address, with a link that is kept nowhere once it is sent", async () => {
    const ada = as("ada");
    await ada.get(form());
    await ada.submit({ email: " Eve@ACME.example", name: "Eve", role: "member" });
    expect(ada.page.url).toBe(`/o/${town.acme}/team`);
    expect(pageOf(ada.page.html).status?.text).toContain("eve@acme.example is invited");
    const { token } = newestMail(town, eve, "invite");
    expect(token).toMatch(/^[\w-]{43}$/);
    const row = all(outbox).find(({ kind }) => kind === "invite")!;
    const mail = (await compose(mailKinds, town.portal, town.system, row))!;
    expect(mail.text.match(/https:\S+\/invite\S*/g)).toEqual([`https://portal.example${linkTo(token)}`]);
    expect(mail.text).not.toContain("Eve\n");
    town.connection.sqlite.pragma("wal_checkpoint(TRUNCATE)");
    expect(JSON.stringify([all(invites), row.props, town.logLines])).not.toContain(token);
  });

  it("of somebody who never gave a name sends invitations that work, too", async () => {
    town.system.db.update(people).set({ name: null }).where(eq(people.id, town.ada.id)).run();
    const ada = as("ada");
    await ada.get(form());
    await ada.submit({ email: eve, role: "member" });
    const row = all(outbox).find(({ kind }) => kind === "invite")!;
    expect((await compose(mailKinds, town.portal, town.system, row))!.text).toContain("ada@acme.example");
    const opened = browserIn(town);
    await opened.get(linkTo(newestMail(town, eve, "invite").token));
    expect(opened.page.status).toBe(200);
    expect(pageOf(opened.page.html).main.text).toContain("ada@acme.example");
  });

  it("keeps what was typed and says what is wrong with it", async () => {
    const ada = as("ada");
    for (const [typed, said] of [
      [{ email: "", role: "member" }, "Enter an email address"],
      [{ email: "a@x.example, b@y.example", role: "member" }, "Enter one email address"],
      [{ email: "a@x.example\r\nBcc: b@y.example", role: "member" }, "Enter one email address"],
      [{ email: eve }, "Choose what they can see"],
      [{ email: eve, role: "king" }, "Choose what they can see"],
      [{ email: eve, role: "member", name: "E".repeat(81) }, "Shorten the name to 80"],
      [{ email: "ben@acme.example", role: "member" }, "already in your team"],
    ] as const) {
      const { status, html } = await ada.post(form(), typed);
      expect([status, problem(html)]).toEqual([422, expect.stringContaining(said)]);
      expect(pageOf(html).title).toMatch(/^Error: /);
      if (typed.email) expect(pageOf(html).main.field(/address/).value).toBe(typed.email);
    }
    expect(all(invites)).toEqual([]);
  });

  it.each(roles.flatMap((role) => roles.map((given) => [role, given] as const)))(
    "of an %s gives %s only where the table says so",
    async (role, given) => {
      const who = town.addPerson("who@acme.example");
      town.join(town.acme, who, role);
      const browser = browserIn(town, { cookie: town.signIn(who) });
      const { status } = await browser.post(form(), { email: eve, role: given }, {}, false);
      const mayOpen = role === "owner" || role === "admin";
      expect(status).toBe(canGrant(role, given) ? 303 : mayOpen ? 422 : 403);
      expect(all(invites).map((one) => one.role)).toEqual(canGrant(role, given) ? [given] : []);
      expect(mailsTo(town, eve, "invite")).toHaveLength(canGrant(role, given) ? 1 : 0);
    },
  );

  it("asks an owner for a fresh proof before another owner, and has what was typed again", async () => {
    for (const proof of ["mailbox", "invite"] as const) {
      const ada = browserIn(town, { cookie: town.signIn(town.ada.id, "Firefox on Linux", proof) });
      if (proof === "mailbox") town.pass(16 * minute);
      await ada.post(form(), { email: eve, name: "Eve & co", role: "owner" });
      expect(ada.page.url).toMatch(/^\/me\/confirm/);
      expect(all(invites)).toEqual([]);
      await ada.submit();
      await ada.submit({ code: newestMail(town, town.ada.email, "confirm").code });
      const { main } = pageOf(ada.page.html);
      expect(["address", "Name"].map((name) => main.field(new RegExp(name)).value)).toEqual([eve, "Eve & co"]);
      await ada.post(form(), { email: eve, role: "owner" });
      expect(all(invites)).toMatchObject([{ email: eve, role: "owner" }]);
      town.system.db.delete(invites).run();
    }
  });

  it("answers the same whether the address has an account elsewhere or is unknown", async () => {
    const answers = [];
    for (const email of [town.zoe.email, "nobody@zebra.example"]) {
      const { status, html, url } = await as("ada").post(form(), { email, role: "billing" });
      answers.push([status, url, pageOf(html).main.text.replaceAll(email, "…")]);
      expect(mailsTo(town, email, "invite")).toHaveLength(1);
      town.system.db.delete(invites).run();
    }
    expect(answers[0]).toEqual(answers[1]);
  });

  it("sends an open one again with the new role: one row, and only the newest link works", async () => {
    const { token } = invited();
    await as("abe").post(form(), { email: eve, role: "billing" });
    expect(all(invites)).toMatchObject([{ role: "billing", sends: 2 }]);
    const newer = newestMail(town, eve, "invite").token;
    const browser = browserIn(town);
    expect((await browser.get(linkTo(token))).status).toBe(410);
    expect((await browser.get(linkTo(newer))).status).toBe(200);
  });

  it("of an admin changes and withdraws nothing that an owner offered an owner", async () => {
    const { id } = invited(eve, "owner");
    const abe = as("abe");
    expect((await abe.post(form(), { email: eve, role: "member" })).status).toBe(422);
    for (const what of ["again", "withdrawal"])
      expect((await abe.post(`/o/${town.acme}/team/invites/${id}/${what}`, {})).status).toBe(403);
    expect(all(invites)).toMatchObject([{ role: "owner", sends: 1, revokedAt: null }]);
  });

  it("of somebody who was demoted while they filled it in sends nothing", () => {
    const tenant = town.system.within(town.acme);
    const abe = { personId: town.abe.id, email: town.abe.email };
    const send = () => invite(tenant, town.system, { email: eve, role: "member", name: null }, abe, town.now());
    const isAbe = and(eq(memberships.orgId, town.acme), eq(memberships.personId, town.abe.id));
    town.system.db.update(memberships).set({ role: "member" }).where(isAbe).run();
    expect([send(), all(invites)]).toEqual(["role", []]);
    town.system.db.update(memberships).set({ role: "admin" }).where(isAbe).run();
    expect([send(), all(invites).length]).toEqual([null, 1]);
  });

  it("sends nothing once more to somebody who is in by now", async () => {
    const { id } = invited();
    town.join(town.acme, town.addPerson(eve), "member");
    const ada = as("ada");
    await ada.post(`/o/${town.acme}/team/invites/${id}/again`, {});
    expect(pageOf(ada.page.html).status?.text).toContain("already in your team");
    expect(mailsTo(town, eve, "invite")).toHaveLength(1);
  });

  it("sends 50 a day for an organization and five of one, and says so", async () => {
    const ada = as("ada");
    for (let n = 0; n < 60; n++) await ada.post(form(), { email: `e${n}@acme.example`, role: "member" }, {}, false);
    expect(all(outbox).filter(({ kind }) => kind === "invite")).toHaveLength(50);
    expect(problem((await ada.post(form(), { email: eve, role: "member" })).html)).toContain("Try again tomorrow");
    for (let n = 0; n < 6; n++) {
      town.pass(day);
      await ada.post(form(), { email: "e0@acme.example", role: "member" }, {}, false);
    }
    expect(mailsTo(town, "e0@acme.example", "invite")).toHaveLength(5);
  });

  it("sends an address three a day from all organizations, silently, and leaves its sign-in mails alone", async () => {
    const orgs = Array.from({ length: 15 }, (_, n) => town.addOrganization(`Org ${n}`));
    for (const org of orgs) town.join(org, town.ada.id, "owner");
    const ada = as("ada");
    for (const org of orgs) {
      const { status, html } = await ada.post(`/o/${org}/team/invite`, { email: town.zoe.email, role: "member" });
      expect([status, pageOf(html).status?.text]).toEqual([200, expect.stringContaining("is invited")]);
    }
    expect(mailsTo(town, town.zoe.email, "invite")).toHaveLength(3);
    await ask(browserIn(town), town.zoe.email);
    expect(mailsTo(town, town.zoe.email)).toHaveLength(1);
    for (let n = 0; n < 6; n++) {
      town.pass(day);
      for (const org of orgs) await ada.post(`/o/${org}/team/invite`, { email: town.zoe.email, role: "member" });
    }
    expect(mailsTo(town, town.zoe.email, "invite")).toHaveLength(10);
  });

  it("sends nothing to an address whose mails came back", async () => {
    town.system.db.insert(suppressions).values({ email: eve, reason: "HardBounce", createdAt: town.now() }).run();
    invited();
    await town.drain();
    expect(all(outbox)).toMatchObject([{ kind: "invite", state: "suppressed", sealed: null }]);
  });

  it("says so where one is sent again to such an address", async () => {
    town.system.db.insert(suppressions).values({ email: eve, reason: "HardBounce", createdAt: town.now() }).run();
    const { id } = invited();
    await town.drain();
    for (const [path, typed] of [
      [`/o/${town.acme}/team/invites/${id}/again`, {}],
      [form(), { email: eve, role: "member" }],
    ] as const) {
      const { html } = await as("ada").post(path, typed);
      expect(pageOf(html).status?.text).toContain("our emails to it bounce");
    }
  });
});

describe("the team page", () => {
  it("says to managers who is invited and what became of the mail, and lets them send it again and withdraw it", async () => {
    const { id } = invited();
    const ada = as("ada");
    const row = () => pageOf(ada.page.html).main.row(eve);
    await ada.get(`/o/${town.acme}/team`);
    expect(row().text).toMatch(/Member, by Ada Sent today/);
    town.system.db.update(outbox).set({ state: "bounced" }).run();
    await ada.get(`/o/${town.acme}/team`);
    expect(row().text).toContain("Bounced");
    await ada.submit({}, { action: `/o/${town.acme}/team/invites/${id}/again` });
    expect(row().text).not.toContain("Bounced");
    town.pass(8 * day);
    await ada.get(`/o/${town.acme}/team`);
    expect(row().text).toContain("Expired");
    await ada.get(row().link(/^Withdraw/).href!);
    await ada.submit();
    expect(pageOf(ada.page.html).status?.text).toContain("is withdrawn");
    expect(pageOf(ada.page.html).main.text).not.toContain("Invited");
    const { url, html } = await ada.post(`/o/${town.acme}/team/invites/${id}/again`, {});
    expect([url, pageOf(html).status?.text]).toEqual([
      `/o/${town.acme}/team`,
      expect.stringContaining("no longer open"),
    ]);
  });

  it("shows members their colleagues and no invitation", async () => {
    invited();
    const { main } = pageOf((await as("ben").get(`/o/${town.acme}/team`)).html);
    expect(main.text).toContain("Ada");
    expect(main.text).not.toContain(eve);
  });
});

describe("an invitation's link", () => {
  it("looked at, by people and by scanners, changes nothing", async () => {
    const { token } = invited();
    const [fresh, ada] = [browserIn(town), as("ada")];
    const before = JSON.stringify([all(invites), all(sessions), all(memberships), all(people)]);
    for (let n = 0; n < 10; n++)
      for (const browser of [fresh, ada])
        for (const method of ["GET", "HEAD"]) {
          const { status, headers } = await browser.request(linkTo(token), { method });
          expect(status).toBe(200);
          expect(headers.getSetCookie()).toEqual([]);
          expect(headers.get("Cache-Control")).toBe("no-store");
          expect(headers.get("X-Robots-Tag")).toContain("noindex");
        }
    expect(JSON.stringify([all(invites), all(sessions), all(memberships), all(people)])).toBe(before);
    expect(town.logLines.join()).not.toContain(token);
  });

  it("makes somebody new a member with one press, by a proof that is no mail's", async () => {
    const { token } = addInvite(town, town.acme, town.ada.id, { email: eve, name: "Eve" });
    const browser = browserIn(town);
    const { main } = pageOf((await browser.get(linkTo(token))).html);
    for (const said of ["Acme GmbH", "Ada", eve, "Orders and requests"]) expect(main.text).toContain(said);
    await browser.submit();
    expect([browser.page.status, browser.page.url]).toEqual([200, `/o/${town.acme}`]);
    expect(all(people).find(({ email }) => email === eve)).toMatchObject({ name: "Eve" });
    expect(all(memberships).at(-1)).toMatchObject({ role: "member", source: "invite" });
    expect(pageOf((await browser.get("/me/sessions")).html).main.text).toContain("with an invitation");
    expect((await browser.get(`/o/${town.acme}/billing`)).status).toBe(403);
  });

  it("pressed twice makes one member and one session", async () => {
    const { token } = invited();
    const [one, other] = [browserIn(town), browserIn(town)];
    const before = membersOf();
    const [first, second] = await Promise.all([one, other].map((who) => who.post(linkTo(token), {}, {}, false)));
    expect([first!.status, second!.status]).toEqual([303, 410]);
    expect([membersOf() - before, all(sessions).length]).toEqual([1, 1]);
    expect((await one.post(linkTo(token), {})).url).toBe(`/o/${town.acme}`);
    expect((await one.get(linkTo(token))).url).toBe(`/o/${town.acme}`);
    expect(pageOf((await other.get(linkTo(token))).html).main.link("Go to sign-in").href).toBe("/sign-in");
  });

  it("passed on is no key to an account: its address gets a mail to sign in with, and then joins", async () => {
    const { token } = invited(town.zoe.email);
    const stranger = browserIn(town);
    await stranger.post(linkTo(token), {});
    expect([stranger.page.url, isSignedIn(stranger)]).toEqual(["/sign-in/check", false]);
    expect(
      all(outbox)
        .filter(({ kind }) => kind === "sign-in")
        .map(({ recipient }) => recipient),
    ).toEqual([town.zoe.email]);
    const { link } = newestMail(town, town.zoe.email);
    const zoe = browserIn(town);
    await zoe.get(link);
    await zoe.submit();
    expect(zoe.page.url).toBe("/organizations");
    await zoe.submit({}, { action: "/invite" });
    expect([zoe.page.status, zoe.page.url]).toEqual([200, `/o/${town.acme}`]);
    expect(pageOf(zoe.page.html).status?.text).toContain("You’ve joined Acme GmbH");
  });

  it("is no way to the staff pages without a mail", async () => {
    town.close();
    town = openTown({ STAFF_EMAILS: "sam@norrland.example, new@norrland.example" });
    const { token } = invited("new@norrland.example");
    const staff = browserIn(town);
    await staff.post(linkTo(token), {});
    expect([staff.page.url, isSignedIn(staff)]).toEqual(["/sign-in/check", false]);
    const sam = browserIn(town, { cookie: town.signIn(town.sam.id, "Firefox on Linux", "invite") });
    expect((await sam.get("/staff")).url).toMatch(/^\/me\/confirm/);
  });

  it("leads the wrong person on: both are named, and one press goes on as the right one", async () => {
    const { token } = invited();
    const ben = as("ben");
    const { main } = pageOf((await ben.get(linkTo(token))).html);
    expect(main.text).toContain(eve);
    expect(main.text).toContain(town.ben.email);
    expect((await ben.post(linkTo(token), {})).status).toBe(200);
    expect(all(invites)).toMatchObject([{ acceptedAt: null }]);
    await ben.submit({}, { action: "/invite" });
    expect([ben.page.url, isSignedIn(ben)]).toEqual([linkTo(token), false]);
    await ben.submit();
    expect(ben.page.url).toBe(`/o/${town.acme}`);
  });

  it("with anything wrong in it opens nothing", async () => {
    const { token } = invited();
    const flipped = Array.from(
      token,
      (sign, at) => `${token.slice(0, at)}${sign === "a" ? "b" : "a"}${token.slice(at + 1)}`,
    );
    const links = [
      ...flipped.map(linkTo),
      "/invite",
      "/invite?token=",
      linkTo(`${token}&token=${token}`),
      linkTo(`${token}&next=/`),
    ];
    links.push(linkTo("a".repeat(15_000)), `/invite?next=/&token=${token}`, linkTo("%00"), linkTo(token.toUpperCase()));
    const browser = browserIn(town);
    for (const link of links) {
      for (const answer of [await browser.get(link), await browser.post(link, {}, {}, false)])
        expect([link, answer.status < 500 && answer.status >= 400]).toEqual([link, true]);
      town.pass(minute);
    }
    expect([isSignedIn(browser), membersOf()]).toEqual([false, 5]);
  });

  it("withdrawn, declined, or of somebody who may invite no more, is over and names nobody", async () => {
    const endings: [string, (id: string) => unknown][] = [
      ["withdrawn", (id) => as("abe").post(`/o/${town.acme}/team/invites/${id}/withdrawal`, {})],
      ["demoted", () => (leave(), town.join(town.acme, town.ada.id, "admin"))],
      ["removed", () => leave()],
      ["disabled", () => town.system.db.update(people).set({ disabledAt: 1 }).where(eq(people.id, town.ada.id)).run()],
    ];
    const leave = () => town.system.db.delete(memberships).where(eq(memberships.personId, town.ada.id)).run();
    for (const [why, end] of endings) {
      leave();
      town.join(town.acme, town.ada.id, "owner");
      const { id, token } = invited(`${why}@acme.example`, why === "demoted" ? "owner" : "member");
      const browser = browserIn(town);
      await browser.get(linkTo(token));
      await end(id);
      const { status, html } = await browser.post(linkTo(token), {});
      expect([why, status, isSignedIn(browser)]).toEqual([why, 410, false]);
      expect(pageOf(html).main.text).not.toMatch(/Acme|Ada|acme\.example/);
    }
  });

  it("is one press away from not wanting it: then that organization cannot invite the address again", async () => {
    const { token } = invited();
    const browser = browserIn(town);
    await browser.get(linkTo(token));
    await browser.submit({}, { action: "/invite/refusal" });
    expect(pageOf(browser.page.html).main.text).toContain("You’re no longer invited");
    expect((await browser.post(linkTo(token), {})).status).toBe(410);
    expect(problem((await as("ada").post(form(), { email: eve, role: "member" })).html)).toContain("doesn’t want");
    expect(mailsTo(town, eve, "invite")).toHaveLength(1);
    addInvite(town, town.zebra, town.zoe.id, { email: eve });
    expect(mailsTo(town, eve, "invite")).toHaveLength(2);
  });

  it("that ran out sends a new one to its own address, once a day and for 30 days", async () => {
    const { token } = invited();
    town.pass(8 * day);
    const browser = browserIn(town);
    expect((await browser.get(linkTo(token))).status).toBe(410);
    expect((await browser.post(linkTo(token), {}, {}, false)).status).toBe(410);
    await browser.get(linkTo(token));
    await browser.submit();
    expect(pageOf(browser.page.html).main.text).toContain("Check your email");
    await browser.post(`/invite/again?token=${token}`, {});
    expect(mailsTo(town, eve, "invite")).toHaveLength(2);
    await browser.get(linkTo(newestMail(town, eve, "invite").token));
    await browser.submit();
    expect(browser.page.url).toBe(`/o/${town.acme}`);

    const old = invited("old@acme.example");
    town.pass(38 * day);
    const { status, html } = await browserIn(town).get(linkTo(old.token));
    expect([status, pageOf(html).title]).toEqual([410, expect.stringContaining("no longer works")]);
  });

  it("of somebody who joined and was removed brings nobody back", async () => {
    const { token } = invited();
    const eves = browserIn(town);
    await eves.post(linkTo(token), {});
    town.system.db
      .delete(memberships)
      .where(eq(memberships.personId, all(people).at(-1)!.id))
      .run();
    for (const browser of [eves, browserIn(town)]) expect((await browser.post(linkTo(token), {})).status).toBe(410);
    expect(membersOf()).toBe(5);
  });

  it("of somebody who became a member without it and was removed is withdrawn with them", async () => {
    const { token } = invited(eve, "admin");
    const id = town.addPerson(eve);
    town.join(town.acme, id, "member");
    const by = { kind: "member", personId: town.ada.id, name: town.ada.email } as const;
    expect(removeMember(town.system.within(town.acme), id, by, town.now())).toBe("changed");
    const browser = browserIn(town, { cookie: town.signIn(id) });
    expect((await browser.get(linkTo(token))).status).toBe(410);
    expect(all(invites)).toMatchObject([{ acceptedAt: null, revokedAt: town.now() }]);
  });

  it("passed on opens what it was for, and nothing that its address is given later", async () => {
    const { token } = invited();
    const browser = browserIn(town);
    await browser.post(linkTo(token), {});
    expect(browser.page.url).toBe(`/o/${town.acme}`);
    expect(mailsTo(town, eve, "new-device")).toHaveLength(1);
    town.pass(minute);
    const { personId } = all(memberships).find(({ source }) => source === "invite")!;
    town.system.db
      .insert(memberships)
      .values({ orgId: town.zebra, personId, role: "owner", source: "feed", createdAt: town.now() })
      .run();
    expect((await browser.get(`/o/${town.zebra}`)).html).not.toContain("Zebra");
    expect(browser.page.url).toMatch(/^\/me\/confirm/);
    const isTheirs = and(eq(memberships.orgId, town.zebra), eq(memberships.personId, personId));
    town.system.db.delete(memberships).where(isTheirs).run();
    const second = addInvite(town, town.zebra, town.zoe.id, { email: eve, role: "admin" });
    await browser.post(linkTo(second.token), {});
    expect(browser.page.url).toMatch(/^\/me\/confirm/);
    expect(all(memberships).filter((one) => one.orgId === town.zebra && one.personId === personId)).toEqual([]);
  });

  it("pressed on a page whose session ended leads to the sign-in, and is not said to be over", async () => {
    const { id } = invited(town.zoe.email);
    const zoe = as("zoe");
    await zoe.get("/organizations");
    town.system.db.update(sessions).set({ endedAt: town.now() }).run();
    await zoe.submit({ invite: id });
    expect(zoe.page.url).toBe("/sign-in?next=%2Forganizations");
  });

  it("lets its address sign in by a mail, which opens nothing before it is taken", async () => {
    invited();
    const browser = browserIn(town);
    await ask(browser, eve);
    await browser.get(newestMail(town, eve).link);
    await browser.submit();
    expect(browser.page.url).toBe("/organizations");
    expect(pageOf(browser.page.html).main.text).toContain("Acme GmbH invites you");
    expect((await browser.get(`/o/${town.acme}`)).status).toBe(404);
    await browser.get("/organizations");
    await browser.submit({}, { action: "/invite" });
    expect(browser.page.url).toBe(`/o/${town.acme}`);
  });
});

it("a mail says what an organization is called, and nothing that its people would have it say", async () => {
  const name = "Win now http://evil.example\r\nBcc: all@evil.example \u202egnp <b>";
  const tag = "<b>";
  town.system.db.update(organizations).set({ name }).where(eq(organizations.id, town.acme)).run();
  town.system.db.update(people).set({ name: "www.evil.example" }).where(eq(people.id, town.ada.id)).run();
  invited();
  const row = all(outbox).find(({ kind }) => kind === "invite")!;
  const { subject, html, text } = (await compose(mailKinds, town.portal, town.system, row))!;
  expect(subject).not.toMatch(/[\p{Cc}\u202e]/u);
  expect(subject.length).toBeLessThan(50);
  for (const part of [html, text]) expect(part).not.toMatch(/evil\.example|:\/\/evil|all@/);
  expect(html).not.toContain(tag);
});

it("what somebody invited ends with their right to it", () => {
  invited();
  town.system.db.transaction(() =>
    withdrawInvitesOf(
      town.system.within(town.acme),
      town.ada.id,
      null,
      { kind: "person", name: town.abe.email },
      town.now(),
    ),
  );
  expect(all(invites)).toMatchObject([{ revokedAt: town.now() }]);
});
