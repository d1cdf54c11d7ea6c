import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compose } from "#app/mail/compose.ts";
import { mailKinds } from "#app/mails.ts";
import { makeCustomer } from "#app/people/new-customer.ts";
import { admitted } from "#app/sign-in/admission.ts";
import { mailWorker } from "#app/workers.ts";
import { dropOld } from "#app/sweep.ts";
import { addressChanges } from "#db/schema/account.ts";
import { outbox, suppressions } from "#db/schema/mail.ts";
import { memberships, people, staff } from "#db/schema/organizations.ts";
import { invites } from "#db/schema/team.ts";
import { challenges, sessionProofs, sessions } from "#db/schema/sign-in.ts";
import { callerIn } from "#tests/feed/caller.ts";
import { browserIn } from "#tests/http.ts";
import { addMail } from "#tests/mail/mail-rows.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { pageOf } from "#tests/page.ts";
import { ask, day, isSignedIn, minute } from "#tests/sign-in/door.ts";
import { mailsTo, newestMail, wrongCode } from "#tests/sign-in/mailbox.ts";
import { addInvite } from "#tests/team/team-rows.ts";
import { openTown } from "#tests/world.ts";
import { askFor, changeTo, undo, undoLinkOf } from "./address-pages.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => {
  town = openTown();
});
afterEach(() => town.close());

const [old, fresh] = ["ben@acme.example", "ben@new.example"];
const as = (who: "ada" | "ben" | "sam" | "zoe") => browserIn(town, { cookie: town.signIn(town[who].id) });
const emailOf = (who: "ada" | "ben" | "sam" = "ben") =>
  town.system.db.select().from(people).where(eq(people.id, town[who].id)).get()!.email;
const all = <T extends typeof outbox | typeof people | typeof invites | typeof challenges | typeof sessions>(
  table: T,
) =>
  town.system.db
    .select()
    .from(table as typeof people)
    .all() as unknown as T["$inferSelect"][];
const problem = (html: string) => pageOf(html).alert?.text ?? "";
const home = () => `/o/${town.acme}`;

it("has order news that was not sent yet go to the new address, as do its undo and the feed, and nothing else", async () => {
  const unsent = { state: "new", sentAt: null } as const;
  const news = (number: number) => {
    const { id } = tellOrder(town, town.acme, `PO-${number}`);
    tellEvent(town, `PO-${number}`, { step: "shipped", eventId: `e-${number}` });
    return id;
  };
  const wentTo = async (id: string) => {
    await town.drain([mailWorker]);
    const mails = all(outbox).filter(({ kind, props }) => kind === "order-step" && JSON.stringify(props).includes(id));
    return mails.filter(({ personId }) => personId === town.ben.id).map(({ recipient }) => recipient);
  };
  const first = news(1);
  const device = addMail(town, { recipient: old, kind: "new-device", props: { browser: "x", at: 1 } }, unsent);
  await changeTo(town, as("ben"), fresh);
  expect(await wentTo(first)).toEqual([fresh]);
  expect(all(outbox).find(({ id }) => id === device)!.recipient).toBe(old);
  const second = news(2);
  await undo(town, old);
  expect(await wentTo(second)).toEqual([old]);
  town.system.db.update(people).set({ externalId: "ben" }).where(eq(people.id, town.ben.id)).run();
  town.pass(10 * day);
  const third = news(3);
  expect((await callerIn(town).put("people/ben", { email: "ben@third.example" })).body.result).toBe("updated");
  expect(await wentTo(third)).toEqual(["ben@third.example"]);
});

describe("a change of address", () => {
  it("is made by a code to the new one; both are told, and everything that was open elsewhere ends", async () => {
    const [ben, elsewhere, asked] = [as("ben"), as("ben"), browserIn(town)];
    await ask(asked, old);
    const { link } = newestMail(town, old);
    await ben.get("/me");
    await ben.get(pageOf(ben.page.html).main.link("Change your email address").href);
    await ben.submit({ email: " BEN@new.example " }, { action: "/me/address" });
    expect(ben.page.url).toBe("/me/address/check");
    expect(emailOf()).toBe(old);
    const before = ben.jar.get("__Host-sid");
    await ben.submit({ code: newestMail(town, fresh, "address-code").code }, { action: "/me/address/check" });
    expect([ben.page.url, pageOf(ben.page.html).status?.text]).toEqual(["/me", expect.stringContaining(fresh)]);
    expect(emailOf()).toBe(fresh);
    expect(ben.jar.get("__Host-sid")).not.toBe(before);
    expect((await ben.get(home())).status).toBe(200);
    expect((await elsewhere.get(home())).url).toMatch(/^\/sign-in/);
    expect((await asked.get(link)).status).toBe(410);
    expect(
      town.system.db.select().from(sessionProofs).where(eq(sessionProofs.personId, town.ben.id)).all(),
    ).toMatchObject([{ kind: "mailbox", at: town.now() }]);
    for (const [to, way] of [
      [old, /^https:\S+\/address\/undo\?token=[\w-]{43}$/m],
      [fresh, /^https:\S+\/sign-in$/m],
    ] as const) {
      const row = newestMail(town, to, "email-changed").row;
      expect((await compose(mailKinds, town.portal, town.system, row))!.text).toMatch(way);
    }
    expect(admitted(town.portal, old)).toBeNull();
    expect(admitted(town.portal, fresh)?.personId).toBe(town.ben.id);
  });

  it("asks for a fresh proof of the mailbox first, and takes no invitation for one", async () => {
    const invited = browserIn(town, { cookie: town.signIn(town.ben.id, "Firefox on Linux", "invite") });
    expect((await invited.get("/me/address")).url).toMatch(/^\/me\/confirm/);
    const ben = as("ben");
    town.pass(16 * minute);
    expect((await ben.get("/me/address")).url).toMatch(/^\/me\/confirm/);
    expect((await ben.post("/me/address", { email: fresh })).url).toMatch(/^\/me\/confirm/);
    expect(mailsTo(town, fresh, "address-code")).toEqual([]);
  });

  it("keeps what was typed and says what is wrong with it", async () => {
    const ben = as("ben");
    for (const [email, said] of [
      ["", "Enter your new email address"],
      ["a@x.example, b@y.example", "Enter one email address"],
      ["a@x.example\r\nBcc: b@y.example", "Enter one email address"],
      [old.toUpperCase(), "That’s already your address"],
    ] as const) {
      await ben.post("/me/address", { email });
      expect([ben.page.status, problem(ben.page.html)]).toEqual([422, expect.stringContaining(said)]);
    }
    expect((await ben.post("/me/address", { email: `${"x".repeat(20_000)}@y.example` })).status).toBe(422);
    expect(all(challenges)).toEqual([]);
  });

  it("takes the code in the browser that asked, from that person, for ten minutes and five tries", async () => {
    const [ben, elsewhere, ada] = [as("ben"), as("ben"), as("ada")];
    await askFor(ben, fresh);
    const { code } = newestMail(town, fresh, "address-code");
    for (const other of [elsewhere, ada]) {
      await other.post("/me/address/check", { code });
      expect(other.page.url).toBe("/me/address");
    }
    for (let n = 0; n < 5; n++) {
      await ben.post("/me/address/check", { code: wrongCode(code) });
      expect([ben.page.status, problem(ben.page.html)]).toEqual([422, expect.stringContaining("doesn’t work")]);
    }
    expect((await ben.post("/me/address/check", { code })).status).toBe(422);
    await askFor(ben, fresh);
    const late = newestMail(town, fresh, "address-code").code;
    town.pass(10 * minute);
    expect((await ben.post("/me/address/check", { code: late })).status).toBe(422);
    expect(emailOf()).toBe(old);
    await changeTo(town, ben, fresh);
    expect((await ben.post("/me/address/check", { code: late })).url).toBe("/me/address");
  });

  it("uses up nothing that the new address signs in with, and stops after enough tries", async () => {
    const ben = as("ben");
    const [stranger, zoe] = [town.zoe.email, browserIn(town, { ip: "198.51.100.4" })];
    for (let n = 0; n < 10; n++) await askFor(ben, stranger);
    for (let n = 0; n < 20; n++) await ben.post("/me/address/check", { code: "123456" });
    expect((await askFor(ben, stranger)).status).toBe(429);
    expect(mailsTo(town, stranger, "address-tried")).toHaveLength(1);
    for (let n = 0; n < 5; n++) await ask(zoe, stranger);
    expect(mailsTo(town, stranger, "sign-in")).toHaveLength(5);
    await zoe.submit({ code: newestMail(town, stranger).code });
    expect(isSignedIn(zoe)).toBe(true);
    town.pass(day);
    await askFor(as("ben"), stranger);
    expect(mailsTo(town, stranger, "address-tried")).toHaveLength(2);
  });

  it("says nothing of whose an address is: somebody's, staff's, bouncing, let in or about to be taken back", async () => {
    const { db } = town.system;
    db.insert(suppressions).values({ email: "gone@acme.example", reason: "HardBounce", createdAt: town.now() }).run();
    await changeTo(town, as("ada"), "ada@new.example");
    const answers = [];
    const shut = [town.zoe.email, town.sam.email, "gone@acme.example", town.ada.email];
    for (const email of [...shut, fresh]) {
      const { status, url, html } = await askFor(as("ben"), email);
      answers.push([status, url, html.replaceAll(email, "it")]);
      const wrong = await as("ben").post("/me/address/check", { code: "000000" });
      expect(wrong.url).toBe("/me/address");
    }
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    for (const email of shut) {
      expect(mailsTo(town, email, "address-code")).toEqual([]);
      expect(mailsTo(town, email, "address-tried")).toHaveLength(1);
    }
  });

  it("is refused where somebody has the address by the time that the code comes", async () => {
    const ben = as("ben");
    await askFor(ben, fresh);
    town.addPerson(fresh);
    await ben.submit({ code: newestMail(town, fresh, "address-code").code }, { action: "/me/address/check" });
    expect([ben.page.status, emailOf()]).toEqual([422, old]);
  });

  it("leads neither from nor to an address of staff's", async () => {
    const sam = as("sam");
    expect(pageOf((await sam.get("/me/address")).html).main.all("field")).toEqual([]);
    expect((await sam.post("/me/address", { email: "sam@home.example" })).status).toBe(403);
    expect(pageOf((await sam.get("/me")).html).main.hrefs).not.toContain("/me/address");
    const ben = as("ben");
    await askFor(ben, fresh);
    town.system.db.insert(staff).values({ email: old, addedBy: "cli", createdAt: town.now() }).run();
    await ben.submit({ code: newestMail(town, fresh, "address-code").code }, { action: "/me/address/check" });
    expect([ben.page.status, emailOf()]).toEqual([422, old]);
  });

  it("is whole or not begun where it breaks off in the middle", async () => {
    const ben = as("ben");
    await askFor(ben, fresh);
    const { code } = newestMail(town, fresh, "address-code");
    const told = "create trigger cut before insert on outbox when new.kind = 'email-changed' and new.recipient = ";
    town.connection.sqlite.exec(`${told}'${fresh}' begin select raise(abort, 'cut'); end`);
    const cut = await ben.post("/me/address/check", { code });
    expect(cut.status).toBe(500);
    expect([emailOf(), town.system.db.select().from(addressChanges).all()]).toEqual([old, []]);
    expect(mailsTo(town, old, "email-changed")).toEqual([]);
    town.connection.sqlite.exec("drop trigger cut");
    await ben.post("/me/address/check", { code });
    expect([ben.page.url, emailOf()]).toEqual(["/me", fresh]);
  });
});

describe("the old address", () => {
  beforeEach(async () => void (await changeTo(town, as("ben"), fresh)));

  it("is nobody else's for seven days: not the feed's, a customer's, an invitation's or a sign-in's", async () => {
    const ops = callerIn(town);
    const attempts = async () => {
      const fed = await ops.put("people/p-1", { email: old });
      const made = makeCustomer(town.system, { name: "Ben's own", email: old, by: "cli" }, town.now());
      return [fed.status, "reserved" in made];
    };
    expect(await attempts()).toEqual([409, true]);
    const { token } = addInvite(town, town.zebra, town.zoe.id, { email: old });
    const stranger = browserIn(town);
    await stranger.get(`/invite?token=${token}`);
    expect((await stranger.submit()).url).toBe("/sign-in/check");
    expect(mailsTo(town, old, "sign-in")).toEqual([]);
    await ask(stranger, old);
    expect(mailsTo(town, old, "sign-in")).toEqual([]);
    expect(all(people).filter(({ email }) => email === old)).toEqual([]);
    town.pass(7 * day + 1);
    expect(await attempts()).toEqual([201, false]);
  });

  it("is given back by one press of its link, whoever looked at it before; every session since is over", async () => {
    const since = as("ben");
    const link = undoLinkOf(town, old);
    const looking = browserIn(town);
    for (const method of ["GET", "HEAD"]) {
      const { status, headers } = await looking.request(link, { method });
      expect([status, headers.get("Cache-Control"), headers.getSetCookie()]).toEqual([200, "no-store", []]);
    }
    expect(emailOf()).toBe(fresh);
    await looking.get(link);
    expect(pageOf(looking.page.html).main.text).toContain(`from ${old} to ${fresh}`);
    await looking.submit();
    expect([looking.page.status, looking.page.url, emailOf()]).toEqual([200, "/address/undo", old]);
    expect((await since.get(home())).url).toMatch(/^\/sign-in/);
    for (const again of [await looking.post(link, {}), await looking.get(link)]) expect(again.status).toBe(410);
    expect(all(sessions).filter(({ personId, endedAt }) => personId === town.ben.id && !endedAt)).toEqual([]);
    expect(mailsTo(town, fresh, "address-undone")).toHaveLength(1);
    await ask(looking, fresh);
    expect(mailsTo(town, fresh, "sign-in")).toEqual([]);
    await ask(looking, old);
    await looking.submit({ code: newestMail(town, old).code });
    expect(looking.page.url).toBe(home());
  });

  it("ends a sign-in that was asked for in between", async () => {
    const browser = browserIn(town);
    await ask(browser, fresh);
    const { link, code } = newestMail(town, fresh);
    await undo(town, old);
    expect((await browser.get(link)).status).toBe(410);
    await browser.post("/sign-in/check", { code });
    expect(isSignedIn(browser)).toBe(false);
  });

  it("is not to be had with another token, or after seven days", async () => {
    const link = undoLinkOf(town, old);
    const browser = browserIn(town);
    for (const wrong of [
      link.slice(0, -1),
      `${link}&token=${"x".repeat(43)}`,
      `${link}&a=b`,
      `/address/undo?token=${"é".repeat(9_000)}`,
    ]) {
      expect([410, 414]).toContain((await browser.post(wrong, {})).status);
      expect([410, 414]).toContain((await browser.get(wrong)).status);
    }
    town.pass(7 * day + 1);
    expect([(await browser.get(link)).status, (await browser.post(link, {})).status, emailOf()]).toEqual([
      410,
      410,
      fresh,
    ]);
    expect(pageOf(browser.page.html).main.text).toContain("expired");
  });

  it("comes back through all later changes, and those cannot be undone any more", async () => {
    await changeTo(town, as("ben"), "ben@third.example");
    const later = undoLinkOf(town, fresh);
    await undo(town, old);
    expect(emailOf()).toBe(old);
    expect((await browserIn(town).post(later, {})).status).toBe(410);
    expect(emailOf()).toBe(old);
  });

  it("comes back though the new one bounces, and not once it is staff's or somebody's", async () => {
    const { db } = town.system;
    db.insert(suppressions).values({ email: fresh, reason: "HardBounce", createdAt: town.now() }).run();
    db.insert(staff).values({ email: old, addedBy: "cli", createdAt: town.now() }).run();
    expect((await browserIn(town).post(undoLinkOf(town, old), {})).status).toBe(410);
    db.delete(staff).run();
    await undo(town, old);
    expect(emailOf()).toBe(old);
  });

  it("has owners told whom their person joined meanwhile, and takes back what was sent in that name", async () => {
    town.pass(minute);
    town.join(town.zebra, town.ben.id, "admin");
    const { token } = addInvite(town, town.zebra, town.ben.id, { email: "evil@elsewhere.example" });
    await undo(town, old);
    const mail = newestMail(town, town.zoe.email, "address-undone").row;
    expect((await compose(mailKinds, town.portal, town.system, mail))!.text).toContain(`${old} undid a change`);
    expect(mailsTo(town, town.ada.email, "address-undone")).toEqual([]);
    expect((await browserIn(town).get(`/invite?token=${token}`)).status).toBe(410);
  });

  it("may be one's own again by a change, which then is the one to undo", async () => {
    const first = undoLinkOf(town, old);
    await changeTo(town, as("ben"), old);
    expect(emailOf()).toBe(old);
    await changeTo(town, as("ben"), fresh);
    expect((await browserIn(town).get(first)).status).toBe(410);
    await undo(town, old);
    expect(emailOf()).toBe(old);
  });

  it("is forgotten with the other records", async () => {
    town.pass(399 * day);
    await dropOld(town.system, town.now());
    expect(town.system.db.select().from(addressChanges).all()).toHaveLength(1);
    town.pass(2 * day);
    await dropOld(town.system, town.now());
    expect(town.system.db.select().from(addressChanges).all()).toEqual([]);
  });
});

it("what somebody chose is not changed back by the feed, until it knows it", async () => {
  const ops = callerIn(town);
  await ops.put("people/ben", { email: old });
  await changeTo(town, as("ben"), fresh);
  const stale = await ops.put("people/ben", { email: old, name: "Ben B" });
  expect(stale.body).toEqual({
    result: "updated",
    notes: [{ pointer: "/email", detail: `Still ${fresh}: they changed it in the portal` }],
  });
  expect(emailOf()).toBe(fresh);
  expect((await ops.put("people/ben", { email: fresh })).body.notes).toBeUndefined();
  await ops.put("people/ben", { email: "ben@third.example" });
  expect(emailOf()).toBe("ben@third.example");
});

it("the feed makes nobody staff, and moves none of the staff away", async () => {
  const ops = callerIn(town);
  expect((await ops.put("people/sam", { email: town.sam.email })).status).toBe(409);
  await ops.put("people/ben", { email: old });
  expect((await ops.put("people/ben", { email: town.sam.email })).status).toBe(409);
  town.system.db.insert(staff).values({ email: old, addedBy: "cli", createdAt: town.now() }).run();
  expect((await ops.put("people/ben", { email: fresh })).status).toBe(409);
  expect((await ops.put("people/ben", { email: old, name: "Ben" })).status).toBe(200);
  expect([emailOf("sam"), emailOf()]).toEqual([town.sam.email, old]);
  expect(town.system.db.select().from(memberships).where(eq(memberships.personId, town.sam.id)).all()).toEqual([]);
});
