import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { outbox } from "#db/schema/mail.ts";
import { inboundMails, messages, requestPeople, requests } from "#db/schema/requests.ts";
import { closeRequest, writeNote } from "#app/requests/requests-write.ts";
import { takeMessage, turnsPerPerson } from "#app/sign-in/limits.ts";
import { browserIn, formsOf } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { tellOrder } from "#tests/orders/order-rows.ts";
import { ask, clerk, customer, tell } from "./request-rows.ts";
import { addInvoice } from "#tests/rows.ts";
import { openTown } from "#tests/world.ts";

const [minute, hour] = [60_000, 60 * 60_000];
let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

type Who = "ada" | "abe" | "bo" | "ben" | "ann" | "zoe" | "sam";
const as = (who: Who) => browserIn(town, { cookie: town.signIn(town[who].id) });
const at = (rest = "") => `/o/${town.acme}/requests${rest}`;
const read = async (who: Who, path: string) => {
  const { status, html } = await as(who).get(path);
  const { main, text } = pageOf(html);
  return { status, html, main, text };
};
const rows = () => town.system.db.select().from(requests).all();
const said = () => town.system.db.select().from(messages).all();
const mailed = () =>
  town.system.db
    .select()
    .from(outbox)
    .all()
    .map(({ kind, recipient }) => `${kind} ${recipient}`)
    .sort();
const messageForm = (page: { html: string; url: string }) =>
  formsOf(page.html, page.url).find(({ fields }) => "message" in fields)!;

async function write(who: Who, path: string, fields: Record<string, string>) {
  const browser = as(who);
  const form = messageForm(await browser.get(path));
  await browser.post(form.path, { ...form.fields, ...fields });
  return browser.page;
}

describe("a question", () => {
  it("is two taps and one text field from the invoice it is about, and everybody who should hears of it", async () => {
    const invoice = addInvoice(town, town.acme, { number: "INV-1031" });
    const bo = as("bo");
    const { html } = await bo.get(`/o/${town.acme}/billing/${invoice}`);
    const path = pageOf(html).link("Ask about this").href;
    expect(path).toContain(at(`/new?about=invoice:${invoice}`));
    expect(pageOf((await bo.get(path)).html).text).toMatch(
      /About Invoice INV-1031 .*You, Abe, Ada and Norrland Chairs will see this\. We usually answer by Tue.? 24 Nov, 10:00 UTC ?\./,
    );
    const page = await bo.submit({ message: "Our VAT number changed." }, { action: at("/new") });
    expect(page).toMatchObject({ status: 200, url: expect.stringContaining(at("/req_")) });
    expect(pageOf(page.html).text).toContain("Sent as R-1001. We usually answer by Tue");
    expect(rows()).toMatchObject([
      {
        subject: "Our VAT number changed.",
        aboutKind: "invoice",
        aboutId: invoice,
        personId: town.bo.id,
        verified: true,
      },
    ]);
    expect(mailed()).toEqual(["request-new sam@norrland.example", "request-received bo@acme.example"]);
  });

  it("without a subject is called by its first line", async () => {
    await write("ben", at("/new"), { message: "Which oil for oak?\nThe old one is gone." });
    expect(rows()[0]).toMatchObject({ subject: "Which oil for oak?", aboutKind: null });
  });

  it.each(["order:ord_never", "invoice:in_zebra", "chair:1", "order:", "<script>"])(
    "is about nothing where the URL says %s",
    async (about) => {
      addInvoice(town, town.zebra, { id: "in_zebra", number: "INV-ZEBRA" });
      const page = await read("ada", at(`/new?about=${encodeURIComponent(about)}`));
      expect(page.status).toBe(200);
      expect(page.html).not.toContain("INV-ZEBRA");
      await write("ada", at(`/new?about=${encodeURIComponent(about)}`), { message: "Hello" });
      expect(rows()[0]).toMatchObject({ aboutKind: null, aboutId: null, subject: "Hello" });
    },
  );

  it("is about nothing that its asker may not see", async () => {
    const invoice = addInvoice(town, town.acme, { number: "INV-1031" });
    const { id: order } = tellOrder(town, town.acme, "PO-1");
    expect((await read("ben", at(`/new?about=invoice:${invoice}`))).text).not.toContain("INV-1031");
    expect((await read("bo", at(`/new?about=order:${order}`))).text).not.toContain("PO-1");
    await write("ben", at(`/new?about=invoice:${invoice}`), { message: "Hello" });
    expect(rows()[0]).toMatchObject({ aboutKind: null, subject: "Hello" });
  });

  it("sent twice is one, and both see it", async () => {
    const ben = as("ben");
    const form = messageForm(await ben.get(at("/new")));
    const send = (message: string) => ben.post(form.path, { ...form.fields, message }, {}, false);
    const places = [await send("Hello"), await send("Hello")].map(({ headers }) => headers.get("Location"));
    expect(places[0]).toMatch(/\/requests\/req_/);
    expect(places[1]).toBe(places[0]);
    expect(rows()).toHaveLength(1);
    expect((await ben.get(places[1]!)).html).toContain("Sent as R-");
    const before = await send("Hello");
    const { status } = pageOf((await ben.get(before.headers.get("Location")!)).html);
    expect(status!.text).toBe("You’d already sent this, so it wasn’t sent again. Here it is.");
    await send("Hello, and more");
    expect(rows()).toHaveLength(2);
  });

  it("is one where Back led to a fresh form and the same words went out again within a minute, later another", async () => {
    const send = async (message: string) => (await write("ben", at("/new"), { message })).html;
    await send("Hello");
    expect(pageOf(await send("Hello")).status!.text).toContain("You’d already sent this");
    expect(rows()).toHaveLength(1);
    await write("ada", at("/new"), { message: "Hello" });
    await send("Hello, and more");
    town.pass(61_000);
    await send("Hello");
    expect(rows()).toHaveLength(4);
  });

  it("keeps everything typed where it cannot be taken: none, too long, a subject too long", async () => {
    const invoice = addInvoice(town, town.acme, { number: "INV-1031" });
    const path = at(`/new?about=invoice:${invoice}`);
    const long = "Many words. ".repeat(17_000);
    for (const [typed, words] of [
      [{ subject: "VAT", message: " \n " }, "Enter your message"],
      [{ subject: "VAT", message: long }, "shorten it to 20,000 characters"],
      [{ subject: "x".repeat(121), message: "Hello" }, "Shorten the subject to 120 characters"],
    ] as const) {
      const page = await write("ada", path, typed);
      expect([page.status, messageForm(page).fields]).toEqual([422, expect.objectContaining(typed)]);
      expect(page.html).toContain(words);
      expect(pageOf(page.html).title).toMatch(/^Error: Ask us/);
      expect(pageOf(page.html).text).toContain("About Invoice INV-1031");
    }
    expect(rows()).toEqual([]);
  });

  it("is not there where requests are switched off", async () => {
    town.close();
    town = openTown({ FEATURES: "billing,orders" });
    for (const path of [at(), at("/new"), at("/req_1")]) expect((await read("ada", path)).status).toBe(404);
    expect((await read("ada", `/o/${town.acme}`)).html).not.toContain("/requests");
  });
});

describe("who may read a request", () => {
  const roles = ["ada", "abe", "bo", "ben", "ann"] as const;
  const readersOf = async (id: string) => {
    const statuses = await Promise.all(roles.map(async (who) => (await read(who, at(`/${id}`))).status));
    return roles.filter((_, n) => statuses[n] === 200);
  };

  it("is whoever is on it, and colleagues whose role has requests and what it is about", async () => {
    const invoice = { kind: "invoice", id: addInvoice(town, town.acme, { number: "INV-1" }) } as const;
    const order = { kind: "order", id: tellOrder(town, town.acme, "PO-1").id } as const;
    const asked = (who: Who, about: typeof invoice | typeof order | null) =>
      ask(town, town.acme, customer(town[who]), { about }).id;
    expect(await readersOf(asked("ada", null))).toEqual(["ada", "abe", "ben"]);
    expect(await readersOf(asked("ada", invoice))).toEqual(["ada", "abe"]);
    expect(await readersOf(asked("bo", invoice))).toEqual(["ada", "abe", "bo"]);
    expect(await readersOf(asked("ann", null))).toEqual(["ada", "abe", "ben", "ann"]);
    expect(await readersOf(asked("ben", order))).toEqual(["ada", "abe", "ben"]);
    expect(await readersOf(asked("ben", invoice))).toEqual(["ada", "abe", "ben"]);
  });

  it("is nobody of another organization, by whichever address", async () => {
    const { id } = ask(town, town.acme, customer(town.ada));
    const never = await read("zoe", `/o/${town.zebra}/requests/req_never`);
    const theirs = await read("zoe", `/o/${town.zebra}/requests/${id}`);
    expect([never.status, theirs.status, (await read("zoe", at(`/${id}`))).status]).toEqual([404, 404, 404]);
    expect(theirs.html).toBe(never.html);
  });

  it("stands on the page; more than a few are counted", async () => {
    const { id } = ask(town, town.acme, customer(town.bo));
    expect((await read("bo", at(`/${id}`))).text).toContain("You, Abe, Ada, Ben and Norrland Chairs can see this");
    for (let n = 0; n < 9; n++) town.join(town.acme, town.addPerson(`n${n}@acme.example`, `N${n}`), "member");
    expect((await read("bo", at(`/${id}`))).text).toContain("You, Abe, Ada, Ben, 9 colleagues and Norrland Chairs can");
  });

  it("sees what it is about as a link only where they may go there", async () => {
    const invoice = addInvoice(town, town.acme, { number: "INV-1" });
    const { id } = ask(town, town.acme, customer(town.ben), { about: { kind: "invoice", id: invoice } });
    const { main } = await read("ada", at(`/${id}`));
    expect(main.link("Invoice INV-1").href).toBe(`/o/${town.acme}/billing/${invoice}`);
    const ben = await read("ben", at(`/${id}`));
    expect(ben.text).toContain("About Invoice INV-1");
    expect(ben.html).not.toContain(`/billing/${invoice}`);
  });
});

describe("the list", () => {
  it("has open ones first, the newest before, and says whose turn it is and who asked", async () => {
    const closed = ask(town, town.acme, customer(town.ada), { subject: "Settled" });
    closeRequest(town.system.within(town.acme), closed, clerk(town.sam), town.now());
    const answered = ask(town, town.acme, customer(town.ben), { subject: "Answered one" });
    town.pass(minute);
    ask(town, town.acme, customer(town.ada), { subject: "Waiting one" });
    town.pass(minute);
    tell(town, answered.id, clerk(town.sam));
    const { text } = await read("ada", at());
    expect(text).toContain("2 open · 3 requests");
    expect(text).toMatch(
      /Answered one Your turn R-1002 · Ben since .*Waiting one Waiting for us R-1003 · You since .*Settled Closed R-1001 · You/,
    );
    expect((await read("ada", at("?whose=mine&state=open"))).text).toMatch(/1 of 3 requests.*Waiting one(?!.*Settled)/);
    expect((await read("ada", at("?state=closed"))).text).toContain("1 of 3 requests");
    expect((await read("ada", at("?whose=zoe&state=odd"))).text).toContain("2 open · 3 requests");
    expect((await read("bo", at())).text).toContain("No requests yet");
    expect((await read("ada", at())).text).not.toContain("No requests yet");
  });

  it("says what each is about", async () => {
    const order = { kind: "order", id: tellOrder(town, town.acme, "PO-7715").id } as const;
    const invoice = { kind: "invoice", id: addInvoice(town, town.acme, { number: "INV-1" }) } as const;
    ask(town, town.acme, customer(town.ben), { subject: "", text: "When does it come?", about: order });
    town.pass(minute);
    ask(town, town.acme, customer(town.ada), { subject: "", text: "Which VAT?", about: invoice });
    expect((await read("ada", at())).text).toMatch(
      /Which VAT\? Waiting for us R-1002 · You · Invoice INV-1 since .*When does it come\? Waiting for us R-1001 · Ben · Order PO-7715 since/,
    );
  });

  it("goes on page by page, and meets each once", async () => {
    for (let n = 0; n < 45; n++) {
      const request = ask(town, town.acme, customer(town.ada), { subject: `No. ${n}.` });
      if (n % 3 === 0) closeRequest(town.system.within(town.acme), request, clerk(town.sam), town.now());
      if (n % 2) town.pass(minute);
    }
    const seen: string[] = [];
    const ada = as("ada");
    for (let path: string | null = at(); path;) {
      const { html } = await ada.get(path);
      seen.push(...[...html.matchAll(/No\. \d+\./g)].map(([name]) => name));
      path = pageOf(html).next;
    }
    expect([seen.length, new Set(seen).size]).toEqual([45, 45]);
  });

  it("is 304 while nothing changes, and new as soon as something does", async () => {
    const request = ask(town, town.acme, customer(town.ada));
    const ada = as("ada");
    const held = (await ada.get(at())).headers.get("ETag")!;
    const again = () => ada.request(at(), { headers: { "If-None-Match": held } });
    expect((await again()).status).toBe(304);
    tell(town, request.id, clerk(town.sam));
    expect(pageOf((await again()).html).text).toContain("Your turn");
  });
});

describe("the page of what was asked about", () => {
  const newest = () => rows().at(-1)!.id;

  it("says who asked and whose turn it is to whoever may read it, at most three and the way to all, also after a 304", async () => {
    const about = { kind: "order", id: tellOrder(town, town.acme, "PO-7715").id } as const;
    const place = `/o/${town.acme}/orders/${about.id}`;
    const ada = as("ada");
    const held = (await ada.get(place)).headers.get("ETag")!;
    expect(ada.page.html).not.toContain("asked on");
    const closed = ask(town, town.acme, customer(town.ada), { about });
    closeRequest(town.system.within(town.acme), closed, clerk(town.sam), town.now());
    for (const who of ["ben", "ada", "ada", "ada"] as const) {
      town.pass(minute);
      ask(town, town.acme, customer(town[who]), { about });
    }
    tell(town, newest(), clerk(town.sam));
    const page = await ada.request(place, { headers: { "If-None-Match": held } });
    expect(pageOf(page.html).text).toMatch(
      /You asked on 23 Nov, R-1005 Your turn (You asked on 23 Nov, R-\d+ Waiting for us ){2}All 4 open requests about this/,
    );
    expect(pageOf(page.html).link(/R-1005/).href).toBe(at(`/${newest()}`));
    const sam = await read("sam", `/staff/orders/${about.id}`);
    expect(sam.text).toMatch(
      /Ada asked on 23 Nov, R-1005 Waiting on customer (Ada asked on 23 Nov, R-\d+ Needs answer ){2}/,
    );
    expect(sam.main.link(/R-1005/).href).toBe(`/staff/requests/${newest()}`);
  });

  it("says nothing to a colleague who may not read it, nor where requests are switched off", async () => {
    const about = { kind: "invoice", id: addInvoice(town, town.acme, { number: "INV-1" }) } as const;
    ask(town, town.acme, customer(town.ada), { about });
    const place = `/o/${town.acme}/billing/${about.id}`;
    expect((await read("abe", place)).text).toContain("Ada asked on 23 Nov, R-1001 Waiting for us");
    for (const who of ["bo", "ann"] as const) expect((await read(who, place)).text).not.toContain("asked on");
    town.config.features.delete("requests");
    expect((await read("ada", place)).text).not.toContain("asked on");
  });
});

describe("the thread", () => {
  it("shows what was said, by whom, oldest first; quoted text behind a tap; never a note", async () => {
    const request = ask(town, town.acme, customer(town.ben), { text: "First line\r\n\r\nsecond" });
    town.pass(minute);
    tell(town, request.id, clerk(town.sam), { text: "Look at https://norrland.example/oil?a=1&b=2, it helps." });
    tell(town, request.id, customer(town.ada), { text: "Thanks", quoted: "> Look at", via: "mail" });
    writeNote(town.system.within(town.acme), request, clerk(town.sam), { text: "SECRET NOTE" }, town.now());
    const { html, main, text } = await read("ada", at(`/${request.id}`));
    expect(text).toMatch(
      /Ben · .*First line.*Sam, Norrland Chairs · .*it helps.*You · .* · by email Thanks.*Show quoted/,
    );
    expect(html).not.toContain("SECRET NOTE");
    expect(html).not.toContain("sam@norrland.example");
    expect(main.region("Show quoted text")).toMatchObject({ isOpen: false, text: "Show quoted text > Look at" });
    const url = "https://norrland.example/oil?a=1&b=2";
    expect(main.link(url)).toMatchObject({ href: url, rel: "nofollow noopener noreferrer ugc" });
    expect(text).toContain(`${url}, it`);
  });

  it.each([
    ["<script>alert(1)</script><img src=x onerror=alert(1)>"],
    ["javascript:alert(1) data:text/html,x http://\u202Egnp.exe https://x.example/\"onmouseover='alert(1)"],
    ["\u202Eright to left\u2066 👩‍👩‍👧‍👦 مرحبا"],
    ["a\u0000b\u0007c"],
  ])("shows %j as text", async (text) => {
    const page = await write("ben", at("/new"), { message: text, subject: text });
    expect(page.status).toBe(200);
    const { title, main, ...all } = pageOf(page.html);
    const [said] = main.all("article");
    expect(said).toMatchObject({ text: expect.stringContaining(text.replace(/[\p{Cc}\u202e]/gu, "")) });
    for (const { href } of all.all("link")) {
      expect(href).toMatch(/^(\/|#|https?:|mailto:)/);
      expect(href).not.toMatch(/[\p{Cf}"'<]/u);
    }
    expect(title).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  });

  it("keeps lines as they were typed, whatever ends them", async () => {
    const page = await write("ben", at("/new"), { message: "one\r\ntwo\rthree\n\n four" });
    expect(said()[0]!.text).toBe("one\ntwo\nthree\n\n four");
    expect(page.html).toContain("one\ntwo\nthree\n\n four");
  });

  it("takes a reply, mails the others and the staff, and gives the turn to the company", async () => {
    const { id } = ask(town, town.acme, customer(town.ben));
    tell(town, id, clerk(town.sam));
    town.system.db.delete(outbox).run();
    const page = await write("ada", at(`/${id}`), { message: "And the table?" });
    expect(pageOf(page.html).text).toMatch(/Sent\. We usually answer by .*And the table\?/);
    expect(rows()[0]).toMatchObject({ turn: "staff", open: true });
    expect(mailed()).toEqual(["request-reply ben@acme.example", "request-reply sam@norrland.example"]);
  });

  it("keeps a reply that cannot be taken, and takes one that is sent twice once", async () => {
    const { id } = ask(town, town.acme, customer(town.ben));
    const long = "x".repeat(200_000);
    const refused = await write("ben", at(`/${id}`), { message: long });
    expect([refused.status, messageForm(refused).fields.message]).toEqual([422, long]);
    const ben = as("ben");
    const form = messageForm(await ben.get(at(`/${id}`)));
    for (let n = 0; n < 2; n++) await ben.post(form.path, { ...form.fields, message: "Once" });
    expect(said().map(({ text }) => text)).toEqual(["Where is my chair?", "Once"]);
  });

  it("takes the same words from two tabs within a minute once, and later or with more of them twice", async () => {
    const { id } = ask(town, town.acme, customer(town.ben));
    for (const message of ["Yes please", "Yes please", "Yes please!"]) await write("ben", at(`/${id}`), { message });
    await write("ada", at(`/${id}`), { message: "Yes please" });
    town.pass(61_000);
    const page = await write("ben", at(`/${id}`), { message: "Yes please" });
    expect(said().map(({ text, email }) => `${text} ${email[0]}`)).toEqual([
      "Where is my chair? b",
      "Yes please b",
      "Yes please! b",
      "Yes please a",
      "Yes please b",
    ]);
    expect(page.status).toBe(200);
  });

  it("leads from a mail to its message, also by way of a sign-in", async () => {
    const { id } = ask(town, town.acme, customer(town.ben));
    const answer = tell(town, id, clerk(town.sam)).id;
    const to = `${at(`/${id}`)}?to=${answer}`;
    const signedOut = await browserIn(town).request(to, {}, false);
    expect(signedOut.headers.get("Location")).toBe(`/sign-in?next=${encodeURIComponent(to)}`);
    expect((await as("ben").request(to, {}, false)).headers.get("Location")).toBe(`${at(`/${id}`)}#${answer}`);
    expect((await as("ben").get(`${at(`/${id}`)}?to=//evil.example`)).status).toBe(200);
  });

  it("is closed and opened again with one tap each: both stand in it, and the company is mailed that it is open", async () => {
    const { id } = ask(town, town.acme, customer(town.ben));
    const ben = as("ben");
    await ben.get(at(`/${id}`));
    expect(pageOf((await ben.submit({}, { action: at(`/${id}/closure`) })).html).text).toMatch(
      /Closed\. Reply to reopen.*You closed this today.*Your reply will reopen it/,
    );
    expect(rows()[0]).toMatchObject({ open: false });
    expect(pageOf((await ben.submit({}, { action: at(`/${id}/reopening`) })).html).text).toContain(
      "You reopened this today",
    );
    expect(rows()[0]).toMatchObject({ open: true, turn: "staff" });
    expect(said().map(({ kind }) => kind)).toEqual(["message", "closed", "reopened"]);
    expect(mailed()).toEqual([
      "request-new sam@norrland.example",
      "request-received ben@acme.example",
      "request-reply sam@norrland.example",
    ]);
    const turns = ["closure", "reopening"] as const;
    for (let n = 2; n < turnsPerPerson.limit; n++) await ben.submit({}, { action: at(`/${id}/${turns[n % 2]!}`) });
    expect((await ben.submit({}, { action: at(`/${id}/closure`) })).html).toContain("Nothing has changed");
    expect(rows()[0]).toMatchObject({ open: true });
  });

  it("that is closed opens again with a reply", async () => {
    const request = ask(town, town.acme, customer(town.ben));
    closeRequest(town.system.within(town.acme), request, clerk(town.sam), town.now());
    expect((await read("ben", at(`/${request.id}`))).text).toContain(
      "This request is closed. Your reply will reopen it.",
    );
    await write("ben", at(`/${request.id}`), { message: "Not quite." });
    expect(rows()[0]).toMatchObject({ open: true, turn: "staff", closedAt: null });
  });

  it("shows its newest part first where it is long, and all on a tap", async () => {
    const { id } = ask(town, town.acme, customer(town.ben), { text: "The very first" });
    for (let n = 0; n < 40; n++) tell(town, id, clerk(town.sam), { text: `Answer ${n}. ${"word ".repeat(100)}` });
    const { text, main } = await read("ben", at(`/${id}`));
    expect(text).toContain("Show 18 earlier messages");
    expect(text).not.toContain("The very first");
    expect(text).toContain("Answer 39.");
    expect((await read("ben", main.link("Show 18 earlier messages").href)).text).toMatch(/The very first.*Answer 39\./);
  });
});

describe("a colleague in copy of a mail", () => {
  const addMail = (requestId: string, values: Partial<typeof inboundMails.$inferInsert> = {}) =>
    town.system.db
      .insert(inboundMails)
      .values({
        id: `mail-${Math.random()}`,
        fromEmail: town.ben.email,
        copies: [town.bo.email, town.zoe.email, "nobody@else.example", town.ben.email],
        subject: "Re: A question",
        proven: true,
        outcome: "posted",
        requestId,
        receivedAt: town.now(),
        ...values,
      })
      .run();

  it("is let in with one tap: reads it then, and is mailed", async () => {
    const { id } = ask(town, town.acme, customer(town.ben));
    addMail(id);
    addMail(id);
    expect((await read("bo", at(`/${id}`))).status).toBe(404);
    const ben = as("ben");
    const { html } = await ben.get(at(`/${id}`));
    expect(pageOf(html).all("button", "Add to this conversation: Bo")).toHaveLength(1);
    const page = await ben.submit({}, { action: at(`/${id}/people`) });
    expect(pageOf(page.html).text).toContain("Bo can now read and answer this.");
    expect(html.indexOf("Copied in on an email")).toBeLessThan(html.indexOf("Your reply"));
    expect(page.html).not.toContain("Copied in on an email");
    expect((await read("bo", at(`/${id}`))).status).toBe(200);
    tell(town, id, clerk(town.sam));
    expect(mailed()).toContain("request-reply bo@acme.example");
  });

  it("is nobody of a mail that is held, of another organization, or who was not in copy", async () => {
    const { id } = ask(town, town.acme, customer(town.ben));
    addMail(id, { outcome: "held", proven: false });
    addMail(id, { copies: [town.zoe.email] });
    expect((await read("ben", at(`/${id}`))).html).not.toContain("Copied in on an email");
    for (const { email } of [town.bo, town.zoe, town.ann]) await as("ben").post(at(`/${id}/people`), { email });
    expect(town.system.db.select().from(requestPeople).all()).toHaveLength(1);
  });
});

describe("too many messages", () => {
  it("are refused for an hour, with the words kept, and so are too many requests", async () => {
    const { id } = ask(town, town.acme, customer(town.ben));
    const ben = as("ben");
    const form = messageForm(await ben.get(at(`/${id}`)));
    for (let n = 0; n < 60; n++) await ben.post(form.path, { ...form.fields, message: `${n}` }, {}, false);
    const refused = await ben.post(form.path, { ...form.fields, message: "One more" });
    expect([refused.status, messageForm(refused).fields.message]).toEqual([429, "One more"]);
    expect(refused.headers.get("Retry-After")).toBe("3600");
    expect(pageOf(refused.html).title).toMatch(/^Error: A question/);
    expect(pageOf(refused.html).alert!.link("help@norrland.example").href).toBe("mailto:help@norrland.example");
    expect(pageOf(refused.html).text).toContain("Wait 60 minutes, then send this one. It’s still here");
    expect(said()).toHaveLength(61);
    const last = await ben.post(form.path, { ...form.fields, message: "59" }, {}, false);
    expect(last.status).toBe(303);
    town.pass(hour);
    expect((await ben.post(form.path, { ...form.fields, message: "One more" })).status).toBe(200);
    for (let n = 0; n < 19; n++) expect(takeMessage(town.system, town.ben.id, true, town.now())).toBe(0);
    const asked = async () => (await write("ben", at("/new"), { message: "No. 20" })).status;
    expect([await asked(), await asked(), rows().length]).toEqual([200, 429, 2]);
    expect((await write("ben", at(`/${id}`), { message: "And in a thread?" })).status).toBe(200);
  });
});

describe("when an answer can be expected", () => {
  it("is said while it is the company's turn, and owned up to when it is late", async () => {
    const { id } = ask(town, town.acme, customer(town.ben));
    expect((await read("ben", at(`/${id}`))).text).toMatch(/We usually answer by Tue.? 24 Nov, 10:00 UTC ?\./);
    town.pass(25 * hour);
    expect((await read("ben", at(`/${id}`))).text).toContain("This is taking longer than usual.");
    tell(town, id, clerk(town.sam));
    expect((await read("ben", at(`/${id}`))).text).not.toMatch(/usually answer|longer than usual/);
  });
});

describe("home", () => {
  it("tells who is on a thread of a reply that waits, and nobody else", async () => {
    const { id } = ask(town, town.acme, customer(town.ben), { subject: "Which oil?" });
    const home = `/o/${town.acme}`;
    expect((await read("ben", home)).text).toContain("Which oil? Waiting for us");
    tell(town, id, clerk(town.sam));
    const { text, main } = await read("ben", home);
    expect(text).toContain("Waiting for you 1 Which oil? Your turn We answered R-1001");
    expect(main.link(/Which oil\?/).href).toBe(`${at(`/${id}`)}#newest`);
    expect((await read("ada", home)).text).not.toContain("Waiting for you");
    expect((await read("bo", home)).text).not.toContain("Which oil?");
  });
});
