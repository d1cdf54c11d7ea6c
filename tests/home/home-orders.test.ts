import { afterEach, beforeEach, expect, it } from "vitest";
import { homeOrders } from "#app/orders/home-orders.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { addShippedOrder } from "#tests/orders/order-pages.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { addInvoice } from "#tests/rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

const home = async (who: "ada" | "ben" | "bo") => {
  const { html } = await browserIn(town, { cookie: town.signIn(town[who].id) }).get(`/o/${town.acme}`);
  const { main, text } = pageOf(html);
  return { main, text, headings: main.all("heading").map(({ name }) => name) };
};

it("shows the newest step of an order, and that nothing needs you", async () => {
  const id = addShippedOrder(town);
  const { main, text } = await home("ben");
  expect(text).toContain("You’re all caught up No orders need you, and none are running late.");
  expect(text).toMatch(/Six oak chairs On track PO-7731 · Arriving Tuesday,? 1 December 2026\. Step 4 of 5: Shipped/);
  expect(main.link(/^Six oak chairs/).href).toBe(`/o/${town.acme}/orders/${id}`);
});

it("knows how far an order is along its steps, its own or its kind’s, and nothing of one that is nowhere on them", () => {
  addShippedOrder(town);
  tellOrder(town, town.acme, "PO-OWN", { steps: ["cut", "oiled", "sent"] });
  tellEvent(town, "PO-OWN", { step: "Oiled" });
  tellOrder(town, town.acme, "PO-NEW", {});
  const { newest } = homeOrders(town.system.within(town.acme), town.now());
  expect(Object.fromEntries(newest.map(({ reference, progress }) => [reference, progress]))).toEqual({
    "PO-7731": { reached: 4, of: 5 },
    "PO-OWN": { reached: 2, of: 3 },
    "PO-NEW": null,
  });
});

it("tells what waits for you, and among the orders first what is running late, each a way there", async () => {
  tellOrder(town, town.acme, "PO-LATE", { promisedDate: "2026-11-20" });
  const { id } = tellOrder(town, town.acme, "PO-WAITS");
  tellEvent(town, "PO-WAITS", { step: "waiting", needs: "approval of the drawing." });
  const { main, text } = await home("ben");
  expect(text).toMatch(/Waiting for you 1 PO-WAITS needs approval of the drawing .*Orders See all 2 /);
  expect(main.region("Orders").text).toMatch(/Running late PO-LATE · We promised it for Friday,? 20 November/);
  expect(text).not.toContain("You’re all caught up");
  const order = `/o/${town.acme}/orders/${id}`;
  expect(main.link(/^PO-WAITS needs/).href).toBe(`${order}/approval?event=waiting`);
});

it("counts what needs you as it lists it, and repeats none of it below", async () => {
  addInvoice(town, town.acme, { number: "INV-1" });
  addInvoice(town, town.acme, { number: "INV-2" });
  tellOrder(town, town.acme, "PO-WAITS", { title: "Waiting chairs" });
  tellEvent(town, "PO-WAITS", { step: "waiting", needs: "your colour" });
  expect((await home("ada")).headings).toContain("Waiting for you 1");
  tellOrder(town, town.acme, "PO-LATE", { title: "Late chairs", promisedDate: "2026-11-20" });
  tellOrder(town, town.acme, "PO-CALM", { title: "Calm chairs", placedAt: 1 });
  const { main, headings } = await home("ben");
  expect(headings).toContain("Waiting for you 1");
  const rows = main.region("Orders").rows();
  expect(rows.map(({ text }) => text.split(" ")[0])).toEqual(["Late", "Calm"]);
});

it("shows three of them below what is to pay, to who may see both", async () => {
  addInvoice(town, town.acme, { number: "INV-1" });
  for (let n = 0; n < 6; n++) tellOrder(town, town.acme, `PO-${n}`, { promisedDate: "2026-11-20", placedAt: n });
  const { headings, main } = await home("ada");
  expect(headings.slice(1, 3)).toEqual(["To pay", "Orders"]);
  expect(main.region("Orders").rows()).toHaveLength(3);
  expect(main.link("See all 6").href).toBe(`/o/${town.acme}/orders`);
  expect((await home("ben")).text).not.toContain("INV-1");
  expect((await home("bo")).text).not.toContain("PO-5");
  for (let n = 0; n < 5; n++) {
    tellOrder(town, town.acme, `PO-W${n}`);
    tellEvent(town, `PO-W${n}`, { step: "waiting", needs: "your colour" });
  }
  expect((await home("ben")).text).toMatch(/Waiting for you 5 .*And 2 more orders/);
});

it("says what will be here while nothing is, by role", async () => {
  expect((await home("ada")).text).toContain("No invoices or orders yet");
  expect((await home("ben")).text).toContain("No orders yet");
  expect((await home("bo")).text).toContain("No invoices yet");
});
