import { afterEach, beforeEach, expect, it } from "vitest";
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
  expect(text).toMatch(/Six oak chairs On track Shipped\. Arriving Tuesday,? 1 December 2026/);
  expect(main.link("See the order").href).toBe(`/o/${town.acme}/orders/${id}`);
});

it("tells what waits for you and what is running late, the waiting first, each a way there", async () => {
  tellOrder(town, town.acme, "PO-LATE", { promisedDate: "2026-11-20" });
  const { id } = tellOrder(town, town.acme, "PO-WAITS");
  tellEvent(town, "PO-WAITS", { step: "waiting", needs: "approval of the drawing." });
  const { main, text } = await home("ben");
  expect(text).toContain("2 things need you PO-WAITS needs approval of the drawing");
  expect(text).toContain("PO-LATE was promised for 20 Nov 2026 Running late");
  const order = `/o/${town.acme}/orders/${id}`;
  expect(main.link("Look at it and approve: PO-WAITS").href).toBe(`${order}/approval?event=waiting`);
  expect(main.link(/^PO-WAITS needs/).href).toBe(order);
});

it("counts what needs you as it lists it, and repeats none of it below", async () => {
  addInvoice(town, town.acme, { number: "INV-1" });
  addInvoice(town, town.acme, { number: "INV-2" });
  tellOrder(town, town.acme, "PO-WAITS", { title: "Waiting chairs" });
  tellEvent(town, "PO-WAITS", { step: "waiting", needs: "your colour" });
  expect((await home("ada")).headings).toContain("3 things need you");
  expect((await home("ben")).headings).toContain("An order needs you");
  tellOrder(town, town.acme, "PO-LATE", { promisedDate: "2026-11-20" });
  expect((await home("ada")).headings).toContain("4 things need you");
  expect((await home("ben")).text).not.toContain("Waiting chairs");
  tellOrder(town, town.acme, "PO-CALM", { title: "Calm chairs", placedAt: 1 });
  expect((await home("ben")).headings).toContain("Calm chairs");
});

it("tells of them beside the invoices that need you, to who may see both", async () => {
  addInvoice(town, town.acme, { number: "INV-1" });
  for (let n = 0; n < 6; n++) tellOrder(town, town.acme, `PO-${n}`, { promisedDate: "2026-11-20", placedAt: n });
  const { headings, text } = await home("ada");
  expect(headings).toContain("7 things need you");
  expect(text).toContain("PO-5 was promised for 20 Nov 2026");
  expect(text).toContain("And 3 more orders");
  expect((await home("ben")).headings).toContain("6 orders are running late");
  expect((await home("ben")).text).not.toContain("INV-1");
  expect((await home("bo")).text).not.toContain("PO-5");
});

it("says what will be here while nothing is, by role", async () => {
  expect((await home("ada")).text).toContain("No invoices or orders yet");
  expect((await home("ben")).text).toContain("No orders yet");
  expect((await home("bo")).text).toContain("No invoices yet");
});
