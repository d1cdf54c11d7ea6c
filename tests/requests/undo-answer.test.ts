import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { outbox } from "#db/schema/mail.ts";
import { messageFiles, messages, requests } from "#db/schema/requests.ts";
import { undoMs } from "#app/jobs/undo.ts";
import { requestsWork } from "#app/requests/work.ts";
import { browserIn, formsOf } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { ask, customer, leave, tell } from "./request-rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
let sam: ReturnType<typeof browserIn>;
let mira: ReturnType<typeof browserIn>;
let ada: ReturnType<typeof browserIn>;
let id: string;
beforeEach(async () => {
  town = openTown({ STAFF_EMAILS: "sam@norrland.example,mira@norrland.example" });
  sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
  mira = browserIn(town, { cookie: town.signIn(town.addPerson("mira@norrland.example", "Mira")) });
  ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
  id = ask(town, town.acme, customer(town.ada)).id;
  await sam.get(`/staff/requests/${id}`);
});
afterEach(() => town.close());

const said = () => town.system.db.select().from(messages).where(eq(messages.requestId, id)).all();
const mailsToAda = () =>
  town.system.db
    .select()
    .from(outbox)
    .all()
    .filter(({ kind, recipient }) => kind === "request-reply" && recipient === town.ada.email);
const adasPage = async () => pageOf((await ada.get(`/o/${town.acme}/requests/${id}`)).html).main.text;
const box = () => formsOf(sam.page.html, sam.page.url).find(({ fields }) => "seen" in fields)!.fields.message;
const undo = () => sam.submit({}, { action: `/staff/requests/${id}/undo` });

it("an answer reaches its customer after ten seconds: no email, and nothing on their page, before", async () => {
  await sam.submit({ message: "On Monday." });
  town.pass(undoMs - 1);
  await town.drain(requestsWork.workers);
  expect(await adasPage()).not.toContain("On Monday.");
  expect([said().length, mailsToAda().length]).toEqual([1, 0]);
  town.pass(1);
  await town.drain(requestsWork.workers);
  expect(await adasPage()).toContain("On Monday.");
  expect([said().length, mailsToAda().length]).toEqual([2, 1]);
  await town.drain(requestsWork.workers);
  expect(said()).toHaveLength(2);
});

it("an answer taken back was never there, is in the box again, and can go out after all, in the same words", async () => {
  await sam.submit({ message: "On Monday.", closing: "yes" });
  expect(pageOf(sam.page.html).region("Being sent").text).toMatch(/Your answer to R-\d+ goes out within 10 seconds/);
  await undo();
  expect(sam.page.html).toContain("Nothing was sent. Your answer is back in the box.");
  expect(box()).toBe("On Monday.");
  await leave(town);
  expect([said().length, mailsToAda().length]).toEqual([1, 0]);
  await sam.submit();
  expect(box()).toBe("");
  await leave(town);
  expect(said().at(-1)).toMatchObject({ text: "On Monday.", side: "staff", email: town.sam.email });
  expect(mailsToAda()).toHaveLength(1);
});

it("while an answer is about to go, its request is said to be answered, and no longer waits for one", async () => {
  const desk = async () => pageOf((await sam.get("/staff/requests")).html).main;
  const thread = async () => pageOf((await sam.get(`/staff/requests/${id}`)).html).main.text;
  await sam.submit({ message: "On Monday.", closing: "yes" });
  expect(await thread()).toContain("Being sent · Then the request is closed.");
  expect((await desk()).region("Being sent").text).toContain("Then the request is closed.");
  expect((await desk()).link(/^Needs answer/).text).toBe("Needs answer");
  expect((await desk()).text).toContain("Nobody is waiting for an answer");
  await sam.get("/staff/requests");
  await undo();
  expect(await thread()).toMatch(/New · waiting since/);
  expect((await desk()).link(/^Needs answer/).text).toBe("Needs answer 1");
  await sam.get(`/staff/requests/${id}`);
  await sam.submit({ message: "On Monday." });
  expect(await thread()).toContain("Being sent · Then it’s the customer’s turn.");
  await leave(town);
  expect(await thread()).toMatch(/Answered · the customer’s turn since/);
  await sam.submit({ message: "Or on Tuesday." });
  const waiting = pageOf((await sam.get("/staff/requests?queue=waiting")).html).main;
  expect(waiting.row(/Where is my chair/).text).toContain("Being sent");
});

it("while answers are about to go, their requests count nowhere, each once", async () => {
  const another = ask(town, town.zebra, customer(town.zoe), { subject: "Which oil?" }).id;
  const counted = async () => {
    const { main } = pageOf((await mira.get("/staff/requests")).html);
    return [/^Needs answer/, /^Unassigned/, /^Mine/, /^Late/].map((view) => main.link(view).text);
  };
  for (const to of [id, another])
    await mira.post(`/staff/requests/${to}/assignment`, { to: to === id ? "mira@norrland.example" : "" });
  town.pass(26 * 60 * 60_000);
  expect(await counted()).toEqual(["Needs answer 2", "Unassigned 1", "Mine 1", "Late 2"]);
  await sam.submit({ message: "On Monday." });
  expect(await counted()).toEqual(["Needs answer 1", "Unassigned 1", "Mine", "Late 1"]);
  await sam.get(`/staff/requests/${another}`);
  await sam.submit({ message: "Linseed." });
  await sam.get(`/staff/requests/${another}`);
  await sam.submit({ message: "Or walnut." });
  expect(await counted()).toEqual(["Needs answer", "Unassigned", "Mine", "Late"]);
  expect(pageOf((await mira.get("/staff")).html).main.text).not.toContain("need an answer");
});

it("an answer taken back can be thrown away, with its files: the box is empty, and nothing waits", async () => {
  const files = new FormData();
  const { path, fields } = formsOf(sam.page.html, sam.page.url).find(({ fields }) => "seen" in fields)!;
  for (const [name, value] of Object.entries({ ...fields, message: "On Monday." })) files.append(name, value);
  files.set("files", new File(["a plan"], "plan.txt"));
  await sam.request(path, { method: "POST", headers: { Origin: town.config.appUrl }, body: files });
  await sam.get(`/staff/requests/${id}`);
  await undo();
  const waiting = () => town.system.db.select().from(messageFiles).all();
  expect([box(), waiting().length]).toEqual(["On Monday.", 1]);
  const { fields: own } = formsOf(sam.page.html, sam.page.url).find(({ fields }) => "seen" in fields)!;
  const discarded = { ...own, answer: own.again! };
  await mira.post(`/staff/requests/${id}/discard`, discarded);
  expect(waiting()).toHaveLength(1);
  await sam.post(`/staff/requests/${id}/discard`, discarded);
  expect(sam.page.html).toContain("Discarded. Nothing was sent.");
  expect([box(), waiting()]).toEqual(["", []]);
});

it("an answer that has gone cannot be taken back, nor can a colleague's", async () => {
  await sam.submit({ message: "On Monday." });
  const { path, fields } = formsOf(sam.page.html, sam.page.url).find(({ path }) => path.endsWith("/undo"))!;
  await mira.get(`/staff/requests/${id}`);
  expect(pageOf(mira.page.html).region("Being sent").text).toMatch(
    /^Sam’s answer to R-\d+ goes out within 10 seconds\. Then it’s the customer’s turn\. On Monday\.$/,
  );
  await mira.post(path, fields);
  await leave(town);
  await sam.post(path, fields);
  expect(sam.page.html).toContain("Too late: your answer has been sent.");
  expect(said()).toHaveLength(2);
});

it("an answer that its customer overtakes in these ten seconds waits, and its author is told wherever they are", async () => {
  await sam.submit({ message: "On Monday." });
  tell(town, id, customer(town.ada), { text: "Never mind, it is here." });
  await leave(town);
  expect(said().map(({ text }) => text)).toEqual(["Where is my chair?", "Never mind, it is here."]);
  await sam.get("/staff/requests");
  expect(pageOf(sam.page.html).region("Being sent").text).toContain("wasn’t sent: something changed");
  await sam.get(pageOf(sam.page.html).main.link("Open it").href);
  expect(box()).toBe("On Monday.");
  await sam.submit();
  await leave(town);
  expect(said().at(-1)!.text).toBe("On Monday.");
  expect(pageOf((await sam.get("/staff/requests")).html).main.text).not.toContain("was not sent");
});

const request = () => town.system.db.select().from(requests).where(eq(requests.id, id)).get()!;

it("a request that is closed while one's answer is about to go is closed once that has gone", async () => {
  await sam.submit({ message: "On Monday." });
  await sam.submit({}, { action: `/staff/requests/${id}/closure` });
  expect(request().open).toBe(true);
  await leave(town);
  expect([request().open, said().filter(({ kind }) => kind === "message").length]).toEqual([false, 2]);
});

it("a request that was put away until a day stays so when its answer goes", async () => {
  await sam.submit({ message: "On Monday." });
  const snoozedUntil = town.now() + 7 * 86_400_000;
  town.system.db.update(requests).set({ snoozedUntil }).where(eq(requests.id, id)).run();
  await leave(town);
  expect(request().snoozedUntil).toBe(snoozedUntil);
  tell(town, id, customer(town.ada), { text: "And the table?" });
  expect(request().snoozedUntil).toBeNull();
});

it("an answer that is sent once more from the same form, in other words, goes in those alone", async () => {
  const { path, fields } = formsOf(sam.page.html, sam.page.url).find(({ fields }) => "seen" in fields)!;
  await sam.post(path, { ...fields, message: "On Monday." });
  await sam.post(path, { ...fields, message: "On Tuesday." });
  await leave(town);
  expect(said().slice(1)).toMatchObject([{ text: "On Tuesday." }]);
});

it("an answer that cannot be sent keeps no other waiting, is tried again, and its author is told if it stays so", async () => {
  const other = ask(town, town.acme, customer(town.ada)).id;
  await sam.submit({ message: "On Monday." });
  await sam.get(`/staff/requests/${other}`);
  await sam.submit({ message: "On Tuesday." });
  const dies =
    "create trigger dies before insert on messages when new.text = 'On Monday.' begin select raise(abort, 'dead'); end";
  town.connection.sqlite.exec(dies);
  await leave(town);
  const texts = () =>
    town.system.db
      .select()
      .from(messages)
      .all()
      .map(({ text }) => text);
  expect(texts()).toContain("On Tuesday.");
  expect(texts()).not.toContain("On Monday.");
  expect(town.logLines.join()).toContain("an answer could not be sent");
  await sam.get("/staff/requests");
  expect(pageOf(sam.page.html).region("Being sent").text).toMatch(/The answer to \S+ couldn’t be sent yet\./);
  expect(pageOf(sam.page.html).hrefs.join()).toContain(id);
  for (let minute = 0; minute < 10; minute++) {
    town.pass(60_000);
    await town.drain(requestsWork.workers);
  }
  await sam.get("/staff/requests");
  expect(pageOf(sam.page.html).region("Being sent").text).toContain("wasn’t sent: something went wrong on our side.");
  town.connection.sqlite.exec("drop trigger dies");
  await sam.get(`/staff/requests/${id}`);
  expect(box()).toBe("On Monday.");
  await sam.submit();
  await leave(town);
  expect(said().at(-1)!.text).toBe("On Monday.");
});
