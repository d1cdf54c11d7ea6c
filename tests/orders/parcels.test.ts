import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listMails } from "#app/mail/mailbox.ts";
import { orderOf } from "#app/orders/orders-write.ts";
import { parcelsIn } from "#app/orders/parcels.ts";
import { mailWorker } from "#app/workers.ts";
import { createItemLink } from "#app/sign-in/item-links.ts";
import { callerIn, type Caller } from "#tests/feed/caller.ts";
import { browserIn, unescapeHtml } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { organizations } from "#db/schema/organizations.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
let ops: Caller;
let read: Set<string>;
beforeEach(() => {
  read = new Set();
  town = openTown({ FOYER_MODE: "development", SMTP_URL: "" });
  ops = callerIn(town);
  const { db } = town.system;
  db.update(organizations).set({ externalId: "acme" }).where(eq(organizations.id, town.acme)).run();
});
afterEach(() => town.close());

const hour = 60 * 60_000;
let told = 0;
type Parcel = { id: string; carrier?: string; number?: string; items?: object[] };
/** What the feed sends of a step: of a parcel, or of the whole order. */
const event = (
  step: string,
  parcel: Parcel | string | null,
  { ago = 0, ...more }: { ago?: number; trackingUrl?: string } = {},
) => ({
  eventId: `e-${++told}`,
  step,
  occurredAt: new Date(town.now() - ago).toISOString(),
  parcel: typeof parcel === "string" ? { id: parcel } : parcel,
  ...more,
});
async function tell(...what: Parameters<typeof event>) {
  expect((await ops.post("orders/PO-1/events", event(...what))).status).toBe(201);
  town.pass(1000);
}
const put = (more = {}) => ops.put("orders/PO-1", { organization: "acme", title: "Six chairs", ...more });
const order = () => orderOf(town.system, "PO-1")!;
const stands = () => {
  const { step, open, parcels, parcelsDelivered } = order();
  return { step, open, parcels: `${parcelsDelivered}/${parcels}` };
};
const words = (html: string) =>
  unescapeHtml(html.replace(/<[^>]+>/g, " "))
    .replace(/\s+/g, " ")
    .replace(/ \./g, ".");
const browserOf = (who: "ben" | "sam") => browserIn(town, { cookie: town.signIn(town[who].id) });
const page = async (path = `/o/${town.acme}/orders/${order().id}`) => {
  const { html } = await browserOf(path.startsWith("/staff") ? "sam" : "ben").get(path);
  return { html, text: words(html) };
};
const itemLink = () =>
  createItemLink(
    town.system.within(town.acme),
    { kind: "order", itemId: order().id, email: town.ben.email },
    town.now(),
  );
/** What Ben was mailed since he last looked, by subject. */
async function mailed() {
  await town.drain([mailWorker]);
  const mails = listMails(town.dataDir).filter(({ to, outboxId }) => to === town.ben.email && !read.has(outboxId));
  for (const { outboxId } of mails) read.add(outboxId);
  return mails.sort((a, b) => (a.subject < b.subject ? -1 : 1));
}
const subjects = async () => (await mailed()).map(({ subject }) => subject);
const link = (id: string) => `https://dhl.example/${id}`;
/** Where Ben is led from his order's page to follow a parcel. */
async function carrierBehind(query = "") {
  const path = `/o/${town.acme}/orders/${order().id}/parcel${query}`;
  const { headers } = await town.fetch(path, { headers: { Cookie: town.signIn(town.ben.id) } });
  return headers.get("Location");
}
const tellShipped = (id: string) =>
  tell(
    "shipped",
    { id, carrier: "DHL", number: `00${id}`, items: [{ name: "Chair", quantity: 2 }] },
    { trackingUrl: link(id) },
  );

describe("an order in three parcels", () => {
  beforeEach(async () => {
    await put({ promisedDate: "2026-12-01" });
    for (const id of ["A", "B", "C"]) await tellShipped(id);
  });

  it("says how many are delivered, on its page, in lists and behind its link, until all are", async () => {
    expect(pageOf((await page()).html).all("heading", "3 parcels")).toHaveLength(1);
    await tell("delivered", "A");
    await tell("delivered", "C");
    expect(stands()).toEqual({ step: "shipped", open: true, parcels: "2/3" });
    const said = "2 of 3 parcels delivered";
    const shared = await browserIn(town).get(`/l/${itemLink()}`);
    for (const html of [(await page()).html, shared.html]) {
      expect(words(html)).toContain(`${said}. Arriving Tuesday, 1 December 2026.`);
      for (const id of ["A", "B", "C"]) expect(words(html)).toContain(`DHL · 00${id} 2 × Chair Track with DHL`);
      expect(words(html)).toContain("Parcel 1 Delivered, today");
      expect(words(html)).toContain("Parcel 2 Shipped, today");
    }
    for (const [n, id] of ["A", "B", "C"].entries()) {
      expect(pageOf(shared.html).hrefs).toContain(link(id));
      expect(await carrierBehind(`?number=${n + 1}`)).toBe(link(id));
    }
    const nowhere = ["", "?number=0", "?number=4", "?number=x"];
    for (const query of nowhere) expect(await carrierBehind(query)).toBe(`/o/${town.acme}/orders/${order().id}`);
    const places = [`/o/${town.acme}`, `/o/${town.acme}/orders`, "/staff/orders", `/staff/orders/${order().id}`];
    for (const path of places) expect([path, (await page(path)).text]).toEqual([path, expect.stringContaining(said)]);
    await tell("delivered", "B");
    expect(stands()).toEqual({ step: "delivered", open: false, parcels: "3/3" });
    const { html, text } = await page();
    expect(text).toContain("Delivered on Monday, 23 November 2026.");
    expect(text).not.toContain("of 3 parcels");
    const ways = [1, 2, 3].map((n) => `/o/${town.acme}/orders/${order().id}/parcel?number=${n}`);
    expect(pageOf(html).hrefs).toEqual(expect.arrayContaining(ways));
  });

  it("mails each parcel with its own way to follow it, how many have come, and at last that all have", async () => {
    const shippedMails = await mailed();
    expect(shippedMails.map(({ subject }) => subject)).toEqual(
      [1, 2, 3].map((n) => `Your order PO-1 is on its way: parcel ${n}`),
    );
    expect(shippedMails[1]!.text).toContain("Parcel 2 of 3 is on its way.");
    expect(shippedMails[1]!.text).toContain("In this parcel: 2 × Chair\nCarrier: DHL\nTracking number: 00B\n");
    expect(shippedMails[1]!.text).toContain(`\n${link("B")}\n`);
    await tell("delivered", "B");
    const [partly] = await mailed();
    expect(partly!.subject).toBe("Your order PO-1 is partly delivered");
    expect(partly!.text).toContain("1 of 3 parcels delivered.\n\nParcel 2 of your order was delivered on Monday");
    await tell("delivered", "C");
    expect(await subjects()).toEqual(["Your order PO-1 is partly delivered"]);
    await tell("delivered", "A");
    const [last, ...more] = await mailed();
    expect([last!.subject, more]).toEqual(["Your order PO-1 has been delivered", []]);
    expect(last!.text).toContain("Your order was delivered on Monday");
  });

  it("mails once where all come at once, also where the newest of them is not the last to be told", async () => {
    await mailed();
    town.pass(5 * hour);
    const items = ["A", "B", "C"].map((id, n) => ({
      post: "orders/PO-1/events",
      body: event("delivered", id, { ago: n * hour }),
    }));
    await ops.post("batch", { items });
    expect(await subjects()).toEqual(["Your order PO-1 has been delivered"]);
    expect(stands()).toEqual({ step: "delivered", open: false, parcels: "3/3" });
  });

  it("is late with what has not come, and says both", async () => {
    await tell("delivered", "A");
    await put({ promisedDate: "2026-11-20" });
    expect((await page()).text).toContain(
      "1 of 3 parcels delivered. Running late. We promised it for Friday, 20 November 2026.",
    );
  });

  it("is cancelled as any order: nothing is mailed, what is under way can be followed", async () => {
    await put({ cancelled: true });
    await mailed();
    await tell("delivered", "A");
    expect(await mailed()).toEqual([]);
    const { html, text } = await page();
    expect(text).toContain("This order was cancelled on Monday, 23 November 2026.");
    expect(pageOf(html).link(/Track with DHL: Parcel 2/).href).toContain("/parcel?number=2");
    expect(text).not.toContain("1 of 3 parcels delivered");
  });

  it("is delivered whole by a step that names no parcel, until another parcel is told of", async () => {
    await tell("delivered", "B");
    await mailed();
    await tell("delivered", null);
    expect(stands()).toEqual({ step: "delivered", open: false, parcels: "3/3" });
    expect(await subjects()).toEqual(["Your order PO-1 has been delivered"]);
    await tellShipped("D");
    expect(stands()).toEqual({ step: "shipped", open: true, parcels: "3/4" });
    expect(await subjects()).toEqual(["Your order PO-1 is on its way: parcel 4"]);
    await tell("delivered", "D");
    expect(stands()).toEqual({ step: "delivered", open: false, parcels: "4/4" });
  });

  it("goes by when things happened, whenever they are told", async () => {
    for (const id of ["A", "B", "C"]) await tell("delivered", id);
    await tell("out for delivery", "B", { ago: hour });
    await tell("packed", null, { ago: 2 * hour });
    await tell("shipped", "C", { ago: hour });
    expect(stands()).toEqual({ step: "delivered", open: false, parcels: "3/3" });
    await tell("shipped", null);
    expect(stands()).toEqual({ step: "delivered", open: false, parcels: "3/3" });
    await tell("shipped", "C");
    expect(stands()).toMatchObject({ open: true, parcels: "2/3" });
  });

  it("keeps a parcel's number and link when a later step says neither, and gives no link to another number", async () => {
    await tell("delivered", "A");
    await tell("handed over", { id: "B", carrier: "Post", number: "77" });
    const { html } = await page();
    expect(pageOf(html).hrefs.join()).toMatch(/parcel\?number=1,.*parcel\?number=3/);
    expect(pageOf(html).hrefs.join()).not.toContain("number=2");
    expect(await carrierBehind("?number=1")).toBe(link("A"));
    expect(await carrierBehind("?number=2")).toBe(`/o/${town.acme}/orders/${order().id}`);
    expect(words(html)).toContain("Parcel 2 Shipped, today Post · 77");
  });

  it("has next what comes after the parcels: for staff too", async () => {
    await tell("delivered", "A");
    expect((await page(`/staff/orders/${order().id}`)).text).toContain("Mark as delivered");
    await put({ steps: ["shipped", "delivered", "installed"] });
    for (const id of ["B", "C"]) await tell("delivered", id);
    expect(stands()).toEqual({ step: "delivered", open: true, parcels: "3/3" });
    expect((await page(`/staff/orders/${order().id}`)).text).toContain("Mark as installed");
    await tell("installed", null);
    expect(stands()).toMatchObject({ step: "installed", open: false });
  });

  it("goes to another organization with all its parcels", async () => {
    await ops.put("organizations/zebra", { name: "Zebra" });
    await tell("delivered", "A");
    await put({ organization: "zebra" });
    expect(stands()).toMatchObject({ parcels: "1/3" });
  });
});

it.each([
  [["A shipped", "A delivered", "B shipped", "B delivered"]],
  [["B delivered", "A delivered", "B shipped", "A shipped"]],
])("steps of one day, told as %j, follow the plan for each parcel", async (steps) => {
  await put();
  const items = steps.map((one) => {
    const [id, step] = one.split(" ");
    return { post: "orders/PO-1/events", body: event(step!, id!) };
  });
  await ops.post("batch", { items });
  expect(stands()).toEqual({ step: "delivered", open: false, parcels: "2/2" });
  expect((await subjects())[0]).toBe("Your order PO-1 has been delivered");
});

it("an order in one parcel is told as one without: one button, one mail a step", async () => {
  await put();
  await tellShipped("A");
  const { html, text } = await page();
  expect(pageOf(html).hrefs).toContain(`/o/${town.acme}/orders/${order().id}/parcel`);
  expect(await carrierBehind()).toBe(link("A"));
  expect(text).not.toContain("Parcel 1");
  await tell("delivered", "A");
  expect(stands()).toEqual({ step: "delivered", open: false, parcels: "1/1" });
  expect(await subjects()).toEqual(["Your order PO-1 has been delivered", "Your order PO-1 is on its way"]);
});

it("an order whose plan knows no delivery is done once all its parcels are delivered", async () => {
  await put({ steps: ["cut", "polished", "shipped"] });
  await tell("polished", "A");
  await tell("shipped", "B");
  expect(stands()).toMatchObject({ open: true, parcels: "1/2" });
  await tell("delivered", "A");
  expect(stands()).toMatchObject({ open: false, parcels: "2/2" });
});

describe("the feed", () => {
  const parcel = { id: "A", carrier: "DHL", number: "00A", items: [{ name: "Chair", quantity: 2 }] };

  it("answers a parcel as it was told, and knows it again", async () => {
    await put();
    const one = { ...event("shipped", parcel), trackingUrl: link("A") };
    expect((await ops.post("orders/PO-1/events", one)).status).toBe(201);
    const [held] = (await ops.get("orders/PO-1/events")).body.events;
    expect(held).toMatchObject({ parcel, carrier: "DHL", trackingNumber: "00A", trackingUrl: link("A") });
    for (const again of [one, held, { ...one, carrier: "DHL", trackingNumber: "00A" }])
      expect((await ops.post("orders/PO-1/events", again)).body.result).toBe("unchanged");
    const other = { ...one, parcel: { ...parcel, items: [{ name: "Chair", quantity: 3 }] } };
    expect((await ops.post("orders/PO-1/events", other)).body.result).toBe("ignored");
  });

  it.each([
    [{ id: " " }, "/parcel/id"],
    [{ number: "7" }, "/parcel/id"],
    [{ id: "A", colour: "red" }, "/parcel/colour"],
    [{ id: "A", items: [{ name: "Chair", quantity: 0 }] }, "/parcel/items/0/quantity"],
    [{ id: "A", carrier: "UPS" }, "/carrier"],
    [{ id: "A", number: "8" }, "/trackingNumber"],
  ])("refuses %j by its place", async (wrong, pointer) => {
    const sent = { ...event("shipped", null), carrier: "DHL", trackingNumber: "7", parcel: wrong };
    const { status, body } = await ops.post("orders/PO-1/events", sent);
    expect([status, body.errors[0].pointer]).toEqual([422, pointer]);
  });

  it("keeps parcels that are told before their order", async () => {
    for (const id of ["A", "B"]) expect((await ops.post("orders/PO-1/events", event("shipped", id))).status).toBe(202);
    await ops.post("orders/PO-1/events", event("delivered", "A"));
    await put();
    expect(stands()).toEqual({ step: "shipped", open: true, parcels: "1/2" });
  });
});

it("an order of a thousand parcels costs no more for each of them than one of a hundred", () => {
  const looksForEach = (count: number) => {
    let looks = 0;
    const parcels = Array.from({ length: count }, (_, n) => ({ id: `P-${n}` }));
    const events = parcels.map((parcel) => ({
      step: "shipped",
      get parcel() {
        looks++;
        return parcel;
      },
    }));
    expect(parcelsIn(events, ["shipped", "delivered"])).toHaveLength(count);
    return looks / count;
  };
  expect(looksForEach(1_000)).toBe(looksForEach(100));
});
