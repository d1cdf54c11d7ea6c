import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { outbox } from "#db/schema/mail.ts";
import { requests } from "#db/schema/requests.ts";
import { onceKeys } from "#db/schema/sign-in.ts";
import { takeContact } from "#app/sign-in/limits.ts";
import { listMails } from "#app/mail/mailbox.ts";
import { browserIn, formsOf } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { clerk, tell } from "./request-rows.ts";
import { addInvoice } from "#tests/rows.ts";
import { openTown } from "#tests/world.ts";

const hour = 60 * 60_000;

let town: ReturnType<typeof openTown>;
beforeEach(() => {
  town = openTown({ FOYER_MODE: "development", SMTP_URL: "" });
});
afterEach(() => town.close());

const typed = {
  name: "Zoe",
  email: "zoe@zebra.example",
  message: "Where is my chair?\n\nIt was promised for Monday.",
};
const asked = () => town.system.db.select().from(requests).all();
const queued = () => town.system.db.select().from(outbox).all();

async function write(
  fields: Record<string, string> = typed,
  options: { cookie?: string; ip?: string } = {},
  path = "/contact",
) {
  const browser = browserIn(town, options);
  await browser.get(path);
  await browser.submit(fields);
  return browser;
}

describe("somebody who is not signed in", () => {
  it("reaches the company, and is told what happens next", async () => {
    const browser = await write();
    expect(browser.page).toMatchObject({ status: 200, url: expect.stringMatching(/^\/contact\/sent\?reference=R-/) });
    const reference = /R-\d+/.exec(browser.page.html)![0];
    expect(pageOf(browser.page.html).text).toMatch(/You’ll usually have an answer by Tue.? 24 Nov, 10:00/);
    await town.drain();
    const sentTo = (address: string) => listMails(town.dataDir).find(({ to }) => to === address);
    const [toWriter, toCompany] = [sentTo("zoe@zebra.example"), sentTo("help@norrland.example")];
    expect(toCompany).toMatchObject({
      kind: "request-new",
      to: "help@norrland.example",
      replyTo: "zoe@zebra.example",
      subject: `${reference} Where is my chair?`,
    });
    expect(toCompany!.text).toContain("\n> Where is my chair?\n>\n> It was promised for Monday.\n");
    expect(toCompany!.text).toContain("Not verified");
    expect(toWriter).toMatchObject({
      kind: "request-received",
      to: "zoe@zebra.example",
      replyTo: "help@norrland.example",
    });
    expect(toWriter!.text).toContain(reference);
    expect(toWriter!.text + toWriter!.html + toWriter!.subject).not.toMatch(/chair|Zoe|Monday/);
  });

  it("reaches the company also where requests are switched off", async () => {
    town.close();
    town = openTown({ FOYER_MODE: "development", SMTP_URL: "", FEATURES: "billing" });
    await write();
    await town.drain();
    const mail = listMails(town.dataDir).find(({ to }) => to === "help@norrland.example")!;
    expect(mail.text).toContain("Where is my chair?");
    expect(mail.replyTo).toBe("zoe@zebra.example");
  });

  it("finds message, name and email in the first form that has them, and no way in circles", async () => {
    const browser = browserIn(town);
    await browser.get("/contact");
    const form = formsOf(browser.page.html, "/contact").find(({ fields }) => "message" in fields)!;
    expect(form).toMatchObject({ method: "POST", path: "/contact" });
    expect(Object.keys(form.fields).sort()).toEqual(["email", "message", "name", "once"]);
    expect(pageOf(browser.page.html).text).toMatch(/You’ll usually have an answer by Tue.? 24 Nov, 10:00/);
    expect(
      pageOf(browser.page.html)
        .main.all("link")
        .filter(({ href }) => href.startsWith("/contact")),
    ).toEqual([]);
  });

  it("keeps everything that was typed when something is missing", async () => {
    const name = `Zoe "Z" <b>`;
    const browser = await write({ ...typed, email: "zoe at zebra", name }, {}, "/contact?about=Invoice INV-1");
    const { status, html, url, headers } = browser.page;
    expect([status, url]).toEqual([422, "/contact"]);
    // So that the browser's Back finds it once more.
    expect(headers.get("Cache-Control")).toBe("private, no-cache");
    const { title, alert, main } = pageOf(html);
    expect(title).toMatch(/^Error: Write to us/);
    const { fields } = formsOf(html, url).find((form) => "message" in form.fields)!;
    expect(fields).toMatchObject({ message: typed.message, email: "zoe at zebra", about: "Invoice INV-1" });
    expect(main.field(/^(Your )?name/i).value).toBe(name);
    expect(alert!.all("link").map(({ href }) => href)).toEqual(["#contact-email"]);
    expect(queued()).toEqual([]);
  });

  it.each([[""], ["   \n "], ["\u200B\u200F\u00AD"]])("is asked for a message where it is %j", async (message) => {
    expect((await write({ ...typed, message })).page.html).toContain("Enter your message");
  });

  it("gets a message that is too long back, whole", async () => {
    const message = "Many words. ".repeat(17_000);
    const browser = await write({ ...typed, message });
    expect(browser.page.status).toBe(422);
    expect(browser.page.html).toContain("20,000 characters");
    const { fields } = formsOf(browser.page.html, "/contact").find((form) => "message" in form.fields)!;
    expect(fields.message).toBe(message);
  });

  it.each([
    ["zoe@zebra.example\r\nBcc: all@example.com"],
    ["zoe@zebra.example,all@example.com"],
    ["zoe@zebra.example%0aBcc:all@example.com"],
    ["Zoe <zoe@zebra.example>"],
  ])("cannot smuggle a recipient into %j", async (email) => {
    expect((await write({ ...typed, email })).page.status).toBe(422);
    expect(queued()).toEqual([]);
  });

  it("cannot smuggle a header into the name or the subject", async () => {
    await write({ ...typed, name: "Zoe\r\nBcc: all@example.com", about: "x\r\nBcc: all@example.com" });
    await town.drain();
    const mail = listMails(town.dataDir).find(({ to }) => to === "help@norrland.example")!;
    expect(mail.subject).toMatch(/^R-\d+ x Bcc: all@example.com$/);
    expect(mail.text).not.toMatch(/^Bcc:/m);
  });

  it("takes the page's subject along", async () => {
    await write(typed, {}, "/contact?about=Invoice INV-1042");
    expect(town.system.db.select().from(requests).get()).toMatchObject({ subject: "Invoice INV-1042" });
  });

  it("sends a body that is no form, or a file, nowhere", async () => {
    const browser = browserIn(town);
    const body = new FormData();
    body.set("message", new File(["x"], "x.txt"));
    const headers = { Origin: town.config.appUrl };
    expect((await browser.request("/contact", { method: "POST", headers, body })).status).toBe(422);
    const json = { ...headers, "Content-Type": "application/json" };
    expect((await browser.request("/contact", { method: "POST", headers: json, body: "{}" })).status).toBe(422);
  });
});

describe("the same form sent twice", () => {
  it("is one message, and both see its reference, who went back for it with a word about that", async () => {
    const browser = browserIn(town);
    await browser.get("/contact");
    const form = formsOf(browser.page.html, "/contact").find(({ fields }) => "message" in fields)!;
    const send = () => browser.post(form.path, { ...form.fields, ...typed }, {}, false);
    const places = [await send(), await send()].map(({ headers }) => headers.get("Location"));
    expect(places[1]).toBe(`${places[0]}&before=yes`);
    const { main } = pageOf((await browser.get(places[1]!)).html);
    expect(main.text).toMatch(/You’d already sent this, so it wasn’t sent again.*R-\d+/);
    expect(town.system.db.select().from(requests).all()).toHaveLength(1);
    expect(town.system.db.select().from(onceKeys).all()).toHaveLength(1);
  });

  it("with other words is another message: nothing is lost after going back", async () => {
    const browser = browserIn(town);
    await browser.get("/contact");
    const form = formsOf(browser.page.html, "/contact").find(({ fields }) => "message" in fields)!;
    await browser.post(form.path, { ...form.fields, ...typed });
    await browser.post(form.path, { ...form.fields, ...typed, message: "And the table?" });
    expect(town.system.db.select().from(requests).all()).toHaveLength(2);
  });
});

describe("somebody who is signed in", () => {
  it("and of no organization is not asked for the address, and is told apart as verified", async () => {
    const browser = browserIn(town, { cookie: town.signIn(town.sam.id) });
    await browser.get("/contact");
    expect(browser.page.html).toContain("We’ll reply to sam@norrland.example.");
    expect(pageOf(browser.page.html).all("field", /email/i)).toEqual([]);
    await browser.submit({ message: "Hello", email: "somebody@else.example" });
    expect(browser.page.status).toBe(200);
    expect(asked()).toMatchObject([{ email: "sam@norrland.example", name: "Sam", verified: true, orgId: null }]);
  });

  it("asks within the only organization, and what it is about comes along", async () => {
    const browser = browserIn(town, { cookie: town.signIn(town.ada.id) });
    const { url, html } = await browser.get("/contact?about=the receipt");
    expect(url).toBe(`/o/${town.acme}/requests/new?subject=the+receipt`);
    expect(pageOf(html).field(/^Subject/).value).toBe("The receipt");
    await browser.submit({ message: "Hello" }, { action: `/o/${town.acme}/requests/new` });
    expect(asked()).toMatchObject([{ subject: "The receipt", orgId: town.acme, personId: town.ada.id }]);
  });

  it("finds what of theirs an item link's words name, and nothing of anybody else's", async () => {
    const invoice = addInvoice(town, town.acme, { number: "ACME-0001" });
    addInvoice(town, town.zebra, { number: "ZEBRA-0001" });
    const browser = browserIn(town, { cookie: town.signIn(town.ada.id) });
    const asked = async (about: string) => (await browser.get(`/contact?about=${about}`)).url;
    const form = `/o/${town.acme}/requests/new`;
    expect(await asked("Invoice ACME-0001")).toBe(`${form}?about=invoice:${invoice}`);
    expect(pageOf(browser.page.html).text).toContain("About Invoice ACME-0001");
    expect(await asked("Invoice ZEBRA-0001")).toBe(`${form}?subject=Invoice+ZEBRA-0001`);
    expect(await asked("Order ACME-0001")).toBe(`${form}?subject=Order+ACME-0001`);
  });

  it("keeps what they typed into a form from before they signed in", async () => {
    const browser = browserIn(town);
    await browser.get("/contact");
    const form = formsOf(browser.page.html, "/contact").find(({ fields }) => "message" in fields)!;
    const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
    const message = "x".repeat(20_001);
    const page = await ada.post(form.path, { ...form.fields, message });
    expect([
      page.status,
      formsOf(page.html, "/contact").find((one) => "message" in one.fields)!.fields.message,
    ]).toEqual([422, message]);
    await ada.submit({ message: "Short" }, { action: "/contact" });
    expect(asked()).toMatchObject([{ orgId: town.acme }]);
  });

  it("chooses among several organizations, of which nobody can name another", async () => {
    town.join(town.zebra, town.ada.id, "member");
    const browser = browserIn(town, { cookie: town.signIn(town.ada.id) });
    await browser.get("/contact");
    expect(browser.page.html).toMatch(/For which organization.*Acme GmbH.*Zebra Ltd/);
    await browser.submit({ message: "Hello", org: town.zebra });
    expect(browser.page.url).toMatch(new RegExp(`^/o/${town.zebra}/requests/req_`));
    await browser.get("/contact");
    await browser.submit({ message: "Hello again", org: town.addOrganization("Other") });
    expect(asked().map(({ orgId }) => orgId)).toEqual([town.zebra, town.acme]);
  });
});

describe("a question with somebody's address typed in", () => {
  const list = () => `/o/${town.zebra}/requests`;
  const zoe = () => browserIn(town, { cookie: town.signIn(town.zoe.id) });

  it("is nobody's, and its words are shown to nobody but who signs in with that address", async () => {
    await write();
    const [request] = asked();
    expect(request).toMatchObject({ orgId: null, personId: town.zoe.id, verified: false, name: "Zoe" });
    const browser = zoe();
    for (const path of [list(), `/o/${town.zebra}`]) {
      const { html } = await browser.get(path);
      expect(pageOf(html).text).toContain("Someone wrote to us from your address today. Was that you?");
      expect(html).not.toContain("Where is my chair?");
    }
    expect((await browser.get(`/o/${town.zebra}/requests/${request!.id}`)).status).toBe(404);
    expect((await browser.get(`/me/requests/${request!.id}`)).html).toContain("Where is my chair?");
    const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
    expect((await ada.get(`/me/requests/${request!.id}`)).status).toBe(404);
    expect((await ada.get(`/o/${town.acme}`)).html).not.toContain("Was it you");
  });

  it("becomes the organization's once the person says it was them, twice or once", async () => {
    await write();
    const { id } = asked()[0]!;
    const browser = zoe();
    const held = (await browser.get(list())).headers.get("ETag")!;
    await browser.get(`/me/requests/${id}`);
    for (let n = 0; n < 2; n++) await browser.post(`/me/requests/${id}/claim`, {});
    expect(browser.page).toMatchObject({ status: 200, url: `${list()}/${id}` });
    expect(browser.page.html).toContain("Where is my chair?");
    expect(asked()).toMatchObject([{ orgId: town.zebra, verified: true }]);
    expect((await browser.request(list(), { headers: { "If-None-Match": held } })).html).not.toContain("Was it you");
    await town.drain();
    const received = listMails(town.dataDir).find(({ kind }) => kind === "request-received")!;
    expect(received.to).toBe("zoe@zebra.example");
  });

  it("goes to the chosen one of several organizations, and to none that is not theirs", async () => {
    town.join(town.acme, town.zoe.id, "member");
    await write();
    const { id } = asked()[0]!;
    const browser = zoe();
    expect((await browser.get(`/me/requests/${id}`)).html).toContain("For which organization");
    expect((await browser.post(`/me/requests/${id}/claim`, { org: town.addOrganization("Other") })).status).toBe(404);
    await browser.post(`/me/requests/${id}/claim`, { org: town.acme });
    expect(asked()).toMatchObject([{ orgId: town.acme }]);
  });

  it("stays nobody's where they say it was not, is not asked about again, and no answer goes to them", async () => {
    await write();
    const { id } = asked()[0]!;
    const browser = zoe();
    await browser.get(`/me/requests/${id}`);
    const { html } = await browser.submit({}, { action: `/me/requests/${id}/disowning` });
    expect(html).toContain("We now know it wasn’t you.");
    expect(asked()).toMatchObject([{ orgId: null, disownedAt: town.now() }]);
    expect((await browser.get(list())).html).not.toContain("Was it you");
    expect((await browser.post(`/me/requests/${id}/claim`, {})).status).toBe(404);
    const sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
    expect((await sam.get(`/staff/requests/${id}`)).html).toContain("says it wasn’t them");
    const before = queued().length;
    tell(town, id, clerk(town.sam));
    expect(queued()).toHaveLength(before);
  });

  it("is shown on a page that a browser holds as soon as it is there", async () => {
    const browser = zoe();
    const held = (await browser.get(list())).headers.get("ETag")!;
    await write();
    expect((await browser.request(list(), { headers: { "If-None-Match": held } })).html).toContain("Was that you?");
  });
});

describe("limits", () => {
  it("thirty an hour from one network: then the same page, the words kept, and the address to write to", async () => {
    const others = Array.from({ length: 29 }, (_, n) => `z${n}@zebra.example`);
    for (const email of others) expect(takeContact(town.system, { email, ip: "203.0.113.7" }, town.now())).toBe(0);
    expect((await write({ ...typed, email: "last@zebra.example" })).page.status).toBe(200);
    const { page } = await write();
    expect([page.status, page.url, page.headers.get("Retry-After")]).toEqual([429, "/contact", "3600"]);
    const { title, alert } = pageOf(page.html);
    expect(title).toMatch(/^Error: Write to us/);
    expect(page.html).toContain("Wait 60 minutes, then send this one");
    expect(alert!.text).toContain("Or write to help@norrland.example.");
    expect(alert!.link("help@norrland.example").href).toBe("mailto:help@norrland.example");
    expect(formsOf(page.html, "/contact").find(({ fields }) => "message" in fields)!.fields).toMatchObject(typed);
    expect((await write(typed, { ip: "198.51.100.1" })).page.status).toBe(200);
    town.pass(hour);
    expect((await write({ ...typed, message: "Later" })).page.status).toBe(200);
  });

  it("three a day with one address from one network; whose address it is still may, and gets three receipts", async () => {
    const theirs = { ...typed, email: town.sam.email };
    for (let n = 0; n < 4; n++) {
      const { page } = await write({ ...theirs, message: `${n}` }, { ip: "198.51.100.1" });
      expect([page.status, page.html.includes("Wait 24 hours, then send")]).toEqual(n < 3 ? [200, false] : [429, true]);
    }
    const receipts = () => queued().filter(({ kind }) => kind === "request-received").length;
    const { page } = await write({ ...theirs, message: "It is me" }, { ip: "198.51.100.2" });
    expect([page.status, asked().length, receipts()]).toEqual([200, 4, 3]);
    expect(page.html).toContain("Keep this reference");
    expect(page.html).not.toMatch(/We’ve emailed you|Reply to the email/);
    const own = await write({ message: "Signed in" }, { ip: "198.51.100.1", cookie: town.signIn(town.sam.id) });
    expect([own.page.status, own.page.html.includes("We’ve emailed you"), receipts()]).toEqual([200, true, 4]);
  });
});

it("the confirmation without a reference leads to the form", async () => {
  const browser = browserIn(town);
  await browser.get("/contact/sent?reference=<script>");
  expect(browser.page.url).toBe("/contact");
});
