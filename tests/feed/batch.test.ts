import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { apiKeys } from "#db/schema/feed.ts";
import { orders } from "#db/schema/orders.ts";
import { openTown } from "#tests/world.ts";
import { callerIn, type Caller } from "./caller.ts";

let town: ReturnType<typeof openTown>;
let ops: Caller;
beforeEach(async () => {
  town = openTown();
  ops = callerIn(town);
  await ops.put("organizations/acme", { name: "Acme" });
});
afterEach(() => town.close());

const order = { organization: "acme", title: "Two chairs" };
const event = { eventId: "e", step: "shipped", occurredAt: "2026-11-23T08:00:00Z" };
const references = () =>
  town.system.db
    .select()
    .from(orders)
    .all()
    .map(({ reference }) => reference);

describe("a batch", () => {
  it("takes the good rows and names the bad ones by their place", async () => {
    const items = [
      { put: "orders/PO-1", body: order },
      { put: "orders/PO-2", body: { ...order, title: 5 } },
      { post: "orders/PO-1/events", body: event },
      { post: "orders/PO-9/events", body: event },
      { delete: "orders/PO-1" },
      { put: "orders/PO-1/events", body: event },
      { put: "orders/%", body: order },
      { put: "orders/PO-3", body: { ...order, organization: "never" } },
      null,
      { put: "orders/PO 4", body: order },
      { put: "batch", body: { items: [] } },
    ];
    const { status, body } = await ops.post("batch", { items });
    expect(status).toBe(200);
    expect(body.results.map((one: any) => one.status)).toEqual([201, 422, 201, 202, 422, 405, 404, 422, 422, 201, 404]);
    expect(body.results[1].problem.errors).toMatchObject([{ pointer: "/items/1/body/title" }]);
    expect(body.results[7].problem.errors).toMatchObject([{ pointer: "/items/7/body/organization" }]);
    expect(body.results[4].problem.errors[0].pointer).toMatch(/^\/items\/4/);
    expect(references()).toEqual(["PO-1", "PO 4"]);
  });

  it("ends with a write that changes its row however the clock stands: nothing else flushes what it did", async () => {
    const used = () => town.system.db.select().from(apiKeys).get()!.lastUsedAt!;
    const items = [{ put: "orders/PO-1", body: order }];
    await ops.post("batch", { items });
    const first = used();
    await ops.post("batch", { items });
    expect(used()).toBeGreaterThan(first);
  });

  it("takes a thousand and no more", async () => {
    const items = Array.from({ length: 1001 }, (_, i) => ({ put: `orders/PO-${i}`, body: order }));
    expect(await ops.post("batch", { items })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: "/items" }] },
    });
    expect(references()).toEqual([]);
    const { body } = await ops.post("batch", { items: items.slice(1) });
    expect(new Set(body.results.map((one: any) => one.status))).toEqual(new Set([201]));
    expect(references()).toHaveLength(1000);
  });

  it("lets others have their turn while it works", async () => {
    const items = Array.from({ length: 1000 }, (_, i) => ({ put: `orders/PO-${i}`, body: order }));
    let ended = false;
    const sent = ops.post("batch", { items }).then(() => void (ended = true));
    await vi.waitUntil(() => references().length > 0, { interval: 1 });
    expect([ended, (await ops.get("orders/PO-0")).status]).toEqual([false, 200]);
    expect(ended).toBe(false);
    await sent;
  });

  it("that fails on the way has kept what was answered before, and is repeated without harm", async () => {
    town.connection.sqlite.exec(
      "create trigger full before insert on orders when new.reference = 'PO-900' begin select raise(abort, 'disk'); end",
    );
    const items = Array.from({ length: 1000 }, (_, i) => ({
      put: `orders/PO-${i}`,
      body: { ...order, updatedAt: "2026-11-23T08:00:00Z" },
    }));
    const reply = await ops.post("batch", { items });
    expect(reply).toMatchObject({ status: 500, body: { title: "Something went wrong on our side" } });
    town.connection.sqlite.exec("drop trigger full");
    expect((await ops.post("batch", { items })).status).toBe(200);
    expect(references()).toHaveLength(1000);
  });
});
