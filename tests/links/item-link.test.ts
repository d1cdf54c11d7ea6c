import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { invoices } from "#db/schema/billing.ts";
import { itemLinks, outbox } from "#db/schema/mail.ts";
import { memberships, people } from "#db/schema/organizations.ts";
import { queueMail } from "#db/outbox.ts";
import { sha256 } from "#db/secrets.ts";
import { mailWorker } from "#app/workers.ts";
import { listMails } from "#app/mail/mailbox.ts";
import { addPayablesAddress, removePayablesAddress } from "#app/billing/billing-mail-settings.ts";
import { createItemLink, revokeItemLinks } from "#app/sign-in/item-links.ts";
import { browserIn, formsOf } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { addInvoice } from "#tests/rows.ts";
import { wish } from "#tests/notifications/digest-rows.ts";
import { openTown } from "#tests/world.ts";

const day = 24 * 60 * 60_000;

let town: ReturnType<typeof openTown>;
let invoice: string;

beforeEach(() => {
  town = openTown({ FOYER_MODE: "development", SMTP_URL: "" });
  invoice = addInvoice(town, town.acme, { id: "in_1042", number: "INV-1042", dueAt: town.now() + 7 * day });
});
afterEach(() => town.close());

async function mailTo(recipient: string, kind = "invoice-ready") {
  const mail = { kind, recipient, dedupeKey: `${kind}:${recipient}:${town.now()}`, orgId: town.acme };
  queueMail(town.system, { ...mail, props: { invoiceId: invoice } }, town.now());
  await town.drain([mailWorker]);
  return listMails(town.dataDir).find((one) => one.to === recipient && one.kind === kind) ?? null;
}
const linkIn = (mail: { text: string } | null) => new URL(/^https?:\/\/\S+\/l\/\S+$/m.exec(mail!.text)![0]).pathname;
const linkFor = async (recipient = town.bo.email) => linkIn(await mailTo(recipient));
const nobody = () => browserIn(town);
const payOn = (html: string) => formsOf(html, "/").find(({ path }) => path.endsWith("/pay"))?.path;
const states = () => town.system.db.select({ state: outbox.state }).from(outbox).all();

function expectNothing(page: { status: number; html: string }) {
  expect(page.status).toBe(410);
  expect(page.html).toContain("This link no longer works");
  expect(page.html).toContain("It may be incomplete");
  expect(page.html).not.toMatch(/INV-1042|Acme|bo@|b••@/);
  expect(formsOf(page.html, "/")).toEqual([]);
  expect(pageOf(page.html).hrefs).toContain("/contact");
}

describe("the mail", () => {
  it("carries the link; the database only its hash; the log neither", async () => {
    const mail = await mailTo(town.bo.email);
    expect(mail).toMatchObject({ subject: "Invoice INV-1042, due 30 Nov", to: "bo@acme.example" });
    expect(mail!.headers.References).toBe("<invoice-in_1042@portal.example>");
    const token = linkIn(mail).split("/")[2]!;
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(town.system.db.select().from(itemLinks).all()).toMatchObject([
      { tokenHash: sha256(token), itemId: invoice },
    ]);
    await nobody().get(`/l/${token}`);
    expect(JSON.stringify(town.system.db.select().from(outbox).all())).not.toContain(token);
    expect(town.logLines.join("")).not.toContain(token);
    expect(town.logLines.join("")).toContain("/l/…");
  });

  it("has each recipient's own link", async () => {
    expect(await linkFor(town.bo.email)).not.toBe(await linkFor(town.ada.email));
  });

  it.each([
    ["is not sent to a role without billing", () => town.ben.email],
    ["is not sent to a stranger", () => town.zoe.email],
  ])("%s", async (_what, recipient) => {
    expect(await mailTo(recipient())).toBeNull();
    expect(states()).toEqual([{ state: "dropped" }]);
  });

  it("is not sent where billing is switched off: its link would lead nowhere", async () => {
    const other = openTown({ FOYER_MODE: "development", SMTP_URL: "", FEATURES: "requests" });
    const id = addInvoice(other, other.acme, { number: "INV-1" });
    const mail = { kind: "invoice-ready", recipient: other.bo.email, dedupeKey: "x", orgId: other.acme };
    queueMail(other.system, { ...mail, props: { invoiceId: id } }, other.now());
    await other.drain([mailWorker]);
    expect(other.system.db.select({ state: outbox.state }).from(outbox).all()).toEqual([{ state: "dropped" }]);
    other.close();
  });

  it("says nothing of an invoice that was voided, and thanks for one that is paid", async () => {
    town.system.db.update(invoices).set({ status: "paid", amountPaid: 120000, amountRemaining: 0 }).run();
    expect((await mailTo(town.bo.email))!.subject).toBe("Invoice INV-1042, paid");
    expect(await mailTo(town.bo.email, "payment-failed")).toBeNull();
    town.system.db.update(invoices).set({ status: "void" }).run();
    expect(await mailTo(town.ada.email)).toBeNull();
  });

  it("about a failed payment leads to the invoice, where one press pays", async () => {
    const mail = await mailTo(town.bo.email, "payment-failed");
    expect(mail!.subject).toBe("Payment for INV-1042 didn’t go through");
    expect(linkIn(mail)).toMatch(/^\/l\/[\w-]{43}$/);
    expect(payOn((await nobody().get(linkIn(mail))).html)).toBe(`${linkIn(mail)}/pay`);
  });

  it("has the PDF one tap away, in a link of its own", async () => {
    const { text } = (await mailTo(town.bo.email))!;
    const links = [...text.matchAll(/^https?:\/\/\S+(\/l\/\S+)$/gm)].map(([, path]) => path!);
    expect(links).toEqual([expect.stringMatching(/^\/l\/[\w-]{43}$/), `${links[0]}/pdf`]);
  });
});

describe("an open link", () => {
  it("shows the one invoice to anybody who holds it, read-only, kept nowhere, without a cookie", async () => {
    const link = await linkFor();
    const browser = nobody();
    const { status, html, headers } = await browser.get(link);
    expect(status).toBe(200);
    const { main, hrefs, all } = pageOf(html);
    expect(main.heading("Invoice INV-1042")).toBeTruthy();
    expect(html).toContain("For b••@acme.example");
    expect(html).toContain("€1,200.00");
    const signIn = `/sign-in?next=${encodeURIComponent(`/o/${town.acme}/billing/${invoice}`)}&item=${link.slice(3)}`;
    expect(hrefs).toEqual(expect.arrayContaining([`${link}/pdf`, signIn]));
    expect(payOn(html)).toBe(`${link}/pay`);
    expect(all("region", "Portal")).toEqual([]);
    expect(headers.get("Cache-Control")).toBe("no-store");
    expect(headers.get("X-Robots-Tag")).toContain("noindex");
    expect(headers.get("ETag")).toBeNull();
    expect(headers.getSetCookie()).toEqual([]);
    expect(headers.get("Referrer-Policy")).toBe("strict-origin");
  });

  it("shows what a forward may tell: for whom, but no street and the ends of a tax number", async () => {
    const address = { line1: "Hafenstr. 4", postal_code: "20457", city: "Hamburg", country: "DE" };
    const raw = { customer_name: "Acme GmbH", customer_address: address, customer_tax_ids: [{ value: "DE123456788" }] };
    town.system.db
      .update(invoices)
      .set({ raw: JSON.stringify(raw) })
      .run();
    const { html } = await nobody().get(await linkFor());
    const { text } = pageOf(html).main;
    expect(text).toContain("Acme GmbH Germany");
    expect(text).toContain("DE•••788");
    expect(html).not.toMatch(/Hafenstr|20457|DE123456788|bo@/);
  });

  it("is changed by no scanner: GET and HEAD, twenty times", async () => {
    const link = await linkFor();
    const before = town.system.db.select().from(itemLinks).all();
    for (let n = 0; n < 20; n++) await nobody().request(link, { method: n % 2 ? "HEAD" : "GET" });
    expect(town.system.db.select().from(itemLinks).all()).toEqual(before);
    expect((await nobody().get(link)).status).toBe(200);
    expect(states()).toHaveLength(1);
  });

  it("shows no Pay to an accountant, who may only read", async () => {
    wish(town, town.ann, "invoices", "now");
    const link = await linkFor(town.ann.email);
    const { html } = await nobody().get(link);
    expect(html).not.toContain(`${link}/pay`);
    expect((await nobody().post(`${link}/pay`, {}, {}, false)).headers.get("Location")).toBe(link);
  });

  it("leads a member who is signed in and may see it to the full page, and nobody else", async () => {
    const link = await linkFor();
    const bo = browserIn(town, { cookie: town.signIn(town.bo.id) });
    expect((await bo.request(link, {}, false)).headers.get("Location")).toBe(`/o/${town.acme}/billing/${invoice}`);
    expect((await bo.get(link)).status).toBe(200);
    const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
    expect((await ada.request(link, {}, false)).headers.get("Location")).toBe(`/o/${town.acme}/billing/${invoice}`);
    for (const person of [town.ben, town.zoe]) {
      const other = browserIn(town, { cookie: town.signIn(person.id) });
      expect(await other.get(link)).toMatchObject({ status: 200, url: link });
    }
  });

  it("cannot be renewed", async () => {
    const link = await linkFor();
    const { headers } = await nobody().post(link, {}, {}, false);
    expect(headers.get("Location")).toBe(link);
    expect(states()).toHaveLength(1);
  });
});

describe("an accounts-payable address, nobody's login", () => {
  const ap = "ap@acme.example";
  const acme = () => town.system.within(town.acme);
  beforeEach(() => void addPayablesAddress(acme(), ap, town.ada.id, town.now()));

  it("gets the mails, with why, and opens its link to read, download and pay", async () => {
    const mail = await mailTo(ap);
    expect(mail!.text).toContain("You’re getting this because Acme GmbH sends its invoices here.");
    const link = linkIn(mail);
    const { status, html } = await nobody().get(link);
    expect(status).toBe(200);
    expect(html).toContain("For a••@acme.example");
    expect(pageOf(html).hrefs).toContain(`${link}/pdf`);
    expect(payOn(html)).toBe(`${link}/pay`);
  });

  it("renews an expired link", async () => {
    const link = await linkFor(ap);
    town.pass(91 * day);
    await nobody().post(link, {});
    await town.drain([mailWorker]);
    const mail = listMails(town.dataDir).find(({ kind }) => kind === "item-link-renewed")!;
    expect(mail.text).toContain("Acme GmbH sends its invoices here.");
    expect((await nobody().get(linkIn(mail))).status).toBe(200);
  });

  it("loses its links, and mails that wait, when it is taken off the list", async () => {
    const link = await linkFor(ap);
    removePayablesAddress(acme(), ap, town.now());
    for (const part of ["", "/pdf", "/pay", "/renewed"]) expectNothing(await nobody().get(`${link}${part}`));
    expect(await mailTo(ap, "payment-failed")).toBeNull();
    expect(states()).toContainEqual({ state: "dropped" });
  });

  it("opens nothing of another organization", async () => {
    const id = addInvoice(town, town.zebra, { number: "Z-1" });
    const token = createItemLink(
      town.system.within(town.zebra),
      { kind: "invoice", itemId: id, email: ap },
      town.now(),
    );
    expect((await nobody().get(`/l/${token}`)).status).toBe(410);
  });

  it("that is an accountant's too may pay by its link", async () => {
    addPayablesAddress(acme(), town.ann.email, town.ada.id, town.now());
    const link = await linkFor(town.ann.email);
    expect(payOn((await nobody().get(link)).html)).toBe(`${link}/pay`);
  });
});

describe("a link that holds no more says nothing", () => {
  it.each([
    ["revoked", () => revokeItemLinks(town.system.within(town.acme), { email: town.bo.email }, town.now())],
    ["its person removed", () => town.system.db.delete(memberships).where(eq(memberships.personId, town.bo.id)).run()],
    ["its person's role changed", () => town.system.db.update(memberships).set({ role: "member" }).run()],
    [
      "its person's address changed",
      () => town.system.db.update(people).set({ email: "new@acme.example" }).where(eq(people.id, town.bo.id)).run(),
    ],
    [
      "its person disabled",
      () => town.system.db.update(people).set({ disabledAt: 1 }).where(eq(people.id, town.bo.id)).run(),
    ],
    ["its invoice moved", () => town.system.db.update(invoices).set({ orgId: town.zebra }).run()],
    ["its invoice deleted", () => town.system.db.update(invoices).set({ deletedAt: 1 }).run()],
  ])("%s", async (_what, change) => {
    const link = await linkFor();
    change();
    for (const wait of [0, 91 * day]) {
      town.pass(wait);
      expectNothing(await nobody().get(link));
      const renewed = await nobody().post(link, {});
      expectNothing(renewed);
      expect(states()).toHaveLength(1);
    }
    for (const part of ["pdf", "pay", "renewed"]) expectNothing(await nobody().get(`${link}/${part}`));
  });

  it("never was one, whatever it looks like", async () => {
    const link = await linkFor();
    for (const at of [3, 20, 45]) {
      const wrong = link.slice(0, at) + (link[at] === "A" ? "B" : "A") + link.slice(at + 1);
      expectNothing(await nobody().get(wrong));
    }
    for (const path of ["/l/x", `/l/${"a".repeat(5000)}`]) expectNothing(await nobody().get(path));
    for (const path of ["/l", "/l/", "/l/%00", "/l/%F0%9F%98%80", "/l/a/b/c"]) {
      const { status, html } = await nobody().get(path);
      expect([path, status]).toEqual([path, 404]);
      expect(pageOf(html).main.text).toContain(
        "Check the address. If it’s right, you may not have access to this page. Go to the home page",
      );
    }
  });

  it("where billing is switched off", async () => {
    const other = openTown({ FEATURES: "requests" });
    expect((await browserIn(other).get("/l/x")).status).toBe(410);
    other.close();
  });
});

describe("an expired link", () => {
  async function expired(recipient?: string) {
    const link = await linkFor(recipient);
    town.pass(90 * day);
    return link;
  }

  it("holds until its ninetieth day, then names what it was for and to whom it can go again", async () => {
    const link = await linkFor();
    town.pass(90 * day - 1);
    expect((await nobody().get(link)).status).toBe(200);
    town.pass(1);
    const { status, html, headers } = await nobody().get(link);
    expect(status).toBe(410);
    expect(pageOf(html).title).toBe("This link has expired – Norrland Chairs");
    expect(html).toContain("invoice INV-1042");
    expect(html).toContain("b••@acme.example");
    expect(html).not.toMatch(/bo@acme|€|Acme GmbH/);
    expect(headers.get("Cache-Control")).toBe("no-store");
  });

  it("mails a fresh one to the same person, who lands on the same screen", async () => {
    const link = await expired();
    const browser = nobody();
    await browser.get(link);
    await browser.submit();
    expect(browser.page).toMatchObject({ status: 200, url: `${link}/renewed` });
    expect(browser.page.html).toContain("b••@acme.example");
    await town.drain([mailWorker]);
    const mail = listMails(town.dataDir).find(({ kind }) => kind === "item-link-renewed")!;
    expect(mail).toMatchObject({ to: "bo@acme.example", subject: "Your new link to invoice INV-1042" });
    expect(linkIn(mail)).not.toBe(link);
    const { status, html } = await nobody().get(linkIn(mail));
    expect([status, pageOf(html).all("heading", "Invoice INV-1042").length]).toEqual([200, 1]);
    expect((await nobody().get(link)).status).toBe(410);
  });

  it("pressed twice mails once; three times an hour, then not", async () => {
    const link = await expired();
    const renewals = () => states().length - 1;
    await nobody().post(link, {});
    await nobody().post(link, {});
    expect(renewals()).toBe(1);
    town.pass(60_000);
    expect((await nobody().post(link, {})).status).toBe(200);
    town.pass(60_000);
    const { status, headers } = await nobody().post(link, {});
    expect(status).toBe(429);
    expect(Number(headers.get("Retry-After"))).toBeGreaterThan(3_000);
    expect(renewals()).toBe(2);
    town.pass(60 * 60_000);
    expect((await nobody().post(link, {})).status).toBe(200);
  });

  it("leads its own recipient, signed in, to the full page all the same", async () => {
    const link = await expired();
    const bo = browserIn(town, { cookie: town.signIn(town.bo.id) });
    expect((await bo.get(link)).url).toBe(`/o/${town.acme}/billing/${invoice}`);
  });

  it.each(["pdf", "pay"])("says so at its %s too", async (part) => {
    const { status, html } = await nobody().get(`${await expired()}/${part}`);
    expect(status).toBe(410);
    expect(html).toContain("This link has expired");
  });

  it("takes no write from elsewhere", async () => {
    const link = await expired();
    const { status } = await nobody().post(link, {}, { headers: { Origin: "https://evil.example" } });
    expect(status).toBe(403);
  });
});

it.each(["of one link", "of none"])("sixty views a minute %s from one network, then a pause", async (which) => {
  const link = await linkFor();
  const looked = which === "of none" ? "/l/guess" : link;
  const browser = browserIn(town, { ip: "198.51.100.9" });
  for (let n = 0; n < 60; n++) expect((await browser.get(looked)).status).not.toBe(429);
  const { status, headers, html } = await browser.get(looked);
  expect(status).toBe(429);
  expect(headers.get("Retry-After")).toBe("60");
  expect(html).not.toContain("INV-1042");
  if (looked !== link) expect((await browser.get(link)).status).toBe(200);
  town.pass(60_000);
  expect((await browser.get(link)).status).toBe(200);
});
