import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findHistory } from "#app/orders/order-events.ts";
import { orderOf } from "#app/orders/orders-write.ts";
import { migrations } from "#db/migrate.ts";
import { outbox } from "#db/schema/mail.ts";
import { orders } from "#db/schema/orders.ts";
import { tellEvent, tellOrder } from "./order-rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

const stands = (reference: string) => {
  const { step, open, needs } = orderOf(town.system, reference)!;
  return { step, open, needs };
};
/** Tells steps of one day, each under its id, as a system does that knows only days. */
function tell(reference: string, events: readonly (readonly [string, string])[], facts = {}) {
  tellOrder(town, town.acme, reference, facts);
  for (const [eventId, step] of events) tellEvent(town, reference, { eventId, step, needs: needs(step) });
}
const needs = (step: string) => (step === "waiting" ? "approval of the drawing" : null);
const history = (reference: string) =>
  findHistory(town.system, orderOf(town.system, reference)!).events.map(({ step }) => step);

describe("of events of one moment", () => {
  it.each([
    [
      ["9001", "shipped"],
      ["9002", "delivered"],
    ],
    [
      ["b7", "shipped"],
      ["a3", "delivered"],
    ],
    [
      ["a3", "delivered"],
      ["b7", "shipped"],
    ],
  ] as const)("%j %j: the plan's last says where the order is", (...events) => {
    tell("PO-1", events);
    expect(stands("PO-1")).toMatchObject({ step: "delivered", open: false });
    expect(history("PO-1")).toEqual(["shipped", "delivered"]);
  });

  it("each is mailed of as it becomes the newest, and none that is overtaken", () => {
    tell("PO-1", [
      ["999", "packed"],
      ["1000", "shipped"],
      ["1", "delivered"],
      ["0", "confirmed"],
    ]);
    const told = town.system.db.select().from(outbox).where(eq(outbox.recipient, "ada@acme.example")).all();
    expect(told.map(({ props }) => props.what)).toEqual(["shipped", "delivered"]);
  });

  it("what no plan knows stays where it arrived, also what waits for the customer", () => {
    tell("PO-1", [
      ["z", "packed"],
      ["y", "left the hall"],
      ["x", "confirmed"],
    ]);
    expect(history("PO-1")).toEqual(["confirmed", "left the hall", "packed"]);
    tell("PO-2", [
      ["z", "packed"],
      ["a", "waiting"],
    ]);
    expect(stands("PO-2")).toEqual({ step: "packed", open: true, needs: "approval of the drawing" });
    tell("PO-3", [
      ["a", "waiting"],
      ["z", "packed"],
    ]);
    expect(stands("PO-3")).toEqual({ step: "packed", open: true, needs: null });
  });

  it("an order's own plan goes before its kind's", () => {
    tell(
      "PO-1",
      [
        ["1", "shipped"],
        ["2", "packed"],
      ],
      { steps: ["shipped", "packed"] },
    );
    expect(stands("PO-1")).toMatchObject({ step: "packed", open: false });
  });
});

it("time still goes before the plan", () => {
  tellOrder(town, town.acme, "PO-1");
  tellEvent(town, "PO-1", { step: "shipped", occurredAt: town.now() - 1 });
  tellEvent(town, "PO-1", { step: "packed" });
  expect(stands("PO-1").step).toBe("packed");
});

it("what stands wrong in a file of before is settled anew by its upgrade, once, and nobody is mailed", async () => {
  tell("PO-1", [
    ["b7", "shipped"],
    ["a3", "delivered"],
  ]);
  tell("PO-2", [["1", "shipped"]]);
  town.system.db.run(sql`delete from outbox`);
  town.system.db.update(orders).set({ step: "shipped", doneAt: null, open: true }).run();
  const { sql: upgrade } = migrations.find(({ name }) => name.endsWith("same_moment"))!;
  town.connection.sqlite.exec(upgrade);
  await town.drain();
  expect(stands("PO-1")).toMatchObject({ step: "delivered", open: false });
  for (const left of [sql`select * from jobs`, sql`select * from outbox`]) expect(town.system.db.all(left)).toEqual([]);
  town.system.db.run(sql`delete from order_events where order_id = (select id from orders where reference = 'PO-1')`);
  town.connection.sqlite.exec(upgrade);
  expect(town.system.db.all(sql`select * from jobs`)).toEqual([]);
});
