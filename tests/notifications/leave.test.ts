import { beforeEach, describe, expect, it } from "vitest";
import { addPayablesAddress } from "#app/billing/billing-mail-settings.ts";
import { notifyRecipients } from "#app/billing/news/notify.ts";
import { leaveToken, readLeaveToken } from "#app/mail/leave.ts";
import { findFollow, follow } from "#app/people/follows.ts";
import { mailWorker } from "#app/workers.ts";
import { outbox, suppressions } from "#db/schema/mail.ts";
import { follows, notificationChoices } from "#db/schema/notifications.ts";
import { memberships } from "#db/schema/organizations.ts";
import type { OrgId } from "#db/ids.ts";
import { linksOf } from "#tests/fakes/postmark/server.ts";
import { browserIn, formsOf } from "#tests/http.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { pageOf } from "#tests/page.ts";
import { addInvoice } from "#tests/rows.ts";
import { wish } from "./digest-rows.ts";
import { openBeforeEach, type TownWithPostmark } from "./town-with-postmark.ts";

let { town, postmark } = {} as TownWithPostmark;
openBeforeEach((opened) => ({ town, postmark } = opened), { POSTMARK_WEBHOOK_AUTH: "postmark:a-long-password" });

let events = 0;
function ship(reference = "PO-8001", orgId: OrgId = town.acme) {
  const { id } = tellOrder(town, orgId, reference);
  tellEvent(town, reference, { step: "shipped", eventId: `e-${++events}` });
  return id;
}

const invoiced = () => {
  const id = addInvoice(town, town.acme, { number: `INV-${++events}` });
  notifyRecipients(town.system, { id, orgId: town.acme }, { kind: "invoice-ready", key: id }, town.now());
};

async function mailsTo(email: string) {
  postmark.sent.length = 0;
  await town.drain([mailWorker]);
  return postmark.sent.filter(({ To }) => To === email);
}
const mailTo = async (email: string) => (await mailsTo(email))[0]!;
type Mail = Awaited<ReturnType<typeof mailTo>>;

const headerOf = (mail: Mail, name: string) => mail.Headers?.find((one) => one.Name === name)?.Value ?? null;
const pathOf = (mail: Mail) => new URL(headerOf(mail, "List-Unsubscribe")!.slice(1, -1)).pathname;

const oneClick = { "Content-Type": "application/x-www-form-urlencoded" };
const press = (path: string, headers: Record<string, string> = {}, body = "List-Unsubscribe=One-Click") =>
  town.fetch(path, { method: "POST", headers: { ...oneClick, ...headers }, body });
const choices = () => town.system.db.select().from(notificationChoices).all();
const dump = () =>
  JSON.stringify(
    town.connection.sqlite
      .prepare("select name from sqlite_master where type = 'table' and name not in ('limits')")
      .pluck()
      .all()
      .map((name) => [name, town.connection.sqlite.prepare(`select * from "${String(name)}"`).all()]),
  );

describe("one click in the mail program", () => {
  it("turns Acme's order news off for Ada: also what is queued already, and nothing else", async () => {
    ship();
    const path = pathOf(await mailTo("ada@acme.example"));
    ship("PO-8002");
    const answer = await press(path, {
      Origin: "https://mail.google.com",
      Referer: "https://mail.google.com/",
      "Sec-Fetch-Site": "cross-site",
      Cookie: town.signIn(town.zoe.id),
    });
    expect([answer.status, answer.headers.get("Location"), (await answer.text()).trim().split("\n")]).toEqual([
      200,
      null,
      ["You will not get these emails any more."],
    ]);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(choices()).toMatchObject([
      { personId: town.ada.id, orgId: town.acme, topic: "steps", mail: "off", changedVia: "link" },
    ]);
    expect(await mailsTo("ada@acme.example")).toEqual([]);
    tellEvent(town, "PO-8002", { step: "waiting", eventId: "e-waits", needs: "the colour" });
    invoiced();
    expect((await mailsTo("ada@acme.example")).map(({ Tag }) => Tag).toSorted()).toEqual([
      "invoice-ready",
      "order-step",
    ]);
    await browserIn(town).post("/sign-in", { email: town.ada.email });
    expect((await mailsTo("ada@acme.example")).map(({ Tag }) => Tag)).toEqual(["sign-in"]);
  });

  it("leaves the same person the news of another organization, and everybody else theirs", async () => {
    const role = { role: "member", source: "staff", createdAt: town.now() } as const;
    town.system.db
      .insert(memberships)
      .values({ orgId: town.zebra, personId: town.ada.id, ...role })
      .run();
    ship();
    await press(pathOf(await mailTo("ada@acme.example")));
    ship("PO-8002");
    ship("PO-9001", town.zebra);
    expect((await mailsTo("ada@acme.example")).map(({ Subject }) => Subject)).toEqual([
      "Your order PO-9001 is on its way",
    ]);
    expect(postmark.sent.map(({ To }) => To)).toContain("ben@acme.example");
  });

  it("is the same the second time, as a form of parts, and says 200 for a token that is worth nothing", async () => {
    ship();
    const path = pathOf(await mailTo("ada@acme.example"));
    const parts = '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n';
    expect((await press(path, { "Content-Type": "multipart/form-data; boundary=b" }, parts)).status).toBe(200);
    const before = choices();
    town.pass(1_000);
    expect((await press(path)).status).toBe(200);
    expect((await press("/u/steps.org_no.per_no..AAAAAAAAAAAAAAAAAAAAAA")).status).toBe(200);
    expect(choices()).toEqual(before);
  });

  it("works with a secret that was replaced since, and not with one that was dropped", () => {
    const leave = { topic: "steps", orgId: town.acme, who: town.ada.id, thing: null } as const;
    const old = leaveToken(["an-old-secret"], leave);
    expect(readLeaveToken(["a-new-secret", "an-old-secret"], old)).toEqual(leave);
    expect(readLeaveToken(["a-new-secret"], old)).toBeNull();
  });

  it("is no click where the body has more fields than any form of ours, which is refused like any other", async () => {
    ship();
    const path = pathOf(await mailTo("ada@acme.example"));
    const answer = await press(path, {}, "a=&".repeat(101));
    expect([answer.status, answer.headers.get("Content-Security-Policy") !== null]).toEqual([403, true]);
    expect(choices()).toEqual([]);
  });

  it("says 503 where it cannot be written, so that it is sent again", async () => {
    ship();
    const path = pathOf(await mailTo("ada@acme.example"));
    town.connection.sqlite.pragma("query_only = on");
    expect((await press(path)).status).toBe(503);
    town.connection.sqlite.pragma("query_only = off");
    expect((await press(path)).status).toBe(200);
    expect(choices()).toHaveLength(1);
  });

  it("is undone by nothing that the mail service says of the address", async () => {
    ship();
    await press(pathOf(await mailTo("ada@acme.example")));
    const told = { RecordType: "SubscriptionChange", Recipient: "ada@acme.example", SuppressSending: false };
    const headers = {
      "Content-Type": "application/json",
      Authorization: `Basic ${Buffer.from("postmark:a-long-password").toString("base64")}`,
    };
    town.system.db.insert(suppressions).values({ email: town.ada.email, reason: "x", createdAt: 1 }).run();
    await town.fetch("/webhooks/postmark", { method: "POST", headers, body: JSON.stringify(told) });
    expect(town.system.db.select().from(suppressions).all()).toEqual([]);
    ship("PO-8002");
    expect(await mailsTo("ada@acme.example")).toEqual([]);
  });
});

describe("a foreign page", () => {
  it.each([
    ["another body", "what=topic"],
    ["a field more", "List-Unsubscribe=One-Click&what=topic"],
    ["another value", "List-Unsubscribe=one-click"],
    ["no body", ""],
  ])("gets nowhere with %s", async (_what, body) => {
    ship();
    const path = pathOf(await mailTo("ada@acme.example"));
    const before = dump();
    expect((await press(path, { Origin: "https://evil.example" }, body)).status).toBe(403);
    expect((await press(`${path}/undo`, { Origin: "https://evil.example" })).status).toBe(403);
    expect(dump()).toBe(before);
  });
});

describe("a token", () => {
  it("is worth nothing with any of its characters changed, or another organization's id in it", async () => {
    ship();
    const path = pathOf(await mailTo("ada@acme.example"));
    const token = path.slice("/u/".length);
    expect(token.split(".").at(-1)).toMatch(/^[\w-]{22}$/);
    const flipped = [...token].map((one, at) => token.slice(0, at) + (one === "x" ? "y" : "x") + token.slice(at + 1));
    const before = dump();
    for (const one of [...flipped, token.replace(town.acme, town.zebra)]) {
      expect((await press(`/u/${one}`)).status).toBe(200);
    }
    for (const one of [flipped[0], flipped.at(-1), token.replace(town.acme, town.zebra)])
      expect((await town.fetch(`/u/${one}`)).status).toBe(410);
    expect(dump()).toBe(before);
  });

  it("stands in no log, however it is spelled", async () => {
    ship();
    const path = pathOf(await mailTo("ada@acme.example"));
    for (const spelled of [path, path.replace("/u/", "/U/"), path.replace("/u/", "/%75/"), `${path}/undo`])
      await town.fetch(spelled);
    const log = town.logLines.join("");
    expect(log).toContain("/u/…");
    for (const part of path.slice("/u/".length).split(".").slice(1)) if (part) expect(log).not.toContain(part);
  });
});

describe("the page of the mail's last link", () => {
  it("changes nothing, however often scanners open it, and is kept nowhere", async () => {
    ship();
    const path = pathOf(await mailTo("ada@acme.example"));
    const before = dump();
    for (let n = 0; n < 20; n++) {
      const answer = await town.fetch(path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("Cache-Control")).toBe("no-store");
      expect(answer.headers.get("X-Robots-Tag")).toContain("noindex");
    }
    for (let n = 0; n < 5; n++) expect((await town.fetch(path, { method: "HEAD" })).status).toBe(200);
    expect(dump()).toBe(before);
  });

  it("turns off in one tap what it names and has it back in one, without a sign-in", async () => {
    ship();
    const mail = await mailTo("ada@acme.example");
    const path = pathOf(mail);
    expect(linksOf(mail).at(-1)).toBe(`https://portal.example${path}`);
    const stranger = browserIn(town);
    const page = pageOf((await stranger.get(path)).html);
    expect(page.main.text).toContain("They go to a••@acme.example.");
    expect(page.main.text).toContain("Stop emails about PO-8001");
    await stranger.post(path, { what: "topic" });
    expect(stranger.page.html).toContain("You won’t get order news (Acme GmbH) any more.");
    expect(choices()).toMatchObject([{ topic: "steps", mail: "off", changedVia: "link" }]);
    await stranger.submit();
    expect(stranger.page.html).toContain("Stop order news (Acme GmbH)");
    expect(choices()).toEqual([]);
  });

  it("has it back as it was: in a digest, and nothing that a link makes up", async () => {
    ship();
    const path = pathOf(await mailTo("ada@acme.example"));
    wish(town, town.ada, "steps", "digest");
    const stranger = browserIn(town);
    await stranger.post(path, { what: "topic" });
    await stranger.submit();
    expect(choices()).toMatchObject([{ topic: "steps", mail: "digest", changedVia: "link" }]);
    await stranger.post(path, { what: "topic" });
    await stranger.post(`${path}/undo`, { what: "topic", was: "off" });
    expect(choices()).toEqual([]);
  });

  it("turns it into a digest in one tap and has it back in one; not what cannot wait", async () => {
    ship();
    const path = pathOf(await mailTo("ada@acme.example"));
    const stranger = browserIn(town);
    await stranger.get(path);
    await stranger.post(path, { what: "digest" });
    expect(stranger.page.html).toContain("You’ll get order news (Acme GmbH) in your digest only.");
    expect(choices()).toMatchObject([{ topic: "steps", mail: "digest", changedVia: "link" }]);
    await stranger.submit();
    expect(choices()).toEqual([]);
    tellEvent(town, "PO-8001", { step: "waiting", eventId: "e-digest", needs: "the colour" });
    const waiting = pathOf(await mailTo("ada@acme.example"));
    expect(pageOf((await stranger.get(waiting)).html).main.text).not.toContain("digest");
    await stranger.post(waiting, { what: "digest" });
    await stranger.post(waiting, { what: "topic" });
    await stranger.post(`${waiting}/undo`, { what: "topic", was: "digest" });
    expect(choices()).toEqual([]);
  });

  it("has back that the order was followed, whichever of the two was pressed", async () => {
    const itemId = ship();
    const order = { kind: "order", itemId } as const;
    const path = pathOf(await mailTo("ada@acme.example"));
    const stranger = browserIn(town);
    for (const what of ["topic", "thing"]) {
      follow(town.system.within(town.acme), town.ada.id, order, "follow", town.now());
      await stranger.post(path, { what });
      expect(findFollow(town.system.within(town.acme), town.ada.id, order)).not.toBe("follow");
      await stranger.submit();
      expect(findFollow(town.system.within(town.acme), town.ada.id, order)).toBe("follow");
      expect(choices()).toEqual([]);
    }
  });

  it("stops the mails of one order that is followed where all the others are off already", async () => {
    const itemId = ship();
    const path = pathOf(await mailTo("ada@acme.example"));
    wish(town, town.ada, "steps", "off");
    follow(town.system.within(town.acme), town.ada.id, { kind: "order", itemId }, "follow", town.now());
    const page = pageOf((await browserIn(town).get(path)).html);
    expect(page.main.text).toContain("Stop emails about PO-8001");
  });

  it("says every state that holds, each with its own way back, and confirms what was taken back", async () => {
    const itemId = ship();
    const path = pathOf(await mailTo("ada@acme.example"));
    const acme = town.system.within(town.acme);
    follow(acme, town.ada.id, { kind: "order", itemId }, "follow", town.now());
    const stranger = browserIn(town);
    const text = () => pageOf(stranger.page.html).main.text;
    const pressed = async (what: string) => {
      const { fields, path: to } = formsOf(stranger.page.html, path).find((form) => form.fields.what === what)!;
      await stranger.post(to, fields);
    };
    const [now, digest, muted] = [
      "You get order news (Acme GmbH).",
      "You’ll get order news (Acme GmbH) in your digest only.",
      "You won’t get emails about PO-8001 any more.",
    ];
    await stranger.get(path);
    expect(text()).toContain(now);
    await pressed("thing");
    expect(text()).toContain(now);
    expect(text()).toContain(muted);
    await pressed("digest");
    expect(text()).toContain(digest);
    expect(text()).toContain(muted);
    const undo = formsOf(stranger.page.html, path).filter((form) => form.path === `${path}/undo`);
    expect(undo.map(({ fields }) => fields.what)).toEqual(["topic", "thing"]);
    await stranger.post(undo[0]!.path, undo[0]!.fields);
    expect(pageOf(stranger.page.html).status?.text).toBe("Undone. It’s as it was before.");
    expect(text()).toContain(now);
    expect(text()).toContain(muted);
    await stranger.submit({}, { action: `${path}/undo` });
    expect(text()).not.toContain(muted);
    expect([choices(), findFollow(acme, town.ada.id, { kind: "order", itemId })]).toEqual([[], "follow"]);
  });

  it("opened again after it was turned off, offers each way on, as it cannot know what was before", async () => {
    ship();
    const path = pathOf(await mailTo("ada@acme.example"));
    wish(town, town.ada, "steps", "digest");
    const stranger = browserIn(town);
    await stranger.post(path, { what: "topic" });
    await stranger.get(path);
    const buttons = pageOf(stranger.page.html).main.all("button");
    expect(buttons.map(({ text }) => text)).toEqual(["Email me", "Only in my digest"]);
    await stranger.post(path, { what: "digest" });
    expect(choices()).toMatchObject([{ topic: "steps", mail: "digest" }]);
    await stranger.get(path);
    await stranger.submit();
    expect(pageOf(stranger.page.html).status?.text).toBe("Saved.");
    expect(choices()).toEqual([]);
  });

  it("mutes the one order, and has it back", async () => {
    const itemId = ship();
    const path = pathOf(await mailTo("ada@acme.example"));
    const stranger = browserIn(town);
    await stranger.get(path);
    await stranger.post(path, { what: "thing" });
    expect(stranger.page.html).toContain("You won’t get emails about PO-8001 any more.");
    expect(town.system.db.select().from(follows).all()).toMatchObject([{ itemId, state: "mute" }]);
    await stranger.post(`${path}/undo`, { what: "thing" });
    expect(town.system.db.select().from(follows).all()).toEqual([]);
  });

  it("shows on the person's own page that a link turned it off, so that a forwarded mail does no lasting harm", async () => {
    ship();
    await press(pathOf(await mailTo("ada@acme.example")));
    const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
    const { html } = await ada.get("/me/notifications");
    expect(pageOf(html).main.text).toContain("Turned off by a link in an email, 23 November 2026.");
    await ada.post(`/me/notifications/${town.acme}`, { steps: "now" });
    expect(choices()).toEqual([]);
  });

  it("is gone for somebody who was removed", async () => {
    ship();
    const path = pathOf(await mailTo("ben@acme.example"));
    town.connection.sqlite.prepare("delete from memberships where person_id = ?").run(town.ben.id);
    expect((await town.fetch(path)).status).toBe(410);
    expect((await press(path)).status).toBe(200);
  });
});

describe("an accounts-payable address", () => {
  const payables = "ap@acme.example";
  beforeEach(() => void addPayablesAddress(town.system.within(town.acme), payables, town.ada.id, town.now()));

  it("that leaves invoices gets its reminders, and the owners are told once", async () => {
    invoiced();
    const path = pathOf(await mailTo(payables));
    expect(path).not.toContain("ap@");
    const browser = browserIn(town);
    expect(pageOf((await browser.get(path)).html).main.text).toContain("They go to a••@acme.example.");
    await browser.post(path, { what: "topic" });
    await browser.post(path, { what: "topic" });
    const told = await mailsTo("ada@acme.example");
    expect(told.map(({ Tag }) => Tag)).toEqual(["payables-left"]);
    expect(told[0]!.TextBody).toContain("ap@acme.example doesn’t get invoices and receipts for Acme GmbH any more.");
    expect(postmark.sent).toHaveLength(1);
    const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
    const list = pageOf((await ada.get(`/o/${town.acme}/billing/mails`)).html).main.text;
    expect(list).toContain("Gets reminders and failed payments");
    expect(list).toContain("Stopped by a link in one of its emails: invoices and receipts");
    invoiced();
    expect(await mailsTo(payables)).toEqual([]);
    expect(postmark.sent.map(({ To }) => To)).toContain("bo@acme.example");
    const id = addInvoice(town, town.acme, { number: "INV-DUE", dueAt: town.now() + 1 });
    const due = { kind: "invoice-due", key: id, props: { dueAt: town.now() + 1 } };
    notifyRecipients(town.system, { id, orgId: town.acme }, due, town.now());
    expect((await mailsTo(payables)).map(({ Tag }) => Tag)).toEqual(["invoice-due"]);
  });

  it("comes back by Undo, before the owners' mail is written, or because it is put on the list again", async () => {
    invoiced();
    const path = pathOf(await mailTo(payables));
    const browser = browserIn(town);
    await browser.post(path, { what: "topic" });
    await browser.submit();
    expect(await mailsTo("ada@acme.example")).toEqual([]);
    await browser.post(path, { what: "topic" });
    addPayablesAddress(town.system.within(town.acme), payables, town.ada.id, town.now());
    invoiced();
    expect(await mailsTo(payables)).toHaveLength(1);
    const left = town.system.db.select().from(outbox).all();
    expect(left.filter(({ state }) => state === "dropped").map(({ kind }) => kind)).toEqual(["payables-left"]);
  });

  it("that leaves again the same day, after an Undo before the owners' mail was written, is told of", async () => {
    invoiced();
    const path = pathOf(await mailTo(payables));
    const browser = browserIn(town);
    await browser.post(path, { what: "topic" });
    await browser.submit();
    expect(await mailsTo("ada@acme.example")).toEqual([]);
    town.pass(60_000);
    await browser.post(path, { what: "topic" });
    expect((await mailsTo("ada@acme.example")).map(({ Tag }) => Tag)).toEqual(["payables-left"]);
  });

  it("that is a colleague's too, who reads no billing by role, is left by the same one click", async () => {
    addPayablesAddress(town.system.within(town.acme), town.ben.email, town.ada.id, town.now());
    invoiced();
    expect((await press(pathOf(await mailTo("ben@acme.example")))).status).toBe(200);
    invoiced();
    expect(await mailsTo("ben@acme.example")).toEqual([]);
    expect(postmark.sent.filter(({ Tag }) => Tag === "payables-left").map(({ To }) => To)).toEqual([
      "ada@acme.example",
    ]);
    expect(choices()).toEqual([]);
  });

  it("that is a colleague's too, who gets invoices by role, leaves both at once", async () => {
    addPayablesAddress(town.system.within(town.acme), town.bo.email, town.ada.id, town.now());
    invoiced();
    await press(pathOf(await mailTo("bo@acme.example")));
    invoiced();
    expect(await mailsTo("bo@acme.example")).toEqual([]);
    expect(choices()).toMatchObject([{ personId: town.bo.id, topic: "invoices", mail: "off" }]);
  });
});
