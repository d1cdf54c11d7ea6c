import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compose } from "#app/mail/compose.ts";
import { mailKinds } from "#app/mails.ts";
import { outbox } from "#db/schema/mail.ts";
import { auditLog } from "#db/schema/organizations.ts";
import { inboundMails, messageFiles, messages, requests } from "#db/schema/requests.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { addAddress } from "#tests/people/person-rows.ts";
import { openTown } from "#tests/world.ts";
import { forwards } from "./inbound/forwards.ts";
import { letter, takeLetter } from "./inbound/letters.ts";
import { ask, customer, hold, leave } from "./request-rows.ts";

const inbound = "in@norrland.example";

let town: ReturnType<typeof openTown>;
let sam: ReturnType<typeof browserIn>;
beforeEach(() => {
  town = openTown({ POSTMARK_INBOUND_ADDRESS: inbound });
  sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
});
afterEach(() => town.close());

const place = (mail: string) => `/staff/requests/held/${mail}`;
const file = { name: "list.txt", type: "text/plain", base64: Buffer.from("Chairs").toString("base64"), bytes: 6 };
type Sent = { from?: string; author?: string; text?: string; proven?: boolean };
/** Sam forwards what somebody wrote to him; gives the mail's id. */
async function forward(sent: Sent = {}) {
  const { from = town.sam.email, author = "Ada Lovelace <ada@acme.example>", proven = true } = sent;
  const text = sent.text ?? forwards["Gmail, English"]!.replace("Ada Lovelace <ada@acme.example>", author);
  const attachments = [{ ...file, contentId: null, isInline: false }];
  const mail = letter(from, inbound, { subject: "Fwd: The oil", text, attachments });
  expect(await takeLetter(town.portal, mail, proven)).toBe("held");
  return mail.id;
}
const offered = async (mail: string) =>
  pageOf((await sam.get(place(mail))).html)
    .main.all("button", /^Open as a request from/)
    .map(({ name }) => name.replace("Open as a request from ", ""));
const open = (mail: string, org: string) => sam.post(`${place(mail)}/forwarded`, { org });
const all = () => town.system.db.select().from(requests).all();
const words = () => town.system.db.select().from(messages).orderBy(messages.position).all();
const mailed = () =>
  town.system.db
    .select()
    .from(outbox)
    .all()
    .flatMap(({ kind, recipient, props }) => ("heldMail" in props ? [] : [`${kind} ${recipient}`]));

describe("a customer's mail that Sam forwarded", () => {
  it("is opened as a request of hers, with her words and files; Sam's own are a note", async () => {
    const mail = await forward();
    expect(await offered(mail)).toEqual(["Ada Lovelace, Acme GmbH"]);
    await sam.submit({}, { action: `${place(mail)}/forwarded` });
    const [request, ...more] = all();
    expect([sam.page.url, more]).toEqual([`/staff/requests/${request!.id}`, []]);
    expect(request).toMatchObject({
      orgId: town.acme,
      personId: town.ada.id,
      email: "ada@acme.example",
      subject: "The oil",
      verified: true,
    });
    expect(words()).toMatchObject([
      { kind: "message", side: "customer", personId: town.ada.id, name: "Ada", text: "Which oil is it?\n\nAda" },
      { kind: "note", side: "staff", email: town.sam.email, text: "For you." },
    ]);
    expect(words()[0]).toMatchObject({ via: "mail", acceptedBy: town.sam.email });
    const files = town.system.db.select().from(messageFiles).all();
    expect(files).toMatchObject([{ orgId: town.acme, messageId: words()[0]!.id, name: "list.txt" }]);
    expect(pageOf(sam.page.html).text).toMatch(/accepted by sam@norrland\.example, sender not verified/);
    const deeds = town.system.db.select().from(auditLog).all();
    expect(deeds).toMatchObject([{ action: "mail.forwarded", orgId: town.acme, actor: town.sam.email }]);
    expect((await sam.get("/staff/log")).html).toContain("Forwarded email turned into a request");
  });

  it("is held for Sam to decide, although he is a customer's as well", async () => {
    town.join(town.zebra, town.sam.id, "member");
    await forward();
    expect(town.system.db.select().from(inboundMails).get()).toMatchObject({ reason: "forwarded", proven: true });
    await forward({ proven: false });
    const reasons = town.system.db.select().from(inboundMails).all();
    expect(reasons.map(({ reason }) => reason)).toEqual(["forwarded", "unproven"]);
    const own = letter(town.sam.email, inbound, { text: "Which oil is it?" });
    expect(await takeLetter(town.portal, own, true)).toBe("posted");
  });

  it("is hers to read and to go on with, and she gets the usual receipt; the note is not hers", async () => {
    await open(await forward(), town.acme);
    expect(mailed()).toEqual(["request-received ada@acme.example"]);
    const row = town.system.db.select().from(outbox).where(eq(outbox.kind, "request-received")).get()!;
    const receipt = (await compose(mailKinds, town.portal, town.system, row))!;
    expect(receipt.subject).toMatch(/^R-\d+ The oil$/);
    const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
    await ada.get(`/o/${town.acme}/requests/${all()[0]!.id}`);
    expect(pageOf(ada.page.html).main.text).toMatch(/Which oil is it\?[\s\S]*list\.txt/);
    expect(ada.page.html).not.toContain("For you.");
    await sam.get(`/staff/requests/${all()[0]!.id}`);
    await sam.submit({ message: "Linseed oil." });
    await leave(town);
    expect(mailed()).toContain("request-reply ada@acme.example");
  });

  it("is readable for its author although her role reads only her own", async () => {
    await open(await forward({ author: "bo@acme.example" }), town.acme);
    const bo = browserIn(town, { cookie: town.signIn(town.bo.id) });
    expect((await bo.get(`/o/${town.acme}/requests/${all()[0]!.id}`)).status).toBe(200);
  });

  it("is one request, however often the button is pressed", async () => {
    const mail = await forward();
    for (let n = 0; n < 2; n++) await open(mail, town.acme);
    expect([all().length, words().length]).toEqual([1, 2]);
    expect(sam.page.url).toBe(`/staff/requests/${all()[0]!.id}`);
    expect(await offered(mail)).toEqual([]);
  });

  it("has a button for each customer where its author is of several, and none is taken for granted", async () => {
    town.join(town.zebra, town.ada.id, "member");
    const mail = await forward();
    expect(await offered(mail)).toEqual(["Ada Lovelace, Acme GmbH", "Ada Lovelace, Zebra Ltd"]);
    expect((await open(mail, "")).status).toBe(404);
    await open(mail, town.zebra);
    expect(all()).toMatchObject([{ orgId: town.zebra, personId: town.ada.id }]);
  });

  it("is nobody's and unverified where no customer has the address", async () => {
    const mail = await forward({ author: "Otto <otto@tax.example>" });
    expect(await offered(mail)).toEqual(["otto@tax.example"]);
    expect((await open(mail, town.acme)).status).toBe(404);
    await open(mail, "");
    expect(all()).toMatchObject([{ orgId: null, personId: null, email: "otto@tax.example", name: "Otto" }]);
    expect(all()[0]!.verified).toBe(false);
    expect(pageOf(sam.page.html).text).toContain("Unverified");
    expect(mailed()).toEqual(["request-received otto@tax.example"]);
    expect(words().map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      "message: Which oil is it?\n\nAda",
      "note: For you.",
    ]);
  });

  it("is hers as well where it came from another address of hers", async () => {
    addAddress(town, town.ada.id, "ada@home.example");
    await open(await forward({ author: "ada@home.example" }), town.acme);
    expect(all()).toMatchObject([{ orgId: town.acme, personId: town.ada.id, email: "ada@acme.example" }]);
  });

  it("has no note where Sam wrote nothing above it", async () => {
    const text = forwards["Outlook, German, without a rule"]!.replace("For you.\n\n", "");
    await open(await forward({ text }), town.acme);
    expect(words()).toMatchObject([{ kind: "message", text: "Which oil is it?\n\nAda" }]);
  });

  it("shows her nothing of what Sam quoted above it", async () => {
    const mira = "On Mon, 23 Nov 2026 at 09:00, Mira <mira@norrland.example> wrote:\n> She pays late, beware.\n\n";
    for (const words of ["Please handle this:\n\n", ""]) {
      const text = forwards["Gmail, English"]!.replace("For you.\n\n", `${mira}${words}`);
      await open(await forward({ text }), town.acme);
    }
    const said = words().filter(({ kind }) => kind === "message");
    expect(said).toHaveLength(2);
    for (const { text, quoted } of said) expect(`${text} ${quoted}`).not.toContain("beware");
  });

  it("is shown to Sam before as she will read it", async () => {
    await sam.get(place(await forward({ text: `${forwards["Gmail, English"]}\n\n---\n\nShe pays late, beware.` })));
    const shown = pageOf(sam.page.html).main.text.split("appear as their message:")[1]!;
    expect(shown).toMatch(/^\s*Which oil is it\?\s+Ada[\s\S]*She pays late, beware\./);
    expect(shown).not.toContain("For you.");
  });

  it("loses no word of one that is too long for a message", async () => {
    const long = Array.from({ length: 4_000 }, (_, n) => `Line ${n} of Ada's.`);
    const text = forwards["Gmail, English"]!.replace("Which oil is it?", long.join("\n"));
    await open(await forward({ text }), town.acme);
    const { text: said, quoted } = words()[0]!;
    expect(said.length).toBeLessThanOrEqual(20_000);
    expect(`${said}\n${quoted}`).toContain(long.join("\n"));
  });

  it("says where it is not proven that one of the company's forwarded it", async () => {
    await sam.get(place(await forward({ proven: false })));
    expect(sam.page.html).toContain("We can’t confirm that one of you forwarded this.");
    await sam.get(place(await forward()));
    expect(sam.page.html).not.toContain("We can’t confirm that one of you forwarded this.");
  });

  it("is not said to be hers where it is not proven that one of the company's forwarded it", async () => {
    const mail = await forward({ proven: false });
    await open(mail, town.acme);
    expect(all()).toMatchObject([{ orgId: town.acme, verified: false }]);
  });

  it("can still be dismissed, or accepted as Sam's own words", async () => {
    const mail = await forward();
    await sam.post(`${place(mail)}/dismissal`, {});
    expect(await offered(mail)).toEqual(["Ada Lovelace, Acme GmbH"]);
    await sam.post(`${place(mail)}/acceptance`, {});
    expect(all()).toMatchObject([{ orgId: null, email: town.sam.email }]);
    expect(town.system.db.select().from(inboundMails).get()).toMatchObject({ decision: "accepted" });
  });
});

describe("nothing is offered", () => {
  const quoted = "From: Ada <ada@acme.example>\nSent: Monday\nTo: us@norrland.example\n\nWhich oil?";

  it.each([
    ["of what a customer forwarded", { fromEmail: "otto@tax.example", quoted }],
    [
      "of a mail that is of one of the company's own",
      { quoted: quoted.replace("ada@acme.example", "sam@norrland.example") },
    ],
    [
      "of one that came from the portal's address",
      { quoted: quoted.replace("ada@acme.example", "in+1@norrland.example") },
    ],
    ["of a mail without another in it", { quoted: null }],
  ])("%s", async (_, values) => {
    const mail = hold(town, {
      fromEmail: town.sam.email,
      reason: "stranger",
      text: "For you.",
      proven: true,
      ...values,
    });
    expect(await offered(mail)).toEqual([]);
    expect((await open(mail, town.acme)).status).toBe(404);
    expect((await open(mail, "")).status).toBe(404);
    expect(all()).toEqual([]);
  });

  it("of a mail that answers a request", async () => {
    const request = ask(town, town.acme, customer(town.ben));
    const values = { fromEmail: town.sam.email, requestId: request.id, text: "For you.", quoted };
    const mail = hold(town, values);
    expect(await offered(mail)).toEqual([]);
    expect((await open(mail, town.acme)).status).toBe(404);
  });
});
