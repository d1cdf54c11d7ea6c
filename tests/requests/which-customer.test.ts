import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listMails } from "#app/mail/mailbox.ts";
import { replyAddress } from "#app/requests/inbound/reply-address.ts";
import { outbox } from "#db/schema/mail.ts";
import { memberships, organizations, people } from "#db/schema/organizations.ts";
import { inboundMails, messageFiles, messages, requestPeople, requests } from "#db/schema/requests.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { addAddress } from "#tests/people/person-rows.ts";
import { newestMail } from "#tests/sign-in/mailbox.ts";
import { openTown } from "#tests/world.ts";
import { letter, takeLetter } from "./inbound/letters.ts";
import { ask, customer, hold } from "./request-rows.ts";

const inbound = "in@norrland.example";

let town: ReturnType<typeof openTown>;
beforeEach(() => {
  town = openTown({ POSTMARK_INBOUND_ADDRESS: inbound, FOYER_MODE: "development", SMTP_URL: "" });
  town.join(town.zebra, town.bo.id, "member");
});
afterEach(() => town.close());

const as = (who: "ada" | "bo" | "sam") => browserIn(town, { cookie: town.signIn(town[who].id) });
const file = { name: "list.txt", type: "text/plain", base64: Buffer.from("Chairs").toString("base64"), bytes: 6 };
const written = {
  subject: "The oil",
  text: "Which oil?",
  attachments: [{ ...file, contentId: null, isInline: false }],
};
/** Bo writes to the plain address; gives the mail's id. */
async function write({ from = "bo@acme.example", proven = true, ...said }: { from?: string; proven?: boolean } = {}) {
  const mail = letter(from, inbound, { ...written, ...said });
  expect(await takeLetter(town.portal, mail, proven)).toBe("held");
  return mail.id;
}
const sent = (kind: string) => listMails(town.dataDir).find((mail) => mail.kind === kind)!;
const place = (mail: string) => `/me/mails/${mail}`;
const asked = () =>
  town.system.db
    .select()
    .from(outbox)
    .where(eq(outbox.kind, "request-which-customer"))
    .all()
    .map(({ recipient }) => recipient);
const all = () => town.system.db.select().from(requests).all();
const mailOf = (id: string) => town.system.db.select().from(inboundMails).where(eq(inboundMails.id, id)).get()!;

it("a mail is for no customer that is closed: for the other one, or staff's to see", async () => {
  const close = (org: typeof town.acme) =>
    town.system.db.update(organizations).set({ closedAt: town.now() }).where(eq(organizations.id, org)).run();
  const waiting = await write();
  close(town.acme);
  const bo = as("bo");
  await bo.get(place(waiting));
  expect(pageOf(bo.page.html).main.text).not.toContain("Acme");
  expect(await takeLetter(town.portal, letter("bo@acme.example", inbound, written), true)).toBe("posted");
  expect(all().map(({ orgId }) => orgId)).toEqual([town.zebra]);
  close(town.zebra);
  expect((await bo.get(place(waiting))).status).toBe(404);
  expect(await takeLetter(town.portal, letter("bo@acme.example", inbound, written), true)).toBe("held");
  expect(all()).toHaveLength(1);
});

describe("a mail of Bo's, who is of two customers", () => {
  it("is held, staff are told why, and Bo is asked which one by a mail with a link for each", async () => {
    const mail = await write();
    expect(mailOf(mail)).toMatchObject({ outcome: "held", reason: "which-customer", text: "Which oil?" });
    await town.drain();
    const kinds = listMails(town.dataDir).map(({ kind, to }) => `${kind} ${to}`);
    expect(kinds.sort()).toEqual(["request-new sam@norrland.example", "request-which-customer bo@acme.example"]);
    const { text } = sent("request-which-customer");
    expect(text).toContain("Subject: The oil");
    for (const [name, org] of [
      ["Acme GmbH", town.acme],
      ["Zebra Ltd", town.zebra],
    ])
      expect(text).toContain(`It’s for ${name}:\n\n${town.config.appUrl}${place(mail)}?customer=${org}\n`);
    expect((await as("sam").get(`/staff/requests/held/${mail}`)).html).toContain("more than one customer");
  });

  it("goes where its link says, by way of signing in, as if it had been sent for it", async () => {
    const sentAt = town.now();
    const mail = await write();
    town.pass(60 * 60_000);
    const bo = browserIn(town);
    await bo.get(`${place(mail)}?customer=${town.zebra}`);
    await bo.submit({ email: "bo@acme.example" }, { action: "/sign-in" });
    await bo.get(newestMail(town, "bo@acme.example").link);
    await bo.submit();
    expect(bo.page.url).toBe(`${place(mail)}?customer=${town.zebra}`);
    const { main } = pageOf(bo.page.html);
    expect(main.text).toMatch(/The oil[\s\S]*Which oil\?[\s\S]*list\.txt/);
    expect(main.all("button").map(({ name }) => name)).toEqual(["It’s for Zebra Ltd", "It’s for Acme GmbH"]);
    await bo.post(`${place(mail)}/customer`, { org: town.zebra });

    const [request, ...more] = all();
    expect([bo.page.url, more]).toEqual([`/o/${town.zebra}/requests/${request!.id}`, []]);
    expect(request).toMatchObject({
      orgId: town.zebra,
      personId: town.bo.id,
      email: "bo@acme.example",
      subject: "The oil",
      verified: true,
      createdAt: sentAt,
      waitingSince: sentAt,
    });
    expect(pageOf(bo.page.html).text).toMatch(/Which oil\?[\s\S]*list\.txt/);
    const [message] = town.system.db.select().from(messages).all();
    expect(message).toMatchObject({ text: "Which oil?", via: "mail", acceptedBy: null, createdAt: sentAt });
    const kept = town.system.db.select().from(messageFiles).all();
    expect(kept).toMatchObject([{ orgId: town.zebra, messageId: message!.id }]);
    const on = town.system.db.select().from(requestPeople).all();
    expect(on).toMatchObject([{ personId: town.bo.id, letInBy: null }]);
    await town.drain();
    expect(sent("request-received").subject).toMatch(/^R-\d+ The oil$/);
    expect(mailOf(mail)).toMatchObject({ decision: "accepted", decidedBy: "bo@acme.example", messageId: message!.id });
  });

  it("makes one request, however often a button is pressed, and leads there from then on", async () => {
    const mail = await write();
    const bo = as("bo");
    for (const org of [town.acme, town.acme, town.zebra]) {
      await bo.post(`${place(mail)}/customer`, { org });
      expect(bo.page.url).toBe(`/o/${town.acme}/requests/${all()[0]!.id}`);
    }
    expect((await bo.get(place(mail))).url).toBe(`/o/${town.acme}/requests/${all()[0]!.id}`);
    expect([all().length, town.system.db.select().from(messages).all().length]).toEqual([1, 1]);
    expect((await as("sam").get("/staff/requests?queue=held")).html).toContain("Nothing is held");
  });

  it("that staff accepted meanwhile becomes the customer's with what was said in it", async () => {
    const mail = await write();
    const sam = as("sam");
    await sam.post(`/staff/requests/held/${mail}/acceptance`, {});
    expect(all()).toMatchObject([{ orgId: null, personId: null }]);
    const bo = as("bo");
    await bo.post(`${place(mail)}/customer`, { org: town.zebra });
    const [request, ...more] = all();
    expect([bo.page.url, more]).toEqual([`/o/${town.zebra}/requests/${request!.id}`, []]);
    expect(request).toMatchObject({ orgId: town.zebra, personId: town.bo.id, verified: true });
    expect(pageOf(bo.page.html).text).toMatch(/Which oil\?[\s\S]*list\.txt/);
    expect(town.system.db.select().from(messages).all()).toMatchObject([{ orgId: town.zebra, personId: town.bo.id }]);
  });

  it("that staff gave to a customer is there, and nowhere else", async () => {
    const mail = await write();
    const sam = as("sam");
    await sam.post(`/staff/requests/held/${mail}/acceptance`, {});
    await sam.post(`${sam.page.url}/customer`, { customer: town.acme });
    await as("bo").post(`${place(mail)}/customer`, { org: town.zebra });
    expect(all()).toMatchObject([{ orgId: town.acme }]);
  });

  it("goes into the thread whose address it has, without a question", async () => {
    const request = ask(town, town.zebra, customer(town.zoe));
    const to = replyAddress(inbound, request.number, town.system.secrets)!;
    expect(await takeLetter(town.portal, letter("bo@acme.example", to), true)).toBe("posted");
    expect(asked()).toEqual([]);
  });

  it("from another address of Bo's is Bo's as well", async () => {
    addAddress(town, town.bo.id, "bo@home.example");
    const mail = await write({ from: "bo@home.example" });
    expect(asked()).toEqual(["bo@acme.example"]);
    const bo = as("bo");
    await bo.get(place(mail));
    await bo.post(`${place(mail)}/customer`, { org: town.acme });
    expect(all()).toMatchObject([{ orgId: town.acme, email: "bo@acme.example", personId: town.bo.id }]);
  });
});

describe("nobody is asked", () => {
  it("where it is not proven who wrote", async () => {
    const mail = await write({ proven: false });
    expect(mailOf(mail).reason).toBe("unproven");
    expect([asked(), (await as("bo").get(place(mail))).status]).toEqual([[], 404]);
  });

  it("more than five times a day; the mails are held all the same", async () => {
    for (let n = 0; n < 8; n++) await write();
    expect(asked()).toHaveLength(5);
    town.pass(24 * 60 * 60_000);
    await write();
    expect(asked()).toHaveLength(6);
  });

  it("who is of one customer, or is disabled", async () => {
    town.system.db.update(people).set({ disabledAt: town.now() }).where(eq(people.id, town.bo.id)).run();
    expect(mailOf(await write()).reason).toBe("stranger");
    town.system.db.update(people).set({ disabledAt: null }).where(eq(people.id, town.bo.id)).run();
    town.system.db.delete(memberships).where(eq(memberships.orgId, town.zebra)).run();
    expect(await takeLetter(town.portal, letter("bo@acme.example", inbound), true)).toBe("posted");
    expect(asked()).toEqual([]);
  });

  it("any more once it is decided: the mail about it does not go out", async () => {
    const mail = await write();
    await as("bo").post(`${place(mail)}/customer`, { org: town.acme });
    await town.drain();
    expect(listMails(town.dataDir).map(({ kind }) => kind)).not.toContain("request-which-customer");
  });
});

describe("the page is not there", () => {
  it("for anybody but the mail's sender, nor for a customer who is not theirs", async () => {
    const mail = await write();
    for (const who of ["ada", "sam"] as const) {
      const browser = as(who);
      expect((await browser.get(place(mail))).status).toBe(404);
      expect((await browser.post(`${place(mail)}/customer`, { org: town.acme })).status).toBe(404);
    }
    const bo = as("bo");
    town.system.db.delete(memberships).where(eq(memberships.orgId, town.zebra)).run();
    expect((await bo.post(`${place(mail)}/customer`, { org: town.zebra })).status).toBe(404);
    expect(all()).toEqual([]);
  });

  it("for a mail that is held for another reason", async () => {
    const mail = hold(town, { fromEmail: "bo@acme.example", reason: "too-many", proven: true });
    expect((await as("bo").get(place(mail))).status).toBe(404);
  });

  it("and is still, for one that staff dismissed: its sender may make it a request", async () => {
    const mail = await write();
    await as("sam").post(`/staff/requests/held/${mail}/dismissal`, {});
    await as("bo").post(`${place(mail)}/customer`, { org: town.acme });
    expect(all()).toMatchObject([{ orgId: town.acme, subject: "The oil" }]);
  });
});

it("is found again on the page of one's own emails", async () => {
  const mail = await write();
  await town.drain();
  expect(pageOf((await as("bo").get("/me/notifications")).html).main.link(/Which customer/).href).toBe(place(mail));
});
