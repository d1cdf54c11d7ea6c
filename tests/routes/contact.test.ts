import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { outbox } from "#db/schema/mail.ts";
import { requests } from "#db/schema/requests.ts";
import { onceKeys } from "#db/schema/sign-in.ts";
import { listMails } from "#app/mail/mailbox.ts";
import { browserIn, formsOf } from "#tests/http.ts";
import { openTown } from "#tests/world.ts";

const hour = 60 * 60_000;

let town: ReturnType<typeof openTown>;
beforeEach(() => {
  town = openTown({ FOYER_MODE: "development", SMTP_URL: "" });
});
afterEach(() => town.close());

const typed = { name: "Zoe", email: "zoe@zebra.example", message: "Where is my chair?\n\nIt was promised for Monday." };
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
    await town.drain();
    const sentTo = (address: string) => listMails(town.dataDir).find(({ to }) => to === address);
    const [toWriter, toCompany] = [sentTo("zoe@zebra.example"), sentTo("help@norrland.example")];
    expect(toCompany).toMatchObject({
      kind: "request-new",
      to: "help@norrland.example",
      replyTo: "zoe@zebra.example",
      subject: `${reference} Where is my chair?`,
    });
    expect(toCompany!.text).toContain("Where is my chair?\n\nIt was promised for Monday.");
    expect(toCompany!.text).toContain("Not verified");
    expect(toWriter).toMatchObject({
      kind: "request-received",
      to: "zoe@zebra.example",
      replyTo: "help@norrland.example",
    });
    expect(toWriter!.text).toContain(reference);
    expect(toWriter!.text + toWriter!.html + toWriter!.subject).not.toMatch(/chair|Zoe|Monday/);
  });

  it("finds message, name and email in the first form that has them, and no way in circles", async () => {
    const browser = browserIn(town);
    await browser.get("/contact");
    const form = formsOf(browser.page.html, "/contact").find(({ fields }) => "message" in fields)!;
    expect(form).toMatchObject({ method: "POST", path: "/contact" });
    expect(Object.keys(form.fields).sort()).toEqual(["email", "message", "name", "once"]);
    expect(browser.page.html).not.toContain('class="ask"');
  });

  it("keeps everything that was typed when something is missing", async () => {
    const browser = await write(
      { ...typed, email: "zoe at zebra", name: `Zoe "Z" <b>` },
      {},
      "/contact?about=Invoice INV-1",
    );
    const { status, html, url } = browser.page;
    expect([status, url]).toEqual([422, "/contact"]);
    expect(html).toContain("<title>Error: Write to us");
    const { fields } = formsOf(html, url).find((form) => "message" in form.fields)!;
    expect(fields).toMatchObject({ message: typed.message, email: "zoe at zebra", about: "Invoice INV-1" });
    expect(html).toContain("Zoe &quot;Z&quot; &lt;b&gt;");
    expect(html).toContain('href="#contact-email"');
    expect(queued()).toEqual([]);
  });

  it.each([[""], ["   \n "]])("is asked for a message where it is %j", async (message) => {
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
  it("is one message, and both see the same page", async () => {
    const browser = browserIn(town);
    await browser.get("/contact");
    const form = formsOf(browser.page.html, "/contact").find(({ fields }) => "message" in fields)!;
    const send = () => browser.post(form.path, { ...form.fields, ...typed }, {}, false);
    const places = [await send(), await send()].map(({ headers }) => headers.get("Location"));
    expect(places[0]).toBe(places[1]);
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
  it("is not asked for the address, and is told apart as verified", async () => {
    const cookie = town.signIn(town.ada.id);
    const browser = browserIn(town, { cookie });
    await browser.get("/contact");
    expect(browser.page.html).toContain("We answer to ada@acme.example.");
    expect(browser.page.html).not.toContain('name="email"');
    await browser.submit({ message: "Hello", email: "somebody@else.example" });
    expect(browser.page.status).toBe(200);
    expect(town.system.db.select().from(requests).get()).toMatchObject({
      email: "ada@acme.example",
      name: "Ada",
      verified: true,
    });
  });
});

describe("limits", () => {
  it("five an hour from one network", async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 6; n++) statuses.push((await write({ ...typed, email: `z${n}@zebra.example` })).page.status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    expect((await write(typed, { ip: "198.51.100.1" })).page.status).toBe(200);
    town.pass(hour);
    expect((await write({ ...typed, message: "Later" })).page.status).toBe(200);
  });

  it("three a day to one address, from anywhere, and says when to come again", async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 4; n++) {
      const { page } = await write({ ...typed, message: `${n}` }, { ip: `198.51.100.${n}` });
      statuses.push(page.status);
      if (page.status === 429) expect(Number(page.headers.get("Retry-After"))).toBeGreaterThan(3600);
    }
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect(queued().filter(({ kind }) => kind === "request-received")).toHaveLength(3);
  });
});

it("the confirmation without a reference leads to the form", async () => {
  const browser = browserIn(town);
  await browser.get("/contact/sent?reference=<script>");
  expect(browser.page.url).toBe("/contact");
});
