import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  addPayablesAddress,
  findBillingSettings,
  listPayablesAddresses,
  removePayablesAddress,
  setAttachPdf,
} from "#app/billing/billing-mail-settings.ts";
import { choosePayables, findPayables, wantsPdf } from "#app/billing/payables/payables.ts";
import { leavePayables } from "#app/notifications/payables-left.ts";
import { createItemLink, findItemLink } from "#app/sign-in/item-links.ts";
import { migrations } from "#db/migrate.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

const as = (who: "ada" | "ann" | "zoe") => browserIn(town, { cookie: town.signIn(town[who].id) });
const page = () => `/o/${town.acme}/billing/mails`;
const acme = () => town.system.within(town.acme);
const addresses = () => listPayablesAddresses(acme());

async function add(email: string, browser = as("ada")) {
  await browser.get(page());
  await browser.submit({ email }, { action: page() });
  return browser;
}

describe("who gets billing mails", () => {
  it("are the people whose role brings them, and no others", async () => {
    const { html } = await as("ada").get(page());
    for (const { email } of [town.ada, town.abe, town.bo]) expect(html).toContain(email);
    for (const { email } of [town.ben, town.ann, town.zoe]) expect(html).not.toContain(email);
  });

  it("are further addresses, in the one way they are written", async () => {
    const ada = await add(" AP@Acme.Example ");
    expect(ada.page).toMatchObject({ status: 200, url: page() });
    expect(ada.page.html).toContain("ap@acme.example will now get billing emails");
    expect(addresses()).toEqual(["ap@acme.example"]);
    expect((await add("ap@acme.example")).page.html).toContain("already gets them");
    expect(addresses()).toEqual(["ap@acme.example"]);
  });

  it("says plainly where a person's role brings them already, and adds nothing", async () => {
    const ada = await add("Bo@acme.example");
    expect(ada.page.html).toContain("bo@acme.example already gets them because of their role. Nothing was added.");
    expect(addresses()).toEqual([]);
    expect((await add("ann@books.example")).page.html).toContain("ann@books.example will now get billing emails");
  });

  it("does not say that a person who was listed too gets none any more", async () => {
    addPayablesAddress(acme(), town.bo.email, town.ada.id, town.now());
    const ada = as("ada");
    await ada.get(`${page()}/removal?email=${encodeURIComponent(town.bo.email)}`);
    expect(ada.page.html).toContain("still gets billing emails because of their role");
    await ada.submit();
    expect(ada.page.html).toContain(
      "bo@acme.example was removed from this list, but still gets billing emails because of their role.",
    );
    expect(addresses()).toEqual([]);
  });

  it.each([
    ["", "Enter an email address"],
    ["nobody", "Enter one email address"],
    ["a@acme.example, b@acme.example", "Enter one email address"],
    ["a@acme.example\r\nBcc: b@acme.example", "Enter one email address"],
  ])("are not %j", async (typed, words) => {
    const { status, html } = (await add(typed)).page;
    expect(status).toBe(422);
    expect(html).toContain(words);
    expect(pageOf(html).title).toContain("Error: Who gets billing emails");
    expect(addresses()).toEqual([]);
  });

  it("are ten further addresses at most; the eleventh is kept in the form", async () => {
    const ada = as("ada");
    await ada.get(page());
    for (let n = 0; n < 10; n++) await add(`ap${n}@acme.example`, ada);
    expect(ada.page.html).toContain("Remove one to add another");
    await ada.post(page(), { email: "ap10@acme.example" });
    expect(ada.page.status).toBe(422);
    expect(ada.page.html).toContain("You can have up to 10 addresses. Remove one first");
    expect(
      pageOf(ada.page.html)
        .all("field")
        .map(({ value }) => value),
    ).toContain("ap10@acme.example");
    expect(addresses()).toHaveLength(10);
  });

  it("are asked about before one is removed, and its links end with it", async () => {
    const ada = await add("ap@acme.example");
    const link = createItemLink(acme(), { kind: "invoice", itemId: "in_1", email: "ap@acme.example" }, town.now());
    await ada.get(pageOf(ada.page.html).main.link("Change or remove ap@acme.example").href);
    await ada.get(pageOf(ada.page.html).main.link("Remove this address").href);
    expect(ada.page.html).toContain("links in emails already sent there will stop working");
    expect(addresses()).toEqual(["ap@acme.example"]);
    await ada.submit();
    expect(ada.page.html).toContain("ap@acme.example no longer gets billing emails");
    expect(addresses()).toEqual([]);
    expect(findItemLink(town.system, link)).toMatchObject({ revokedAt: town.now() });
    await ada.post(`${page()}/removal`, { email: "ap@acme.example" });
    expect(ada.page.html).toContain("That address isn’t on the list.");
    const late = await ada.get(`${page()}/removal?email=ap%40acme.example`);
    expect([late.url, pageOf(late.html).status?.text]).toEqual([page(), "That address isn’t on the list."]);
  });

  it("stand in no log line", async () => {
    const ada = await add("ap@acme.example");
    await ada.get(`${page()}/removal?email=ap%40acme.example`);
    await ada.submit();
    expect(town.logLines.join("")).not.toContain("ap@acme");
    expect(town.logLines.join("")).not.toContain("ap%40acme");
  });

  it("can be read by the accountant, and changed by her by no way", async () => {
    await add("ap@acme.example");
    const { html } = await as("ann").get(page());
    expect(html).toContain("ap@acme.example");
    expect(html).not.toMatch(/removal|Change or remove|Add address|Attach the PDF/);
    expect((await as("ann").post(page(), { email: "ann@books.example" })).status).toBe(403);
    expect((await as("ann").post(`${page()}/removal`, { email: "ap@acme.example" })).status).toBe(403);
    expect((await as("ann").post(`${page()}/pdf`, { attach: "on" })).status).toBe(403);
    expect((await as("zoe").post(page(), { email: "zoe@zebra.example" })).status).toBe(404);
    expect(addresses()).toEqual(["ap@acme.example"]);
  });
});

describe("what an address gets", () => {
  const email = "ap@acme.example";
  const place = () => `${page()}/address?email=${encodeURIComponent(email)}`;
  const found = () => findPayables(acme(), email);
  beforeEach(() => void addPayablesAddress(acme(), email, town.ada.id, town.now()));

  it("is all of billing until somebody who pays says otherwise, and is seen on the list", async () => {
    const ada = as("ada");
    await ada.get(page());
    expect(pageOf(ada.page.html).main.text).toContain("Gets invoices and receipts, reminders and failed payments");
    await ada.get(place());
    await ada.submit({ reminders: "", failures: "", pdf: "attach" });
    expect(ada.page.url).toBe(page());
    expect(pageOf(ada.page.html).main.text).toContain("Gets invoices and receipts, with the PDF");
    expect(found()).toMatchObject({ topics: ["invoices"], attachPdf: true });
    await ada.post(place(), { email, invoices: "on", reminders: "on", failures: "on", pdf: "" });
    expect(found()).toMatchObject({ topics: ["invoices", "reminders", "failures"], attachPdf: null });
  });

  it("is not nothing: what was typed is kept", async () => {
    const ada = as("ada");
    await ada.post(place(), { email, pdf: "none" });
    expect(ada.page.status).toBe(422);
    expect(pageOf(ada.page.html).alert!.text).toContain("Choose at least one, or remove the address");
    const fields = pageOf(ada.page.html).all("field");
    expect(fields.map(({ value, isChecked }) => isChecked || value)).toEqual(["on", "on", "on", "none"]);
    expect(fields.some(({ isChecked }) => isChecked)).toBe(false);
    expect(found()).toMatchObject({ topics: ["invoices", "reminders", "failures"] });
  });

  it("can be switched on again where a link stopped it", async () => {
    leavePayables(acme(), { email, topic: "reminders", isLeft: true }, town.now());
    leavePayables(acme(), { email, topic: "failures", isLeft: true }, town.now());
    expect(found()).toMatchObject({ topics: ["invoices"], leftByLink: ["reminders", "failures"] });
    await as("ada").post(place(), { email, invoices: "on", reminders: "on", pdf: "" });
    expect(found()).toMatchObject({ topics: ["invoices", "reminders"], leftByLink: ["failures"] });
  });

  it("is nothing to say of an address that was removed meanwhile", async () => {
    const ada = as("ada");
    await ada.get(place());
    removePayablesAddress(acme(), email, town.now());
    await ada.submit();
    expect(ada.page.html).toContain("That address isn’t on the list.");
    const { url, html } = await ada.get(place());
    expect([url, pageOf(html).status?.text]).toEqual([page(), "That address isn’t on the list."]);
  });

  it("has the PDF as it was chosen for it, else as for all; of a colleague's the more of the two", () => {
    const pdf = (attachPdf: boolean | null, who = email) => {
      choosePayables(acme(), who, { topics: ["invoices"], attachPdf });
      return wantsPdf(acme(), who);
    };
    addPayablesAddress(acme(), town.bo.email, town.ada.id, town.now());
    expect([pdf(null), pdf(true), pdf(false), wantsPdf(acme(), town.ada.email)]).toEqual([false, true, false, false]);
    setAttachPdf(acme(), true, town.now());
    expect([pdf(null), pdf(true), pdf(false), wantsPdf(acme(), town.ada.email)]).toEqual([true, true, false, true]);
    expect(pdf(false, town.bo.email)).toBe(true);
  });
});

describe("the PDF", () => {
  it("comes along once somebody wants it, and no more once they do not", async () => {
    const ada = as("ada");
    await ada.get(page());
    await ada.submit({}, { action: `${page()}/pdf` });
    expect(ada.page.html).toContain("include the PDF");
    expect(findBillingSettings(acme())).toEqual({ attachPdf: true });
    await ada.submit({}, { action: `${page()}/pdf` });
    expect(findBillingSettings(acme())).toEqual({ attachPdf: false });
    await ada.post(`${page()}/pdf`, { attach: "perhaps" });
    expect(ada.page).toMatchObject({ status: 200, url: page() });
    expect(findBillingSettings(acme())).toEqual({ attachPdf: false });
  });
});

it("keeps what an address had left by a link before that was written down apart", () => {
  const sqlite = new Database(":memory:");
  const at = migrations.findIndex(({ name }) => name.endsWith("_payables_choices"));
  for (const { sql } of migrations.slice(0, at)) sqlite.exec(sql);
  sqlite.exec(`
    insert into organizations (id, name, created_at) values ('org_a', 'A', 0);
    insert into payables_addresses (org_id, email, topics, created_at) values
      ('org_a', 'all@a.example', null, 0),
      ('org_a', 'none@a.example', '[]', 0),
      ('org_a', 'some@a.example', '["reminders"]', 0)`);
  for (const { sql } of migrations.slice(at)) sqlite.exec(sql);
  const rows = sqlite.prepare("select email, topics, left_by_link, attach_pdf from payables_addresses order by email");
  expect(rows.raw().all()).toEqual([
    ["all@a.example", null, null, null],
    ["none@a.example", "[]", '["invoices","reminders","failures"]', null],
    ["some@a.example", '["reminders"]', '["invoices","failures"]', null],
  ]);
  sqlite.close();
});
