import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { compose } from "#app/mail/compose.ts";
import { mailKinds } from "#app/mails.ts";
import { mailWorker } from "#app/workers.ts";
import { nobody } from "#db/outbox.ts";
import { outbox } from "#db/schema/mail.ts";
import { people } from "#db/schema/organizations.ts";
import { challenges } from "#db/schema/sign-in.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { openTown } from "#tests/world.ts";
import { ask, minute } from "./door.ts";
import { mailsTo, newestMail } from "./mailbox.ts";

const ada = "ada@acme.example";
let town: ReturnType<typeof openTown>;
beforeEach(() => {
  town = openTown();
});
afterEach(() => town.close());

const post = (email: string, headers: Record<string, string> = {}, ip?: string) =>
  browserIn(town, { ip }).post("/sign-in", { email }, { headers }, false);

describe("asking to sign in", () => {
  it("gets the same answer for any address, and a mail only for some", async () => {
    town.addPerson("lone@x.example");
    town.system.db.update(people).set({ disabledAt: 1 }).where(eq(people.id, town.ben.id)).run();
    const gets = ["ada@acme.example", "sam@norrland.example"];
    const getsNot = ["ben@acme.example", "nobody@x.example", "lone@x.example"];
    const answers = new Set<string>();
    for (const email of [...gets, ...getsNot]) {
      const browser = browserIn(town);
      const asked = await browser.post("/sign-in", { email }, {}, false);
      const headers = [...asked.headers].map(([name, value]) => [name, value.replace(/pending=[\w-]+/, "pending=…")]);
      const check = await browser.get("/sign-in/check");
      answers.add(JSON.stringify([asked.status, asked.html, headers, check.html.replaceAll(email, "…")]));
    }
    expect(answers.size).toBe(1);
    expect(gets.map((email) => mailsTo(town, email).length)).toEqual([1, 1]);
    expect(getsNot.map((email) => mailsTo(town, email).length)).toEqual([0, 0, 0]);
    expect(mailsTo(town, nobody)).toHaveLength(3);
    expect(town.system.db.select().from(challenges).all()).toHaveLength(5);
  });

  it.each([
    ["", "Enter your email address"],
    ["ada", "Enter one email address, like name@example.com"],
    ["a@x.example,b@y.example", "Enter one email address, like name@example.com"],
    ["ada@acme.example\r\nBcc: eve@evil.example", "Enter one email address, like name@example.com"],
  ])("with %j is told what is wrong, and keeps what was typed", async (email, message) => {
    const page = await post(email);
    expect(page.status).toBe(422);
    expect(pageOf(page.html).title).toBe("Error: Sign in – Norrland Chairs");
    const { main } = pageOf(page.html);
    expect(main.alert!.link(message).href).toBe("#sign-in-email");
    if (email) expect(main.field("Email address").value).toBe(email);
    expect(town.system.db.select().from(outbox).all()).toHaveLength(0);
  });

  it("with a body that is no form is told the same, never a fault of ours", async () => {
    const bodies: [string, string][] = [
      ["application/json", '{"email":"ada@acme.example"}'],
      ["multipart/form-data; boundary=x", "nonsense"],
      ["text/plain", "email=ada@acme.example"],
      ["application/x-www-form-urlencoded", "email=a%40x.example&email=b%40x.example"],
      ["application/x-www-form-urlencoded", "email.x=a&email[0]=b&__intent__={}&__proto__.x=1"],
      ["application/x-www-form-urlencoded", "__intent__=%7B%22type%22%3A%22reset%22%2C%22payload%22%3A%7B%7D%7D"],
    ];
    for (const [type, body] of bodies) {
      const headers = { "Content-Type": type, Origin: town.config.appUrl };
      const { status } = await town.fetch("/sign-in", { method: "POST", headers, body });
      expect([body, status]).toEqual([body, 422]);
    }
  });

  it("mails a link on APP_URL, whatever the request says of its host", async () => {
    const evil = { Host: "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http" };
    await post("ada@acme.example", { ...evil, Forwarded: "host=evil.example;proto=http" });
    const { row, link } = newestMail(town, "ada@acme.example");
    const mail = (await compose(mailKinds, town.portal, town.system, row))!;
    expect(mail.text.split("\n")).toContain(`https://portal.example${link}`);
    expect(mail.text + mail.html + mail.subject).not.toContain("evil");
    expect([...new URL(`https://portal.example${link}`).searchParams.keys()]).toEqual(["token"]);
  });

  it("says in the mail from which browser, never in the browser's own words", async () => {
    const agent = "<b>Mozilla</b> (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1";
    const browser = browserIn(town, { userAgent: agent });
    await ask(browser, "ada@acme.example");
    expect(newestMail(town, "ada@acme.example").props).toMatchObject({
      browser: "Safari on iPhone",
      askedAt: town.now(),
      codeMinutes: 10,
      linkMinutes: 15,
    });
  });

  it("mails an address five times in fifteen minutes from one network, twenty times a day, and is silent about it", async () => {
    for (let round = 0; round < 6; round++) {
      for (let i = 0; i < 20; i++) expect((await post(ada)).status).toBe(303);
      expect(mailsTo(town, ada)).toHaveLength(Math.min(20, 5 * (round + 1)));
      town.pass(15 * minute);
    }
  });

  it("mails it ten times from all networks, and thirty times a day", async () => {
    for (let round = 0; round < 6; round++) {
      for (let i = 0; i < 30; i++) await post(ada, {}, `198.51.100.${i}`);
      expect(mailsTo(town, ada)).toHaveLength(Math.min(30, 10 * (round + 1)));
      town.pass(15 * minute);
    }
  });

  it("writes the mail for any address, and throws away what nobody gets", async () => {
    const write = vi.spyOn(mailKinds["sign-in"]!, "write");
    for (const email of [ada, "nobody@x.example"]) await post(email);
    const rows = town.system.db.select().from(outbox).all();
    const like = (row: (typeof rows)[number]) => ({
      ...row,
      id: 0,
      personId: 0,
      recipient: 0,
      dedupeKey: 0,
      sealed: 0,
    });
    expect(like(rows[1]!)).toEqual(like(rows[0]!));
    expect(rows[1]!.sealed).toHaveLength(rows[0]!.sealed!.length);
    await town.drain([mailWorker]);
    expect(await Promise.all(write.mock.results.map(async ({ value }) => !!(await value)))).toEqual([true, true]);
    expect(town.system.db.select({ to: outbox.recipient }).from(outbox).all()).toEqual([{ to: ada }]);
    write.mockRestore();
  });

  it("has at most fifty mails to nobody waiting", async () => {
    for (let i = 0; i < 60; i++) await post(`nobody${i}@x.example`, {}, `198.51.100.${i}`);
    expect(mailsTo(town, nobody)).toHaveLength(50);
    await post(ada);
    expect(mailsTo(town, ada)).toHaveLength(1);
  });

  it("counts asks of a new link as asks", async () => {
    await post("ada@acme.example");
    const { link } = newestMail(town, "ada@acme.example");
    for (let i = 0; i < 10; i++) {
      const browser = browserIn(town);
      await browser.post(link.replace("/link?", "/link/again?"), {});
      expect(browser.page.url).toBe("/sign-in/check");
    }
    expect(mailsTo(town, "ada@acme.example")).toHaveLength(5);
  });
});
