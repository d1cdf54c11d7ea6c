import { isNull } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listPayablesAddresses } from "#app/billing/billing-mail-settings.ts";
import { listMails } from "#app/mail/mailbox.ts";
import { createItemLink } from "#app/sign-in/item-links.ts";
import { mailWorker } from "#app/workers.ts";
import { itemLinks } from "#db/schema/mail.ts";
import { people } from "#db/schema/organizations.ts";
import { browserIn } from "#tests/http.ts";
import { stopMails } from "#tests/mail/mail-rows.ts";
import { pageOf } from "#tests/page.ts";
import { addInvoice } from "#tests/rows.ts";
import { openTown } from "#tests/world.ts";

const day = 24 * 60 * 60_000;
const kim = "kim@ledger.example";
let town: ReturnType<typeof openTown>;
let id: string;
beforeEach(() => {
  town = openTown({ FOYER_MODE: "development", SMTP_URL: "" });
  id = addInvoice(town, town.acme, { number: "INV-7" });
});
afterEach(() => town.close());

const as = (who: "ada" | "bo" | "ann") => browserIn(town, { cookie: town.signIn(town[who].id) });
const invoicePath = (invoice = id) => `/o/${town.acme}/billing/${invoice}`;
const forward = (email: string, who: "ada" | "bo" = "ada", invoice = id) =>
  as(who).post(`${invoicePath(invoice)}/forward`, { email });

async function mails() {
  await town.drain([mailWorker]);
  return listMails(town.dataDir).filter(({ kind }) => kind === "invoice-forwarded");
}
const linkIn = ({ text }: { text: string }) => new URL(/^https?:\/\/\S+\/l\/\S+$/m.exec(text)![0]).pathname;

it("is one tap from the invoice for who may pay it, and not for Ann", async () => {
  const link = "Forward to your accountant";
  expect(pageOf((await as("bo").get(invoicePath())).html).main.link(link).href).toBe(`${invoicePath()}/forward`);
  expect(pageOf((await as("ann").get(invoicePath())).html).main.all("link", link)).toEqual([]);
});

it("mails a link to that one invoice, adds nobody, and says where it went", async () => {
  const other = addInvoice(town, town.acme, { number: "INV-8" });
  const before = town.system.db.select().from(people).all().length;
  const { html, url } = await forward(" Kim@Ledger.example ");
  expect(url).toBe(invoicePath());
  expect(pageOf(html).status!.text).toBe(`It’s on its way to ${kim}, if that address accepts our emails.`);
  const [mail, ...more] = await mails();
  expect(more).toEqual([]);
  expect(mail).toMatchObject({ to: kim, subject: "Invoice INV-7 from Norrland Chairs, forwarded" });
  expect(mail!.text).toContain("Ada at Acme GmbH sent you this invoice");
  const page = await browserIn(town).get(linkIn(mail!));
  expect([page.status, pageOf(page.html).main.heading("Invoice INV-7").text]).toEqual([200, "Invoice INV-7"]);
  expect(page.html).not.toContain(other);
  expect(listPayablesAddresses(town.system.within(town.acme))).toEqual([]);
  expect(town.system.db.select().from(people).all()).toHaveLength(before);
});

it("says in its mail what of it is paid and what is left, and of a paid one nothing", async () => {
  const amounts = { total: 123456, amountPaid: 42450, amountRemaining: 81006 };
  await forward(kim, "ada", addInvoice(town, town.acme, { number: "INV-8", ...amounts }));
  await forward(kim, "ada", addInvoice(town, town.acme, { number: "INV-9", status: "paid", ...amounts }));
  const sent = await mails();
  const textOf = (number: string) => sent.find(({ subject }) => subject.includes(number))!.text;
  expect(textOf("INV-8")).toContain("€424.50 is paid, €810.06 is left to pay.");
  expect(textOf("INV-9")).not.toContain("left to pay");
});

it("lets nobody pay who may not: Ann gets no button by a link that was forwarded to her, Kim does", async () => {
  await forward(town.ann.email);
  await forward(kim);
  const links = (await mails()).map((mail) => [mail.to, linkIn(mail)] as const);
  for (const [to, link] of links) {
    const { main } = pageOf((await browserIn(town).get(link)).html);
    expect(main.all("button", /^Pay/)).toHaveLength(to === kim ? 1 : 0);
  }
});

it("opens nothing once its 90 days are over, and is not renewed", async () => {
  await forward(kim);
  const link = linkIn((await mails())[0]!);
  town.pass(91 * day);
  const { status, html } = await browserIn(town).get(link);
  expect(status).toBe(410);
  expect(html).not.toContain("Email me a new link");
});

it("stands under the invoice and in the log, and can be stopped by who may forward", async () => {
  const member = { kind: "invoice", itemId: id, email: kim } as const;
  await forward(kim);
  const link = linkIn((await mails())[0]!);
  const own = `/l/${createItemLink(town.system.within(town.acme), { ...member, isForwarded: false }, town.now())}`;
  expect((await as("ann").get(invoicePath())).html).not.toContain(kim);
  const bo = as("bo");
  expect(pageOf((await bo.get(invoicePath())).html).main.text).toContain(`Forwarded to`);
  const { html } = await bo.post(`${invoicePath()}/forward/end`, { email: kim });
  expect(pageOf(html).status!.text).toBe(`The link sent to ${kim} no longer works.`);
  expect(pageOf(html).main.text).not.toContain("Forwarded to");
  expect((await browserIn(town).get(link)).status).toBe(410);
  const isOwn = isNull(itemLinks.revokedAt);
  expect(town.system.db.select().from(itemLinks).where(isOwn).all()).toHaveLength(own ? 1 : 0);
  const log = pageOf((await as("ada").get(`/o/${town.acme}/team/log`)).html).main.text;
  expect(log).toContain(`Forwarded invoice INV-7 to ${kim}`);
  expect(log).toContain(`Stopped forwarding invoice INV-7 to ${kim}`);
});

it("mails nothing more of what still waited when it was stopped, but what is forwarded anew", async () => {
  await forward(kim);
  expect(await mails()).toHaveLength(1);
  town.pass(1);
  await forward(kim);
  town.pass(1);
  await as("ada").post(`${invoicePath()}/forward/end`, { email: kim });
  expect(await mails()).toHaveLength(1);
  town.pass(1);
  await forward(kim);
  expect(await mails()).toHaveLength(2);
});

it("mails once, however often the form is pressed", async () => {
  const ada = as("ada");
  await ada.get(`${invoicePath()}/forward`);
  for (const _ of [1, 2]) {
    town.pass(1);
    expect((await ada.post(`${invoicePath()}/forward`, { email: kim, once: "one-form" })).url).toBe(invoicePath());
  }
  expect(await mails()).toHaveLength(1);
});

it("keeps what is no address, and says so", async () => {
  const { status, html } = await forward("kim at ledger");
  expect(status).toBe(422);
  expect(pageOf(html).field("Email address").value).toBe("kim at ledger");
  expect(await mails()).toEqual([]);
});

it("asks for a fresh proof of the mailbox first, and keeps the address until then", async () => {
  const ada = as("ada");
  town.pass(day);
  const { url } = await ada.post(`${invoicePath()}/forward`, { email: kim });
  expect(url).toMatch(/^\/me\/confirm/);
  expect(await mails()).toEqual([]);
});

describe("so that nobody is sent too much", () => {
  it("twenty go from one person a day", async () => {
    for (let n = 0; n < 20; n++) expect((await forward(`kim${n}@ledger.example`)).status).toBe(200);
    const { status, html, headers } = await forward("kim20@ledger.example");
    expect(status).toBe(429);
    expect(html).toContain("You can forward more tomorrow");
    expect(Number(headers.get("Retry-After"))).toBeGreaterThan(0);
    expect((await forward("kim20@ledger.example", "bo")).status).toBe(200);
  });

  it("five go to one address a day, whoever sends them", async () => {
    for (let n = 0; n < 5; n++) expect((await forward(kim, n % 2 ? "bo" : "ada")).status).toBe(200);
    expect((await forward(kim, "bo")).status).toBe(429);
    town.pass(day);
    expect((await forward(kim, "bo")).status).toBe(200);
  });

  it("none goes to an address that gets no emails any more", async () => {
    stopMails(town, kim, "HardBounce");
    await forward(kim);
    expect(await mails()).toEqual([]);
    const { status, html } = await forward(kim);
    expect(status).toBe(422);
    expect(html).toContain("Emails to this address bounce");
  });
});
