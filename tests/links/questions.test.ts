import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listMails } from "#app/mail/mailbox.ts";
import { addPayablesAddress, removePayablesAddress } from "#app/billing/billing-mail-settings.ts";
import { createItemLink, revokeItemLinks } from "#app/sign-in/item-links.ts";
import { messages, requests } from "#db/schema/requests.ts";
import { itemLinks } from "#db/schema/mail.ts";
import { onceKeys } from "#db/schema/sign-in.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { clerk, tell } from "#tests/requests/request-rows.ts";
import { tellOrder } from "#tests/orders/order-rows.ts";
import { addInvoice } from "#tests/rows.ts";
import { openTown } from "#tests/world.ts";

const ap = "ap@acme.example";
const message = "Why is delivery on it twice?";

let town: ReturnType<typeof openTown>;
let invoice: string;
beforeEach(() => {
  town = openTown({ FOYER_MODE: "development", SMTP_URL: "" });
  invoice = addInvoice(town, town.acme, { number: "INV-1042", dueAt: town.now() + 86_400_000 });
});
afterEach(() => town.close());

const acme = () => town.system.within(town.acme);
const linkFor = (email: string, kind: "invoice" | "order" = "invoice", itemId = invoice) =>
  `/l/${createItemLink(acme(), { kind, itemId, email }, town.now())}`;
const asked = () => town.system.db.select().from(requests).all();
const said = () => town.system.db.select().from(messages).all();
const mailsTo = async (address: string) => {
  await town.drain();
  return listMails(town.dataDir).filter(({ to }) => to === address);
};

async function ask(link: string, fields: Record<string, string> = { message }, ip?: string) {
  const browser = browserIn(town, { ip });
  await browser.get(link);
  await browser.submit(fields);
  return browser.page;
}

describe("a question from a mail's link, signed out", () => {
  it("is one field on the invoice's page; it is attached, and goes to whom the link was mailed", async () => {
    const link = linkFor(town.ada.email);
    const page = await ask(link);
    expect(page).toMatchObject({ status: 200, url: `${link}?asked=R-1001` });
    expect(pageOf(page.html).status!.text).toBe("Sent as R-1001. We’ll reply to a••@acme.example.");
    const about = { aboutKind: "invoice", aboutId: invoice, subject: message };
    expect(asked()).toMatchObject([{ ...about, orgId: town.acme, personId: town.ada.id, verified: true }]);
    expect(said()).toMatchObject([{ via: "link", email: "ada@acme.example", name: null, text: message }]);
    const [receipt] = await mailsTo("ada@acme.example");
    expect(receipt).toMatchObject({ kind: "request-received", subject: `R-1001 ${message}` });
    expect(receipt!.text).toContain("someone wrote to us through the link we emailed to this address");
  });

  it("is listed on Ada's invoice, and nobody asks her whether it was her", async () => {
    await ask(linkFor(town.ada.email));
    const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
    expect(pageOf((await ada.get(`/o/${town.acme}/billing/${invoice}`)).html).main.text).toContain("R-1001");
    expect((await ada.get(`/o/${town.acme}`)).html).not.toContain("Was that you?");
    const thread = pageOf((await ada.get(`/o/${town.acme}/requests/${asked()[0]!.id}`)).html).main.text;
    expect(thread).toContain("through the link in an email to this address");
  });

  it("tells Sam that it came through the link, which more than Ada may have", async () => {
    await ask(linkFor(town.ada.email));
    const [mail] = await mailsTo(town.sam.email);
    expect(mail!.text).toContain("This came through the link in an email to this address");
    expect(mail!.text).toContain("About: Invoice INV-1042");
    const sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
    const { main } = pageOf((await sam.get(`/staff/requests/${asked()[0]!.id}`)).html);
    expect(main.article(/^/).text).toContain("ada@acme.example");
    expect(main.text).toContain("link in an email to this address");
  });

  it("is attached to an order as well", async () => {
    const { id } = tellOrder(town, town.acme, "PO-7731");
    await ask(linkFor(town.ben.email, "order", id));
    expect(asked()).toMatchObject([{ aboutKind: "order", aboutId: id, personId: town.ben.id }]);
  });

  it("asks for words where there are none, and keeps what was typed where it is too much", async () => {
    const link = linkFor(town.ada.email);
    const empty = await ask(link, { message: " " });
    expect(empty).toMatchObject({ status: 422, url: `${link}/question` });
    expect(pageOf(empty.html).alert!.text).toContain("Enter your message");
    expect(pageOf(empty.html).title).toBe("Error: Ask about invoice INV-1042 – Norrland Chairs");
    const long = "x".repeat(20_001);
    expect(pageOf((await ask(link, { message: long })).html).field("Your message").value).toBe(long);
    expect(asked()).toEqual([]);
  });

  it("is asked once, however often the form is sent", async () => {
    const link = linkFor(town.ada.email);
    const browser = browserIn(town);
    await browser.get(link);
    const form = { message, once: "one-form" };
    for (const _ of [1, 2]) expect((await browser.post(`${link}/question`, form)).url).toBe(`${link}?asked=R-1001`);
    expect(asked()).toHaveLength(1);
    expect(JSON.stringify(town.system.db.select().from(onceKeys).all())).not.toContain(link.slice(3));
  });

  it("is as rare as on the contact page: three a day, then what was typed stays, with when to come again", async () => {
    const link = linkFor(town.ada.email);
    for (const n of [1, 2, 3]) expect((await ask(link, { message: `${message} ${n}` })).status).toBe(200);
    const page = await ask(link);
    expect([page.status, asked().length]).toEqual([429, 3]);
    expect(page.headers.get("Retry-After")).toBe("86400");
    expect(page.headers.get("Cache-Control")).toBe("no-store");
    expect(pageOf(page.html).field("Your message").value).toBe(message);
  });

  it("learns nothing of the customer that the link does not show", async () => {
    const link = linkFor(town.ada.email);
    const { html } = await ask(link);
    for (const page of [html, (await browserIn(town).get(`${link}/question`)).html])
      expect(page).not.toMatch(/ada@|Ada Lovelace|ben@|\/o\/org_/);
  });
});

describe("a question from the link of a payables address, nobody's login", () => {
  beforeEach(() => void addPayablesAddress(acme(), ap, town.ada.id, town.now()));

  const answer = () => tell(town, asked()[0]!.id, clerk(town.sam), { text: "We took it off." });

  it("is answered by mail to that address, without a page that it cannot open", async () => {
    await ask(linkFor(ap));
    expect(asked()).toMatchObject([{ orgId: town.acme, personId: null, email: ap }]);
    answer();
    const mail = (await mailsTo(ap)).find(({ kind }) => kind === "request-reply")!;
    expect(mail.text).toContain("We took it off.");
    expect(mail.text).not.toContain("/o/");
  });

  it("is answered no more once the address is off the list", async () => {
    await ask(linkFor(ap));
    removePayablesAddress(acme(), ap, town.now());
    answer();
    expect((await mailsTo(ap)).filter(({ kind }) => kind === "request-reply")).toEqual([]);
  });
});

describe("a question from a forwarded link, at an address that is nobody's", () => {
  const kim = "kim@ledger.example";
  const replies = async () => (await mailsTo(kim)).filter(({ kind }) => kind === "request-reply");
  beforeEach(async () => {
    const item = { kind: "invoice", itemId: invoice, email: kim, isForwarded: true } as const;
    await ask(`/l/${createItemLink(acme(), item, town.now())}`);
  });
  const answer = () => tell(town, asked()[0]!.id, clerk(town.sam), { text: "We took it off." });

  it("is answered by mail to that address, which the desk sees", async () => {
    const sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
    expect((await sam.get(`/staff/requests/${asked()[0]!.id}`)).html).not.toContain("doesn’t get this");
    answer();
    const [mail] = await replies();
    expect(mail!.text).toContain("We took it off.");
    expect(mail!.text).not.toContain("/o/");
  });

  it.each([
    ["was revoked", () => revokeItemLinks(acme(), { email: kim }, town.now())],
    ["is over", () => town.pass(91 * 86_400_000)],
  ])("is answered no more once the link %s", async (_, end) => {
    end();
    answer();
    expect(await replies()).toEqual([]);
  });
});

describe("a link that asks nothing", () => {
  it.each([
    ["revoked", () => revokeItemLinks(acme(), { email: town.ada.email }, town.now())],
    ["expired", () => town.pass(91 * 86_400_000)],
  ])("%s", async (_, change) => {
    const link = linkFor(town.ada.email);
    change();
    const browser = browserIn(town);
    for (const page of [await browser.get(`${link}/question`), await browser.post(`${link}/question`, { message })])
      expect(page).toMatchObject({ status: 410, url: link });
    expect(asked()).toEqual([]);
    expect(town.system.db.select().from(itemLinks).all()).toHaveLength(1);
  });

  it("leads to the contact page where the company takes no requests", async () => {
    const other = openTown({ FEATURES: "billing" });
    const id = addInvoice(other, other.acme, { number: "INV-1" });
    const item = { kind: "invoice", itemId: id, email: other.ada.email } as const;
    const token = createItemLink(other.system.within(other.acme), item, other.now());
    const { html } = await browserIn(other).get(`/l/${token}`);
    expect(pageOf(html).link("Ask about this").href).toBe("/contact?about=Invoice+INV-1");
    expect((await browserIn(other).get(`/l/${token}/question`)).url).toBe(`/l/${token}`);
    other.close();
  });
});
