import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { outbox } from "#db/schema/mail.ts";
import { auditLog } from "#db/schema/organizations.ts";
import { messages, requests } from "#db/schema/requests.ts";
import { browserIn, formsOf } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { ask, clerk, customer, tell, leave } from "./request-rows.ts";
import { tellOrder } from "#tests/orders/order-rows.ts";
import { addInvoice } from "#tests/rows.ts";
import { openTown } from "#tests/world.ts";

const minute = 60_000;
const hour = 60 * minute;

let town: ReturnType<typeof openTown>;
let sam: ReturnType<typeof browserIn>;
beforeEach(() => {
  town = openTown({ STAFF_EMAILS: "sam@norrland.example,mira@norrland.example" });
  sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
});
afterEach(() => town.close());

const subjects = (html: string) =>
  pageOf(html)
    .main.rows()
    .map(({ text }) => text.split(/ (?:New|Late|Wrote again|Answered|Closed)\b/)[0]!);
const rowOf = (id: string) => town.system.db.select().from(requests).where(eq(requests.id, id)).get()!;
const wordsOf = (id: string) =>
  town.system.db.select().from(messages).where(eq(messages.requestId, id)).orderBy(messages.position).all();
const mailsOf = (kind: string) =>
  town.system.db
    .select()
    .from(outbox)
    .where(eq(outbox.kind, kind))
    .all()
    .map(({ recipient }) => recipient)
    .sort();
const deeds = () =>
  town.system.db
    .select()
    .from(auditLog)
    .all()
    .map(({ action, actor }) => `${actor}: ${action}`);
const place = (id: string) => `/staff/requests/${id}`;

describe("the queues", () => {
  it("put first who waits longest, and part who is to write", async () => {
    const first = ask(town, town.acme, customer(town.ada), { subject: "First" });
    town.pass(hour);
    const second = ask(town, town.zebra, customer(town.zoe), { subject: "Second" });
    town.pass(hour);
    ask(town, town.acme, customer(town.ben), { subject: "Third" });
    expect(subjects((await sam.get("/staff/requests")).html)).toEqual(["First", "Second", "Third"]);
    expect(pageOf(sam.page.html).main.link(/^Needs answer/).text).toBe("Needs answer 3");
    expect(sam.page.html).toContain("3 requests need an answer");

    town.pass(hour);
    tell(town, first.id, clerk(town.sam));
    tell(town, second.id, clerk(town.sam));
    town.pass(hour);
    tell(town, first.id, customer(town.ada));
    expect(subjects((await sam.get("/staff/requests?queue=needs-answer")).html)).toEqual(["Third", "First"]);
    expect(subjects((await sam.get("/staff/requests?queue=waiting")).html)).toEqual(["Second"]);
    expect(sam.page.html).toContain("Answered");
    expect((await sam.get("/staff/requests?queue=closed")).html).toContain("Nothing is closed yet");
    for (const nonsense of ["queue=chairs", "whose=chair", "after=9.x"])
      expect(subjects((await sam.get(`/staff/requests?${nonsense}`)).html)).toEqual(["Third", "First"]);
  });

  it("go through all pages once, however alike the moments are", async () => {
    for (let n = 0; n < 70; n++) ask(town, town.acme, customer(town.ada), { subject: `Lot ${n}` });
    const seen: string[] = [];
    for (let path: string | null = "/staff/requests"; path;) {
      const { html } = await sam.get(path);
      seen.push(...subjects(html));
      path = pageOf(html).next;
    }
    expect(seen).toHaveLength(70);
    expect(new Set(seen).size).toBe(70);
  });

  it("are not there for customers, nor where the company has switched requests off", async () => {
    const { id } = ask(town, town.acme, customer(town.ada));
    const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
    for (const path of ["/staff/requests", place(id)]) expect((await ada.get(path)).status).toBe(404);
    const other = openTown({ FEATURES: "billing,orders" });
    const browser = browserIn(other, { cookie: other.signIn(other.sam.id) });
    expect((await browser.get("/staff/requests")).status).toBe(404);
    expect((await browser.get("/staff")).html).not.toContain("/staff/requests");
    other.close();
  });
});

describe("a view", () => {
  const invoice = () => ({ kind: "invoice", id: addInvoice(town, town.acme, { number: "INV-7" }) }) as const;

  it("shows who is unassigned, mine, late, or what a job is about, and finds words among them", async () => {
    const late = ask(town, town.acme, customer(town.ada), { subject: "Late one", text: "Which oil?" });
    town.pass(25 * hour);
    ask(town, town.acme, customer(town.ben), { subject: "Billing one", about: invoice() });
    const mine = ask(town, town.zebra, customer(town.zoe), { subject: "My one", text: "Another oil?" });
    await sam.post(`${place(mine.id)}/assignment`, { to: town.sam.email });
    await town.drain();
    const shown = async (asked: string) => subjects((await sam.get(`/staff/requests?${asked}`)).html);
    expect(await shown("whose=nobody")).toEqual(["Late one", "Billing one"]);
    expect(pageOf(sam.page.html).main.link(/^Unassigned/).text).toBe("Unassigned 2");
    expect(pageOf(sam.page.html).main.link(/^Late/).text).toBe("Late 1");
    expect(await shown("whose=mine")).toEqual(["My one"]);
    expect(await shown("late=yes")).toEqual(["Late one"]);
    expect(await shown("job=billing")).toEqual(["Billing one"]);
    expect(await shown("job=other")).toEqual(["Late one", "My one"]);
    expect(await shown("q=oil")).toEqual(["Late one", "My one"]);
    expect(await shown("q=oil&whose=nobody")).toEqual(["Late one"]);
    expect(await shown(`q=R-${late.number}`)).toEqual(["Late one"]);
    expect(await shown("q=sofa")).toEqual([]);
    expect(sam.page.html).toContain("No matching requests");
  });

  it("leads from each of its requests to the next and the one before, and on to the next after an answer", async () => {
    const ids = ["First", "Second", "Third"].map((subject) => {
      town.pass(minute);
      return ask(town, town.acme, customer(town.ada), { subject }).id;
    });
    await sam.get("/staff/requests?whose=nobody");
    await sam.get(pageOf(sam.page.html).main.link(/^Second/).href);
    const page = () => pageOf(sam.page.html);
    expect(page().main.link("← Previous").href).toContain(ids[0]);
    await sam.get(page().main.link("Next →").href);
    expect(page().main.text).toContain("Third");
    expect(sam.page.html).not.toContain("Next →");
    await sam.get(page().main.link("← Previous").href);
    await sam.submit({ message: "On Monday.", go: "next" });
    expect(sam.page.url).toBe(`${place(ids[2]!)}?queue=needs-answer&whose=nobody`);
    await sam.submit({ message: "On Monday.", go: "next" });
    expect(sam.page.url).toBe("/staff/requests?queue=needs-answer&whose=nobody");
  });
});

describe("an answer", () => {
  it("is sent by the first submit of the first form with a message, to everybody on the thread, once", async () => {
    const { id } = ask(town, town.acme, customer(town.ada));
    tell(town, id, customer(town.ben), { text: "Mine too." });
    await sam.get(place(id));
    const form = formsOf(sam.page.html, place(id)).find(({ fields }) => "message" in fields)!;
    expect(form.path).toBe(place(id));
    expect(sam.page.html).toContain("Emailed to Ada and Ben.");
    const fields = { ...form.fields, message: " On Monday.\r\nBoth. " };
    await sam.post(form.path, fields);
    expect(sam.page.html).toContain("Your answer goes out in 10 seconds.");
    await sam.post(form.path, fields);
    await leave(town);
    expect(wordsOf(id).map(({ side, text, email }) => [side, text, email])).toEqual([
      ["customer", "Where is my chair?", "ada@acme.example"],
      ["customer", "Mine too.", "ben@acme.example"],
      ["staff", "On Monday.\nBoth.", "sam@norrland.example"],
    ]);
    const answer = wordsOf(id)[2]!;
    const told = town.system.db.select().from(outbox).where(eq(outbox.kind, "request-reply")).all();
    const ofIt = told.filter(({ props }) => props.messageId === answer.id).map(({ recipient }) => recipient);
    expect(ofIt.sort()).toEqual(["ada@acme.example", "ben@acme.example"]);
    expect(rowOf(id)).toMatchObject({ open: true, turn: "customer" });
    const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
    expect((await ada.get(`/o/${town.acme}/requests/${id}`)).html).toContain("On Monday.\nBoth.");
    expect(deeds()).toEqual(["sam@norrland.example: request.answered"]);
  });

  it("closes the request with it, where that is wanted, and says so in one mail", async () => {
    const { id } = ask(town, town.acme, customer(town.ada));
    await sam.get(place(id));
    await sam.submit({ message: "It is there.", closing: "yes" });
    expect(sam.page.html).toContain("Your answer goes out in 10 seconds, and closes the request.");
    await leave(town);
    expect(rowOf(id).open).toBe(false);
    expect(mailsOf("request-reply")).toEqual(["ada@acme.example"]);
    expect(mailsOf("request-closed")).toEqual([]);
    expect(subjects((await sam.get("/staff/requests?queue=closed")).html)).toEqual(["A question"]);
  });

  it("is closed by a button that says whether it was answered", async () => {
    const { id } = ask(town, town.acme, customer(town.ada));
    await sam.get(place(id));
    expect(pageOf(sam.page.html).main.button("Close without an answer")).toBeTruthy();
    tell(town, id, clerk(town.sam));
    await sam.get(place(id));
    expect(pageOf(sam.page.html).main.button("Close request")).toBeTruthy();
  });

  it("opens a closed request again", async () => {
    const { id } = ask(town, town.acme, customer(town.ada));
    await sam.get(place(id));
    await sam.submit({}, { action: `${place(id)}/closure` });
    expect(sam.page.html).toContain("Request closed.");
    expect(mailsOf("request-closed")).toEqual(["ada@acme.example"]);
    town.pass(2 * minute);
    await sam.submit({}, { action: `${place(id)}/closure` });
    expect(rowOf(id)).toMatchObject({ open: true, turn: "staff", waitingSince: town.now() - 2 * minute });
    await sam.submit({}, { action: `${place(id)}/closure` });
    expect(sam.page.html).toContain("An answer reopens it");
    await sam.submit({ message: "One more thing." });
    await leave(town);
    expect(rowOf(id)).toMatchObject({ open: true, turn: "customer" });
    const kinds = ["message", "closed", "reopened", "closed", "reopened", "message"];
    expect(wordsOf(id).map(({ kind }) => kind)).toEqual(kinds);
  });

  it.each([
    ["", "Enter a message"],
    [" \n ", "Enter a message"],
    ["\u200B\u2060 \u202E\u3164", "Enter a message"],
    ["x".repeat(20_001), "Shorten the message to 20,000 characters"],
  ])("is asked for again where it cannot be sent, with all that was typed", async (message, fault) => {
    const { id } = ask(town, town.acme, customer(town.ada));
    await sam.get(place(id));
    await sam.submit({ message });
    expect(sam.page.status).toBe(422);
    expect(pageOf(sam.page.html).alert!.link(new RegExp(`^${fault}`)).href).toBe("#answer-message");
    const form = formsOf(sam.page.html, place(id)).find(({ fields }) => "message" in fields)!;
    expect(form.fields.message!.trim()).toBe(message.trim());
    expect(wordsOf(id)).toHaveLength(1);
  });

  it("waits where somebody has written in between, shows what, and goes out the second time", async () => {
    const mira = browserIn(town, { cookie: town.signIn(town.addPerson("mira@norrland.example", "Mira")) });
    const { id } = ask(town, town.acme, customer(town.ada));
    await sam.get(place(id));
    await mira.get(place(id));
    await mira.submit({ message: "On Tuesday." });
    await sam.submit({ message: "On Monday." });
    expect(sam.page.status).toBe(422);
    await leave(town);
    await sam.submit();
    expect(sam.page.status).toBe(422);
    expect(sam.page.html).toContain("Someone wrote while you were typing");
    expect(sam.page.html).toContain("On Tuesday.");
    expect(wordsOf(id)).toHaveLength(2);
    await sam.submit();
    expect(sam.page.status).toBe(200);
    await leave(town);
    expect(wordsOf(id).map(({ text }) => text)).toEqual(["Where is my chair?", "On Tuesday.", "On Monday."]);
  });

  it("that is none, a mere closing, waits likewise", async () => {
    const { id } = ask(town, town.acme, customer(town.ada));
    await sam.get(place(id));
    tell(town, id, customer(town.ben), { text: "One more thing." });
    await sam.submit({}, { action: `${place(id)}/closure` });
    expect(sam.page.html).toMatch(/someone has just written[\s\S]*One more thing\./);
    expect(rowOf(id).open).toBe(true);
    await sam.submit({}, { action: `${place(id)}/closure` });
    expect(rowOf(id).open).toBe(false);
  });

  it("does not wait for what its author wrote in another tab", async () => {
    const { id } = ask(town, town.acme, customer(town.ada));
    await sam.get(place(id));
    const form = formsOf(sam.page.html, place(id)).find(({ fields }) => "message" in fields)!;
    await sam.get(place(id));
    await sam.submit({ message: "One." });
    expect((await sam.post(form.path, { ...form.fields, message: "Two." })).status).toBe(200);
  });
});

describe("a note", () => {
  it("is for the staff alone: no mail carries it, and whose turn it is stays", async () => {
    const { id } = ask(town, town.acme, customer(town.ada));
    const before = town.system.db.select().from(outbox).all().length;
    await sam.get(place(id));
    const submit = (message: string) => sam.submit({ message }, { action: `${place(id)}/note` });
    await submit("\u200B");
    expect(sam.page).toMatchObject({ status: 422, url: `${place(id)}/note` });
    expect(sam.page.html).toContain("Enter a message");
    await submit("He has not paid since May.");
    expect(sam.page.url).toBe(place(id));
    expect(sam.page.html).toContain("Note saved.");
    const noted = /Note · .*only you and your colleagues see it.*not paid since May/;
    expect(pageOf(sam.page.html).main.text).toMatch(noted);
    expect(town.system.db.select().from(outbox).all()).toHaveLength(before);
    const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
    expect((await ada.get(`/o/${town.acme}/requests/${id}`)).html).not.toContain("since May");
    expect(rowOf(id)).toMatchObject({ open: true, turn: "staff" });
  });

  it("stays one where a page of before posts it as an answer", async () => {
    const { id } = ask(town, town.acme, customer(town.ada));
    const before = town.system.db.select().from(outbox).all().length;
    await sam.post(place(id), { message: "Do not tell them", as: "note", seen: "1" });
    expect(sam.page.html).toContain("Note saved.");
    expect(wordsOf(id).at(-1)).toMatchObject({ kind: "note", text: "Do not tell them" });
    expect(town.system.db.select().from(outbox).all()).toHaveLength(before);
  });
});

describe("hostile words", () => {
  const hostile = `<script>alert(1)</script>\r\nBcc: x@y.example\r\n\u202Etxet\u202C 🪑 & "`;

  it("are shown as text", async () => {
    const { id } = ask(
      town,
      town.acme,
      { ...customer(town.ada), name: `Ada <b>\u202E` },
      { subject: hostile, text: hostile },
    );
    for (const path of [place(id), "/staff/requests"]) {
      const { html } = await sam.get(path);
      expect(html).not.toContain(">\u202E");
      expect(pageOf(html).main.text).toContain(hostile.split("\r\n")[0]);
    }
  });
});

describe("beside the thread", () => {
  it("stands what is open, the newest orders, other requests and the people", async () => {
    addInvoice(town, town.acme, { number: "INV-7", amountRemaining: 120000 });
    tellOrder(town, town.acme, "PO-7");
    ask(town, town.acme, customer(town.ben), { subject: "An earlier one" });
    const { id } = ask(town, town.acme, customer(town.ada));
    const { text } = pageOf((await sam.get(place(id))).html);
    for (const fact of ["€1,200.00", "INV-7", "PO-7", "An earlier one", "Other requests 1 ", "abe@acme.example"])
      expect(text).toContain(fact);
  });

  it("stands, first of all, how it stands and by when an answer was promised", async () => {
    const { id } = ask(town, town.acme, customer(town.ada));
    const head = async () => pageOf((await sam.get(place(id))).html).main.text;
    expect(await head()).toMatch(/New · waiting since today at 10:00 UTC Answer promised by Tue.? 24 Nov, 10:00 UTC/);
    expect(await head()).toMatch(/Unassigned Assign to me.*About: Nothing linked/s);
    await sam.submit({}, { action: `${place(id)}/assignment` });
    tell(town, id, clerk(town.sam));
    expect(await head()).toMatch(/Answered · the customer’s turn since today at 10:00.*Assigned to Sam \(you\)/s);
    expect(pageOf(sam.page.html).text).toContain("Owner · ada@acme.example");
  });

  it("stands nothing of anybody's where it is not proven who asks", async () => {
    addInvoice(town, town.acme, { number: "INV-7" });
    const author = { side: "customer", personId: null, email: town.ada.email, name: "Ada" } as const;
    const { id } = ask(town, null, author, { verified: false, via: "contact" });
    const { html } = await sam.get(place(id));
    expect(html).toContain("Anyone can enter any address");
    expect(html).not.toMatch(/INV-7|Acme GmbH|Abe/);
    await sam.submit({ message: "Please sign in." });
    await leave(town);
    expect(mailsOf("request-reply")).toEqual(["ada@acme.example"]);
  });

  it("stands who else has it open, for five minutes, and whom a mail did not reach", async () => {
    const mira = browserIn(town, { cookie: town.signIn(town.addPerson("mira@norrland.example", "Mira")) });
    const { id } = ask(town, town.acme, customer(town.ada));
    await mira.get(place(id));
    expect(mira.page.html).not.toContain("has this open");
    expect(pageOf((await sam.get(place(id))).html).text).toContain("Mira has this open since 10:00");
    town.pass(5 * minute);
    expect((await sam.get(place(id))).html).not.toContain("has this open");
    expect(sam.page.html).not.toContain("did not reach");
    town.system.db.update(outbox).set({ state: "bounced" }).where(eq(outbox.recipient, "ada@acme.example")).run();
    expect((await sam.get(place(id))).html).toContain("didn’t reach ada@acme.example");
    town.pass(minute);
    tell(town, id, clerk(town.sam));
    const waiting = async () => (await sam.get("/staff/requests?queue=waiting")).html;
    expect(await waiting()).not.toContain("Email bounced");
    town.system.db.update(outbox).set({ state: "bounced" }).where(eq(outbox.kind, "request-reply")).run();
    expect(await waiting()).toContain("Email bounced");
  });

  it("is who answers it: from then on only they are mailed", async () => {
    const { id } = ask(town, town.acme, customer(town.ada));
    await sam.get(place(id));
    await sam.submit({ to: "mira@norrland.example" }, { action: `${place(id)}/assignment` });
    expect(sam.page.html).toContain("Assigned to mira@norrland.example.");
    const { id: said } = tell(town, id, customer(town.ada));
    const queued = town.system.db.select().from(outbox).all();
    expect(queued.filter(({ props }) => props.messageId === said).map(({ recipient }) => recipient)).toEqual([
      "mira@norrland.example",
    ]);
    expect(subjects((await sam.get("/staff/requests?whose=mine")).html)).toEqual([]);
    expect(subjects((await sam.get("/staff/requests?whose=nobody")).html)).toEqual([]);
    await sam.post(`${place(id)}/assignment`, { to: "eve@evil.example" });
    expect(rowOf(id).assignedTo).toBe("mira@norrland.example");
    await sam.post(`${place(id)}/assignment`, { to: town.sam.email });
    expect(subjects((await sam.get("/staff/requests?whose=mine")).html)).toEqual(["A question"]);
    await sam.post(`${place(id)}/assignment`, { to: "" });
    expect(rowOf(id).assignedTo).toBeNull();
  });

  it("is what it is about: chosen, or by its number, of that organization alone", async () => {
    const invoice = addInvoice(town, town.acme, { number: "INV-7" });
    const foreign = addInvoice(town, town.zebra, { number: "INV-8" });
    const order = tellOrder(town, town.acme, "PO-7").id;
    const { id } = ask(town, town.acme, customer(town.ada));
    const link = async (fields: Record<string, string>) => {
      await sam.get(`${place(id)}/link`);
      await sam.submit(fields);
      return [rowOf(id).aboutKind, rowOf(id).aboutId];
    };
    expect(await link({ about: invoice })).toEqual(["invoice", invoice]);
    expect(sam.page.html).toContain("Invoice INV-7");
    expect(await link({ number: " po-7 " })).toEqual(["order", order]);
    expect(await link({ about: foreign })).toEqual(["order", order]);
    expect(sam.page.status).toBe(422);
    expect(await link({ about: "", number: "" })).toEqual([null, null]);
    await link({ about: invoice });
    expect(await link({ number: "INV-8" })).toEqual(["invoice", invoice]);
    expect(sam.page.status).toBe(422);
    expect(pageOf(sam.page.html).main.field(/number/i)).toMatchObject({
      description: expect.stringContaining("Acme GmbH has no invoice or order with this number"),
      value: "INV-8",
    });
  });
});

describe("saved replies", () => {
  const settings = "/staff/settings/replies";

  it("are written, fill the answer box, are changed, and removed on a page that asks", async () => {
    await sam.get(`${settings}/new`);
    await sam.submit({ name: " Thank  you ", text: "Thanks & bye" });
    expect(sam.page.html).toContain("“Thank you” was saved.");
    const { id } = ask(town, town.acme, customer(town.ada));
    await sam.get(place(id));
    const reply = pageOf(sam.page.html).button("Use: Thank you").value;
    const typed = () => formsOf(sam.page.html, place(id)).find(({ fields }) => "message" in fields)!.fields.message;
    await sam.submit({ reply });
    expect([sam.page.status, typed()]).toEqual([200, "Thanks & bye"]);
    await sam.submit({ message: "It has left us.\n", reply });
    expect([sam.page.status, typed()]).toEqual([200, "It has left us.\n\nThanks & bye"]);
    expect(sam.page.html).not.toMatch(/There is a problem|Error: /);
    expect(wordsOf(id)).toHaveLength(1);
    await sam.submit();
    await leave(town);
    expect(wordsOf(id).at(-1)!.text).toBe("It has left us.\n\nThanks & bye");

    const change = pageOf((await sam.get(place(id))).html).link("Change: Thank you").href;
    await sam.get(change);
    await sam.submit({ text: "Thanks." });
    await sam.get(`${settings}/${reply}/removal`);
    expect((await sam.get(settings)).html).toContain("Thank you");
    await sam.get(`${settings}/${reply}/removal`);
    await sam.submit();
    expect(sam.page.html).toContain("“Thank you” was removed.");
    expect(sam.page.html).toContain("No saved replies yet");
    expect((await sam.get(`${settings}/${reply}`)).status).toBe(404);

    await sam.post(place(id), { message: "Half an ans", seen: "9", reply });
    expect([sam.page.status, typed()]).toEqual([422, "Half an ans"]);
    expect(sam.page.html).toContain("This saved reply has been removed");
    expect(wordsOf(id)).toHaveLength(2);
  });

  it("are filled with whom and what the request is about; what it does not say is named, and never sent in braces", async () => {
    await sam.get(`${settings}/new`);
    await sam.submit({ name: "Paid", text: "Dear {name}, {invoice} is paid. {Order} has left us." });
    const about = { kind: "invoice", id: addInvoice(town, town.acme, { number: "INV-7" }) } as const;
    const { id } = ask(town, town.acme, customer(town.ada), { about });
    await sam.get(place(id));
    await sam.submit({ reply: pageOf(sam.page.html).button("Use: Paid").value });
    const typed = () => formsOf(sam.page.html, place(id)).find(({ fields }) => "message" in fields)!.fields.message;
    expect(typed()).toBe("Dear Ada, INV-7 is paid. {Order} has left us.");
    expect(sam.page.html).toContain("Replace {order} yourself");
    await sam.submit();
    expect(sam.page.status).toBe(422);
    expect(pageOf(sam.page.html).alert!.text).toContain("Replace {order} yourself");
    await leave(town);
    expect(wordsOf(id)).toHaveLength(1);
    await sam.submit({ message: "Dear Ada, INV-7 is paid." });
    await leave(town);
    expect(wordsOf(id).at(-1)!.text).toBe("Dear Ada, INV-7 is paid.");
  });

  it("have a name of their own and a text", async () => {
    const write = async (fields: Record<string, string>) => (await sam.post(`${settings}/new`, fields)).html;
    await write({ name: "Thanks", text: "Thanks" });
    expect(await write({ name: "Thanks", text: "Again" })).toMatch(
      /Another saved reply has this name. Choose a different one[\s\S]*Again/,
    );
    expect(await write({ name: " ", text: "" })).toMatch(/Enter the reply’s name[\s\S]*Enter the reply’s text/);
    expect(await write({ name: "x".repeat(61), text: "x" })).toContain("to 60 characters");
    expect(await write({ name: "y", text: "x".repeat(20_001) })).toContain("Shorten the text to 20,000 characters");
  });
});

describe("somebody of the staff", () => {
  it("chooses which mails they get", async () => {
    await sam.post("/staff/settings/mails", { desk: "off" });
    ask(town, town.acme, customer(town.ada));
    expect(mailsOf("request-new")).toEqual(["mira@norrland.example"]);
  });

  it("comes from a mail to its thread, through the sign-in", async () => {
    const { id } = ask(town, town.acme, customer(town.ada));
    const visitor = browserIn(town);
    await visitor.get(place(id));
    expect(visitor.page.url).toBe(`/sign-in?next=${encodeURIComponent(place(id))}`);
  });

  it("reads how many wait, and which are late: the moment that the customer was told has passed", async () => {
    const { id } = ask(town, town.acme, customer(town.ada));
    const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
    const pages = async () => {
      const seen = [];
      for (const path of ["/staff", "/staff/requests", place(id)]) seen.push(pageOf((await sam.get(path)).html).text);
      return [...seen, pageOf((await ada.get(`/o/${town.acme}/requests/${id}`)).html).text];
    };
    const late = [
      /1 request needs an answer, 1 late/,
      /New .*Late since Tue.? 24 Nov, 10:00 UTC/,
      /Late .*told to expect an answer by Tue.? 24 Nov, 10:00 UTC/,
      /This is taking longer than usual/,
    ];
    town.pass(24 * hour - 1);
    const inTime = await pages();
    expect(inTime[0]).toContain("1 request needs an answer");
    expect(late.map((sign, at) => sign.test(inTime[at]!))).toEqual([false, false, false, false]);
    town.pass(1);
    const tooLate = await pages();
    expect(late.map((sign, at) => sign.test(tooLate[at]!))).toEqual([true, true, true, true]);
    await sam.get("/staff/settings/answers");
    await sam.post("/staff/settings/answers", { day1: "on", day2: "on", from: "9", to: "17", hours: "9" });
    const slower = await pages();
    expect(late.map((sign, at) => sign.test(slower[at]!))).toEqual([false, false, false, false]);
  });
});
