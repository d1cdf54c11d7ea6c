import fs, { readdirSync } from "node:fs";
import { open } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { asc, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { takeFile } from "#app/sign-in/limits.ts";
import { listMails } from "#app/mail/mailbox.ts";
import { maxFileBytes } from "#app/files/file-store.ts";
import { paths } from "#app/paths.ts";
import { messageFiles, messages } from "#db/schema/requests.ts";
import { samples } from "#tests/files/file-samples.ts";
import { browserIn, formsOf } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { ask, customer, leave } from "./request-rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
let request: string;
beforeEach(() => {
  town = openTown({ FOYER_MODE: "development", SMTP_URL: "" });
  request = ask(town, town.acme, customer(town.ada)).id;
});
afterEach(() => town.close());

const as = (person: { id: typeof town.ada.id }) => browserIn(town, { cookie: town.signIn(person.id) });
const tooLong = { message: "x".repeat(20_001) };
const day = 24 * 60 * 60_000;
type Browser = ReturnType<typeof as>;

/** Sends the page's form with files as a browser does; `fields` in place of what stands in it. */
function attach(browser: Browser, fields: Record<string, string>, files: Record<string, Uint8Array>, unticked = false) {
  const form = formsOf(browser.page.html, browser.page.url).find(({ fields }) => "message" in fields)!;
  const body = new FormData();
  const { files: _, ...typed } = { ...form.fields, ...fields };
  for (const [name, value] of Object.entries(typed)) if (!(unticked && name === "keep")) body.append(name, value);
  for (const [name, bytes] of Object.entries(files)) body.append("files", new File([new Uint8Array(bytes)], name));
  return browser.request(form.path, { method: "POST", headers: { Origin: town.config.appUrl }, body }, false);
}

const said = () => town.system.db.select().from(messages).orderBy(asc(messages.position)).all();
const rows = () => town.system.db.select().from(messageFiles).orderBy(asc(messageFiles.position)).all();
const names = () => rows().map(({ name }) => name);
const onDisk = () => readdirSync(join(town.dataDir, "files"));

describe("a reply with files", () => {
  it("stands in the thread with them, each to be saved, and the staff see them too", async () => {
    const ada = as(town.ada);
    await ada.get(paths.request(town.acme, request));
    const { status } = await attach(
      ada,
      { message: "See these" },
      { "offer.pdf": samples.pdf, "a;b.png": samples.png },
    );
    expect(status).toBe(303);
    expect(rows().map(({ messageId, draft, name }) => [messageId, draft, name])).toEqual([
      [said()[1]!.id, null, "offer.pdf"],
      [said()[1]!.id, null, "a;b.png"],
    ]);
    const { html } = await ada.get(paths.request(town.acme, request));
    for (const { id } of rows()) expect(html).toContain(paths.requestFile(town.acme, request, id));
    const sam = as(town.sam);
    const desk = await sam.get(paths.staffRequest(request));
    for (const { id } of rows()) expect(desk.html).toContain(paths.staffFile(id));
  });

  it("sent twice is there once, with its files", async () => {
    const ada = as(town.ada);
    await ada.get(paths.request(town.acme, request));
    const first = { ...ada.page };
    for (let i = 0; i < 2; i++) {
      ada.page = first;
      const { headers } = await attach(ada, { message: "See this" }, { "offer.pdf": samples.pdf });
      expect(headers.get("Location")).toContain(paths.request(town.acme, request));
    }
    expect(said().filter(({ text }) => text === "See this")).toHaveLength(1);
    expect(rows().filter(({ messageId }) => messageId)).toHaveLength(1);
  });

  it("and too many words keeps the files for the next try, which sends them once", async () => {
    const ada = as(town.ada);
    await ada.get(paths.request(town.acme, request));
    await attach(ada, tooLong, { "offer.pdf": samples.pdf });
    expect(ada.page.status).toBe(422);
    expect(ada.page.html).toContain("Already added");
    expect(ada.page.html).toContain("offer.pdf");
    expect((await attach(ada, { message: "Here" }, { "seat.png": samples.png })).status).toBe(303);
    expect(rows().map(({ name, messageId }) => [name, messageId])).toEqual([
      ["offer.pdf", said()[1]!.id],
      ["seat.png", said()[1]!.id],
    ]);
  });

  it("and no words is a message: the thread shows the file, and the mail says that one was sent", async () => {
    const ada = as(town.ada);
    await ada.get(paths.request(town.acme, request));
    expect((await attach(ada, { message: " \u200b" }, {})).status).toBe(422);
    expect(ada.page.html).toContain("Enter your message");
    const { headers } = await attach(ada, { message: " \u200b" }, { "offer.pdf": samples.pdf });
    expect(headers.get("Location")).toBe(paths.request(town.acme, request, said()[1]!.id));
    const { html } = await ada.get(paths.request(town.acme, request));
    expect(pageOf(html).main.all("article").at(-1)!.text).toMatch(/^You · .* offer\.pdf/);
    await town.drain();
    const mail = listMails(town.dataDir).find(({ kind }) => kind === "request-reply")!;
    expect(mail.text).toMatch(/^Ada \(ada@acme\.example\) sent 1 file:\n\nFiles: offer\.pdf\n/);
    expect(mail.html).not.toContain("Ada wrote");
    const sam = as(town.sam);
    await sam.get(paths.staffRequest(request));
    expect((await attach(sam, { message: "" }, {})).status).toBe(422);
    expect((await attach(sam, { message: "" }, { "seat.png": samples.png })).status).toBe(303);
  });

  it("says of each that is refused why, one below the other", async () => {
    const ada = as(town.ada);
    await ada.get(paths.request(town.acme, request));
    await attach(ada, { message: "Two" }, { "logo.svg": samples.svg, "empty.pdf": Buffer.alloc(0) });
    const { alert, main } = pageOf(ada.page.html);
    expect(alert!.all("link").map(({ href }) => href)).toEqual(["#reply-files", "#reply-files"]);
    expect(main.field(/files/i).description).toMatch(/or a ZIP of it instead\. “empty\.pdf” is empty\./);
  });

  it("leaves out a file that was unticked", async () => {
    const ada = as(town.ada);
    await ada.get(paths.request(town.acme, request));
    await attach(ada, tooLong, { "offer.pdf": samples.pdf });
    await attach(ada, { message: "Without" }, {}, true);
    expect([said()[1]!.text, names(), onDisk()]).toEqual(["Without", [], []]);
  });

  it.each([
    ["logo.svg", samples.svg, "program or a web page"],
    ["seat.png", samples.html, "program or a web page"],
    ["empty.pdf", Buffer.alloc(0), "is empty"],
    ["big.txt", Buffer.alloc(maxFileBytes + 1, "x"), "larger than 10 MB"],
  ])("says that %s cannot be taken, and keeps the words and the good one", async (name, bytes, why) => {
    const ada = as(town.ada);
    await ada.get(paths.request(town.acme, request));
    await attach(ada, { message: "My own words" }, { [name]: bytes, "offer.pdf": samples.pdf });
    const { status, html } = ada.page;
    expect(status).toBe(422);
    expect(html).toContain("There is a problem");
    expect(html).toContain(`“${name}”`);
    expect(html).toContain(why);
    expect(html).toContain("My own words");
    expect([names(), onDisk()]).toEqual([["offer.pdf"], [rows()[0]!.id]]);
    expect(said()).toHaveLength(1);
  });

  it("takes five and names the sixth", async () => {
    const ada = as(town.ada);
    await ada.get(paths.request(town.acme, request));
    const six = Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [`${n}.txt`, Buffer.from(`chair ${n}`)]));
    await attach(ada, { message: "Six" }, six);
    expect(ada.page.status).toBe(422);
    expect(ada.page.html).toContain("“6.txt” is one file too many");
    expect(names()).toEqual(["1.txt", "2.txt", "3.txt", "4.txt", "5.txt"]);
  });

  it("that breaks off is not taken for whole", async () => {
    const ada = as(town.ada);
    await ada.get(paths.request(town.acme, request));
    const body = `--x\r\nContent-Disposition: form-data; name="message"\r\n\r\nHello\r\n--x\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n%PDF-1.4`;
    const headers = { Origin: town.config.appUrl, "Content-Type": "multipart/form-data; boundary=x" };
    const page = await ada.request(paths.request(town.acme, request), { method: "POST", headers, body }, false);
    expect([page.status, page.html.includes("didn’t arrive completely"), page.html.includes("Hello")]).toEqual([
      422,
      true,
      true,
    ]);
    expect([said().length, onDisk()]).toEqual([1, []]);
  });

  it("may come url-encoded, without any", async () => {
    const ada = as(town.ada);
    await ada.get(paths.request(town.acme, request));
    expect((await ada.submit({ message: "Plain" }, { follow: false })).status).toBe(303);
    expect(said()[1]!.text).toBe("Plain");
  });

  it("is not given what waits for a colleague under the same key", async () => {
    const ben = as(town.ben);
    await ben.get(paths.request(town.acme, request));
    await attach(ben, { ...tooLong, once: "k" }, { "bens.pdf": samples.pdf });
    const ada = as(town.ada);
    await ada.get(paths.request(town.acme, request));
    await attach(ada, { message: "Mine", once: "k", keep: rows()[0]!.id }, {});
    expect(rows()[0]).toMatchObject({ name: "bens.pdf", messageId: null });
  });
});

describe("files beyond what there is room for", () => {
  const words = { message: "My own words" };
  /** The words and the file that went before are still in the form, and nothing was sent. */
  function expectKept(sentence: string) {
    const { status, html } = ada.page;
    expect([status, html.includes(sentence), html.includes("help@norrland.example")]).toEqual([422, true, true]);
    expect(formsOf(html, ada.page.url).find(({ fields }) => "message" in fields)!.fields.message).toBe(words.message);
    expect([names(), onDisk()]).toEqual([["offer.pdf"], [rows()[0]!.id]]);
    expect(said()).toHaveLength(1);
  }
  let ada: Browser;
  beforeEach(async () => {
    ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
    await ada.get(paths.request(town.acme, request));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    syncBuiltinESMExports();
  });

  it("in a day wait for the next, or for a mail; the company's own do not", async () => {
    const mebibyte = 1024 * 1024;
    for (let n = 0; n < 99; n++) takeFile(town.system, town.ada.email, mebibyte, town.now());
    expect(takeFile(town.system, town.ada.email, 102 * mebibyte, town.now())).toBe(false);
    const three = { "offer.pdf": samples.pdf, "seat.png": samples.png, "b.gif": samples.gif };
    await attach(ada, words, three);
    expectKept("“seat.png”, “b.gif” couldn’t be added. You can send up to 100 files and 200 MB");
    town.pass(day);
    expect((await attach(ada, words, { "seat.png": samples.png })).status).toBe(303);
    for (let n = 0; n < 100; n++) takeFile(town.system, town.sam.email, 1, town.now());
    const sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
    await sam.get(paths.staffRequest(request));
    expect((await attach(sam, { message: "The offer" }, { "a.pdf": samples.pdf })).status).toBe(303);
  });

  it("on a disk that is nearly full are said so, and the words are sent without them", async () => {
    await attach(ada, tooLong, { "offer.pdf": samples.pdf });
    vi.spyOn(fs, "statfsSync").mockReturnValue({ bavail: 100 * 1024, bsize: 1024 } as ReturnType<typeof fs.statfsSync>);
    syncBuiltinESMExports();
    await attach(ada, words, { "seat.png": samples.png });
    expectKept("“seat.png” couldn’t be saved: we have no room for files");
    expect((await attach(ada, words, {})).status).toBe(303);
    expect(rows().map(({ messageId }) => messageId)).toEqual([said()[1]!.id]);
  });

  it("on a disk that fills up while they come are said so, and leave nothing", async () => {
    await attach(ada, tooLong, { "offer.pdf": samples.pdf });
    const handle = await open(town.path);
    await handle.close();
    const full = Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    vi.spyOn(Object.getPrototypeOf(handle) as typeof handle, "writeFile").mockRejectedValueOnce(full);
    await attach(ada, words, { "seat.png": samples.png });
    expectKept("“seat.png” couldn’t be saved: we have no room for files");
    expect(town.logLines.join()).toContain("ENOSPC");
  });

  it("in the database keep the words in the form, for customers and for staff", async () => {
    const sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
    await sam.get(paths.staffRequest(request));
    const { sqlite } = town.connection;
    const limit = () => sqlite.pragma(`max_page_count = ${String(sqlite.pragma("page_count", { simple: true }))}`);
    const long = "My own words ".repeat(1_500).trim();
    for (const browser of [ada, sam]) {
      // What earlier migrations freed is room too.
      sqlite.exec("vacuum");
      limit();
      await attach(browser, { message: long }, { "offer.pdf": samples.pdf });
      const { status, html } = browser.page;
      expect([status, html.includes("We can’t save anything right now"), html.includes(long)]).toEqual([
        422,
        true,
        true,
      ]);
      expect(said()).toHaveLength(1);
      sqlite.pragma("max_page_count = 1000000");
      expect((await attach(browser, { message: long }, {})).status).toBe(303);
      await leave(town);
      expect(said().at(-1)!.text).toBe(long);
      town.system.db.delete(messages).where(eq(messages.position, 2)).run();
    }
  });
});

describe("files elsewhere", () => {
  it("go with a new request", async () => {
    const ada = as(town.ada);
    await ada.get(paths.newRequest(town.acme));
    expect((await attach(ada, { message: "Look" }, { "offer.pdf": samples.pdf })).status).toBe(303);
    expect(rows()[0]!.requestId).not.toBe(request);
    expect(rows()[0]!.messageId).not.toBeNull();
  });

  it("go with an answer, and with a note that no customer gets", async () => {
    const sam = as(town.sam);
    await sam.get(paths.staffRequest(request));
    await attach(sam, { message: "The offer" }, { "offer.pdf": samples.pdf });
    await leave(town);
    await sam.get(paths.noteRequest(request));
    await attach(sam, { message: "Their debts" }, { "debts.pdf": samples.plainPdf });
    const [offer, debts] = ["offer.pdf", "debts.pdf"].map((name) => rows().find((row) => row.name === name)!);
    const ada = as(town.ada);
    const { html } = await ada.get(paths.request(town.acme, request));
    expect([html.includes(offer!.id), html.includes(debts!.id)]).toEqual([true, false]);
    expect((await ada.get(paths.requestFile(town.acme, request, offer!.id))).status).toBe(200);
    expect((await ada.get(paths.requestFile(town.acme, request, debts!.id))).status).toBe(404);
    expect((await sam.get(paths.staffFile(debts!.id))).status).toBe(200);
  });

  it("go with an answer to somebody who is nobody's yet", async () => {
    const author = { side: "customer", personId: null, email: "who@else.example", name: null } as const;
    const { id } = ask(town, null, author, { verified: false, via: "contact" });
    const sam = as(town.sam);
    await sam.get(paths.staffRequest(id));
    expect((await attach(sam, { message: "Hello" }, { "offer.pdf": samples.pdf })).status).toBe(303);
    await leave(town);
    expect(rows()[0]).toMatchObject({ requestId: id, orgId: null });
  });
});
