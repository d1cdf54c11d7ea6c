import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { orderOf } from "#app/orders/orders-write.ts";
import { jobs } from "#db/schema/mail.ts";
import { orders } from "#db/schema/orders.ts";
import { organizations } from "#db/schema/organizations.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { tellEvent, tellOrder } from "./order-rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
let sam: ReturnType<typeof browserIn>;
beforeEach(() => {
  town = openTown();
  sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
});
afterEach(() => town.close());

/** The steps of orders, or of projects, as the page lists them. */
async function steps(kind: "order" | "project" = "order") {
  const { main } = pageOf((await sam.get("/staff/steps")).html);
  const list = main.region(kind === "order" ? "Orders" : "Projects").rows();
  return list.map((row) => row.all("link")[0]!.name.replace(" Customers get an email", ""));
}

const addStep = (name: string, kind = "order") => sam.post(`/staff/steps?kind=${kind}`, { name });
const remove = (key: string) => sam.post(`/staff/steps/order/${key}/removal`, {});

/** A page of Ada's order of this reference. */
async function adaReads(id: string) {
  const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
  return pageOf((await ada.get(`/o/${town.acme}/orders/${id}`)).html).main;
}
const headline = async (id: string) => (await adaReads(id)).all("heading")[0]!.text;

const planned = ["Placed", "Confirmed", "Packed", "Shipped", "Delivered"];

describe("the company's steps", () => {
  it("are added at the end, once, and named as customers read them", async () => {
    expect((await addStep(" Set  up ")).html).toContain("Set up was added.");
    expect(await steps()).toEqual([...planned, "Set up"]);
    expect(await steps("project")).toEqual(["Planned", "Started", "In review", "Done"]);
    const again = await addStep("set_up");
    expect(again.status).toBe(422);
    expect(pageOf(again.html).region("Orders").field("Another step")).toMatchObject({
      description: expect.stringContaining("already on the list"),
      value: "set_up",
    });
    const said = async (name: string) => (await addStep(name)).html;
    expect(await said("")).toContain("Enter a name for the step");
    expect(await said("x".repeat(61))).toContain("to 60 characters");
    expect(await said("Waiting")).toContain("“Waiting” can’t be a step");
    expect(await steps()).toHaveLength(6);
  });

  it("are renamed for all orders at once, also in what happened", async () => {
    const { id } = tellOrder(town, town.acme, "PO-1");
    tellEvent(town, "PO-1", { step: "packed" });
    await sam.get("/staff/steps/order/packed");
    await sam.submit({ name: "Ready to go" });
    expect(sam.page.html).toContain("The step is now called Ready to go.");
    expect(await steps()).toEqual(["Placed", "Confirmed", "Ready to go", "Shipped", "Delivered"]);
    expect((await adaReads(id)).text).toContain("Ready to go");
    expect((await sam.post("/staff/steps/order/packed", { name: "shipped" })).status).toBe(422);
    expect((await sam.post("/staff/steps/order/packed", { name: " " })).html).toContain("Enter a name for the step");
  });

  it("are moved up and down, and no further than the ends", async () => {
    const place = (key: string, to: string) => sam.post(`/staff/steps/order/${key}/place`, { to });
    await place("packed", "up");
    expect(await steps()).toEqual(["Placed", "Packed", "Confirmed", "Shipped", "Delivered"]);
    await place("packed", "up");
    await place("packed", "up");
    await place("delivered", "down");
    await place("delivered", "sideways");
    expect(await steps()).toEqual(["Packed", "Placed", "Confirmed", "Shipped", "Delivered"]);
  });

  it("are removed on a page that asks; orders that have had the step keep it by its name", async () => {
    const { id: had } = tellOrder(town, town.acme, "PO-1");
    const { id: never } = tellOrder(town, town.acme, "PO-2");
    tellEvent(town, "PO-1", { step: "PACKED" });
    await sam.post("/staff/steps/order/packed", { name: "Ready to go" });
    await sam.get("/staff/steps/order/packed/removal");
    expect(await steps()).toContain("Ready to go");
    await sam.get("/staff/steps/order/packed/removal");
    await sam.submit();
    expect(sam.page.html).toContain("Ready to go was removed.");
    expect(await steps()).toEqual(["Placed", "Confirmed", "Shipped", "Delivered"]);
    expect((await adaReads(had)).text).toContain("Ready to go");
    expect((await adaReads(never)).text).not.toContain("Ready to go");
    expect((await sam.get("/staff/steps/order/packed")).status).toBe(404);
    await addStep("Packed");
    expect(await steps()).toEqual(["Placed", "Confirmed", "Shipped", "Delivered", "Packed"]);
  });

  it("leave an order done that is done, whatever comes after its last step or goes", async () => {
    const { id } = tellOrder(town, town.acme, "PO-1");
    tellEvent(town, "PO-1", { step: "delivered" });
    const reads = async () => expect(await headline(id)).toMatch(/^Delivered on/);
    await addStep("Set up");
    await reads();
    await remove("delivered");
    tellOrder(town, town.acme, "PO-1", { title: "Six oak chairs" }, town.now() + 1_000);
    await reads();
  });

  it("leave it done when its source tells it again, and say nothing of that to the source", async () => {
    const { id } = tellOrder(town, town.acme, "PO-1");
    tellEvent(town, "PO-1", { step: "delivered" });
    await addStep("Set up");
    expect(orderOf(town.system, "PO-1")!.steps).toBeNull();
    tellOrder(town, town.acme, "PO-1", { title: "Six oak chairs", steps: null }, town.now() + 1_000);
    const { text } = await adaReads(id);
    expect(text).toContain("Six oak chairs");
    expect(await headline(id)).toMatch(/^Delivered on/);
    await addStep("Paid");
    tellOrder(town, town.acme, "PO-1", { title: "Six chairs", steps: null }, town.now() + 2_000);
    expect(await headline(id)).toMatch(/^Delivered on/);
  });

  it("make an order done whose newest step is the last one now", async () => {
    const { id } = tellOrder(town, town.acme, "PO-1");
    tellEvent(town, "PO-1", { step: "shipped" });
    expect(await headline(id)).not.toMatch(/^Shipped on/);
    await remove("delivered");
    await town.drain();
    expect(await headline(id)).toMatch(/^Shipped on/);
  });

  it("make orders done one after the other, however often that is broken off", async () => {
    const references = Array.from({ length: 700 }, (_, n) => `PO-${n}`);
    for (const reference of references) {
      tellOrder(town, town.acme, reference);
      tellEvent(town, reference, { step: "shipped", occurredAt: 0 });
    }
    const done = () => references.filter((reference) => orderOf(town.system, reference)!.doneAt !== null).length;
    town.connection.sqlite.exec(
      "create trigger dies before update of done_at on orders when new.reference = 'PO-450' begin select raise(abort, 'dead'); end",
    );
    await remove("delivered");
    await town.drain();
    expect(done()).toBeLessThan(700);
    town.connection.sqlite.exec("drop trigger dies");
    town.pass(60_000);
    await town.drain();
    expect(done()).toBe(700);
    expect(town.system.db.select().from(jobs).all()).toEqual([]);
  });

  it("count for what comes after they were changed, not for what was done before", async () => {
    const { id: before } = tellOrder(town, town.acme, "PO-1");
    const { id: after } = tellOrder(town, town.acme, "PO-2");
    tellEvent(town, "PO-1", { step: "delivered" });
    town.pass(1);
    await addStep("Set up");
    town.pass(1);
    tellEvent(town, "PO-2", { step: "delivered" });
    tellEvent(town, "PO-1", { step: "placed", occurredAt: town.now() - 60_000 });
    expect(await headline(before)).toMatch(/^Delivered on/);
    expect((await adaReads(after)).text).toContain("Set up");
    expect(await headline(after)).not.toMatch(/^Delivered on/);
  });

  it("are its new kind's where an order becomes another kind, whatever list it kept", async () => {
    const { id } = tellOrder(town, town.acme, "PO-1");
    tellEvent(town, "PO-1", { step: "delivered" });
    await addStep("Set up");
    town.system.db
      .update(orders)
      .set({ frozenSteps: ["placed", "delivered"] })
      .run();
    tellOrder(town, town.acme, "PO-1", { kind: "project" }, town.now() + 1_000);
    expect(orderOf(town.system, "PO-1")).toMatchObject({ open: true, doneAt: null });
    expect((await adaReads(id)).text).toContain("In review");
    tellEvent(town, "PO-1", { step: "done" });
    expect(await headline(id)).toMatch(/^Done on/);
  });

  it("change nobody's row, and everybody's pages", async () => {
    tellOrder(town, town.acme, "PO-1");
    const cookie = town.signIn(town.ada.id);
    const page = (headers = {}) => town.fetch(`/o/${town.acme}/orders`, { headers: { Cookie: cookie, ...headers } });
    const tag = (await page()).headers.get("ETag")!;
    const versions = () => town.system.db.select({ version: organizations.version }).from(organizations).all();
    const before = versions();
    expect((await page({ "If-None-Match": tag })).status).toBe(304);
    await addStep("Set up");
    expect(versions()).toEqual(before);
    expect((await page({ "If-None-Match": tag })).status).toBe(200);
  });

  it("never run out: the last one stays, and it is said why", async () => {
    for (const key of ["placed", "confirmed", "packed", "shipped"]) await remove(key);
    expect((await remove("delivered")).html).toContain("A list needs at least one step");
    expect(await steps()).toEqual(["Delivered"]);
  });

  it("stand in the log with who changed them", async () => {
    await addStep("Set up");
    await remove("packed");
    expect(pageOf((await sam.get("/staff/log")).html).main.text).toMatch(
      /Step removed from the list order: packed.*sam@norrland\.example.*Step added to the list order: Set up/,
    );
  });
});
