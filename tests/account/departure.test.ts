import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { depart, findDeparture } from "#app/account/departure.ts";
import { erase } from "#app/account/erasure.ts";
import { accountWork, orderErasures } from "#app/account/work.ts";
import { commandLine, note } from "#app/company/audit-log.ts";
import { provision } from "#app/billing/provisioning.ts";
import { compose } from "#app/mail/compose.ts";
import { mailKinds } from "#app/mails.ts";
import { answerAsked } from "#app/orders/order-approvals.ts";
import { findItems } from "#app/search/search.ts";
import { admitted } from "#app/sign-in/admission.ts";
import { claimOwnership } from "#app/team/owner-claims.ts";
import { departures } from "#db/schema/account.ts";
import { queueMail } from "#db/outbox.ts";
import { jobs, outbox, suppressions } from "#db/schema/mail.ts";
import { auditLog, memberships, organizations, people, personAddresses } from "#db/schema/organizations.ts";
import { messages, requests } from "#db/schema/requests.ts";
import { sessions } from "#db/schema/sign-in.ts";
import { staffOf } from "#db/tenant.ts";
import { foyer } from "#tests/cli/command.ts";
import { callerIn } from "#tests/feed/caller.ts";
import { browserIn } from "#tests/http.ts";
import { addMail } from "#tests/mail/mail-rows.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { pageOf } from "#tests/page.ts";
import { ask as askQuestion, customer, tell } from "#tests/requests/request-rows.ts";
import { ask, day, minute } from "#tests/sign-in/door.ts";
import { mailsTo, newestMail } from "#tests/sign-in/mailbox.ts";
import { addInvite } from "#tests/team/team-rows.ts";
import { openTown } from "#tests/world.ts";
import { changeTo, undo } from "./address-pages.ts";
import { nameEverywhere, namingPlaces, placesOf } from "./erasure-rows.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => {
  town = openTown();
});
afterEach(() => town.close());

const as = (who: "ada" | "ben" | "sam") => browserIn(town, { cookie: town.signIn(town[who].id) });
const person = (id = town.ben.id) => town.system.db.select().from(people).where(eq(people.id, id)).get()!;
const roleOf = (id = town.ben.id) =>
  town.system.db
    .select()
    .from(memberships)
    .where(eq(memberships.personId, id))
    .all()
    .map(({ role }) => role);
const back = () => `/departure/undo?token=${newestMail(town, town.ben.email, "departure").token}`;

async function leave() {
  const ben = as("ben");
  await ben.get("/me");
  await ben.get(pageOf(ben.page.html).main.link(/^Delete your account/).href);
  await ben.submit({}, { action: "/me/departure" });
  return ben;
}

describe("a departure", () => {
  it("says what goes and what stays, and ends everything at once but one mail", async () => {
    const elsewhere = as("ben");
    addInvite(town, town.zebra, town.zoe.id, { email: town.ben.email });
    const ben = await leave();
    expect(ben.page.url).toBe("/sign-in?out=gone");
    expect(pageOf(ben.page.html).main.text).toContain("Your account has been deleted. We’ve emailed you a link");
    expect((await elsewhere.get(`/o/${town.acme}`)).url).toMatch(/^\/sign-in/);
    expect([roleOf(), admitted(town.portal, town.ben.email)]).toEqual([[], null]);
    const open = town.system.db.select().from(outbox).where(eq(outbox.personId, town.ben.id)).all();
    expect(open.filter(({ state }) => state === "new").map(({ kind }) => kind)).toEqual(["departure"]);
    const mail = (await compose(
      mailKinds,
      town.portal,
      town.system,
      newestMail(town, town.ben.email, "departure").row,
    ))!;
    expect(mail.text).toMatch(/^https:\S+\/departure\/undo\?token=[\w-]{43}$/m);
    await ask(ben, town.ben.email);
    expect(mailsTo(town, town.ben.email, "sign-in")).toEqual([]);
  });

  it("asks for a fresh proof of the mailbox, and is not to be had from elsewhere", async () => {
    const ben = as("ben");
    const headers = { Origin: "https://evil.example" };
    expect((await ben.post("/me/departure", {}, { headers })).status).toBe(403);
    town.pass(16 * minute);
    expect((await ben.post("/me/departure", {})).url).toMatch(/^\/me\/confirm/);
    expect(roleOf()).toEqual(["member"]);
  });

  it("is not for an only owner, who reads of the two ways, nor for staff", async () => {
    const ada = as("ada");
    const { main } = pageOf((await ada.get("/me/departure")).html);
    expect(main.text).toContain("only owner of Acme GmbH");
    expect(main.hrefs).toEqual(expect.arrayContaining([`/o/${town.acme}/team`, `/o/${town.acme}/closing`]));
    await ada.post("/me/departure", {});
    expect([ada.page.url, roleOf(town.ada.id)]).toEqual(["/me/departure", ["owner"]]);
    expect((await as("sam").post("/me/departure", {})).status).toBe(403);
    expect(town.system.db.select().from(departures).all()).toEqual([]);
  });

  it("is for the only owner of a closed organization, which can have no other", async () => {
    const close = (closedAt: number | null) =>
      town.system.db.update(organizations).set({ closedAt }).where(eq(organizations.id, town.acme)).run();
    close(town.now());
    const ada = as("ada");
    await ada.get("/me/departure");
    await ada.submit({}, { action: "/me/departure" });
    expect([ada.page.url, person(town.ada.id).disabledAt]).toEqual(["/sign-in?out=gone", town.now()]);
    const browser = browserIn(town);
    await browser.get(`/departure/undo?token=${newestMail(town, town.ada.email, "departure").token}`);
    await browser.submit();
    close(null);
    expect([roleOf(town.ada.id), (await as("ada").get(`/o/${town.acme}`)).status]).toEqual([["owner"], 200]);
    close(town.now());
    depart(town.system, { id: town.ada.id, email: town.ada.email }, { doneBy: null, reason: null }, town.now());
    town.pass(14 * day);
    await town.drain(accountWork.workers);
    expect([person(town.ada.id).email, roleOf(town.ada.id)]).toEqual([`${town.ada.id}@erased.invalid`, []]);
  });

  it("is over by one press within fourteen days: everything is as it was", async () => {
    await leave();
    const browser = browserIn(town);
    for (const method of ["GET", "HEAD", "GET"]) expect((await browser.request(back(), { method })).status).toBe(200);
    await browser.get(back());
    expect(person().disabledAt).not.toBeNull();
    await browser.submit();
    expect([browser.page.url, roleOf(), person().disabledAt]).toEqual(["/departure/undo", ["member"], null]);
    expect((await browser.post(back(), {})).status).toBe(410);
    await ask(browser, town.ben.email);
    await browser.submit({ code: newestMail(town, town.ben.email).code });
    expect(browser.page.url).toBe(`/o/${town.acme}`);
    town.pass(15 * day);
    await town.drain(accountWork.workers);
    expect(person().email).toBe(town.ben.email);
    expect(town.system.db.select().from(jobs).all()).toEqual([]);
  });

  it("cannot be undone after fourteen days, nor with another token", async () => {
    await leave();
    const link = back();
    expect((await browserIn(town).post(link.slice(0, -1), {})).status).toBe(410);
    town.pass(14 * day);
    const browser = browserIn(town);
    expect([(await browser.get(link)).status, (await browser.post(link, {})).status, roleOf()]).toEqual([410, 410, []]);
  });

  it("may follow a departure that was undone, and has its own fourteen days", async () => {
    await leave();
    await browserIn(town).post(back(), {});
    town.pass(10 * day);
    await leave();
    town.pass(5 * day);
    await town.drain(accountWork.workers);
    expect(person().email).toBe(town.ben.email);
    town.pass(9 * day);
    await town.drain(accountWork.workers);
    expect(person().email).not.toBe(town.ben.email);
  });

  it("is undone with a change of address before it: whoever took the session has not erased anybody", async () => {
    await changeTo(town, as("ben"), "evil@elsewhere.example");
    town.pass(minute);
    await leave();
    await undo(town, town.ben.email);
    expect([person().email, person().disabledAt, roleOf()]).toEqual([town.ben.email, null, ["member"]]);
  });

  it("leaves an organization that nobody becomes the owner of by an address", async () => {
    const { db } = town.system;
    db.delete(memberships).where(eq(memberships.orgId, town.acme)).run();
    expect(db.select().from(organizations).where(eq(organizations.id, town.acme)).get()!.hadOwner).toBe(true);
    const arriving = { id: "cus_new", email: "evil@elsewhere.example", name: "Acme GmbH", personName: null };
    expect(provision(town.system, arriving, town.now())).not.toBe(town.acme);
    expect(db.select().from(memberships).where(eq(memberships.orgId, town.acme)).all()).toEqual([]);
  });
});

describe("the erasure", () => {
  const quirin = { email: "quirin@quastel.example", name: "Quirin Quastelhuber" };
  /** Somebody with something of theirs everywhere, who left fourteen days ago. */
  function furnish() {
    const id = town.addPerson(quirin.email, quirin.name);
    town.join(town.acme, id, "member");
    town.signIn(id);
    const { id: request } = askQuestion(town, town.acme, customer({ ...quirin, id }), { text: "Where is it?" });
    tell(town, request, customer(town.ben), { text: "It came." });
    depart(town.system, { id, email: quirin.email }, { doneBy: null, reason: null }, town.now());
    nameEverywhere(town.connection.sqlite, { id, ...quirin });
    town.pass(14 * day);
    return { id, request };
  }
  const eraseNow = (id: typeof town.ben.id, hold = () => {}) => erase(town.portal, town.system, id, hold);

  it("leaves neither the address nor the name anywhere, in any table, and keeps what was written", async () => {
    const { id, request } = furnish();
    const { sqlite } = town.connection;
    const before = new Set([...placesOf(sqlite, quirin.email), ...placesOf(sqlite, quirin.name)]);
    expect(namingPlaces().filter((place) => !before.has(place))).toEqual([]);
    expect(before.size).toBeGreaterThan(25);
    await eraseNow(id);
    expect(placesOf(sqlite, quirin.email)).toEqual([]);
    expect(placesOf(sqlite, quirin.name)).toEqual([]);
    const thread = town.system.db.select().from(messages).where(eq(messages.requestId, request)).all();
    expect(thread.map(({ name, text }) => [name, text])).toEqual([
      ["A former colleague", "Where is it?"],
      [town.ben.name, "It came."],
    ]);
    expect(person(id)).toMatchObject({ email: `${id}@erased.invalid`, name: null, externalId: null });
  });

  it("is shown in threads as a former colleague's, without the made-up address", async () => {
    const { id, request } = furnish();
    await eraseNow(id);
    const { main } = pageOf((await as("ada").get(`/o/${town.acme}/requests/${request}`)).html);
    expect(main.text).toContain("A former colleague");
    expect(main.text).not.toContain("erased.invalid");
  });

  it("keeps the words of a change that they asked for, and not whose they were", async () => {
    const { id } = town.ben;
    const order = tellOrder(town, town.acme, "PO-1").id;
    tellEvent(town, "PO-1", { step: "waiting", needs: "your approval of the drawing" });
    const answer = { decision: "change", personId: id, email: town.ben.email, note: "5 cm lower" } as const;
    const staffEmails = [town.sam.email];
    answerAsked(town.system.within(town.acme), order, "waiting", answer, { now: town.now(), staffEmails });
    depart(town.system, town.ben, { doneBy: null, reason: null }, town.now());
    town.pass(14 * day);
    await eraseNow(id);
    const { main } = pageOf((await as("ada").get(`/o/${town.acme}/orders/${order}`)).html);
    expect(main.text).toContain("asked for a change on 23 Nov 2026, 10:00 UTC: 5 cm lower");
    expect(placesOf(town.connection.sqlite, town.ben.email)).toEqual([]);
  });

  it("broken off anywhere, twice, goes on and has the counts right", async () => {
    const { id } = furnish();
    for (const cutAt of [4, 9]) {
      let steps = 0;
      const cut = () => {
        if ((steps += 1) === cutAt) throw new Error("cut");
      };
      await expect(eraseNow(id, cut)).rejects.toThrow("cut");
      expect(person(id).email).toBe(quirin.email);
    }
    await eraseNow(id);
    const { counts, erasedAt } = findDeparture(town.system, id)!;
    expect(erasedAt).toBe(town.now());
    expect(counts).toMatchObject({ memberships: 1, drafts: 1, person_addresses: 1, order_approvals: 1 });
    expect(placesOf(town.connection.sqlite, quirin.email)).toEqual([]);
    await eraseNow(id);
    expect(findDeparture(town.system, id)!.counts).toEqual(counts);
    expect(town.logLines.filter((line) => line.includes("was erased"))).toHaveLength(1);
    expect(town.logLines.join()).not.toContain(quirin.email);
  });

  it("broken off after any step, still knows the other addresses that they had", async () => {
    const other = "quirin@quastel-private.example";
    for (let cutAt = 2, isDone = false; !isDone; cutAt += 5) {
      town.close();
      town = openTown();
      const { id } = furnish();
      town.system.db.update(personAddresses).set({ email: other }).run();
      addInvite(town, town.acme, town.ada.id, { email: other });
      const bounced = { email: other, reason: "HardBounce", createdAt: town.now() };
      town.system.db.insert(suppressions).values(bounced).run();
      let steps = 0;
      const cut = () => {
        if ((steps += 1) === cutAt) throw new Error("cut");
      };
      isDone = await eraseNow(id, cut).then(
        () => true,
        () => false,
      );
      await eraseNow(id);
      expect([cutAt, placesOf(town.connection.sqlite, other)]).toEqual([cutAt, []]);
    }
  });

  it("takes the subjects of emails to others that have their name, and none where they had none", async () => {
    const { id } = furnish();
    const nameless = { id: town.addPerson("no@acme.example", ""), email: "no@acme.example" };
    depart(town.system, nameless, { doneBy: null, reason: null }, town.now());
    const subjects = () => town.system.db.select({ subject: outbox.subject }).from(outbox).all();
    const told = (subject: string) => addMail(town, { kind: "role-changed", recipient: town.ada.email }, { subject });
    told(`${quirin.name.slice(0, 30)} is now an admin`);
    told("Your card expires");
    town.pass(14 * day);
    for (const one of [id, nameless.id]) await eraseNow(one);
    expect(subjects().filter(({ subject }) => subject !== null)).toEqual([{ subject: "Your card expires" }]);
  });

  it("leaves alone who has an address that theirs is a part of", async () => {
    const anna = { id: town.addPerson("anna@acme.example", "Anna"), email: "anna@acme.example" };
    const hanna = town.addPerson("hanna@acme.example", "Hanna");
    for (const id of [anna.id, hanna]) town.join(town.acme, id, "member");
    const invited = { action: "team.invited", subject: "hanna@acme.example", orgId: town.acme };
    note(town.system, commandLine, invited, town.now());
    const props = { from: "hanna@acme.example", to: anna.email };
    const mail = { kind: "email-changed", recipient: town.ada.email, dedupeKey: "x:hanna@acme.example", props };
    const key = queueMail(town.system, mail, town.now())!;
    depart(town.system, anna, { doneBy: null, reason: null }, town.now());
    town.pass(14 * day);
    await eraseNow(anna.id);
    const row = town.system.db.select().from(outbox).where(eq(outbox.id, key)).get()!;
    expect(row.props).toEqual({ from: "hanna@acme.example", to: `${anna.id}@erased.invalid` });
    const subjects = town.system.db.select().from(auditLog).where(eq(auditLog.action, "team.invited")).all();
    expect(subjects.map(({ subject }) => subject)).toEqual(["hanna@acme.example"]);
  });

  it("comes by itself after fourteen days, also where its job was given up", async () => {
    await leave();
    town.system.db.delete(jobs).run();
    town.pass(14 * day - 1);
    orderErasures(town.portal, town.system);
    await town.drain(accountWork.workers);
    expect(person().email).toBe(town.ben.email);
    town.pass(1);
    orderErasures(town.portal, town.system);
    await town.drain(accountWork.workers);
    expect(person().email).toBe(`${town.ben.id}@erased.invalid`);
    const found = () => findItems(staffOf(town.connection, town.sam.email), "person", town.ben.email, 10);
    await town.drain();
    expect(found()).toEqual([]);
  });

  it("covers the addresses that they had before, but not those that are somebody else's by now", async () => {
    await changeTo(town, as("ben"), "ben@new.example");
    town.pass(8 * day);
    const next = town.addPerson(town.ben.email, "Benno");
    askQuestion(town, town.acme, customer({ id: next, email: town.ben.email, name: "Benno" }));
    depart(town.system, { id: town.ben.id, email: "ben@new.example" }, { doneBy: null, reason: null }, town.now());
    town.pass(14 * day);
    await town.drain(accountWork.workers);
    expect(placesOf(town.connection.sqlite, "ben@new.example")).toEqual([]);
    expect(
      town.system.db
        .select()
        .from(requests)
        .all()
        .map(({ email }) => email),
    ).toEqual([town.ben.email]);
  });

  it("covers an address that the feed changed, and why staff made somebody an owner", async () => {
    const ops = callerIn(town);
    await ops.put("people/ben", { email: town.ben.email });
    await ops.put("people/ben", { email: "ben@new.example" });
    const claim = { personId: town.ben.id, reason: "Ben Benson has the company now" };
    claimOwnership(town.system.within(town.acme), claim, town.sam.email, town.now());
    depart(town.system, { id: town.ben.id, email: "ben@new.example" }, { doneBy: null, reason: null }, town.now());
    town.pass(14 * day);
    await eraseNow(town.ben.id);
    for (const name of [town.ben.email, "ben@new.example", "Ben Benson"])
      expect([name, placesOf(town.connection.sqlite, name)]).toEqual([name, []]);
  });

  it("leaves the address to somebody new: by the feed, by a sign-in", async () => {
    const ops = callerIn(town);
    await ops.put("people/ben", { email: town.ben.email });
    await leave();
    town.pass(14 * day);
    await town.drain(accountWork.workers);
    expect((await ops.put("people/ben", { email: town.ben.email })).body).toMatchObject({ result: "created" });
    const fresh = town.system.db.select().from(people).where(eq(people.email, town.ben.email)).get()!;
    expect([fresh.id === town.ben.id, roleOf(fresh.id)]).toEqual([false, []]);
    expect(town.system.db.select().from(sessions).where(eq(sessions.personId, town.ben.id)).all()).toEqual([]);
    expect(
      town.system.db
        .select()
        .from(auditLog)
        .all()
        .map(({ action }) => action),
    ).toContain("person.erased");
  });
});

describe("staff, for somebody who writes", () => {
  const form = () => `/staff/people/${town.ben.id}/erasure`;

  it("do the same with a reason, once they proved who they are", async () => {
    const sam = as("sam");
    await sam.get(`/staff/customers/${town.acme}/people/${town.ben.id}`);
    await sam.get(pageOf(sam.page.html).main.link("Erase this person").href);
    await sam.submit({ reason: " " }, { action: form() });
    expect([sam.page.status, pageOf(sam.page.html).alert?.text]).toEqual([
      422,
      expect.stringContaining("Enter why you’re erasing them"),
    ]);
    await sam.submit({ reason: "x".repeat(501) }, { action: form() });
    expect([sam.page.status, roleOf()]).toEqual([422, ["member"]]);
    await sam.submit({ reason: "They wrote to us" }, { action: form() });
    expect(pageOf(sam.page.html).status?.text).toContain("Ben can’t sign in any more");
    expect(findDeparture(town.system, town.ben.id)).toMatchObject({
      doneBy: town.sam.email,
      reason: "They wrote to us",
    });
    expect(mailsTo(town, town.ben.email, "departure")).toHaveLength(1);
    expect(pageOf((await sam.get(form())).html).main.text).toContain("already closed");
    town.pass(16 * minute);
    expect((await sam.get(form())).url).toMatch(/^\/me\/confirm/);
  });

  it("erase neither an only owner nor one of their own", async () => {
    const sam = as("sam");
    for (const [who, why] of [
      [town.ada, "Nobody else owns Acme GmbH"],
      [town.sam, "a member of your staff"],
    ] as const) {
      const path = `/staff/people/${who.id}/erasure`;
      await sam.post(path, { reason: "They wrote to us" });
      expect(pageOf(sam.page.html).main.text).toContain(why);
      expect(findDeparture(town.system, who.id)).toBeNull();
    }
  });

  it("do the same on the command line", async () => {
    const env = { APP_SECRET: town.config.secrets[0], DATA_DIR: town.dataDir, STAFF_EMAILS: town.sam.email };
    const erasing = (email: string) => foyer(["people", "erase", email], { env, now: town.now });
    expect(await erasing("Ben@Acme.example")).toMatchObject({ code: 0, out: expect.stringContaining("in 14 days") });
    expect(findDeparture(town.system, town.ben.id)).toMatchObject({ doneBy: "cli", erasedAt: null });
    for (const [email, why] of [
      [town.ben.email, "already due to be erased"],
      [town.ada.email, "only owner of Acme GmbH"],
      [town.sam.email, "is staff"],
      ["nobody@acme.example", "Nobody has"],
    ] as const)
      expect(await erasing(email)).toMatchObject({ code: 1, err: expect.stringContaining(why) });
  });
});
