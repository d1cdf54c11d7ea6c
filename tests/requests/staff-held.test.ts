import { readdirSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { searchWorker } from "#app/workers.ts";
import { compose } from "#app/mail/compose.ts";
import { mailKinds } from "#app/mails.ts";
import { sweepFiles } from "#app/files/file-sweep.ts";
import { keepFile, type MessageFile } from "#app/requests/message-files.ts";
import { outbox } from "#db/schema/mail.ts";
import { auditLog } from "#db/schema/organizations.ts";
import { inboundMails, messageFiles, messages, requestPeople, requests } from "#db/schema/requests.ts";
import { samples } from "#tests/files/file-samples.ts";
import { browserIn, formsOf } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { ask, customer, hold, leave } from "./request-rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
let sam: ReturnType<typeof browserIn>;
let request: ReturnType<typeof ask>;
beforeEach(() => {
  town = openTown();
  sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
  request = ask(town, town.acme, customer(town.ada));
});
afterEach(() => town.close());

const place = (mail: string) => `/staff/requests/held/${mail}`;
const accept = (mail: string) => sam.post(`${place(mail)}/acceptance`, {});
const dismiss = (mail: string) => sam.post(`${place(mail)}/dismissal`, {});
const wordsOf = (id: string) =>
  town.system.db.select().from(messages).where(eq(messages.requestId, id)).orderBy(messages.position).all();
const onThread = () =>
  town.system.db
    .select()
    .from(requestPeople)
    .all()
    .map(({ personId }) => personId);
const mailOf = (id: string) => town.system.db.select().from(inboundMails).where(eq(inboundMails.id, id)).get()!;
const deeds = () =>
  town.system.db
    .select()
    .from(auditLog)
    .all()
    .map(({ action }) => action);
const told = (messageId: string) =>
  town.system.db
    .select()
    .from(outbox)
    .all()
    .filter(({ props }) => props.messageId === messageId)
    .map(({ recipient }) => recipient)
    .sort();

describe("what is held", () => {
  it("is listed by how long it waits, and apart from what machines wrote", async () => {
    hold(town, { subject: "First" });
    town.pass(1000);
    hold(town, { subject: "Second", reason: "stranger", fromEmail: "eve@evil.example" });
    hold(town, { subject: "Away", outcome: "automatic", reason: "automatic" });
    const { html } = await sam.get("/staff/requests?queue=held");
    expect(html).toMatch(/First[\s\S]*Second/);
    const { main } = pageOf(html);
    expect(main.link(/^Held/).text).toBe("Held emails 2");
    expect(html).toContain("no customer has this address");
    hold(town, { reason: "stranger", requestId: request.id });
    expect((await sam.get("/staff/requests?queue=held")).html).toContain(
      "isn’t part of this request and isn’t allowed to read it",
    );
    expect(html).not.toContain("Away");
    expect(html).toContain("To check (2)");
    expect((await sam.get(main.link("Automatic (1)").href)).html).toMatch(/Away[\s\S]*It’s automatic/);
    expect((await sam.get("/staff")).html).toContain("3 emails are held");
  });

  it("has no way to lists that are empty, unless one is there already", async () => {
    const lists = async (path: string) => (await sam.get(path)).html.match(/(To check|Automatic|Dismissed)(?=[ <])/g);
    hold(town);
    expect(await lists("/staff/requests?queue=held")).toEqual(["To check"]);
    expect(await lists("/staff/requests?queue=held&show=automatic")).toEqual(["To check", "Automatic"]);
  });

  it("shows its words as text, what it repeats behind a tap, and its files by name", async () => {
    const hostile = "<script>x</script>";
    const id = hold(town, { text: hostile, quoted: "> earlier", requestId: request.id });
    const file = { id: "fil_1", inboundId: id, position: 1, name: "plan.pdf", type: "application/pdf", bytes: 2_000 };
    town.system.db
      .insert(messageFiles)
      .values({ ...file, orgId: null, sha256: "0", createdAt: town.now() })
      .run();
    const { html } = await sam.get(place(id));
    const { main } = pageOf(html);
    expect(main.text).toContain(hostile);
    expect(main.region("Show quoted text")).toMatchObject({ isOpen: false, text: "Show quoted text > earlier" });
    expect(html).toContain("plan.pdf");
    expect(html).toContain("A question");
    expect((await sam.get(`/staff/requests/${request.id}`)).html).toContain(
      "An email from ada@acme.example for this request is held",
    );
    await accept(id);
    expect(sam.page.html).toContain("plan.pdf");
  });
});

describe("the files of mails that are in no thread", () => {
  const day = 24 * 60 * 60_000;
  const onDisk = () => readdirSync(join(town.dataDir, "files"));
  const sweep = () => sweepFiles(town.config, town.system, town.now());
  const attach = async (inboundId: string, name: string) => {
    const source = Buffer.from(name);
    const file = await keepFile(town.config, town.system, { inboundId }, { name, source }, town.now());
    return (file as MessageFile).id;
  };

  it("go 30 days after they were dismissed or a machine's came, and 180 after a held one", async () => {
    const [held, dismissed] = [hold(town, { requestId: request.id }), hold(town)];
    const automatic = hold(town, { outcome: "automatic", reason: "too-many" });
    const file = await attach(held, "plan.txt");
    const old = [await attach(dismissed, "old.txt"), await attach(automatic, "away.txt")];
    const accepted = hold(town, { requestId: request.id });
    const said = await attach(accepted, "said.txt");
    await accept(accepted);
    town.pass(10 * day);
    await dismiss(dismissed);
    town.pass(21 * day);
    expect([await sweep(), onDisk().sort()]).toEqual([1, [file, said, old[0]].sort()]);
    town.pass(20 * day);
    expect([await sweep(), await sweep(), onDisk().sort()]).toEqual([1, 0, [file, said].sort()]);
    town.pass(130 * day);
    expect([await sweep(), onDisk()]).toEqual([1, [said]]);
  });

  it("are named with their size and the day they went, and accepting the mail says so in the thread", async () => {
    const id = hold(town, { requestId: request.id });
    const file = await attach(id, "plan.txt");
    town.pass(181 * day);
    await sweep();
    sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
    const gone = "plan.txt 1 kB · removed on 23 May 2027";
    expect(pageOf((await sam.get(place(id))).html).text).toContain(gone);
    expect(sam.page.html).not.toContain(file);
    expect((await sam.get(`/staff/files/${file}`)).status).toBe(410);
    await accept(id);
    expect(sam.page.url).toBe(`/staff/requests/${request.id}`);
    expect(pageOf(sam.page.html).text).toContain(gone);
    const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
    const { html } = await ada.get(`/o/${town.acme}/requests/${request.id}`);
    expect(pageOf(html).text).toContain(gone);
    expect(html).not.toContain(file);
  });
});

describe("a held mail that is accepted", () => {
  it("is the member's whose address it has, once, and says who let it in", async () => {
    const id = hold(town, { requestId: request.id, quoted: "> earlier" });
    await accept(id);
    expect(sam.page.url).toBe(`/staff/requests/${request.id}`);
    expect(sam.page.html).toContain("The email was added to the request.");
    expect(sam.page.html).toContain("accepted by sam@norrland.example");
    expect(sam.page.html).toContain("sender not verified");
    await accept(id);
    const [, message, ...more] = wordsOf(request.id);
    expect(more).toEqual([]);
    expect(message).toMatchObject({
      side: "customer",
      personId: town.ada.id,
      name: "Ada",
      text: "Any day will do.",
      quoted: "> earlier",
      via: "mail",
      acceptedBy: "sam@norrland.example",
    });
    expect(mailOf(id)).toMatchObject({
      decision: "accepted",
      decidedBy: "sam@norrland.example",
      messageId: message!.id,
    });
    expect(deeds()).toEqual(["mail.accepted"]);
    expect((await sam.get("/staff/requests?queue=held")).html).toContain("Nothing is held");
  });

  it("makes nobody a participant: not a stranger, and not a member who may read", async () => {
    const stranger = hold(town, {
      requestId: request.id,
      fromEmail: "eve@evil.example",
      fromName: "Ada",
      reason: "stranger",
    });
    const abe = hold(town, { requestId: request.id, fromEmail: town.abe.email });
    const bo = hold(town, { requestId: request.id, fromEmail: town.bo.email });
    for (const id of [stranger, abe, bo]) await accept(id);
    expect(
      wordsOf(request.id)
        .slice(1)
        .map(({ personId, name }) => [personId, name]),
    ).toEqual([
      [null, "Ada"],
      [town.abe.id, "Abe"],
      [null, "Bo"],
    ]);
    expect(onThread()).toEqual([town.ada.id]);
    expect(told(wordsOf(request.id)[1]!.id)).toEqual(["ada@acme.example"]);
    await sam.get(`/staff/requests/${request.id}`);
    await sam.submit({ message: "Thank you." });
    await leave(town);
    expect(told(wordsOf(request.id).at(-1)!.id)).toEqual(["ada@acme.example"]);
  });

  it("is the company's answer where it says it is from one of them, and the page warns of that", async () => {
    const id = hold(town, { requestId: request.id, fromEmail: town.sam.email, fromName: "Sam" });
    expect((await sam.get(place(id))).html).toContain("customers will read it as your company’s answer");
    await accept(id);
    expect(wordsOf(request.id)[1]).toMatchObject({ side: "staff", personId: null });
  });

  it("opens a closed request again", async () => {
    await sam.post(`/staff/requests/${request.id}/closure`, { open: "no", seen: "1" });
    await accept(hold(town, { requestId: request.id }));
    expect(pageOf(sam.page.html).text).toContain("Reopened · sam@norrland.example");
    const row = town.system.db.select().from(requests).where(eq(requests.id, request.id)).get();
    expect(row).toMatchObject({ open: true, turn: "staff" });
  });

  it.each([true, false])("opens a request that is nobody's where it is for none, proven %s", async (proven) => {
    const id = hold(town, {
      fromEmail: town.zoe.email,
      fromName: "Zoe",
      subject: "A sample",
      reason: "stranger",
      proven,
    });
    await accept(id);
    expect(sam.page.html).toContain("The email opened this request.");
    await accept(id);
    const opened = town.system.db
      .select()
      .from(requests)
      .all()
      .filter(({ subject }) => subject === "A sample");
    expect(opened).toMatchObject([{ orgId: null, personId: null, email: town.zoe.email, verified: proven }]);
    expect(sam.page.url).toBe(`/staff/requests/${opened[0]!.id}`);
    expect(sam.page.html).not.toContain("zebra ltd");
    expect(onThread()).toEqual([town.ada.id]);
    // Sam let it in and needs no mail of it; its author gets a receipt, under their own subject where it is proven theirs.
    const [receipt, ...more] = town.system.db.select().from(outbox).where(eq(outbox.requestId, opened[0]!.id)).all();
    const named = proven ? /^R-\d+ A sample$/ : /^We got your message \(R-\d+\)$/;
    const { to, subject, text } = (await compose(mailKinds, town.portal, town.system, receipt!))!;
    expect([to, subject, more]).toEqual([town.zoe.email, expect.stringMatching(named), []]);
    expect(text).toContain(proven ? "because you wrote to us" : "because we received an email from this address");
    expect(text.includes("A sample")).toBe(proven);
    expect(text).not.toContain("contact page");
  });
});

describe("the request of a stranger", () => {
  const give = async (id: string, search: string, name: RegExp) => {
    await sam.get(`/staff/requests/${id}`);
    await sam.get(pageOf(sam.page.html).link("Which customer is this from?").href);
    await town.drain([searchWorker]);
    await sam.get(`${sam.page.url}?q=${search}`);
    await sam.get(pageOf(sam.page.html).main.rows()[0]!.link(/./).href);
    expect(sam.page.html).toMatch(name);
    return sam.submit();
  };
  const orgsOf = (id: string) =>
    [requests, messages, outbox].flatMap((table) =>
      town.system.db
        .select({ orgId: table.orgId })
        .from(table)
        .where(eq(table === requests ? requests.id : (table as typeof messages).requestId, id))
        .all()
        .map(({ orgId }) => orgId),
    );

  it("is tagged, and staff read what is known of its author", async () => {
    await accept(hold(town, { fromEmail: "otto@tax.example", reason: "stranger", proven: true }));
    expect(pageOf(sam.page.html).text).toMatch(/Unverified .*which customer they belong to/);
    expect(sam.page.html).toContain("Not a known customer.");
    expect(pageOf((await sam.get("/staff/requests")).html).text).toContain("otto@tax.example · Unverified");
    await accept(hold(town, { fromEmail: "zoe@zebra.example", reason: "stranger", proven: true }));
    expect(sam.page.html).toContain("We know the address, but not which customer it belongs to.");
  });

  it("becomes a customer's where staff say so: their owners', not its author's", async () => {
    await accept(hold(town, { fromEmail: "otto@tax.example", subject: "A sample", reason: "stranger", proven: true }));
    const id = sam.page.url.split("/").at(-1)!;
    await sam.submit({ message: "It leaves us on Monday." });
    await leave(town);
    const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
    const list = `/o/${town.acme}/requests`;
    const kept = (await ada.get(list)).headers.get("ETag")!;
    const page = await give(
      id,
      "acme",
      /Answers go to Ada\.[\s\S]*otto@tax\.example won’t get emails about it any more/,
    );
    expect(page).toMatchObject({ url: `/staff/requests/${id}` });
    expect(page.html).toContain("It now belongs to Acme GmbH.");
    const said = /otto@tax\.example, can’t read this request.*accepted by sam@norrland\.example/;
    expect(pageOf(page.html).text).toMatch(said);
    expect(page.html).toContain("Emailed to Ada. otto@tax.example doesn’t get this: not part of this request.");
    expect(page.html).not.toMatch(/Unverified|Which customer is this/);
    expect(new Set(orgsOf(id))).toEqual(new Set([town.acme]));
    expect(deeds().slice(-2)).toEqual(["request.answered", "request.given"]);
    expect((await ada.request(list, { headers: { "If-None-Match": kept } })).html).toContain("A sample");
    expect((await ada.get(`${list}/${id}`)).html).toMatch(/otto@tax\.example[\s\S]*It leaves us on Monday/);
    await sam.get(`/staff/requests/${id}`);
    await sam.submit({ message: "Has it come?" });
    await leave(town);
    expect(told(wordsOf(id).at(-1)!.id)).toEqual(["ada@acme.example"]);
    await sam.post(`/staff/requests/${id}/customer`, { customer: town.zebra });
    expect(sam.page.html).toContain("someone has already chosen the customer");
    expect(new Set(orgsOf(id))).toEqual(new Set([town.acme]));
  });

  it("takes no answer that was meant for its author once it is a customer's, and keeps its text and its files", async () => {
    const { id } = ask(town, null, { ...customer(town.zoe), personId: null }, { via: "mail" });
    await sam.get(`/staff/requests/${id}`);
    const form = formsOf(sam.page.html, sam.page.url).find(({ fields }) => "seen" in fields)!;
    const send = async (fields: Record<string, string>, files: Record<string, Buffer> = {}) => {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) if (name !== "files") body.append(name, value);
      for (const [name, bytes] of Object.entries(files)) body.append("files", new File([new Uint8Array(bytes)], name));
      const headers = { Origin: town.config.appUrl };
      return (sam.page = await sam.request(form.path, { method: "POST", headers, body }));
    };
    const tooLong = await send({ ...form.fields, message: "x".repeat(20_001) }, { "price.pdf": samples.pdf });
    expect(tooLong.status).toBe(422);
    const corrected = formsOf(sam.page.html, form.path).find(({ fields }) => "seen" in fields)!.fields;
    await give(id, "acme", /Answers go to Ada\./);
    const zoe = browserIn(town, { cookie: town.signIn(town.zoe.id) });
    const mails = (await zoe.get("/me/notifications")).html;
    expect(mails).toContain("zoe@zebra.example");
    expect(mails).not.toContain("Acme");
    const refused = await send({ ...corrected, message: "The price is in it." });
    expect(refused.status).toBe(422);
    const { main } = pageOf(refused.html);
    expect(main.text).toMatch(/your answer would go to other people.*price\.pdf/);
    expect(main.all("field").map(({ value }) => value)).toContain("The price is in it.");
    expect(wordsOf(id)).toHaveLength(1);
    const again = formsOf(sam.page.html, form.path).find(({ fields }) => "seen" in fields)!.fields;
    expect((await send(again)).html).toContain("Your answer goes out in 10 seconds.");
    await leave(town);
    expect(wordsOf(id).at(-1)).toMatchObject({ text: "The price is in it.", orgId: town.acme });
    const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
    const { html } = await ada.get(`/o/${town.acme}/requests/${id}`);
    expect((await ada.get(pageOf(html).link(/price\.pdf/).href)).status).toBe(200);
  });

  it("goes on with its author where they are proven to be one of the customer's, and only then", async () => {
    town.join(town.zebra, town.ben.id, "member");
    await accept(hold(town, { fromEmail: town.ben.email, reason: "stranger", proven: true }));
    const id = sam.page.url.split("/").at(-1)!;
    await give(id, "acme", /Answers go to Ben\.(?![\s\S]*won’t get emails)/);
    expect(sam.page.html).toContain("Emailed to Ben.<");
    expect(wordsOf(id)[0]).toMatchObject({ personId: town.ben.id, orgId: town.acme });

    const typed = ask(town, null, customer(town.ben), { verified: false, via: "contact" });
    await give(typed.id, "acme", /Answers go to Ada\./);
    expect(wordsOf(typed.id)[0]).toMatchObject({ personId: null, orgId: town.acme });
    expect(sam.page.html).toMatch(
      /Unverified<[\s\S]*sender isn’t verified, so don’t change[\s\S]*contact form[\s\S]{0,20}sender not verified/,
    );
    const read = async (who: "ada" | "ben") =>
      (await browserIn(town, { cookie: town.signIn(town[who].id) }).get(`/o/${town.acme}/requests/${typed.id}`)).html;
    expect(await read("ada")).toContain("on the contact page, sender not verified");
    const ben = browserIn(town, { cookie: town.signIn(town.ben.id) });
    expect((await ben.get(`/o/${town.acme}/requests`)).html).toContain("Was that you?");
    await ben.get(`/me/requests/${typed.id}`);
    expect((await ben.submit()).url).toBe(`/o/${town.acme}/requests/${typed.id}`);
    expect(await read("ada")).not.toContain("sender not verified");
  });
});

describe("a held mail that is dismissed", () => {
  it("leaves the queue for a list of its own, stands in the log, and can be accepted later", async () => {
    const id = hold(town, { requestId: request.id });
    const list = () => sam.get("/staff/requests?queue=held&show=dismissed");
    expect((await list()).html).toContain("No dismissed emails");
    await sam.get(place(id));
    await sam.submit({}, { action: `${place(id)}/dismissal` });
    await dismiss(id);
    expect((await sam.get("/staff/requests?queue=held")).html).toContain("Nothing is held");
    expect(deeds()).toEqual(["mail.dismissed"]);
    expect((await sam.get("/staff/log")).html).toContain("ada@acme.example: Re: A question");
    expect(pageOf((await list()).html).text).toMatch(
      /Re: A question.*ada@acme\.example.*isn’t verified.*Dismissed by sam@norrland\.example today at 10:00/,
    );
    expect(pageOf((await sam.get(place(id))).html).text).toMatch(
      /Any day will do.*Dismissed by sam@norrland\.example today at 10:00.*Add it to the request after all/,
    );
    expect(wordsOf(request.id)).toHaveLength(1);
    await accept(id);
    await dismiss(id);
    expect((await list()).html).toContain("No dismissed emails");
    expect(mailOf(id).decision).toBe("accepted");
    expect(wordsOf(request.id)).toHaveLength(2);
  });

  it.each(["automatic", "dismissed"] as const)(
    "is listed with others, %s: page for page, the newest first",
    async (kind) => {
      const decided = { decision: "dismissed", decidedBy: town.sam.email } as const;
      for (let n = 0; n < 40; n++) {
        if (n % 3) town.pass(1000);
        const values = kind === "dismissed" ? { ...decided, decidedAt: town.now() } : ({ outcome: kind } as const);
        hold(town, { subject: `Lot ${n}`, ...values });
      }
      await sam.get(`/staff/requests?queue=held&show=${kind}`);
      const lots = () => [...pageOf(sam.page.html).text.matchAll(/Lot (\d+)/g)].map(([, lot]) => Number(lot));
      const first = lots();
      await sam.get(pageOf(sam.page.html).next!);
      expect([first[0], lots().at(-1)]).toEqual([39, expect.toSatisfy((lot: number) => lot < 2)]);
      expect(new Set([...first, ...lots()]).size).toBe(40);
    },
  );

  it("is not there where it was posted as it came in", async () => {
    const id = hold(town, { outcome: "posted", reason: null, requestId: request.id });
    expect((await sam.get(place(id))).status).toBe(404);
    expect((await accept(id)).status).toBe(404);
  });
});
