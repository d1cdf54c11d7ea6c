import { afterEach, beforeEach, expect, it } from "vitest";
import { createItemLink } from "#app/sign-in/item-links.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { addInvoice } from "#tests/rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

const ada = () => browserIn(town, { cookie: town.signIn(town.ada.id) });
const linkTo = (kind: "invoice" | "order", itemId: string) =>
  `/l/${createItemLink(town.system.within(town.acme), { kind, itemId, email: town.ada.email }, town.now())}`;

it("takes the day an invoice is due from its page to the calendar, signed in or from the mail", async () => {
  const id = addInvoice(town, town.acme, { number: "INV-1042", dueAt: new Date("2026-12-01T09:00:00").getTime() });
  for (const [browser, page] of [
    [ada(), `/o/${town.acme}/billing/${id}`],
    [browserIn(town), linkTo("invoice", id)],
  ] as const) {
    const { href } = pageOf((await browser.get(page)).html).link("Add to calendar");
    expect(href).toBe(`${page}/calendar`);
    const { html, headers, status } = await browser.get(href);
    expect([status, headers.get("Content-Type")]).toEqual([200, "text/calendar; charset=utf-8"]);
    expect(headers.get("Content-Disposition")).toBe('attachment; filename="INV-1042.ics"');
    expect(html).toContain("DTSTART;VALUE=DATE:20261201\r\n");
    expect(html).toContain("SUMMARY:Pay invoice INV-1042 (Norrland Chairs)\r\n");
    expect(html.replaceAll("\r\n ", "")).toContain(`URL:${town.config.appUrl}${page}\r\n`);
  }
});

it("takes the day that an order is promised for", async () => {
  const { id } = tellOrder(town, town.acme, "PO/7 “ä”", { promisedDate: "2026-12-06", title: "Six oak chairs" });
  for (const [browser, page] of [
    [ada(), `/o/${town.acme}/orders/${id}`],
    [browserIn(town), linkTo("order", id)],
  ] as const) {
    const { href } = pageOf((await browser.get(page)).html).link("Add to calendar");
    const { html, headers } = await browser.get(href);
    expect(html).toContain("DTSTART;VALUE=DATE:20261206\r\nDTEND;VALUE=DATE:20261207\r\n");
    expect(html).toContain("SUMMARY:Arriving: Six oak chairs\\, PO/7 “ä” (Norrland Chairs)\r\n");
    expect(headers.get("Content-Disposition")).toMatch(/^attachment; filename=/);
  }
});

it("is not offered of what is paid or done, and leads back to the page", async () => {
  const paid = addInvoice(town, town.acme, { number: "INV-1", status: "paid", dueAt: town.now() });
  const { id } = tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-12-06" });
  tellEvent(town, "PO-1", { step: "delivered" });
  for (const page of [`/o/${town.acme}/billing/${paid}`, `/o/${town.acme}/orders/${id}`]) {
    expect((await ada().get(page)).html).not.toContain("Add to calendar");
    expect((await ada().get(`${page}/calendar`)).url).toBe(page);
  }
});
