import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { asc, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { outbox } from "#db/schema/mail.ts";
import { inboundMails, messageFiles, messages, requests } from "#db/schema/requests.ts";
import type { PersonId } from "#db/ids.ts";
import type { InboundMail } from "#app/requests/inbound/inbound.ts";
import { replyAddress } from "#app/requests/inbound/reply-address.ts";
import { takeUnprovenFile } from "#app/sign-in/limits.ts";
import { compose } from "#app/mail/compose.ts";
import { mailKinds } from "#app/mails.ts";
import { closeRequest, openRequest, addMessage } from "#app/requests/requests-write.ts";
import { removeMember } from "#app/team/members.ts";
import { addAddress } from "#tests/people/person-rows.ts";
import { openTown } from "#tests/world.ts";
import { letter, takeLetter } from "./letters.ts";

const inbound = "5f3a@inbound.norrland.example";

let town: ReturnType<typeof openTown>;
beforeEach(() => {
  town = openTown({ POSTMARK_INBOUND_ADDRESS: inbound });
});
afterEach(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
  town.close();
});

type Person = { id: PersonId; email: string; name: string };
const by = ({ id, email, name }: Person) => ({ side: "customer" as const, personId: id, email, name });
const plainly = (text: string) => ({ text, via: "portal" as const });

/** A request of one of Acme's people. */
function ask(person: Person, about: { kind: "invoice" | "order"; id: string } | null = null) {
  const asking = { ...plainly("Where is it?"), subject: "The chair", about, verified: true };
  return openRequest(town.system.within(town.acme), by(person), asking, town.config, town.now());
}

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);
const attached = (name: string, content: Buffer) => ({
  name,
  type: "application/octet-stream",
  base64: content.toString("base64"),
  bytes: content.length,
  contentId: null,
  isInline: false,
});

const take = (mail: InboundMail, proven: boolean) => takeLetter(town.portal, mail, proven);

const addressOf = ({ number }: { number: number }) => replyAddress(inbound, number, town.system.secrets)!;
const threadOf = ({ id }: { id: string }) =>
  town.system.db.select().from(messages).where(eq(messages.requestId, id)).orderBy(asc(messages.position)).all();
const words = (request: { id: string }) => threadOf(request).map(({ email, text }) => `${email}: ${text}`);
const mailsIn = () => town.system.db.select().from(inboundMails).all();
const mailed = (kind: string) =>
  town.system.db
    .select({ to: outbox.recipient })
    .from(outbox)
    .where(eq(outbox.kind, kind))
    .all()
    .map(({ to }) => to)
    .sort();

describe("a mail of somebody on the thread", () => {
  it("who was removed from the team since is held", async () => {
    const [request, others] = [ask(town.ben), ask(town.ada)];
    const joined = addMessage(
      town.system.within(town.acme),
      others,
      by(town.ben),
      plainly("Me too."),
      town.config,
      town.now(),
    );
    expect(joined.email).toBe(town.ben.email);
    const remover = { kind: "member", personId: town.ada.id, name: town.ada.email } as const;
    removeMember(town.system.within(town.acme), town.ben.id, remover, town.now());
    for (const one of [request, others]) {
      const before = words(one);
      expect(await take(letter(town.ben.email, addressOf(one), { text: "Let me in." }), true)).toBe("held");
      expect(words(one)).toEqual(before);
    }
  });

  it("comes into it once, however often it is delivered, and is mailed to the others", async () => {
    const request = ask(town.ada);
    addMessage(town.system.within(town.acme), request, by(town.ben), plainly("I wait too."), town.config, town.now());
    const mail = letter("ada@acme.example", addressOf(request), {
      text: "It came.\n\nOn Mon, 23 Nov 2026 at 10:00, Sam <sam@norrland.example> wrote:\n> Where?",
    });
    expect(await take(mail, true)).toBe("posted");
    expect(await take(mail, true)).toBe("duplicate");
    expect(await Promise.all([take(mail, true), take(mail, true)])).toEqual(["duplicate", "duplicate"]);
    expect(words(request)).toEqual([
      "ada@acme.example: Where is it?",
      "ben@acme.example: I wait too.",
      "ada@acme.example: It came.",
    ]);
    expect(threadOf(request).at(-1)).toMatchObject({
      via: "mail",
      quoted: "On Mon, 23 Nov 2026 at 10:00, Sam <sam@norrland.example> wrote:\n> Where?",
      personId: town.ada.id,
    });
    expect(mailed("request-reply")).toEqual([
      "ada@acme.example",
      "ben@acme.example",
      "sam@norrland.example",
      "sam@norrland.example",
    ]);
  });

  it("and another in the portal in the same second: both, in order", async () => {
    const request = ask(town.ada);
    await take(letter("ada@acme.example", addressOf(request), { text: "By mail." }), true);
    addMessage(
      town.system.within(town.acme),
      request,
      by(town.ada),
      plainly("By the portal."),
      town.config,
      town.now(),
    );
    expect(threadOf(request).map(({ position, text }) => [position, text])).toEqual([
      [1, "Where is it?"],
      [2, "By mail."],
      [3, "By the portal."],
    ]);
  });

  it("is one message where it was sent to two of our addresses", async () => {
    const request = ask(town.ada);
    const first = letter("ada@acme.example", addressOf(request));
    await take(first, true);
    expect(await take({ ...first, id: "another", originalRecipient: inbound }, true)).toBe("duplicate");
    expect(threadOf(request)).toHaveLength(2);
  });

  it("is posted where its Message-ID was another mail's; said again in other words, it is another", async () => {
    const request = ask(town.ada);
    const first = letter("ada@acme.example", addressOf(request));
    await take(first, true);
    expect(await take({ ...letter("ben@acme.example", addressOf(request)), headerId: first.headerId }, true)).toBe(
      "posted",
    );
    expect(await take({ ...first, id: "again", text: "And one thing more." }, true)).toBe("posted");
    expect(threadOf(request)).toHaveLength(4);
  });

  it("is posted although a forgery with its words came first", async () => {
    const request = ask(town.ada);
    const mail = letter("ada@acme.example", addressOf(request));
    expect(await take({ ...mail, id: "forged" }, false)).toBe("held");
    expect(await take({ ...mail, id: "forged too" }, false)).toBe("duplicate");
    expect(await take(mail, true)).toBe("posted");
  });

  it("leaves no files of its second way behind", async () => {
    const request = ask(town.ada);
    const content = Buffer.from("A list of chairs");
    const file = {
      name: "list.txt",
      type: "text/plain",
      base64: content.toString("base64"),
      bytes: content.length,
      contentId: null,
      isInline: false,
    };
    const mail = letter("ada@acme.example", addressOf(request), { attachments: [file] });
    await take(mail, true);
    await take({ ...mail, id: "another" }, true);
    expect(town.system.db.select().from(messageFiles).all()).toHaveLength(1);
  });

  it("opens a closed request again", async () => {
    const request = ask(town.ada);
    const staff = { side: "staff" as const, personId: null, email: town.sam.email, name: "Sam" };
    closeRequest(town.system.within(town.acme), request, staff, town.now());
    await take(letter("ada@acme.example", addressOf(request)), true);
    expect(town.system.db.select().from(requests).get()).toMatchObject({ open: true, turn: "staff", closedAt: null });
    const turns = threadOf(request).map(({ kind, email }) => [kind, email]);
    expect(turns.slice(-2)).toEqual([
      ["reopened", "ada@acme.example"],
      ["message", "ada@acme.example"],
    ]);
  });

  it("is known by the address in capitals, in To, in Cc, whatever Postmark says it was sent to first", async () => {
    const request = ask(town.ada);
    const address = addressOf(request);
    const ways = [
      { to: [address.toUpperCase()], originalRecipient: null },
      { to: ["help@norrland.example", "kim@else.example"], copies: [address], originalRecipient: inbound },
    ];
    for (const way of ways) expect(await take(letter("ada@acme.example", address, way), true)).toBe("posted");
    expect(mailsIn().map(({ copies }) => copies)).toEqual([[], ["kim@else.example"]]);
    expect(threadOf(request)).toHaveLength(3);
  });

  it("is empty where nothing in it can be seen", async () => {
    await take(letter("bo@acme.example", inbound, { subject: "\u200B", text: "\u200B\u200F\n\u2060\u3164" }), true);
    const request = town.system.db.select().from(requests).get()!;
    expect([request.subject, threadOf(request)[0]!.text]).toEqual(["Email without a subject", ""]);
  });

  it("keeps a mail of nothing but quotes whole", async () => {
    const request = ask(town.ada);
    await take(letter("ada@acme.example", addressOf(request), { text: "> all of it\n> is quoted" }), true);
    expect(threadOf(request).at(-1)!.text).toBe("> all of it\n> is quoted");
  });

  it("brings its files along, says which it could not, and what is too long as a file", async () => {
    const request = ask(town.ada);
    const attachments = [
      attached("../chair.png", png),
      attached("big.png", Buffer.concat([png, Buffer.alloc(10 * 1024 * 1024)])),
    ];
    const text = "Long. ".repeat(5_000);
    expect(await take(letter("ada@acme.example", addressOf(request), { attachments, text }), true)).toBe("posted");
    const last = threadOf(request).at(-1)!;
    expect(last.text).toMatch(/^Long\. .*…\n\n\[.*big\.png.*\]$/s);
    const files = town.system.db.select().from(messageFiles).all();
    expect(files.map(({ name, messageId, orgId }) => [name, messageId, orgId])).toEqual([
      ["mail.txt", last.id, town.acme],
      ["chair.png", last.id, town.acme],
    ]);
  });

  it("that says nothing and brings nothing is held, and opens no closed request; one that brings a file is posted", async () => {
    const request = ask(town.ada);
    closeRequest(town.system.within(town.acme), request, by(town.ada), town.now());
    const to = addressOf(request);
    expect(await take(letter("ada@acme.example", to, { text: " \u200b\n\u2800" }), true)).toBe("held");
    expect(mailsIn()).toMatchObject([{ reason: "empty", requestId: request.id }]);
    expect(town.system.db.select().from(requests).get()).toMatchObject({ open: false });
    expect(mailed("request-reply")).toEqual([]);
    const attachments = [attached("chair.png", png)];
    expect(await take(letter("ada@acme.example", to, { text: "", attachments }), true)).toBe("posted");
  });

  it("comes without its files where the disk is nearly full, and says so", async () => {
    const request = ask(town.ada);
    vi.spyOn(fs, "statfsSync").mockReturnValue({ bavail: 100 * 1024, bsize: 1024 } as ReturnType<typeof fs.statfsSync>);
    syncBuiltinESMExports();
    const attachments = [attached("chair.png", png)];
    expect(await take(letter("ada@acme.example", addressOf(request), { attachments }), true)).toBe("posted");
    expect(threadOf(request).at(-1)!.text).toContain("“chair.png” was not taken: we have no room for files right now");
    expect(town.system.db.select().from(messageFiles).all()).toEqual([]);
  });

  it("that nobody proved brings no files where such mails brought too much today, whoever they name", async () => {
    const request = ask(town.ada);
    const attachments = [attached("chair.png", png)];
    expect(takeUnprovenFile(town.system, 500 * 1024 * 1024 - png.length, town.now())).toBe(true);
    for (const from of ["x1@else.example", "x2@else.example"])
      expect(await take(letter(from, addressOf(request), { attachments }), false)).toBe("held");
    expect(town.system.db.select().from(messageFiles).all()).toHaveLength(1);
    expect(mailsIn().map(({ text }) => text)).toEqual([
      "Here it is.",
      expect.stringContaining("received too many files from unverified senders today"),
    ]);
    await take(letter("ada@acme.example", addressOf(request), { attachments }), true);
    expect(town.system.db.select().from(messageFiles).all()).toHaveLength(2);
  });
});

describe("a colleague", () => {
  it("who may read the request is posted, and is on the thread from then on", async () => {
    const request = ask(town.ada);
    expect(await take(letter("ben@acme.example", addressOf(request)), true)).toBe("posted");
    await take(letter("ada@acme.example", addressOf(request)), true);
    expect(mailed("request-reply").filter((to) => to === "ben@acme.example")).toHaveLength(1);
  });

  it.each([
    ["bo", null],
    ["ann", null],
    ["ben", { kind: "invoice" as const, id: "in_1" }],
  ] as const)("%s, who may not read it, is held", async (name, about) => {
    const request = ask(town.ada, about);
    const from = `${name}@acme.example`;
    expect(await take(letter(from, addressOf(request)), true)).toBe("held");
    expect(mailsIn()).toMatchObject([{ outcome: "held", reason: "stranger", fromEmail: from, text: "Here it is." }]);
    expect(threadOf(request)).toHaveLength(1);
  });
});

describe("held for the staff, and nobody else is mailed:", () => {
  it.each([
    ["the right address with a forged From", "ada@acme.example", false, "unproven"],
    ["somebody of another organization", "zoe@zebra.example", true, "stranger"],
    ["nobody we know", "who@else.example", true, "stranger"],
    ["a forged mail of the staff", "sam@norrland.example", false, "unproven"],
  ] as const)("%s", async (_, from, proven, reason) => {
    const request = ask(town.ada);
    expect(await take(letter(from, addressOf(request)), proven)).toBe("held");
    expect(mailsIn()).toMatchObject([{ outcome: "held", reason, requestId: request.id, text: "Here it is." }]);
    expect(threadOf(request)).toHaveLength(1);
    expect(mailed("request-reply")).toEqual([]);
    expect(mailed("request-new")).toEqual(["sam@norrland.example", "sam@norrland.example"]);
  });

  it("who hear of it once an hour, of what waits then, and of no machine's", async () => {
    const notices = () => town.system.db.select().from(outbox).where(eq(outbox.kind, "request-new")).all();
    const written = (at: number) => compose(mailKinds, town.portal, town.system, notices()[at]!);
    const hour = 60 * 60_000;
    await take(
      letter("away@else.example", inbound, { headers: [{ name: "auto-submitted", value: "auto-replied" }] }),
      true,
    );
    expect(notices()).toEqual([]);
    const text = "<b>Chairs</b>\u202E for us? ".repeat(30);
    const held = letter("who@else.example", inbound, { subject: "A price for forty chairs of oak", text });
    await take(held, true);
    for (let n = 0; n < 40; n++) await take(letter(`eve${n}@evil.example`, inbound), false);
    expect(notices().map(({ notBefore }) => notBefore - town.now())).toEqual([0, hour]);
    const { subject, text: said, html } = (await written(0))!;
    expect(subject).toBe("Email to check: A price for forty chairs of oak");
    for (const fact of [
      "who@else.example",
      "no customer has this address",
      "40 more emails are waiting",
      `/held/${held.id}`,
    ])
      expect(said).toContain(fact);
    expect(said).toMatch(/Chairs<\/b> for us\?[^\n]{200,300}…\n/);
    expect(html).not.toMatch(/<b>Chairs|\u202E/);
    town.pass(hour);
    await take(letter("eve@evil.example", inbound, { text: "More.\nCheck the email:\nhttps://evil.example" }), false);
    expect(notices().map(({ notBefore }) => notBefore - town.now())).toEqual([-hour, 0, hour]);
    expect((await written(2))!.text).toContain("\n> More.\n> Check the email:\n> https://evil.example\n");
    town.system.db.update(inboundMails).set({ decision: "dismissed" }).run();
    expect(await written(2)).toBeNull();
  });

  it("an address that we never wrote, whoever it is from", async () => {
    const request = ask(town.ada);
    const wrong = addressOf(request).replace(/\.(.)/, (_, first: string) => `.${first === "a" ? "b" : "a"}`);
    expect(await take(letter("ada@acme.example", wrong), true)).toBe("held");
    expect(mailsIn()).toMatchObject([{ outcome: "held", reason: "wrong-address", requestId: null }]);
  });

  it("a sender's own plus part leads nowhere", async () => {
    const request = ask(town.ada);
    const [, plus] = /\+(.*)@/.exec(addressOf(request))!;
    expect(await take(letter(`who+${plus}@else.example`, inbound), true)).toBe("held");
    expect(threadOf(request)).toHaveLength(1);
  });

  it("the twenty-first mail of one sender in an hour; forgeries do not spend it", async () => {
    for (let n = 0; n < 30; n++) await take(letter("ada@acme.example", inbound), false);
    const outcomes: string[] = [];
    for (let n = 0; n < 22; n++) outcomes.push(await take(letter("ada@acme.example", inbound), true));
    expect(outcomes.filter((one) => one === "posted")).toHaveLength(20);
    expect(outcomes.slice(-2)).toEqual(["held", "held"]);
    expect(mailsIn().at(-1)).toMatchObject({ reason: "too-many", text: "Here it is." });
    town.pass(60 * 60_000);
    expect(await take(letter("ada@acme.example", inbound), true)).toBe("posted");
  });

  it("not the answers of a customer to their open request, however many they are; to a closed one they are", async () => {
    const request = ask(town.ada);
    const outcomes = new Set<string>();
    for (let n = 0; n < 22; n++) outcomes.add(await take(letter("ada@acme.example", addressOf(request)), true));
    expect([...outcomes]).toEqual(["posted"]);
    closeRequest(town.system.within(town.acme), request, by(town.ada), town.now());
    expect(await take(letter("ada@acme.example", addressOf(request)), true)).toBe("held");
    for (let n = 0; n < 20; n++) await take(letter("sam@norrland.example", addressOf(request)), true);
    expect(await take(letter("sam@norrland.example", addressOf(request)), true)).toBe("held");
  });

  it.each([
    ["a list", { headers: [{ name: "list-id", value: "<all.acme.example>" }] }, "ada@acme.example"],
    ["a bulk mailer", { headers: [{ name: "precedence", value: "bulk" }] }, "ada@acme.example"],
  ])("what came through %s, unless its sender is proven to be on the thread", async (_, said, from) => {
    const request = ask(town.ada);
    expect(await take(letter(from, addressOf(request), said), true)).toBe("posted");
    const attachments = [attached("chair.png", png)];
    expect(await take(letter(from, addressOf(request), { ...said, attachments }), false)).toBe("held");
    expect(town.system.db.select().from(messageFiles).all()).toHaveLength(1);
    expect(mailed("request-new").length).toBeGreaterThan(1);
  });

  it("what a form sent from an address that nobody reads, with who it asks to answer", async () => {
    const form = letter("no-reply@shop.example", inbound, { replyTo: "eve@else.example" });
    expect(await take(form, true)).toBe("held");
    expect(mailsIn()).toMatchObject([{ outcome: "held", reason: "stranger" }]);
    expect(mailsIn()[0]!.text).toMatch(/^Here it is\.\n\n\[.*eve@else\.example.*isn’t verified/);
    expect(mailed("request-new")).toEqual(["sam@norrland.example"]);
  });

  it.each([
    ["an out-of-office note", { headers: [{ name: "auto-submitted", value: "auto-replied" }] }, "automatic"],
    ["what a vacation program sends", { headers: [{ name: "x-autoreply", value: "yes" }] }, "automatic"],
    ["our own mail come back", { headerId: "<mail_0123456789abcdefghjkmnpqrs@norrland.example>" }, "own"],
    ["a mail that names no sender", { from: null }, "automatic"],
  ] as const)("apart from the others, %s", async (_, said, reason) => {
    const request = ask(town.ada);
    const mail = letter("ada@acme.example", addressOf(request), said as Partial<InboundMail>);
    expect(await take(mail, true)).toBe("automatic");
    expect(mailsIn()).toMatchObject([{ outcome: "automatic", reason, text: "Here it is." }]);
    expect(mailed("request-reply")).toEqual([]);
  });
});

describe("a mail to the plain address", () => {
  it("of somebody we know opens a request", async () => {
    expect(await take(letter("bo@acme.example", inbound, { subject: "An invoice", text: "Is it paid?" }), true)).toBe(
      "posted",
    );
    const request = town.system.db.select().from(requests).get()!;
    expect(request).toMatchObject({ orgId: town.acme, personId: town.bo.id, subject: "An invoice", verified: true });
    expect(words(request)).toEqual(["bo@acme.example: Is it paid?"]);
    expect(mailed("request-received")).toEqual(["bo@acme.example"]);
    expect(mailsIn()).toMatchObject([{ outcome: "posted", requestId: request.id }]);
  });

  it.each([
    ["a stranger", "who@else.example", true, "stranger"],
    ["a name that is not proven", "bo@acme.example", false, "unproven"],
  ] as const)("of %s is held", async (_, from, proven, reason) => {
    expect(await take(letter(from, inbound), proven)).toBe("held");
    expect(mailsIn()).toMatchObject([{ reason, requestId: null }]);
    expect(town.system.db.select().from(requests).all()).toEqual([]);
  });

  it("that came by two ways opens one request", async () => {
    const mail = letter("bo@acme.example", inbound);
    expect(await take(mail, true)).toBe("posted");
    expect(await take({ ...mail, id: "another" }, true)).toBe("duplicate");
    expect(town.system.db.select().from(requests).all()).toHaveLength(1);
  });
});

it("an answer of the staff by mail goes to the customer, signed by its author", async () => {
  const request = ask(town.ada);
  expect(await take(letter("sam@norrland.example", addressOf(request)), true)).toBe("posted");
  expect(threadOf(request).at(-1)).toMatchObject({ side: "staff", email: "sam@norrland.example", personId: null });
  expect(mailed("request-reply")).toEqual(["ada@acme.example"]);
});

it("the asker of a request that is nobody's goes on by mail, and nobody else", async () => {
  const asking = { text: "A price?", subject: "", about: null, verified: false, via: "contact" as const };
  const author = { side: "customer" as const, personId: null, email: "who@else.example", name: null };
  const request = openRequest(town.system, author, asking, town.config, town.now());
  expect(await take(letter("who@else.example", addressOf(request)), true)).toBe("posted");
  expect(await take(letter("ada@acme.example", addressOf(request)), true)).toBe("held");
  expect(threadOf(request).map(({ orgId, email }) => [orgId, email])).toEqual([
    [null, "who@else.example"],
    [null, "who@else.example"],
  ]);
});

it("goes on from another address of the asker's as well, whichever they asked from", async () => {
  const alias = addAddress(town, town.ada.id, "ada@home.example");
  for (const [asker, other] of [
    [town.ada.email, alias],
    [alias, town.ada.email],
  ] as const) {
    const asking = { text: "A price?", subject: "", about: null, verified: false, via: "contact" as const };
    const author = { side: "customer" as const, personId: null, email: asker, name: null };
    const request = openRequest(town.system, author, asking, town.config, town.now());
    expect(await take(letter(other, addressOf(request)), true)).toBe("posted");
    expect(await take(letter(other, addressOf(request)), false)).toBe("held");
    expect(threadOf(request).map(({ email }) => email)).toEqual([asker, asker]);
  }
  expect(mailed("request-reply").filter((to) => to !== town.sam.email)).toEqual([]);
});
