import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { drain } from "#app/jobs/loop.ts";
import { workers } from "#app/workers.ts";
import { linkCustomer } from "#app/billing/stripe/link.ts";
import { detailChanges } from "#db/schema/billing-details.ts";
import { browserIn, formsOf, unescapeHtml } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { openBilling, type Billing } from "#tests/billing/stripe/billing.ts";
import { addCustomer } from "./subscription-rows.ts";
import { openTown } from "#tests/world.ts";

const address = { line1: "Hafenstr. 4", city: "Hamburg", postal_code: "20457", country: "DE" };

let b: Billing;
let cus: string;
beforeEach(async () => {
  b = await openBilling({ tuning: { interactivePerSecond: 100 } });
  cus = addToAcme({ name: "Acme GmbH", email: "bills@acme.example", phone: "+49 40 1", address });
  await b.sync();
  linkCustomer(b.system, cus, b.acme, b.now());
});
afterEach(() => b.end());

const addToAcme = (input: Parameters<Billing["stripe"]["createCustomer"]>[0]) => b.stripe.createCustomer(input).id;
const as = (who: "ada" | "bo" | "ann" | "ben" | "zoe") => browserIn(b, { cookie: b.signIn(b[who].id) });
const page = () => `/o/${b.acme}/billing/details`;
const edit = () => `${page()}/edit`;
const run = () => drain(b.portal, workers);
const changes = () => b.system.db.select().from(detailChanges).all();
const formOf = (html: string) => formsOf(html, edit()).find(({ fields }) => "taxId" in fields)!;
const textOf = (html: string) =>
  unescapeHtml(html.replaceAll("<wbr/>", "").replace(/<[^>]+>/g, " ")).replace(/\s+/g, " ");

async function save(typed: Record<string, string>, who: Parameters<typeof as>[0] = "ada") {
  const browser = as(who);
  await browser.get(edit());
  await browser.submit(typed, { action: edit() });
  return browser;
}

const fieldOf = (html: string, name: string) =>
  pageOf(html)
    .all("field")
    .find(({ id }) => id === `details-${name}`)!;
const faultsIn = (html: string) => pageOf(html).alert!.hrefs.map((href) => href.replace("#details-", ""));

describe("billing details", () => {
  it("show what stands on the invoices, and who gets the mails", async () => {
    const { html } = await as("ada").get(page());
    const text = textOf(html);
    for (const words of ["Acme GmbH", "Hafenstr. 4 20457 Hamburg Germany", "bills@acme.example", "+49 40 1"])
      expect(text).toContain(words);
    expect(text).toContain("3 people get them");
    expect(pageOf(html).hrefs).toContain(`${edit()}`);
    expect(pageOf(html).link("Details").isCurrent).toBe(true);
  });

  it("are changed: on their way at once, and confirmed when they stand at Stripe", async () => {
    const ada = await save({
      name: "Acme AG",
      taxId: "atu 13585627",
      country: "AT",
      postcode: "A-1010",
      city: "Wien",
      poNumber: "4711",
    });
    expect(ada.page.url).toBe(page());
    const before = textOf(ada.page.html);
    expect(before).toContain("Your next invoice will show it");
    for (const words of ["Acme AG Saving…", "ATU13585627 Saving…", "1010 Wien Austria Saving"])
      expect(before).toContain(words);
    expect(b.stripe.state.customers.get(cus)!.name).toBe("Acme GmbH");
    await run();
    const after = textOf((await ada.get(page())).html);
    expect(after).not.toContain("Saving…");
    for (const words of ["Acme AG", "ATU13585627", "1010 Wien Austria", "4711"]) expect(after).toContain(words);
    expect(b.stripe.state.customers.get(cus)).toMatchObject({ name: "Acme AG", address: { country: "AT" } });
  });

  it("left as they are change nothing", async () => {
    const ada = await save({});
    expect(ada.page.html).toContain("Nothing changed.");
    expect(changes()).toEqual([]);
  });

  it("that are not as anybody would type them today are in nobody’s way", async () => {
    b.stripe.updateCustomer(cus, { phone: "ask Ada", address: { ...address, postal_code: "HH 36" } });
    await b.sync();
    const ada = await save({ name: "Acme AG" });
    expect(ada.page.status).toBe(200);
    expect(changes()).toMatchObject([{ changes: { name: { to: "Acme AG" } } }]);
  });

  it("saved twice by a nervous finger are saved once", async () => {
    const ada = as("ada");
    await ada.get(edit());
    const form = formOf(ada.page.html);
    for (let n = 0; n < 2; n++) await ada.post(form.path, { ...form.fields, name: "Acme AG" });
    expect(changes()).toHaveLength(1);
  });

  it("saved again while they are saving wait their turn", async () => {
    await save({ name: "Acme AG" });
    const ada = as("ada");
    await ada.get(edit());
    expect(formOf(ada.page.html).fields.name).toBe("Acme AG");
    await ada.submit({ name: "Acme SE" }, { action: edit() });
    await run();
    expect(b.stripe.state.customers.get(cus)!.name).toBe("Acme SE");
    expect(changes().map(({ state }) => state)).toEqual(["saved", "saved"]);
  });

  it("wait for Stripe to come back, and say so", async () => {
    const ada = await save({ name: "Acme AG" });
    b.stripe.faults.status(503, 4);
    await run();
    expect(textOf((await ada.get(page())).html)).toContain("Acme AG Saving…");
    for (let n = 0; n < 5; n++) {
      b.pass(60_000);
      await run();
    }
    expect((await ada.get(page())).html).not.toContain("Saving…");
    expect(b.stripe.state.customers.get(cus)!.name).toBe("Acme AG");
  });

  it("carry what a phone needs to fill them in by itself", async () => {
    const { html } = await as("ada").get(edit());
    const kinds = [...html.matchAll(/autoComplete="([\w-]+)"/gi)].map((match) => match[1]);
    for (const kind of "organization address-line1 address-line2 postal-code address-level2 country tel email".split(
      " ",
    ))
      expect(kinds).toContain(kind);
    expect(html).not.toMatch(/maxlength|required/i);
    expect(
      pageOf(html)
        .all("field")
        .map(({ type }) => type),
    ).not.toContain("number");
    expect(pageOf(html).field("Country").options.slice(0, 2)).toEqual(["Germany", "Afghanistan"]);
  });
});

const nowhere = { line1: "", postcode: "", city: "", country: "" };

describe("what is typed", () => {
  it("asks once about a tax number of the country that was left, then keeps it", async () => {
    b.stripe.createTaxId(cus, { type: "eu_vat", value: "DE136695976" });
    await b.sync();
    const ada = await save({ country: "AT", postcode: "1010" });
    expect(ada.page.status).toBe(422);
    expect(fieldOf(ada.page.html, "taxId").isInvalid).toBe(true);
    expect(textOf(ada.page.html)).toContain("This tax number isn’t from the country you chose");
    expect(formOf(ada.page.html).fields).toMatchObject({ country: "AT", postcode: "1010", taxId: "DE136695976" });
    expect(changes()).toEqual([]);
    await ada.submit({ country: "FR", postcode: "75001" }, { action: edit() });
    expect(ada.page.status).toBe(422);
    await ada.submit({}, { action: edit() });
    expect(ada.page.status).toBe(200);
    expect(changes()).toMatchObject([{ changes: { address: { to: { country: "FR", postcode: "75001" } } } }]);
    expect(changes()[0]!.changes).not.toHaveProperty("taxId");
  });

  it.each([
    ["DE123456789", "DE", "DE123456789"],
    ["T1234567890123", "JP", "T1234567890123"],
    ["980 7806 85", "GB", "GB980780685"],
  ])("asks once about a digit in %s, then keeps the number", async (taxId, country, kept) => {
    const postcode = { DE: "10115", JP: "1000001", GB: "W8 5TT" }[country]!;
    const ada = await save({ country, postcode, taxId });
    expect(ada.page.status).toBe(422);
    expect(textOf(ada.page.html)).toContain("Check it against your tax certificate, or save again to keep this number");
    expect(changes()).toEqual([]);
    await ada.submit({}, { action: edit() });
    expect(ada.page.status).toBe(200);
    expect(changes()).toMatchObject([{ changes: { taxId: { to: { value: kept } } } }]);
  });

  it("asks again about another number with a wrong digit", async () => {
    const ada = await save({ taxId: "DE123456789" });
    await ada.submit({ taxId: "DE123456780" }, { action: edit() });
    expect(ada.page.status).toBe(422);
    expect(changes()).toEqual([]);
  });

  it("names what is wrong in the order of the fields", async () => {
    const typed = { poNumber: "1".repeat(141), email: "x", taxId: "DE1", name: "", country: "AT", postcode: "1" };
    const { html } = (await save(typed)).page;
    expect(faultsIn(html)).toEqual(["name", "postcode", "taxId", "email", "poNumber"]);
  });

  it.each([
    ["no company name", { name: " " }, "name", "Enter the company name"],
    ["a company name without an end", { name: "A".repeat(151) }, "name", "to 150"],
    ["a postcode of no German town", { postcode: "1011" }, "postcode", "Enter a postcode"],
    ["a German postcode in Austria", { country: "AT" }, "postcode", "Enter a postcode"],
    ["half a French one", { country: "FR", postcode: "750" }, "postcode", "Enter a postcode"],
    ["half a Dutch one", { country: "NL", postcode: "1234" }, "postcode", "Enter a postcode"],
    ["half a British one", { country: "GB", postcode: "W8" }, "postcode", "Enter a postcode"],
    ["half a ZIP", { country: "US", postcode: "123" }, "postcode", "Enter a postcode"],
    ["a Swiss one too long", { country: "CH", postcode: "80011" }, "postcode", "Enter a postcode"],
    ["half a Swedish one", { country: "SE", postcode: "114" }, "postcode", "Enter a postcode"],
    ["half a Japanese one", { country: "JP", postcode: "100" }, "postcode", "Enter a postcode"],
    ["a wrong Eircode", { country: "IE", postcode: "12" }, "postcode", "Enter a postcode"],
    ["an address nowhere", { country: "" }, "country", "Choose a country"],
    ["a tax id of nowhere", { ...nowhere, taxId: "123456" }, "country", "Choose a country"],
    ["a German VAT id with a slip", { taxId: "DE136695977" }, "taxId", "One of the digits seems wrong"],
    [
      "a German VAT id cut short",
      { taxId: "DE13669597" },
      "taxId",
      "A German VAT number is DE followed by nine digits",
    ],
    ["half an Austrian one", { taxId: "ATU1358" }, "taxId", "An Austrian VAT number is ATU followed by eight digits"],
    ["half a Dutch VAT id", { country: "NL", postcode: "1234 AB", taxId: "NL12" }, "taxId", "Check the tax number"],
    [
      "a British one with a slip",
      { country: "GB", postcode: "W8 5TT", taxId: "980780685" },
      "taxId",
      "One of the digits seems wrong",
    ],
    [
      "half an EIN",
      { country: "US", postcode: "12345", taxId: "12-3" },
      "taxId",
      "An EIN has nine digits, like 12-3456789",
    ],
    ["a tax id of Bermuda", { country: "BM", postcode: "HM 12", taxId: "123456" }, "taxId", "write to us"],
    ["an address that is none", { email: "bills at acme" }, "email", "Enter one email address"],
    ["two addresses", { email: "a@acme.example, b@acme.example" }, "email", "Enter one email address"],
    ["no billing mail any more", { email: "" }, "email", "Enter the email address"],
    ["words for a phone", { phone: "call me" }, "phone", "Enter a phone number"],
    ["a phone of three digits", { phone: "123" }, "phone", "Enter a phone number"],
    ["a PO number without an end", { poNumber: "1".repeat(141) }, "poNumber", "to 140"],
  ])("%s comes back with words beside it", async (_what, typed, field, words) => {
    const { status, html } = (await save({ city: "Somewhere", ...typed })).page;
    expect(status).toBe(422);
    expect(pageOf(html).title).toContain("Error: Change billing details");
    expect(faultsIn(html)).toContain(field);
    expect(fieldOf(html, field).description).toContain(words);
    expect(formOf(html).fields).toMatchObject({ line1: "Hafenstr. 4", city: "Somewhere", ...typed });
    expect(changes()).toEqual([]);
  });

  it.each([
    [{ country: "GB", postcode: "w85tt", taxId: "gb 980-7806-84" }, "W85TT", "GB980780684"],
    [{ country: "CH", postcode: "8001", taxId: "CHE-107.787.577 MWST" }, "8001", "CHE-107.787.577 MWST"],
    [{ country: "US", postcode: "12345 6789", taxId: "911144442" }, "12345-6789", "91-1144442"],
    [{ country: "SE", postcode: "114 55", taxId: "SE 556703-748501" }, "114 55", "SE556703748501"],
    [{ country: "JP", postcode: "1000001", taxId: "5835678256246" }, "100-0001", "5835678256246"],
    [{ country: "HK", postcode: "", taxId: "12345678" }, "", "12345678"],
    [{ country: "IE", postcode: "", taxId: "IE6433435F" }, "", "IE6433435F"],
    // Registered for tax in another country than the address.
    [{ country: "CH", postcode: "8001", taxId: "DE136695976" }, "8001", "DE136695976"],
  ])("%j is understood", async (typed, postcode, taxId) => {
    await save(typed);
    await run();
    expect(changes()).toMatchObject([
      { state: "saved", changes: { address: { to: { postcode } }, taxId: { to: { value: taxId } } } },
    ]);
  });

  it("wrong in several places is listed in the order of the fields", async () => {
    const { html } = (await save({ email: "x", name: "", postcode: "1" })).page;
    expect(faultsIn(html)).toEqual(["name", "postcode", "email"]);
  });

  it("may be anything: never a fault of ours, and all of it comes back", { timeout: 120_000 }, async () => {
    const ada = as("ada");
    await ada.get(edit());
    const form = formOf(ada.page.html);
    const odd = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.string({ maxLength: 300 }),
      fc.constantFrom(
        "<script>alert(1)</script>",
        "'; drop table people; --",
        "\u202e",
        "𝔸𝕔𝕞𝕖",
        "0".repeat(5000),
        "  ",
      ),
    );
    const country = fc.constantFrom("DE", "AT", "FR", "NL", "GB", "US", "CH", "SE", "JP", "IE", "HK", "BM", "", "XX");
    const fields = fc.record({
      name: odd,
      line1: odd,
      line2: odd,
      postcode: odd,
      city: odd,
      state: odd,
      country,
      taxId: odd,
      email: odd,
      phone: odd,
      poNumber: odd,
      shown: fc.oneof(fc.constant(form.fields.shown!), fc.json(), odd),
    });
    await fc.assert(
      fc.asyncProperty(fields, async (typed) => {
        const sent = { ...form.fields, ...typed, once: String(Math.random()) };
        const { status, html } = await ada.post(form.path, sent, {}, false);
        expect([303, 422]).toContain(status);
        if (status === 303) return;
        const back = formOf(html).fields;
        for (const [name, value] of Object.entries(typed)) {
          if (name === "country" || name === "shown") continue;
          expect([name, seen(back[name]!)]).toEqual([name, seen(value)]);
        }
      }),
      { numRuns: 60, seed: 20261124 },
    );
  });
});

/** As HTML can say it: no line ends in one line, no null. */
const seen = (text: string) =>
  new URLSearchParams([["v", text]]).get("v")!.replace(/\r\n?/g, "\n").replaceAll("\0", "\ufffd");

describe("a change made at Stripe while the form was open", () => {
  async function conflict() {
    const ada = as("ada");
    await ada.get(edit());
    b.stripe.updateCustomer(cus, { name: "Acme SE" });
    await ada.submit({ name: "Acme AG", phone: "+49 40 2222" }, { action: edit() });
    await run();
    await ada.get(page());
    return ada;
  }
  const choose = (browser: Awaited<ReturnType<typeof conflict>>, keep: "mine" | "theirs") => {
    const form = formsOf(browser.page.html, page()).find(({ fields }) => fields.keep === keep)!;
    return browser.post(form.path, form.fields);
  };

  it("is shown with both values, and nothing is overwritten", async () => {
    const { html } = (await conflict()).page;
    const text = textOf(html);
    expect(text).toContain("Someone else changed this");
    expect(text).toContain("Company name: yours Acme AG Company name: theirs Acme SE");
    expect(text).not.toContain("Phone: yours");
    expect(b.stripe.state.customers.get(cus)).toMatchObject({ name: "Acme SE", phone: "+49 40 1" });
  });

  it("gives way to mine", async () => {
    const ada = await conflict();
    await choose(ada, "mine");
    expect(ada.page.html).toContain("Saved: we kept yours");
    await run();
    expect(b.stripe.state.customers.get(cus)).toMatchObject({ name: "Acme AG", phone: "+49 40 2222" });
    expect((await ada.get(page())).html).not.toContain("changed elsewhere");
  });

  it("stays, and the rest of mine is saved", async () => {
    const ada = await conflict();
    await choose(ada, "theirs");
    await run();
    expect(b.stripe.state.customers.get(cus)).toMatchObject({ name: "Acme SE", phone: "+49 40 2222" });
    expect((await ada.get(page())).html).not.toContain("changed elsewhere");
  });

  it("is decided once, however often the button is pressed, and by no other organization", async () => {
    const ada = await conflict();
    const form = formsOf(ada.page.html, page()).find(({ fields }) => fields.keep === "mine")!;
    const zoe = await as("zoe").post(form.path.replace(b.acme, b.zebra), form.fields);
    expect(zoe.status).toBe(404);
    for (let n = 0; n < 2; n++) expect((await ada.post(form.path, form.fields)).status).toBe(200);
    expect(changes().map(({ state }) => state)).toEqual(["dismissed", "saving"]);
  });

  it("again before mine was there is a conflict again", async () => {
    const ada = await conflict();
    await choose(ada, "mine");
    b.stripe.updateCustomer(cus, { name: "Acme KG" });
    await run();
    expect(textOf((await ada.get(page())).html)).toContain("Company name: theirs Acme KG");
    expect(b.stripe.state.customers.get(cus)!.name).toBe("Acme KG");
  });

  it("is noticed also when the form comes back with a mistake first", async () => {
    const ada = as("ada");
    await ada.get(edit());
    b.stripe.updateCustomer(cus, { name: "Acme SE" });
    await ada.submit({ name: "Acme AG", phone: "x" }, { action: edit() });
    await b.sync();
    await ada.submit({ phone: "+49 40 2222" }, { action: edit() });
    await run();
    expect(changes()).toMatchObject([{ state: "conflict" }]);
    expect(b.stripe.state.customers.get(cus)!.name).toBe("Acme SE");
  });

  it("can be read by the accountant, and decided by others", async () => {
    await conflict();
    const { html } = await as("ann").get(page());
    expect(html).toContain("Acme AG");
    expect(formsOf(html, page()).filter(({ fields }) => "keep" in fields)).toEqual([]);
  });
});

describe("a value that Stripe refuses", () => {
  it("is said beside its field with what was typed, until it is mended", async () => {
    const ada = await save({ name: "Acme AG", taxId: "DE136695976" });
    b.system.db.update(detailChanges).set({ changes: refusable() }).run();
    await run();
    const shown = textOf((await ada.get(page())).html);
    expect(shown).toContain("Some of your changes couldn’t be saved");
    expect(shown).toContain("Tax number: this wasn’t accepted");
    await ada.get(edit());
    expect(fieldOf(ada.page.html, "taxId").isInvalid).toBe(true);
    expect(formOf(ada.page.html).fields).toMatchObject({ name: "Acme AG", taxId: "DE12" });
    await ada.submit({ taxId: "DE136695976" }, { action: edit() });
    await run();
    expect(textOf((await ada.get(page())).html)).not.toContain("couldn’t be saved");
    expect(b.stripe.state.customers.get(cus)!.name).toBe("Acme AG");
    expect([...b.stripe.state.taxIds.values()]).toMatchObject([{ value: "DE136695976" }]);
  });

  it("can be forgotten", async () => {
    const ada = await save({ name: "Acme AG" });
    b.system.db.update(detailChanges).set({ changes: refusable() }).run();
    await run();
    await ada.get(page());
    const form = formsOf(ada.page.html, page()).find(({ fields }) => fields.keep === "theirs")!;
    await ada.post(form.path, form.fields);
    expect(ada.page.html).toContain("Changes discarded");
    expect(textOf(ada.page.html)).not.toContain("Acme AG");
    expect(b.tasks().filter(({ kind, doneAt }) => kind === "details-refused" && !doneAt)).toEqual([]);
  });

  /** What our own checks would not have let through. */
  const refusable = () => ({
    name: { from: "Acme GmbH", to: "Acme AG" },
    taxId: { from: null, to: { type: "eu_vat", value: "DE12" } },
  });
});

describe("several Stripe customers", () => {
  beforeEach(async () => {
    const second = addToAcme({ name: "Acme Workshop", email: "workshop@acme.example" });
    const zebra = addToAcme({ name: "Zebra Ltd", email: "zebra@zebra.example" });
    b.pass(1_000);
    await b.sync();
    linkCustomer(b.system, second, b.acme, b.now());
    linkCustomer(b.system, zebra, b.zebra, b.now());
  });
  const idOf = (name: string) => [...b.stripe.state.customers.values()].find((one) => one.name === name)!.id;

  it("are listed, each with a form of its own", async () => {
    const ada = as("ada");
    const { html } = await ada.get(page());
    expect(textOf(html)).toContain("Your billing accounts");
    expect(html).toContain(`${page()}?account=${idOf("Acme Workshop")}`);
    await ada.get(`${edit()}?account=${idOf("Acme Workshop")}`);
    await ada.submit({ name: "Acme Werkstatt" }, { action: edit() });
    expect(ada.page.url).toBe(`${page()}?account=${idOf("Acme Workshop")}`);
    await run();
    const names = [...b.stripe.state.customers.values()].map(({ name }) => name);
    expect(names).toEqual(["Acme GmbH", "Acme Werkstatt", "Zebra Ltd"]);
  });

  it("of others, gone or nonsense are saved to nobody", async () => {
    const ada = as("ada");
    await ada.get(edit());
    const { fields } = formOf(ada.page.html);
    for (const account of [idOf("Zebra Ltd"), "cus_never"]) {
      const { status } = await ada.post(`${edit()}?account=${account}`, { ...fields, name: "Acme AG" });
      expect(status).toBe(404);
    }
    expect(changes()).toEqual([]);
  });

  it("of others, and nonsense, are the first of one's own", async () => {
    const ada = as("ada");
    for (const account of [idOf("Zebra Ltd"), "cus_never", "'; drop table", "x".repeat(4_000)]) {
      const { status, html } = await ada.get(`${page()}?account=${encodeURIComponent(account)}`);
      expect(status).toBe(200);
      expect(html).not.toContain("Zebra");
      expect(textOf(html)).toContain("Company name Acme GmbH");
    }
  });
});

describe("who may", () => {
  it("Ann, the accountant, reads and changes nothing", async () => {
    const { html, status } = await as("ann").get(page());
    expect([status, html.includes(edit())]).toEqual([200, false]);
    expect((await as("ann").get(edit())).status).toBe(403);
    expect((await as("ann").post(edit(), { name: "Ann's" })).status).toBe(403);
    expect(changes()).toEqual([]);
  });

  it("Ben, a member, and Zoe, a stranger, do not even read", async () => {
    expect((await as("ben").get(page())).status).toBe(403);
    expect((await as("zoe").get(page())).status).toBe(404);
    expect((await as("zoe").post(edit(), { name: "Zoe's" })).status).toBe(404);
    expect(changes()).toEqual([]);
  });
});

it("without Stripe they can be read, and the way to change them is a human", async () => {
  const town = openTown();
  addCustomer(town, town.acme, { email: "bills@acme.example" });
  const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
  const path = `/o/${town.acme}/billing/details`;
  const { html, status } = await ada.get(path);
  expect(status).toBe(200);
  expect(textOf(html)).toContain("bills@acme.example");
  expect(html).toContain("Details can’t be changed here");
  expect(html).not.toContain(`${path}/edit`);
  await ada.post(`${path}/edit`, { name: "Acme AG" });
  expect(ada.page).toMatchObject({ url: path, status: 200 });
  expect(town.system.db.select().from(detailChanges).all()).toEqual([]);
  town.close();
});
