import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { orderOf } from "#app/orders/orders-write.ts";
import { orderEvents } from "#db/schema/orders.ts";
import { auditLog, organizations } from "#db/schema/organizations.ts";
import { answerAsked } from "#app/orders/order-approvals.ts";
import { browserIn } from "#tests/http.ts";
import { openTown } from "#tests/world.ts";
import { callerIn, type Caller } from "./caller.ts";

let town: ReturnType<typeof openTown>;
let ops: Caller;
beforeEach(async () => {
  town = openTown();
  ops = callerIn(town);
  const { db } = town.system;
  for (const name of ["acme", "zebra"] as const)
    db.update(organizations).set({ externalId: name }).where(eq(organizations.id, town[name])).run();
  await ops.put("orders/PO-1", { organization: "acme", title: "Six chairs" });
  await ops.put("orders/ZE-1", { organization: "zebra", title: "Zebra's" });
});
afterEach(() => town.close());

const shipped = { eventId: "e-1", step: "shipped", occurredAt: "2026-11-23T08:00:00.000Z" };
const { eventId: _, ...anew } = shipped;
const path = "orders/PO-1/events/e-1";
const post = (event: object = shipped) => ops.post("orders/PO-1/events", event);
const events = async (reference = "PO-1") => (await ops.get(`orders/${reference}/events`)).body.events;
const answer = async (reply: ReturnType<Caller["send"]>) => {
  const { status, body } = await reply;
  return [status, body.result ?? body.title];
};
const remove = (at = path) => answer(ops.send("DELETE", at));
const put = (body: object, at = path) => answer(ops.put(at, body));
const step = () => orderOf(town.system, "PO-1")!.step;

describe("a wrong event", () => {
  it("is taken back, once: the order stands where it stood, and telling it again does not bring it back", async () => {
    await post({ ...shipped, eventId: "e-0", step: "packed", occurredAt: "2026-11-22T08:00:00Z" });
    await post();
    expect(step()).toBe("shipped");
    expect(await remove()).toEqual([200, "updated"]);
    expect(step()).toBe("packed");
    expect(await remove()).toEqual([200, "unchanged"]);
    expect(await answer(post())).toEqual([200, "ignored"]);
    expect(await events()).toHaveLength(1);
    expect((await ops.get(path)).status).toBe(404);
    const log = town.system.db.select().from(auditLog).all();
    expect(log.filter(({ action }) => action === "order.event-removed")).toMatchObject([
      { subject: "PO-1: shipped", orgId: town.acme },
    ]);
  });

  it("is put right, and putting that again changes nothing", async () => {
    await post({ ...shipped, step: "delivered", note: "Left at the door" });
    expect(orderOf(town.system, "PO-1")!.open).toBe(false);
    expect(await put(anew)).toEqual([200, "updated"]);
    expect(orderOf(town.system, "PO-1")).toMatchObject({ step: "shipped", open: true });
    expect(await put(anew)).toEqual([200, "unchanged"]);
    expect(await put(shipped)).toEqual([200, "unchanged"]);
    const held = (await ops.get(path)).body;
    expect(held).toMatchObject({ ...shipped, note: null });
    expect(await put(held)).toEqual([200, "unchanged"]);
    expect(await events()).toEqual([held]);
    const log = town.system.db.select().from(auditLog).all();
    expect(log.filter(({ action }) => action === "order.event-corrected")).toHaveLength(1);
  });

  it("is of another moment or parcel once put right", async () => {
    await post({ ...shipped, parcel: { id: "A" } });
    await post({ ...shipped, eventId: "e-2", step: "packed", parcel: { id: "B" } });
    expect(await put({ ...anew, step: "delivered", parcel: { id: "B" } })).toEqual([200, "updated"]);
    expect(orderOf(town.system, "PO-1")).toMatchObject({ parcels: 1, parcelsDelivered: 1, open: false });
    expect(await put({ ...anew, occurredAt: "2026-11-22T08:00:00Z" })).toEqual([200, "updated"]);
    expect(orderOf(town.system, "PO-1")).toMatchObject({ parcels: 1, parcelsDelivered: 0, step: "packed" });
  });

  it("is found by its parcel's right number, and no more by the wrong one", async () => {
    await post({ ...shipped, trackingNumber: "00340434161094000001" });
    await town.drain();
    await put({ ...anew, trackingNumber: "99887766" });
    await town.drain();
    const sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
    expect((await sam.get("/staff/orders?q=99887766")).html).toContain("Six chairs");
    expect((await sam.get("/staff/orders?q=00340434161094000001")).html).not.toContain("Six chairs");
  });

  it("comes again when it is put, after it was taken back", async () => {
    await post();
    await remove();
    expect(await put(anew)).toEqual([200, "updated"]);
    expect([step(), await put(anew)]).toEqual(["shipped", [200, "unchanged"]]);
    expect(await remove()).toEqual([200, "updated"]);
  });

  it("is put right and taken back while it waits for its order, and stays so when that comes", async () => {
    const waiting = (id: string) => ({ ...shipped, eventId: id });
    for (const id of ["e-1", "e-2"]) expect((await ops.post("orders/PO-9/events", waiting(id))).status).toBe(202);
    expect(await put({ ...anew, step: "packed" }, "orders/PO-9/events/e-1")).toEqual([200, "updated"]);
    expect(await put({ ...anew, step: "packed" }, "orders/PO-9/events/e-1")).toEqual([200, "unchanged"]);
    expect(await remove("orders/PO-9/events/e-2")).toEqual([200, "updated"]);
    expect(await remove("orders/PO-9/events/e-2")).toEqual([200, "unchanged"]);
    expect(await remove("orders/PO-9/events/e-3")).toEqual([404, "Not found"]);
    await ops.post("orders/PO-9/events", waiting("e-2"));
    await ops.put("orders/PO-9", { organization: "acme", title: "Later" });
    expect((await events("PO-9")).map(({ step }: { step: string }) => step)).toEqual(["packed"]);
    expect(await answer(ops.post("orders/PO-9/events", waiting("e-2")))).toEqual([200, "ignored"]);
  });

  it("is not known by another order's name, nor before it was told", async () => {
    await post();
    for (const at of ["orders/ZE-1/events/e-1", "orders/PO-1/events/e-2", "orders/PO-never/events/e-1"]) {
      expect([at, await remove(at)]).toEqual([at, [404, "Not found"]]);
      expect([at, await put(anew, at)]).toEqual([at, [404, "Not found"]]);
      expect((await ops.get(at)).status).toBe(404);
    }
    expect(await events("ZE-1")).toEqual([]);
    expect(step()).toBe("shipped");
  });

  it("stays where a customer gave what it asked for, but for what else it says", async () => {
    const asks = { ...anew, step: "waiting", needs: "your colour" };
    await post({ ...asks, eventId: "e-1" });
    const by = { decision: "approved", personId: town.ben.id, email: town.ben.email, note: null } as const;
    const { id } = orderOf(town.system, "PO-1")!;
    answerAsked(town.system.within(town.acme), id, "e-1", by, { now: town.now(), staffEmails: [] });
    expect(await remove()).toEqual([409, "Conflict"]);
    expect(await put({ ...asks, needs: "your size" })).toEqual([409, "Conflict"]);
    expect(await put({ ...asks, note: "Oak or ash" })).toEqual([200, "updated"]);
    expect(orderOf(town.system, "PO-1")!.needs).toBeNull();
  });

  it("is named as the source names it, and put by no other name or with nonsense", async () => {
    const id = "Ereignis 7/ä ?";
    const at = `orders/PO-1/events/${encodeURIComponent(id)}`;
    await post({ ...shipped, eventId: id });
    expect(await put({ ...shipped, eventId: "e-2" }, at)).toEqual([422, "Not valid"]);
    expect(await put({ ...anew, occurredAt: "yesterday" }, at)).toEqual([422, "Not valid"]);
    expect(await put({ ...anew, note: "x" }, at)).toEqual([200, "updated"]);
    expect(await remove(at)).toEqual([200, "updated"]);
    expect((await ops.send("DELETE", "orders/PO-1/events/%zz")).status).toBe(404);
    expect((await ops.send("DELETE", "orders/PO-1/events/")).status).toBe(404);
    expect((await ops.send("DELETE", "orders/PO-1/events/a/b")).status).toBe(404);
    expect((await ops.send("POST", at, shipped)).status).toBe(405);
    expect((await ops.send("DELETE", "orders/PO-1")).status).toBe(405);
  });

  it("is put right in a batch too, each answered on its own", async () => {
    await post();
    const items = ["e-1", "e-2"].map((id) => ({
      put: `orders/PO-1/events/${id}`,
      body: { ...anew, step: "confirmed" },
    }));
    const { body } = await ops.post("batch", { items });
    expect(body.results).toMatchObject([{ status: 200, result: "updated" }, { status: 404 }]);
    expect(await events()).toMatchObject([{ eventId: "e-1", step: "confirmed" }]);
  });

  it("needs a key for orders", async () => {
    await post();
    const other = callerIn(town, { has: ["people", "organizations"] });
    for (const method of ["PUT", "DELETE", "GET"])
      expect((await other.send(method, path, method === "PUT" ? anew : undefined)).status).toBe(403);
    expect((await ops.send("DELETE", path, undefined, { Authorization: "" })).status).toBe(401);
    expect(town.system.db.select().from(orderEvents).all()).toHaveLength(1);
  });
});
