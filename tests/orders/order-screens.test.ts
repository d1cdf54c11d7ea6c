import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cancelOrder } from "#app/orders/orders-by-staff.ts";
import { staffOf } from "#db/tenant.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { addLongProject, addShippedOrder, hardReference } from "./order-pages.ts";
import { tellEvent, tellOrder } from "./order-rows.ts";
import { openTown } from "#tests/world.ts";

const hour = 60 * 60_000;
const day = 24 * hour;
let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

type Who = "ada" | "abe" | "bo" | "ben" | "ann" | "zoe";
const browserOf = (who: Who) => browserIn(town, { cookie: town.signIn(town[who].id) });
const orders = `/o/ORG/orders`;
const at = (path = orders) => path.replace("ORG", town.acme);
const page = async (id: string, who: Who = "ben") => {
  const { html, status } = await browserOf(who).get(`${at()}/${id}`);
  const seen = pageOf(html);
  return { html, status, seen, text: seen.text, h1: seen.all("heading")[0]!.text };
};

describe("the list", () => {
  const rows = (html: string) =>
    pageOf(html)
      .main.rows()
      .map(({ text }) => text.split(" PO-")[0]!);

  it("has what is open first, each with its state and the day it is promised for", async () => {
    tellOrder(town, town.acme, "PO-1", { title: "Stools", promisedDate: "2026-12-01", placedAt: 1 });
    tellOrder(town, town.acme, "PO-2", { title: "Table", promisedDate: "2026-11-22", placedAt: 2 });
    tellOrder(town, town.acme, "PO-3", { title: "Lamp" });
    tellEvent(town, "PO-3", { step: "delivered" });
    tellOrder(town, town.zebra, "ZE-1", { title: "Zebra's" });
    const { html } = await browserOf("ben").get(at());
    expect(rows(html)).toEqual(["Table Running late", "Stools On track", "Lamp Done"]);
    const { main } = pageOf(html);
    expect(main.row("Stools").text).toContain("Promised 1 Dec 2026");
    expect(main.text).toContain("2 open · 3 orders");
    expect(html).not.toContain("ZE-1");
  });

  it("is filtered by state and searched by any part of reference or title, in the URL", async () => {
    tellOrder(town, town.acme, "PO-Ä1", { title: "Stools", promisedDate: "2026-11-22" });
    tellOrder(town, town.acme, "PO-2", { title: "Table", cancelled: true });
    const ben = browserOf("ben");
    const seen = async (query: string) => rows((await ben.get(`${at()}?${query}`)).html);
    expect(await seen("status=late")).toEqual(["Stools Running late"]);
    expect(await seen("status=open")).toEqual(["Stools Running late"]);
    expect(await seen("q=po-%C3%A4")).toEqual(["Stools Running late"]);
    expect(await seen("q=TABLE&status=cancelled")).toEqual(["Table Cancelled"]);
    expect(await seen("q=+%0A&status=nonsense&after=nonsense")).toHaveLength(2);
    expect(await seen("q=%25")).toEqual([]);
    const { html } = await ben.get(`${at()}?status=done&q=stool`);
    const { main } = pageOf(html);
    expect(main.text).toContain("No matching orders");
    expect(main.field("Reference or title").value).toBe("stool");
    expect(main.field("Status").value).toBe("done");
    expect(main.all("link").map(({ href }) => href)).toContain(at());
  });

  it("pages by key and keeps the filter", async () => {
    for (let n = 0; n < 45; n++) tellOrder(town, town.acme, `PO-${n}`, { title: `Stool ${n}`, placedAt: n });
    const ben = browserOf("ben");
    const seen = new Set<string>();
    let path: string | null = `${at()}?q=Stool`;
    let pages = 0;
    while (path) {
      const { html }: { html: string } = await ben.get(path);
      for (const row of rows(html)) seen.add(row);
      path = pageOf(html).next;
      if (path) expect(path).toContain("q=Stool");
      pages++;
    }
    expect([seen.size, pages]).toEqual([45, 3]);
  });

  it("says what will be here while nothing is", async () => {
    const { html } = await browserOf("ben").get(at());
    const { main, footer } = pageOf(html);
    expect(main.text).toContain("No orders yet");
    expect(footer.link("Contact").href).toBe("/contact");
  });

  it("is there for who may read orders, and in their navigation; off, it is not there", async () => {
    tellOrder(town, town.acme, "PO-1");
    for (const who of ["ada", "abe", "ben"] as const) {
      const { html, status } = await browserOf(who).get(at());
      expect(status).toBe(200);
      expect(pageOf(html).bar.link("Orders")).toMatchObject({ href: at(), isCurrent: true });
    }
    for (const who of ["bo", "ann"] as const) {
      const { html, status } = await browserOf(who).get(at());
      expect(status).toBe(403);
      expect(pageOf(html).all("link", "Orders")).toEqual([]);
    }
    const without = openTown({ FEATURES: "billing" });
    const ben = browserIn(without, { cookie: without.signIn(without.ben.id) });
    expect((await ben.get(`/o/${without.acme}/orders`)).status).toBe(404);
    expect((await ben.get(`/o/${without.acme}`)).html).not.toContain("/orders");
    without.close();
  });
});

describe("an order's page", () => {
  const inList = async () => pageOf((await browserOf("ben").get(at())).html).main.row("Six oak chairs").text;

  it("says when and why it was cancelled, as its last step, and promises nothing", async () => {
    const { id } = tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-11-30" });
    tellEvent(town, "PO-1", { step: "placed" });
    town.pass(day);
    cancelOrder(staffOf(town.connection, town.sam.email), id, "You changed your mind", town.now());
    const { h1, text } = await page(id);
    expect(h1).toBe("This order was cancelled on Tuesday, 24 November 2026.");
    expect(text).toMatch(/Placed Yesterday Cancelled Today You changed your mind/);
    expect(text).not.toMatch(/promised/i);
    expect(await inList()).toContain("Cancelled today");
  });

  it("leads with what is wrong once it has come", async () => {
    const order = addShippedOrder(town);
    expect((await page(order)).text).not.toContain("Report a problem");
    tellEvent(town, "PO-7731", { step: "delivered" });
    const { text } = await page(order);
    expect(text).toMatch(/Report a problem Track with DHL/);
  });

  it("that nobody told anything of is new, and not on track", async () => {
    const { id } = tellOrder(town, town.acme, "PO-1");
    expect(await inList()).toContain("New");
    tellEvent(town, "PO-1", { step: "placed" });
    expect((await page(id)).text).toContain("On track");
  });

  it("never says of a day that has passed that it is to come", async () => {
    const { id } = tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-11-20", steps: ["placed", "delivered"] });
    tellEvent(town, "PO-1", { step: "waiting", needs: "Your approval" });
    const { text } = await page(id);
    expect(text).toContain("We had promised it for Friday, 20 November 2026");
    expect(text).toContain("Was promised for 20 Nov 2026");
    expect(text).not.toMatch(/expected|Promised Friday/);
    expect(await inList()).toContain("Was promised for 20 Nov 2026");
  });

  it("answers where it is, when it comes, what is in it and where it goes", async () => {
    const order = addShippedOrder(town);
    const { h1, text, seen } = await page(order);
    expect(h1).toMatch(/^Shipped\. Arriving Tuesday.* 1 December 2026\.$/);
    for (const said of [
      "Six oak chairs · PO-7731",
      "DHL · 00340434161094000001",
      "6 × Oak chair, natural oil",
      "Hafenstr. 4 20457 Hamburg Germany",
      "Was 27 Nov 2026. Changed on 20 Nov 2026.",
      "Left our hall",
      "Delivered expected 1 Dec 2026",
    ])
      expect(text).toContain(said);
    expect(seen.link(/DHL/).href).toBe(`${at()}/${order}/parcel`);
    expect(seen.link("Delivery note PDF").href).toBe("https://files.example/delivery-note.pdf");
    const question = `/o/${town.acme}/requests/new?about=order:${order}&subject=Order+PO-7731`;
    expect(seen.link("Ask about this").href).toBe(question);
    expect(text).not.toMatch(/\bdays?\b/);
  });

  it("leads to its invoice, whoever may read that", async () => {
    const id = addShippedOrder(town);
    expect((await page(id, "ada")).seen.link("INV-PO-7731").href).toMatch(`/o/${town.acme}/billing/in_`);
    expect((await page(id, "ben")).html).not.toContain("INV-PO-7731");
  });

  it("leads to no invoice of somebody else's", async () => {
    const other = addShippedOrder(town, town.zebra, "ZE-1");
    const { html } = await browserOf("zoe").get(`/o/${town.zebra}/orders/${other}`);
    const invoiceId = pageOf(html).link(/^INV-/).href.split("/").at(-1)!;
    const { id } = tellOrder(town, town.acme, "PO-1", { invoiceId });
    expect((await page(id, "ada")).html).not.toContain(invoiceId);
  });

  it("answers on its first screen after 200 events, the older ones one tap away", async () => {
    const id = addLongProject(town);
    const { seen, h1, text } = await page(id);
    const told = (one: typeof seen) =>
      one
        .region("Steps")
        .rows(/\d, \d\d:\d\d|\d{4}|Today|Yesterday/)
        .filter(({ text }) => !text.includes("expected"));
    expect(h1).toBe("Waiting for approval of the drawing.");
    expect(text).toMatch(/Reading room, fitted out · PR-12 Promised Friday,? 12 February 2027/);
    expect(told(seen)).toHaveLength(5);
    expect(text).toMatch(/In review Done expected 12 Feb 2027/);
    const whole = pageOf((await browserOf("ben").get(seen.link(/earlier step/).href)).html);
    expect(told(whole)).toHaveLength(200);
    expect(whole.text).not.toContain("earlier step");
  });

  it("says honestly that it is running late from the first minute after its day, and on track with a new one", async () => {
    const { id } = tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-11-23" });
    const ben = browserOf("ben");
    const { headers } = await ben.get(`${at()}/${id}`);
    town.pass(14 * hour - 60_000);
    expect((await page(id)).h1).toMatch(/^Arriving Monday/);
    town.pass(60_000);
    expect((await page(id)).h1).toMatch(/^Running late\. We promised it for Monday.* 23 November 2026\.$/);
    const held = { "If-None-Match": headers.get("ETag")! };
    expect((await ben.request(`${at()}/${id}`, { headers: held })).status).toBe(200);
    tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-11-30" });
    expect((await page(id)).h1).toMatch(/^Arriving Monday.* 30 November 2026/);
    tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-11-23" });
    tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-12-24" });
    tellOrder(town, town.acme, "PO-1", { promisedDate: null });
    const { text } = await page(id);
    expect(text).toContain("Was 24 Dec 2026. Changed today.");
    expect(text).toContain("2 earlier changes Was 30 Nov 2026.");
  });

  it("shows a reference of 200 characters whole, and hands it on", async () => {
    const { id } = tellOrder(town, town.acme, hardReference);
    const { text, seen } = await page(id);
    expect([...hardReference]).toHaveLength(199);
    expect(text.split(hardReference).length).toBeGreaterThanOrEqual(3);
    const { html } = await browserOf("ben").get(seen.link("Ask about this").href);
    expect(pageOf(html).text).toContain(`About Order ${hardReference}`);
  });

  it("offers no link that is not https", async () => {
    const { id } = tellOrder(town, town.acme, "PO-1", {
      url: "javascript:alert(1)",
      files: [{ name: "Plan", url: "http://files.example/plan" }],
    });
    tellEvent(town, "PO-1", { step: "shipped", trackingUrl: "javascript:alert(2)", trackingNumber: "1" });
    const { html, text } = await page(id);
    expect(html).not.toMatch(/javascript:|http:\/\/files/);
    expect(text).toContain("Plan");
    const led = await town.fetch(`${at()}/${id}/parcel`, { headers: { Cookie: town.signIn(town.ben.id) } });
    expect([led.status, led.headers.get("Location")]).toEqual([303, `${at()}/${id}`]);
  });

  it("is gone at once from an organization that it was taken from", async () => {
    const { id } = tellOrder(town, town.acme, "PO-1");
    const ben = browserOf("ben");
    const { headers } = await ben.get(`${at()}/${id}`);
    tellOrder(town, town.zebra, "PO-1");
    const again = await ben.request(`${at()}/${id}`, { headers: { "If-None-Match": headers.get("ETag")! } });
    expect(again.status).toBe(404);
    expect(again.html).not.toContain("PO-1");
    expect((await browserOf("zoe").get(`/o/${town.zebra}/orders/${id}`)).status).toBe(200);
  });

  it("answers 304 while nothing has changed", async () => {
    const { id } = tellOrder(town, town.acme, "PO-1");
    const ben = browserOf("ben");
    const { headers } = await ben.get(`${at()}/${id}`);
    const held = { headers: { "If-None-Match": headers.get("ETag")! } };
    expect((await ben.request(`${at()}/${id}`, held)).status).toBe(304);
    tellEvent(town, "PO-1", { step: "packed", occurredAt: town.now() - day });
    expect((await ben.request(`${at()}/${id}`, held)).status).toBe(200);
  });
});

it("a shipped order leads to its carrier before all else; a late one to whom to ask", async () => {
  const ben = browserIn(town, { cookie: town.signIn(town.ben.id) });
  const shipped = addShippedOrder(town);
  const { html } = await ben.get(`/o/${town.acme}/orders/${shipped}`);
  const { main } = pageOf(html);
  const [back, first] = main.all("link").map(({ href }) => href);
  expect([back, first]).toEqual([`/o/${town.acme}/orders`, `/o/${town.acme}/orders/${shipped}/parcel`]);
  const led = await town.fetch(first!, { headers: { Cookie: town.signIn(town.ben.id) } });
  const carrier = "https://dhl.example/track?id=00340434161094000001";
  expect([led.status, led.headers.get("Location")]).toEqual([303, carrier]);
  expect(main.text.indexOf("Track with DHL")).toBeLessThan(main.text.indexOf("Steps"));
  expect(main.text).toContain("DHL · 00340434161094000001");
  const { id } = tellOrder(town, town.acme, "PO-LATE", { promisedDate: "2026-11-20" });
  const late = (await ben.get(`/o/${town.acme}/orders/${id}`)).html;
  expect(pageOf(late).link("Ask about this").href).toContain(`?about=order:${id}&subject=Order+PO-LATE`);
});
