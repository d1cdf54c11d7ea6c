import { afterEach, describe, expect, it, vi } from "vitest";
import { markLateOrders } from "#app/orders/late-orders.ts";
import { endOf, isoDay, noonOf } from "#app/text/format.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { tellOrder } from "./order-rows.ts";
import { openTown } from "#tests/world.ts";

const hour = 60 * 60_000;
afterEach(() => void vi.unstubAllEnvs());

describe.each([
  // Half and three quarters of an hour off; far in the east and in the west; where midnight itself is skipped in spring.
  ["Asia/Kolkata", 8.5],
  ["Asia/Kathmandu", 8.25],
  ["Pacific/Auckland", 1],
  ["America/Los_Angeles", 22],
  ["America/Santiago", 17],
])("in %s", (zone, hoursToMidnight) => {
  it("a day ends where the next begins", () => {
    vi.stubEnv("TZ", zone);
    for (const [day, next] of [
      ["2026-11-23", "2026-11-24"],
      ["2026-12-31", "2027-01-01"],
      ["2028-02-28", "2028-02-29"],
      ["2026-09-05", "2026-09-06"],
      ["2026-03-28", "2026-03-29"],
    ] as const) {
      expect([isoDay(noonOf(day)), isoDay(endOf(day) - 1), isoDay(endOf(day))]).toEqual([day, day, next]);
    }
  });

  it("an order is late from the company's midnight on, for the job and for a page that a browser holds", async () => {
    vi.stubEnv("TZ", zone);
    const town = openTown();
    const { id } = tellOrder(town, town.acme, "PO-1", { promisedDate: isoDay(town.now()) });
    const ben = browserIn(town, { cookie: town.signIn(town.ben.id) });
    const status = async (held?: string) => {
      const headers = held ? { "If-None-Match": held } : undefined;
      const page = await ben.request(`/o/${town.acme}/orders/${id}`, { headers });
      return [page.status, /On track|Running late/.exec(pageOf(page.html).main.text)?.[0]];
    };
    town.pass(hoursToMidnight * hour - 1);
    expect(await status()).toEqual([200, "On track"]);
    const held = ben.page.headers.get("ETag")!;
    expect(await status(held)).toEqual([304, undefined]);
    expect(await markLateOrders(town.system, town.now())).toBe(0);
    town.pass(1);
    expect(await status(held)).toEqual([200, "Running late"]);
    expect(await markLateOrders(town.system, town.now())).toBe(3);
    town.close();
  });
});
