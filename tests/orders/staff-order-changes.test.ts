import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { searchWorker } from "#app/workers.ts";
import { createItemLink } from "#app/sign-in/item-links.ts";
import { isoDay } from "#app/text/format.ts";
import { outbox } from "#db/schema/mail.ts";
import { browserIn, unescapeHtml } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { findOrder, sixChairs, staffForm } from "./order-desk.ts";
import { tellEvent, tellOrder } from "./order-rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
let sam: ReturnType<typeof browserIn>;
beforeEach(() => {
  town = openTown();
  sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
});
afterEach(() => town.close());

const orderBy = (reference: string) => findOrder(town, reference);
const formHere = () => staffForm(sam.page);
const log = async () => pageOf((await sam.get("/staff/log")).html).main.text;
const values = (html: string) =>
  pageOf(html)
    .all("field")
    .map(({ value }) => value);

describe("a new order", () => {
  const open = () => sam.get(`/staff/orders/new?customer=${town.acme}`);
  const chairs = { reference: "PO/1 ä 🪑", title: "Six chairs", itemName0: "Oak chair", itemQuantity0: "6" };

  it("is made for a customer who was looked for and chosen", async () => {
    expect((await sam.get("/staff/orders/new")).html).toContain("Newest customers");
    await town.drain([searchWorker]);
    const { html } = await sam.get("/staff/orders/new?q=ADA%40acme");
    expect(html).not.toContain("Zebra");
    expect((await sam.get(pageOf(html).main.link(/^Acme GmbH/).href)).html).toContain("For Acme GmbH");
    const address = { line1: "Hafenstr. 4", postalCode: "20457", city: "Hamburg", country: "DE" };
    await sam.submit({
      ...chairs,
      ...address,
      promisedOn: "2026-12-01",
      itemName2: "Felt, by the metre",
      itemQuantity2: "2,5",
      steps: "Cut\r\nGlued\r\n\r\n Oiled ",
    });
    expect(sam.page.url).toMatch(/^\/staff\/orders\/ord_/);
    expect(sam.page.html).toContain("PO/1 ä 🪑 was created. The customer can see it now.");
    for (const shown of ["Six chairs", "1 December 2026", "Hafenstr. 4", "20457 Hamburg", "Germany", "Mark as glued"])
      expect(sam.page.html).toContain(shown);
    expect(orderBy(chairs.reference)).toMatchObject({
      orgId: town.acme,
      source: "staff",
      items: [
        { name: "Oak chair", quantity: 6 },
        { name: "Felt, by the metre", quantity: 2.5 },
      ],
      plan: [{ key: "Cut" }, { key: "Glued" }, { key: "Oiled" }],
    });
    expect(await log()).toContain("Order created PO/1 ä 🪑");
  });

  it("has reached its first step when it was placed, unless it is said to stand nowhere yet", async () => {
    await open();
    await sam.submit({ ...chairs, reference: "PO-1", placedOn: "2026-11-20" });
    expect(orderBy("PO-1")).toMatchObject({ step: "placed", events: [{ step: "placed", actor: town.sam.email }] });
    expect(isoDay(orderBy("PO-1")!.stepAt!)).toBe("2026-11-20");
    await open();
    await sam.submit({ ...chairs, reference: "PO-2", start: "none" });
    expect(orderBy("PO-2")).toMatchObject({ step: null, events: [] });
    expect(town.system.db.select().from(outbox).all()).toEqual([]);
  });

  it("is refused with days that cannot be and with what is too long, and says what to do", async () => {
    await open();
    const refused = async (fields: Record<string, string>, said: string) => {
      const { status, html } = await sam.submit({ ...chairs, ...fields });
      expect([status, unescapeHtml(html)]).toEqual([422, expect.stringContaining(said)]);
      for (const value of Object.values(fields)) expect(html).toContain(value);
    };
    await refused({ placedOn: "2026-11-24", promisedOn: "" }, "An order can’t be placed in the future");
    await refused({ placedOn: "2026-11-20", promisedOn: "2026-11-19" }, "The promised date is before the date placed");
    await refused({ placedOn: "", promisedOn: "", title: "x".repeat(201) }, "Shorten the title to 200 characters");
    await refused({ title: "Chairs", itemName0: "y".repeat(301) }, "Shorten the item’s name to 300 characters");
    expect(orderBy(chairs.reference)).toBeNull();
  });

  it("says so where no customer is called that, and takes none that is not there", async () => {
    expect((await sam.get("/staff/orders/new?q=nobody")).html).toContain("No customers found");
    expect((await sam.get("/staff/orders/new?customer=org_never")).html).toContain("Newest customers");
    expect((await sam.post("/staff/orders/new?customer=org_never", chairs)).status).toBe(422);
  });

  it("gets more rows on demand, and all that was typed stays", async () => {
    await open();
    const { html, status } = await sam.submit({ ...chairs, promisedOn: "not yet", more: "1" });
    expect(status).toBe(200);
    expect(pageOf(html).all("field", /^Item \d/)).toHaveLength(6);
    expect(values(html)).toEqual(expect.arrayContaining(["PO/1 ä 🪑", "Six chairs", "Oak chair", "not yet"]));
    await sam.submit({ promisedOn: "", itemName5: "Armchair" });
    expect(orderBy(chairs.reference)!.items.map(({ name }) => name)).toEqual(["Oak chair", "Armchair"]);
  });

  it("keeps all that was typed where something is wrong, and says what is", async () => {
    await open();
    const wrong = {
      reference: "",
      title: " ",
      promisedOn: "2026-02-30",
      url: "http://x.example",
      itemName0: "",
      itemQuantity0: "2",
      itemName1: "Chair",
      itemQuantity1: "-1",
      city: "x".repeat(300),
      note: "kept?",
    };
    const { html, status } = await sam.submit(wrong);
    expect(status).toBe(422);
    const faults = pageOf(html).alert!.all("link");
    expect(faults.map(({ href }) => href.replace("#order-", ""))).toEqual([
      "reference",
      "title",
      "promisedOn",
      "itemName0",
      "itemQuantity1",
      "url",
      "city",
    ]);
    const kept = ["2026-02-30", "http://x.example", "Chair", "-1", "x".repeat(300)];
    expect(values(html)).toEqual(expect.arrayContaining(kept));
    expect(orderBy("")).toBeNull();
  });

  it("is refused where the reference is another order's, whoever's that is", async () => {
    tellOrder(town, town.zebra, chairs.reference, { title: "Zebra’s own" });
    await open();
    const { html, status } = await sam.submit(chairs);
    expect(status).toBe(422);
    expect(html).toContain("Another order has this reference");
    expect(orderBy(chairs.reference)!.title).toBe("Zebra’s own");
    expect((await sam.submit({ reference: "PO-2" })).url).toMatch(/ord_/);
  });

  it("sent twice is one order, and both answers lead to it", async () => {
    await open();
    const fields = { ...formHere(), ...chairs };
    const path = `/staff/orders/new?customer=${town.acme}`;
    const first = await sam.post(path, fields);
    expect((await sam.post(path, fields)).url).toBe(first.url);
    expect((await log()).match(/Order created/g)).toHaveLength(1);
  });

  it("takes anything that is no form of ours for a form with faults", async () => {
    const path = `/staff/orders/new?customer=${town.acme}`;
    for (const fields of [{}, { rows: "99999999" }, { rows: "-1", kind: "chair" }, { "itemName[9999999]": "x" }])
      expect((await sam.post(path, fields as Record<string, string>)).status).toBe(422);
  });
});

describe("a change by hand", () => {
  let path = "";
  beforeEach(async () => {
    path = `/staff/orders/${tellOrder(town, town.acme, "PO-1", sixChairs).id}`;
    town.pass(60_000);
  });

  it("shows what is there, keeps what it does not show, and keeps the history of promises", async () => {
    await sam.get(`${path}/edit`);
    expect(formHere()).toMatchObject({ title: "Six chairs", promisedOn: "2026-12-01", itemName0: "Chair" });
    await sam.submit({ promisedOn: "2026-12-09", itemName0: "", itemQuantity0: "", itemName1: "Bench" });
    expect(sam.page.html).toContain("PO-1 was changed.");
    expect(sam.page.html).toMatch(/9 December 2026[\s\S]*Was[\s\S]*1 Dec 2026[\s\S]*Changed/);
    expect(orderBy("PO-1")).toMatchObject({
      ...sixChairs,
      promisedDate: "2026-12-09",
      items: [{ name: "Bench", quantity: 1 }],
      source: "staff",
    });
    expect(await log()).toContain("Order changed PO-1");
  });

  it("that changes nothing leaves no trace", async () => {
    await sam.get(`${path}/edit`);
    await sam.submit();
    expect(await log()).not.toContain("Order changed");
    expect(orderBy("PO-1")!.source).toBe("feed");
  });

  it("does not undo in silence what came in meanwhile", async () => {
    await sam.get(`${path}/edit`);
    tellOrder(town, town.acme, "PO-1", { ...sixChairs, title: "Seven chairs" });
    const { html, status } = await sam.submit({ promisedOn: "2026-12-24" });
    expect(status).toBe(422);
    expect(html).toContain("Someone changed this order while you were editing");
    expect(values(html)).toContain("2026-12-24");
    expect(orderBy("PO-1")!.title).toBe("Seven chairs");
    await sam.submit();
    expect(orderBy("PO-1")).toMatchObject({ title: "Six chairs", promisedDate: "2026-12-24" });
  });

  it("of the customer is asked first; the former customer sees nothing from then on, and their links die", async () => {
    const link = createItemLink(
      town.system.within(town.acme),
      { kind: "order", itemId: orderBy("PO-1")!.id, email: town.ada.email },
      town.now(),
    );
    expect(pageOf((await sam.get(`${path}/move`)).html).main.rows(/^Acme/)).toEqual([]);
    await sam.get(`${path}/move?customer=${town.zebra}`);
    expect(sam.page.html).toContain("Acme GmbH will no longer see it");
    expect(orderBy("PO-1")!.orgId).toBe(town.acme);
    await sam.submit();
    expect(sam.page.html).toContain("PO-1 now belongs to Zebra Ltd.");
    expect(orderBy("PO-1")).toMatchObject({ orgId: town.zebra, items: sixChairs.items, title: "Six chairs" });
    expect((await browserIn(town).get(`/l/${link}`)).status).toBe(410);
    expect(await log()).toMatch(
      /Order moved here from another customer[\s\S]*Zebra Ltd[\s\S]*Order moved to another customer[\s\S]*Acme GmbH/,
    );
    expect((await sam.post(`${path}/move`, { customer: "org_never" })).status).toBe(422);
  });

  it("that cancels is asked first, and can be taken back", async () => {
    tellEvent(town, "PO-1", { step: "packed" });
    await sam.get(`${path}/cancellation`);
    expect(orderBy("PO-1")!.cancelled).toBe(false);
    await sam.submit();
    expect(sam.page.html).toContain("PO-1 was cancelled. We’ve emailed the customer.");
    expect(pageOf(sam.page.html).main.region("Status").text).toContain("Cancelled");
    expect(sam.page.html).not.toContain("Mark as");
    await sam.get(`${path}/cancellation`);
    await sam.submit();
    expect(sam.page.html).toContain("Mark as shipped");
    expect(await log()).toMatch(/Order reopened[\s\S]*Order cancelled/);
    expect((await sam.post(`${path}/cancellation`, {})).status).toBe(422);
    expect(orderBy("PO-1")!.cancelled).toBe(false);
  });
});
