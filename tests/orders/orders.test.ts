import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createItemLink, findItemLink } from "#app/sign-in/item-links.ts";
import { countOrders, findOrder, listOrders } from "#app/orders/orders.ts";
import { removeOrder } from "#app/orders/orders-write.ts";
import { isoDay } from "#app/text/format.ts";
import { orderEvents, orderPromises } from "#db/schema/orders.ts";
import { organizations } from "#db/schema/organizations.ts";
import { tellEvent, tellOrder } from "./order-rows.ts";
import { openTown } from "#tests/world.ts";
import { eq } from "drizzle-orm";

const day = 24 * 60 * 60_000;
let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

const today = () => isoDay(town.now());
const acme = () => town.system.within(town.acme);
const zebra = () => town.system.within(town.zebra);
const found = (id: string) => findOrder(acme(), id, today())!;

describe("an order", () => {
  it("tells its newest step by when things happened, whatever order they arrived in", () => {
    const { id } = tellOrder(town, town.acme, "PO-1");
    tellEvent(town, "PO-1", { step: "shipped", occurredAt: town.now() - 1000 });
    tellEvent(town, "PO-1", { step: "placed", occurredAt: town.now() - 5000 });
    tellEvent(town, "PO-1", { step: "customs cleared", occurredAt: town.now() - 500 });
    expect(found(id)).toMatchObject({ step: "customs cleared", open: true, status: "on-track" });
    expect(found(id).events.map(({ step }) => step)).toEqual(["placed", "shipped", "customs cleared"]);
  });

  it("is done with the last of its planned steps, and not while an earlier one came after", () => {
    const { id } = tellOrder(town, town.acme, "PO-1", { steps: ["cut", "Sent_Out"] });
    tellEvent(town, "PO-1", { step: "sent out", occurredAt: 2000 });
    expect(found(id)).toMatchObject({ status: "done", doneAt: 2000, open: false });
    tellEvent(town, "PO-1", { step: "cut", occurredAt: 3000 });
    expect(found(id)).toMatchObject({ status: "on-track", doneAt: null, open: true });
    tellOrder(town, town.acme, "PO-1", { steps: ["glued", "cut"] });
    expect(found(id)).toMatchObject({ status: "done", doneAt: 3000 });
  });

  it("waits for the customer while nothing newer happened", () => {
    const { id } = tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-11-20" });
    expect(found(id).status).toBe("late");
    tellEvent(town, "PO-1", { step: "waiting", needs: "approval of the drawing" });
    expect(found(id)).toMatchObject({ status: "waiting", needs: "approval of the drawing", step: null });
    town.pass(1);
    tellEvent(town, "PO-1", { step: "confirmed" });
    expect(found(id)).toMatchObject({ status: "late", needs: null, step: "confirmed" });
  });

  it("keeps every promised day, also one that arrives late, and says each until another took its place", () => {
    const { id } = tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-12-01" }, 100);
    tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-12-01", title: "Seven chairs" }, 200);
    tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-12-01" }, 400);
    expect(tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-12-09" }, 300).outcome).toBe("ignored");
    expect(found(id)).toMatchObject({ promisedDate: "2026-12-01", title: "Six oak chairs" });
    expect(found(id).promises.map(({ promisedDate }) => promisedDate)).toEqual([
      "2026-12-01",
      "2026-12-09",
      "2026-12-01",
    ]);
  });

  it("tells repetition from change, and changes no page by it", () => {
    const version = () =>
      town.system.db.select().from(organizations).where(eq(organizations.id, town.acme)).get()!.version;
    const { id } = tellOrder(town, town.acme, "PO-1", { placedAt: 50, items: [{ name: "Chair", quantity: 6 }] }, 100);
    tellEvent(town, "PO-1", { step: "placed" });
    const before = version();
    town.pass(day);
    expect(tellOrder(town, town.acme, "PO-1", { placedAt: 50, items: [{ name: "Chair", quantity: 6 }] })).toMatchObject(
      {
        id,
        outcome: "unchanged",
      },
    );
    expect(version()).toBe(before);
    expect(tellOrder(town, town.acme, "PO-1", { placedAt: 50, items: [] }).outcome).toBe("updated");
    expect(version()).toBeGreaterThan(before);
  });

  it("changes nothing that anybody sees where a source tells the same every night, each time anew", () => {
    const facts = { promisedDate: "2026-12-01" };
    const { id } = tellOrder(town, town.acme, "PO-1", facts, 100);
    const rows = () => ({
      organizations: town.system.db.select().from(organizations).all(),
      promises: town.system.db.select().from(orderPromises).all(),
    });
    const [before, newestAt] = [rows(), found(id).newestAt];
    for (let night = 1; night < 10; night++)
      expect(tellOrder(town, town.acme, "PO-1", facts, 100 + night).outcome).toBe("unchanged");
    expect(rows()).toEqual(before);
    expect(found(id)).toMatchObject({ newestAt, sourceUpdatedAt: 109 });
    expect(tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-12-09" }, 105).outcome).toBe("ignored");
    const days = found(id).promises.map(({ promisedDate }) => promisedDate);
    expect(days).toEqual(["2026-12-01", "2026-12-09", "2026-12-01"]);
  });

  it("takes each event once, and ignores other words for the same", () => {
    tellOrder(town, town.acme, "PO-1");
    expect(tellEvent(town, "PO-1", { step: "placed", eventId: "e-1", occurredAt: 5 })).toBe("created");
    expect(tellEvent(town, "PO-1", { step: "placed", eventId: "e-1", occurredAt: 5 })).toBe("unchanged");
    expect(tellEvent(town, "PO-1", { step: "packed", eventId: "e-1", occurredAt: 5 })).toBe("ignored");
    expect(town.system.db.select().from(orderEvents).all()).toHaveLength(1);
  });

  it("moves to another organization with all its parts, and its links end", () => {
    const { id } = tellOrder(town, town.acme, "PO-1", {
      promisedDate: "2026-12-01",
      items: [{ name: "Chair", quantity: 6 }],
    });
    tellEvent(town, "PO-1", { step: "placed" });
    const token = createItemLink(acme(), { kind: "order", itemId: id, email: town.ben.email }, town.now());
    tellOrder(town, town.zebra, "PO-1", { promisedDate: "2026-12-02", items: [{ name: "Chair", quantity: 6 }] });
    expect(findOrder(acme(), id, today())).toBeNull();
    expect(findOrder(zebra(), id, today())).toMatchObject({ items: [{ name: "Chair" }], events: [{ step: "placed" }] });
    expect(findOrder(zebra(), id, today())!.promises).toHaveLength(2);
    expect(findItemLink(town.system, token)?.revokedAt).toBe(town.now());
  });

  it("can be taken away whole", () => {
    const { id } = tellOrder(town, town.acme, "PO-1", { items: [{ name: "Chair", quantity: 6 }] });
    tellEvent(town, "PO-1", { step: "placed" });
    removeOrder(town.system, id, town.now());
    expect(findOrder(acme(), id, today())).toBeNull();
    expect(town.system.db.select().from(orderEvents).all()).toEqual([]);
  });
});

describe("the list", () => {
  it("has first what waits for the customer, then what is late, then the rest by its newest, each once, by pages", () => {
    for (let i = 1; i <= 7; i++) tellOrder(town, town.acme, `PO-${i}`, { placedAt: 1000 * (i % 4), cancelled: i > 4 });
    for (const [reference, promisedDate] of Object.entries({ "LATE-1": "2026-11-20", "LATE-2": "2026-11-21" }))
      tellOrder(town, town.acme, reference, { promisedDate, placedAt: 1 });
    tellOrder(town, town.acme, "WAITS", { promisedDate: "2026-11-20" });
    tellEvent(town, "WAITS", { step: "waiting", needs: "your colour", occurredAt: 1 });
    tellOrder(town, town.zebra, "ZE-1");
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: ReturnType<typeof listOrders> = listOrders(acme(), today(), { after, limit: 2 });
      seen.push(...page.orders.map(({ reference }) => reference));
      after = page.next;
    } while (after);
    const [asking, late] = [seen.slice(0, 1), seen.slice(1, 3).sort()];
    expect([asking, late]).toEqual([["WAITS"], ["LATE-1", "LATE-2"]]);
    expect(seen.slice(3)).toEqual(["PO-3", "PO-2", "PO-1", "PO-4", "PO-7", "PO-6", "PO-5"]);
    expect(listOrders(acme(), today(), { after: "nonsense", limit: 1 }).isFirst).toBe(true);
  });

  it("is filtered by what orders mean today, and by any part of reference or title", () => {
    tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-11-22" });
    tellOrder(town, town.acme, "PO-2", { title: "A 100% table" });
    const references = (filter: Parameters<typeof countOrders>[2]) =>
      listOrders(acme(), today(), { filter }).orders.map(({ reference }) => reference);
    expect(references({ statuses: ["late"], q: null })).toEqual(["PO-1"]);
    expect(references({ statuses: [], q: "0%" })).toEqual(["PO-2"]);
    expect(references({ statuses: [], q: "po-" })).toHaveLength(2);
    expect(countOrders(acme(), today(), { statuses: ["on-track"], q: null })).toBe(1);
  });
});
