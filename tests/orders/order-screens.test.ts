import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { browserIn, unescapeHtml } from "#tests/http.ts";
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
const words = (html: string) => unescapeHtml(html.replace(/<[^>]+>/g, " ")).replace(/\s+/g, " ");
const orders = `/o/ORG/orders`;
const at = (path = orders) => path.replace("ORG", town.acme);
const page = async (id: string, who: Who = "ben") => {
  const { html, status } = await browserOf(who).get(`${at()}/${id}`);
  return { html, status, text: words(html), h1: words(/<h1>.*?<\/h1>/s.exec(html)?.[0] ?? "").trim() };
};

describe("the list", () => {
  const rows = (html: string) =>
    [...html.matchAll(/<b>([^<]+)<\/b><span class="tag" data-status="([^"]+)"/g)].map(
      ([, title, status]) => `${title}: ${status}`,
    );

  it("has what is open first, each with its state and the day it is promised for", async () => {
    tellOrder(town, town.acme, "PO-1", { title: "Stools", promisedDate: "2026-12-01", placedAt: 1 });
    tellOrder(town, town.acme, "PO-2", { title: "Table", promisedDate: "2026-11-22", placedAt: 2 });
    tellOrder(town, town.acme, "PO-3", { title: "Lamp" });
    tellEvent(town, "PO-3", { step: "delivered" });
    tellOrder(town, town.zebra, "ZE-1", { title: "Zebra's" });
    const { html } = await browserOf("ben").get(at());
    expect(rows(html)).toEqual(["Table: late", "Stools: on-track", "Lamp: done"]);
    expect(html).toMatch(/Promised (<!-- -->)?<time dateTime="2026-12-01">/);
    expect(words(html)).toContain("2 open · 3 orders");
    expect(html).not.toContain("ZE-1");
  });

  it("is filtered by state and searched by any part of reference or title, in the URL", async () => {
    tellOrder(town, town.acme, "PO-Ä1", { title: "Stools", promisedDate: "2026-11-22" });
    tellOrder(town, town.acme, "PO-2", { title: "Table", cancelled: true });
    const ben = browserOf("ben");
    const seen = async (query: string) => rows((await ben.get(`${at()}?${query}`)).html);
    expect(await seen("status=late")).toEqual(["Stools: late"]);
    expect(await seen("status=open")).toEqual(["Stools: late"]);
    expect(await seen("q=po-%C3%A4")).toEqual(["Stools: late"]);
    expect(await seen("q=TABLE&status=cancelled")).toEqual(["Table: cancelled"]);
    expect(await seen("q=+%0A&status=nonsense&after=nonsense")).toHaveLength(2);
    expect(await seen("q=%25")).toEqual([]);
    const { html } = await ben.get(`${at()}?status=done&q=stool`);
    expect(html).toContain("No order fits");
    expect(html).toContain('value="stool"');
    expect(html).toMatch(/<option value="done" selected/);
    expect(html).toContain(`href="${at()}"`);
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
      path = unescapeHtml(/rel="next" href="([^"]+)"/.exec(html)?.[1] ?? "") || null;
      if (path) expect(path).toContain("q=Stool");
      pages++;
    }
    expect([seen.size, pages]).toEqual([45, 3]);
  });

  it("says what will be here while nothing is", async () => {
    const { html } = await browserOf("ben").get(at());
    expect(html).toContain("No orders yet");
    expect(html).toContain('href="/contact"');
  });

  it("is there for who may read orders, and in their navigation; off, it is not there", async () => {
    tellOrder(town, town.acme, "PO-1");
    for (const who of ["ada", "abe", "ben"] as const) {
      const { html, status } = await browserOf(who).get(at());
      expect(status).toBe(200);
      expect(html).toContain(`href="${at()}" aria-current="page"`);
    }
    for (const who of ["bo", "ann"] as const) {
      const { html, status } = await browserOf(who).get(at());
      expect(status).toBe(403);
      expect(html).not.toContain(`href="${at()}"`);
    }
    const without = openTown({ FEATURES: "billing" });
    const ben = browserIn(without, { cookie: without.signIn(without.ben.id) });
    expect((await ben.get(`/o/${without.acme}/orders`)).status).toBe(404);
    expect((await ben.get(`/o/${without.acme}`)).html).not.toContain("/orders");
    without.close();
  });
});

describe("an order's page", () => {
  it("answers where it is, when it comes, what is in it and where it goes", async () => {
    const order = addShippedOrder(town);
    const { h1, text, html } = await page(order);
    expect(h1).toMatch(/^Shipped\. With you on Tuesday.* 1 December 2026 ?\.$/);
    expect(html).toContain('<h1>Shipped. With you on <time dateTime="2026-12-01">');
    for (const said of [
      "Six oak chairs · PO-7731",
      "DHL · 00340434161094000001",
      "6 × Oak chair, natural oil",
      "Hafenstr. 4 20457 Hamburg Germany",
      "moved from 27 Nov 2026 to 1 Dec 2026 on 20 Nov 2026",
      "Left our hall",
      "Delivered expected 1 Dec 2026",
    ])
      expect(text).toContain(said);
    expect(html).toContain('href="https://dhl.example/track?id=00340434161094000001"');
    expect(html).toContain('href="https://files.example/delivery-note.pdf"');
    expect(unescapeHtml(html)).toContain(`/o/${town.acme}/requests/new?about=order:${order}&subject=Order+PO-7731"`);
    expect(text).not.toMatch(/\bdays?\b/);
  });

  it("leads to its invoice, whoever may read that", async () => {
    const id = addShippedOrder(town);
    expect((await page(id, "ada")).html).toMatch(new RegExp(`href="/o/${town.acme}/billing/in_[^"]+">INV-PO-7731`));
    expect((await page(id, "ben")).html).not.toContain("INV-PO-7731");
  });

  it("leads to no invoice of somebody else's", async () => {
    const other = addShippedOrder(town, town.zebra, "ZE-1");
    const { html } = await browserOf("zoe").get(`/o/${town.zebra}/orders/${other}`);
    const invoiceId = /billing\/(in_[^"]+)"/.exec(html)![1]!;
    const { id } = tellOrder(town, town.acme, "PO-1", { invoiceId });
    expect((await page(id, "ada")).html).not.toContain(invoiceId);
  });

  it("answers on its first screen after 200 events, the older ones one tap away", async () => {
    const id = addLongProject(town);
    const { html, h1, text } = await page(id);
    expect(h1).toBe("We are waiting on you: approval of the drawing.");
    expect(text).toMatch(/Reading room, fitted out · PR-12 Promised Friday,? 12 February 2027/);
    expect(html.match(/<li data-state="(done|now)"/g)).toHaveLength(5);
    expect(text).toMatch(/In review Done expected 12 Feb 2027/);
    const all = unescapeHtml(/href="([^"]+events=all)"/.exec(html)![1]!);
    const whole = (await browserOf("ben").get(all)).html;
    expect(whole.match(/<li data-state="(done|now)"/g)).toHaveLength(200);
    expect(whole).not.toContain("earlier step");
  });

  it("says honestly that it is later than planned from the first minute after its day, and on track with a new one", async () => {
    const { id } = tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-11-23" });
    const ben = browserOf("ben");
    const { headers } = await ben.get(`${at()}/${id}`);
    town.pass(14 * hour - 60_000);
    expect((await page(id)).h1).toMatch(/^With you on Monday/);
    town.pass(60_000);
    expect((await page(id)).h1).toMatch(/^Later than planned\. It was promised for Monday.* 23 November 2026 ?\.$/);
    const held = { "If-None-Match": headers.get("ETag")! };
    expect((await ben.request(`${at()}/${id}`, { headers: held })).status).toBe(200);
    tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-11-30" });
    expect((await page(id)).h1).toMatch(/^With you on Monday.* 30 November 2026/);
    tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-11-23" });
    tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-12-24" });
    tellOrder(town, town.acme, "PO-1", { promisedDate: null });
    const { text } = await page(id);
    expect(text).toContain("moved from 24 Dec 2026 to no date on 24 Nov 2026");
    expect(text).toContain("2 earlier changes moved from 30 Nov 2026 to 23 Nov 2026");
  });

  it("shows a reference of 200 characters whole, and hands it on", async () => {
    const { id } = tellOrder(town, town.acme, hardReference);
    const { text, html } = await page(id);
    expect([...hardReference]).toHaveLength(199);
    expect(text.split(hardReference).length).toBeGreaterThanOrEqual(3);
    const about = unescapeHtml(/href="([^"]+\?about=[^"]+)"/.exec(html)![1]!);
    expect(words((await browserOf("ben").get(about)).html)).toContain(`About Order ${hardReference}`);
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
  const follow = html.indexOf('href="https://dhl.example/track?id=00340434161094000001"');
  expect(follow).toBeGreaterThan(0);
  expect(follow).toBeLessThan(html.indexOf('id="steps"'));
  expect(html).toContain('<span class="whole">00340434161094000001</span>');
  const { id } = tellOrder(town, town.acme, "PO-LATE", { promisedDate: "2026-11-20" });
  const late = (await ben.get(`/o/${town.acme}/orders/${id}`)).html;
  expect(late).toMatch(
    /class="btn second" href="[^"]+\?about=order:ord_\w+&amp;subject=Order\+PO-LATE">Ask about this/,
  );
});
