import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { drain } from "#app/jobs/loop.ts";
import { workers } from "#app/workers.ts";
import { findDetails, type Details } from "#app/billing/billing-details.ts";
import { changesBetween, listOpenChanges, saveChange } from "#app/billing/detail-changes.ts";
import { writeDetails } from "#app/billing/changes/details-write.ts";
import { detailChanges } from "#db/schema/billing-details.ts";
import { stripeCustomers } from "#db/schema/billing.ts";
import { jobs } from "#db/schema/mail.ts";
import { taxIds } from "#db/schema/subscriptions.ts";
import { linkCustomer } from "#app/billing/stripe/link.ts";
import { openBilling, type Billing } from "#tests/billing/stripe/billing.ts";

const minute = 60_000;
const address = { line1: "Hafenstr. 4", city: "Hamburg", postal_code: "20457", country: "DE" };

let b: Billing;
let cus: string;
beforeEach(async () => {
  b = await openBilling({ tuning: { interactivePerSecond: 100 } });
  cus = b.stripe.createCustomer({ name: "Acme GmbH", email: "bills@acme.example", phone: "+49 40 1", address }).id;
  await b.sync();
  linkCustomer(b.system, cus, b.acme, b.now());
});
afterEach(() => b.end());

const acme = () => b.system.within(b.acme);
const details = () => findDetails(acme(), cus)!;
const atStripe = () => b.stripe.state.customers.get(cus)!;
const taxIdsAtStripe = () => [...b.stripe.state.taxIds.values()].map(({ type, value }) => `${type} ${value}`);
const changes = () => b.system.db.select().from(detailChanges).all();
const waiting = () => b.system.db.select().from(jobs).all();
const written = (method = "POST") => b.stripe.requests.filter((one) => one.method === method);

/** Somebody saves a form that was shown with `shown`. */
function save(to: Partial<Details>, shown = details(), personId = b.ada.id) {
  saveChange(acme(), { customerId: cus, personId }, changesBetween(shown, { ...shown, ...to }), b.now());
}
const run = () => drain(b.portal, workers);

describe("a change of details", () => {
  it("stands at Stripe and here, and nothing else of the customer is touched", async () => {
    b.stripe.updateCustomer(cus, {
      invoice_settings: { custom_fields: [{ name: "Cost centre", value: "7" }], footer: "Danke" },
      metadata: { crm: "4711" },
    });
    await b.sync();
    save({
      name: "Acme AG",
      address: { line1: "Kai 1", line2: "", postcode: "1010", city: "Wien", state: "", country: "AT" },
      taxId: { type: "eu_vat", value: "ATU13585627" },
      phone: "",
      poNumber: "PO-9",
    });
    await run();
    expect(atStripe()).toMatchObject({
      name: "Acme AG",
      address: { line1: "Kai 1", line2: null, city: "Wien", postal_code: "1010", country: "AT", state: null },
      phone: null,
      email: "bills@acme.example",
      metadata: { crm: "4711" },
      invoice_settings: {
        footer: "Danke",
        custom_fields: [
          { name: "Cost centre", value: "7" },
          { name: "PO number", value: "PO-9" },
        ],
      },
    });
    expect(taxIdsAtStripe()).toEqual(["eu_vat ATU13585627"]);
    expect(details()).toMatchObject({ name: "Acme AG", phone: "", poNumber: "PO-9", taxId: { value: "ATU13585627" } });
    expect(changes()).toMatchObject([{ state: "saved", settledAt: b.now() }]);
    expect(waiting()).toEqual([]);
    expect(b.tasks().filter(({ kind }) => kind === "details-refused")).toEqual([]);
  });

  it("sends only what is different, once, under a key of its own", async () => {
    save({ phone: "+49 40 2" });
    await run();
    expect(written()).toMatchObject([
      { path: `/v1/customers/${cus}`, params: { phone: "+49 40 2" }, idempotencyKey: expect.stringMatching(/^chg_/) },
    ]);
  });

  it("of the company's name goes where Stripe keeps it", async () => {
    b.stripe.updateCustomer(cus, { business_name: "Acme Trading" });
    await b.sync();
    expect(details().name).toBe("Acme Trading");
    save({ name: "Acme Trade" });
    await run();
    expect(atStripe()).toMatchObject({ name: "Acme GmbH", business_name: "Acme Trade" });
  });

  it("takes a PO number away, and the last of the extra lines with it", async () => {
    save({ poNumber: "1" });
    await run();
    save({ poNumber: "2" });
    await run();
    expect(atStripe().invoice_settings.custom_fields).toEqual([{ name: "PO number", value: "2" }]);
    save({ poNumber: "" });
    await run();
    expect(atStripe().invoice_settings.custom_fields).toBeNull();
    expect(details().poNumber).toBe("");
  });

  it("keeps the customer's own spelling of the PO number's name, and its place", async () => {
    const fields = [
      { name: "PO Number", value: "1" },
      { name: "Cost centre", value: "7" },
    ];
    b.stripe.updateCustomer(cus, { invoice_settings: { custom_fields: fields } });
    await b.sync();
    save({ poNumber: "2" });
    await run();
    expect(atStripe().invoice_settings.custom_fields).toEqual([{ name: "PO Number", value: "2" }, fields[1]]);
  });

  it("empties an address", async () => {
    save({ address: { line1: "", line2: "", postcode: "", city: "", state: "", country: "" } });
    await run();
    expect(atStripe().address).toBeNull();
  });
});

describe("a tax id", () => {
  it("is there before the old one goes, and others stay", async () => {
    b.stripe.createTaxId(cus, { type: "fr_siren", value: "732829320" });
    b.pass(2_000);
    b.stripe.createTaxId(cus, { type: "eu_vat", value: "DE136695976" });
    await b.sync();
    save({ taxId: { type: "eu_vat", value: "ATU13585627" } });
    b.pass(2_000);
    await run();
    expect(taxIdsAtStripe()).toEqual(["fr_siren 732829320", "eu_vat ATU13585627"]);
    expect(details().taxId).toEqual({ type: "eu_vat", value: "ATU13585627" });
    const order = b.stripe.requests.filter(({ method }) => method !== "GET").map(({ method }) => method);
    expect(order).toEqual(["POST", "DELETE"]);
  });

  it("goes for good", async () => {
    b.stripe.createTaxId(cus, { type: "eu_vat", value: "DE136695976" });
    await b.sync();
    save({ taxId: null });
    await run();
    expect([taxIdsAtStripe(), details().taxId, changes()[0]!.state]).toEqual([[], null, "saved"]);
    expect(b.row(taxIds, b.system.db.select().from(taxIds).all()[0]!.id)?.deletedAt).not.toBeNull();
  });

  it("is finished when the portal died between the new one and the old one", async () => {
    b.stripe.createTaxId(cus, { type: "eu_vat", value: "DE136695976" });
    await b.sync();
    save({ taxId: { type: "eu_vat", value: "ATU13585627" } });
    b.stripe.createTaxId(cus, { type: "eu_vat", value: "ATU13585627" });
    await run();
    expect(taxIdsAtStripe()).toEqual(["eu_vat ATU13585627"]);
    expect(written()).toEqual([]);
    expect(changes()).toMatchObject([{ state: "saved" }]);
  });

  it("that Stripe refuses changes nothing else, and tells the customer which, and staff", async () => {
    save({ name: "Acme AG", taxId: { type: "eu_vat", value: "DE12" } });
    await run();
    expect(atStripe().name).toBe("Acme GmbH");
    expect(listOpenChanges(acme(), cus)).toMatchObject([
      {
        state: "refused",
        refusal: { reason: "wrong", detail: "taxId" },
        changes: { name: { to: "Acme AG" }, taxId: { to: { value: "DE12" } } },
      },
    ]);
    expect(b.tasks()).toContainEqual(
      expect.objectContaining({
        kind: "details-refused",
        subject: cus,
        detail: expect.stringContaining("Invalid value"),
        doneAt: null,
      }),
    );
    save({ name: "Acme AG", taxId: { type: "eu_vat", value: "DE136695976" } });
    await run();
    expect([atStripe().name, taxIdsAtStripe()]).toEqual(["Acme AG", ["eu_vat DE136695976"]]);
    expect(changes().map(({ state }) => state)).toEqual(["dismissed", "saved"]);
    expect(b.tasks().filter(({ kind, doneAt }) => kind === "details-refused" && doneAt === null)).toEqual([]);
  });
});

describe("a change that was made at Stripe meanwhile", () => {
  it("is never overwritten: both values are kept, and nothing of the form is written", async () => {
    const shown = details();
    b.stripe.updateCustomer(cus, { name: "Acme SE" });
    save({ name: "Acme AG", phone: "+49 40 2" }, shown);
    await run();
    expect(atStripe()).toMatchObject({ name: "Acme SE", phone: "+49 40 1" });
    expect(details().name).toBe("Acme SE");
    expect(listOpenChanges(acme(), cus)).toMatchObject([
      {
        state: "conflict",
        theirs: { name: "Acme SE" },
        changes: { name: { to: "Acme AG" }, phone: { to: "+49 40 2" } },
      },
    ]);
  });

  it("in another part of the address is one in the address", async () => {
    const shown = details();
    b.stripe.updateCustomer(cus, { address: { ...address, city: "Bremen" } });
    save({ address: { ...shown.address, line1: "Kai 1" } }, shown);
    await run();
    expect(atStripe().address).toMatchObject({ line1: "Hafenstr. 4", city: "Bremen" });
    expect(listOpenChanges(acme(), cus)).toMatchObject([{ theirs: { address: { city: "Bremen" } } }]);
  });

  it("to the same value is no conflict, and needs no writing", async () => {
    const shown = details();
    b.stripe.updateCustomer(cus, { name: "Acme AG" });
    save({ name: " Acme  AG " }, shown);
    await run();
    expect(changes()).toMatchObject([{ state: "saved" }]);
    expect(written()).toEqual([]);
  });

  it("elsewhere in the customer does not matter", async () => {
    const shown = details();
    b.stripe.updateCustomer(cus, { email: "new@acme.example" });
    save({ name: "Acme AG" }, shown);
    await run();
    expect(atStripe()).toMatchObject({ name: "Acme AG", email: "new@acme.example" });
  });

  it.each([
    ["put in where there was none", null, "ATU13585627", "DE136695976"],
    ["put in the place of the one that was shown", "DE136695976", "ATU13585627", "IE6433435F"],
  ])("to the tax id, %s", async (_what, from, to, theirs) => {
    const before = from && b.stripe.createTaxId(cus, { type: "eu_vat", value: from });
    await b.sync();
    const shown = details();
    if (before) b.stripe.deleteTaxId(before.id);
    b.stripe.createTaxId(cus, { type: "eu_vat", value: theirs });
    save({ taxId: { type: "eu_vat", value: to } }, shown);
    await run();
    expect(taxIdsAtStripe()).toEqual([`eu_vat ${theirs}`]);
    expect(listOpenChanges(acme(), cus)).toMatchObject([{ state: "conflict", theirs: { taxId: { value: theirs } } }]);
  });
});

describe("two people", () => {
  it("who save different things at once both get them", async () => {
    const shown = details();
    save({ name: "Acme AG" }, shown, b.ada.id);
    save({ phone: "+49 40 2" }, shown, b.bo.id);
    expect(waiting()).toHaveLength(1);
    await run();
    expect(atStripe()).toMatchObject({ name: "Acme AG", phone: "+49 40 2" });
    expect(changes().map(({ state }) => state)).toEqual(["saved", "saved"]);
  });

  it("who save the same thing at once: the first is written, the second decides", async () => {
    const shown = details();
    save({ name: "Acme AG" }, shown, b.ada.id);
    save({ name: "Acme SE" }, shown, b.bo.id);
    await run();
    expect(atStripe().name).toBe("Acme AG");
    expect(changes()).toMatchObject([
      { state: "saved", personId: b.ada.id },
      { state: "conflict", personId: b.bo.id },
    ]);
  });

  it("or one, who saves again while the first is on its way: in order, none is lost", async () => {
    const shown = details();
    save({ name: "Acme AG" }, shown);
    save({ name: "Acme SE" }, { ...shown, name: "Acme AG" });
    save({ name: "Acme KG", phone: "+49 40 3" }, { ...shown, name: "Acme SE" });
    await run();
    expect(atStripe()).toMatchObject({ name: "Acme KG", phone: "+49 40 3" });
    expect(changes().map(({ state }) => state)).toEqual(["saved", "saved", "saved"]);
  });
});

describe("Stripe that", () => {
  it.each([
    ["is down", () => b.stripe.faults.status(503, 3)],
    ["hangs", () => (b.patience(150), b.stripe.faults.hang(1))],
    ["answers HTML", () => b.stripe.faults.html(3)],
    ["asks for patience", () => b.stripe.faults.rateLimit(3)],
    ["refuses our key for a while", () => b.stripe.faults.unauthorized(1)],
    ["breaks while it writes", () => b.stripe.faults.status(500, 2, { method: "POST" })],
  ])("%s gets it later, by itself", async (_what, fault) => {
    save({ name: "Acme AG" });
    fault();
    await run();
    expect(changes()).toMatchObject([{ state: "saving" }]);
    expect(waiting()).toMatchObject([{ parkedAt: null, attempts: 0 }]);
    b.patience(10_000);
    for (let n = 0; n < 5; n++) {
      b.pass(minute);
      await run();
    }
    expect([atStripe().name, changes()[0]!.state, waiting()]).toEqual(["Acme AG", "saved", []]);
  });

  it("failed by itself is asked with another key, as it repeats its answer to the same one", async () => {
    save({ name: "Acme AG" });
    b.stripe.faults.status(500, 1, { method: "POST", after: true });
    await run();
    expect(changes()[0]).toMatchObject({ state: "saving", outcome: { failures: 1 } });
    b.stripe.updateCustomer(cus, { name: "Acme GmbH" });
    b.pass(minute);
    await run();
    expect(atStripe().name).toBe("Acme AG");
    expect(new Set(written().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
  });

  it("does not answer for three days: given up, told to the customer and to staff", async () => {
    save({ name: "Acme AG" });
    b.stripe.faults.status(503, 100_000);
    for (let hour = 0; hour < 74; hour++) {
      b.pass(60 * minute);
      await run();
    }
    expect(listOpenChanges(acme(), cus)).toMatchObject([
      { state: "refused", refusal: { reason: "unreachable", detail: null } },
    ]);
    expect(b.tasks()).toContainEqual(expect.objectContaining({ kind: "details-refused", doneAt: null }));
    expect(waiting()).toEqual([]);
  });

  it("does not let our key write: said at once", async () => {
    save({ name: "Acme AG" });
    b.stripe.faults.status(403, 1, { method: "POST" });
    await run();
    expect(listOpenChanges(acme(), cus)).toMatchObject([{ refusal: { reason: "forbidden" } }]);
  });

  it("no longer has the customer: nothing is written to anybody", async () => {
    save({ name: "Acme AG" });
    b.stripe.deleteCustomer(cus);
    await run();
    expect(changes()).toMatchObject([{ state: "refused", outcome: { refusal: { reason: "gone" } } }]);
    expect(written()).toEqual([]);
  });
});

describe("a portal that dies", () => {
  it("after Stripe took it but before the answer: written once", async () => {
    save({ name: "Acme AG" });
    b.stripe.faults.truncated(1, { method: "POST" });
    await run();
    expect([atStripe().name, changes()[0]!.state]).toEqual(["Acme AG", "saving"]);
    b.pass(minute);
    await run();
    expect(changes()).toMatchObject([{ state: "saved" }]);
    expect(written()).toHaveLength(1);
  });

  it("and one that took over at the same moment write once, by the same key", async () => {
    save({ name: "Acme AG", taxId: { type: "eu_vat", value: "DE136695976" } });
    const ids = { orgId: b.acme, customerId: cus };
    await Promise.all([writeDetails(b.portal, ids), writeDetails(b.portal, ids)]);
    const updates = b.stripe.events().filter(({ type }) => type === "customer.updated");
    expect(updates).toHaveLength(1);
    expect(taxIdsAtStripe()).toEqual(["eu_vat DE136695976"]);
    const keys = written().map(({ idempotencyKey }) => idempotencyKey);
    expect(new Set(keys).size).toBe(2);
    expect(changes()).toMatchObject([{ state: "saved" }]);
  });
});

describe("whose customer it is", () => {
  it("is looked at again: moved to another organization, nothing is written", async () => {
    save({ name: "Acme AG" });
    linkCustomer(b.system, cus, b.zebra, b.now());
    await run();
    expect(atStripe().name).toBe("Acme GmbH");
    expect(changes()).toMatchObject([{ state: "refused", orgId: b.acme }]);
  });
});

describe("the billing mail, changed here", () => {
  const people = () => b.system.db.select().from(stripeCustomers).all().length;

  it("makes and moves nobody, gives staff nothing to decide, and bars others from joining by it", async () => {
    const before = people();
    save({ email: "zoe@zebra.example" });
    await run();
    await b.sync();
    expect(b.customer(cus)).toMatchObject({
      email: "zoe@zebra.example",
      orgId: b.acme,
      emailChangedAt: expect.any(Number),
    });
    expect(b.tasks().filter(({ kind }) => kind === "customer-email-changed")).toEqual([]);
    expect(people()).toBe(before);
    const stranger = b.stripe.createCustomer({ name: "Zoe", email: "zoe@zebra.example" });
    await b.sync();
    expect(b.customer(stranger.id)?.orgId).not.toBe(b.acme);
  });

  it("and changed at Stripe is still told to staff", async () => {
    b.stripe.updateCustomer(cus, { email: "other@acme.example" });
    await b.sync();
    expect(b.tasks()).toMatchObject([{ kind: "customer-email-changed", subject: cus }]);
  });
});
