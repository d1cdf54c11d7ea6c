import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cancelOrder } from "#app/orders/orders-by-staff.ts";
import { listBoard } from "#app/orders/orders-board.ts";
import { indexChanges } from "#app/search/search-index.ts";
import { searchSources } from "#app/search-sources.ts";
import { undoMs } from "#app/jobs/undo.ts";
import { outbox } from "#db/schema/mail.ts";
import { orders } from "#db/schema/orders.ts";
import { staffOf } from "#db/tenant.ts";
import { browserIn, formsOf } from "#tests/http.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { pageOf } from "#tests/page.ts";
import { plansOf } from "#tests/plans.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
let sam: ReturnType<typeof browserIn>;
beforeEach(() => {
  town = openTown({ FOYER_MODE: "development", SMTP_URL: "" });
  sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
});
afterEach(() => town.close());

const board = async (query = "") => pageOf((await sam.get(`/staff/orders${query}`)).html).main;
const add = (reference: string, step: string | null = "placed", orgId = town.acme) => {
  const { id } = tellOrder(town, orgId, reference, { title: `Chairs ${reference}`, promisedDate: "2026-11-20" });
  if (step) tellEvent(town, reference, { step, occurredAt: town.now() - 1000 });
  return id;
};
/** Ticks orders and sends the board's form, as the button of its own or of a row does it. */
async function send(orders: string[], more: Record<string, string>) {
  const { fields } = formsOf(sam.page.html, sam.page.url).find(({ path }) => path === "/staff/orders/steps")!;
  const body = new URLSearchParams([
    ...orders.map((id) => ["order", id]),
    ...Object.entries({ once: fields.once!, ...more }),
  ]);
  const headers = { "Content-Type": "application/x-www-form-urlencoded", Origin: town.config.appUrl };
  await sam.request("/staff/orders/steps", { method: "POST", headers, body: body.toString() });
  return pageOf(sam.page.html);
}

describe("the board", () => {
  it("lists of a search the newest thousand, and says so where there are more", async () => {
    const first = add("OLD", null);
    const row = town.system.db.select().from(orders).where(eq(orders.id, first)).get()!;
    const copy = (n: number) => {
      const own = { id: `ord_${n}`, reference: `PO-${n}`, title: "Chairs", createdAt: row.createdAt + n * 1000 };
      town.system.db
        .insert(orders)
        .values({ ...row, ...own, promisedDate: "2026-12-24" })
        .run();
    };
    for (let n = 2; n <= 1_000; n++) copy(n);
    while (indexChanges(town.system, searchSources));
    const all = await board("?q=chair");
    expect(all.row("Chairs OLD").text).toContain("Running late");
    expect(all.text).not.toContain("This list covers");
    copy(1_001);
    while (indexChanges(town.system, searchSources));
    for (const query of ["?q=chair", "?q=chair&state=late"]) {
      const { text } = await board(query);
      expect(text).toContain("This list covers the newest 1,000 matches. Add a word to find older ones.");
      expect(text).not.toContain("Chairs OLD");
    }
  });

  it("reads of a search only the orders that it found", async () => {
    add("PO-1");
    const staff = staffOf(town.connection, town.sam.email);
    const filter = { state: "late", kind: "order", q: "chairs" } as const;
    const plans = await plansOf(town, () => listBoard(staff, "2026-11-23", filter));
    const ofOrders = plans.filter((plan) => / orders\b/.test(plan));
    expect(new Set(ofOrders)).toEqual(new Set(["SEARCH orders USING INDEX sqlite_autoindex_orders_1 (id=?)"]));
  });

  it("is a table that says of each order whose it is, its step, what was promised and by how much it is late", async () => {
    add("PO-1");
    const main = await board();
    expect(main.row("Chairs PO-1").text).toMatch(
      /Chairs PO-1 PO-1 Acme GmbH .*Running late Placed 20 Nov 2026 3 days Confirmed/,
    );
  });

  it("marks an order as its next step by one press in its row, and stays where it was", async () => {
    const id = add("PO-1");
    add("PO-2", null);
    const main = await board("?state=late");
    expect(
      main
        .row("Chairs PO-2")
        .all("button")
        .map(({ text }) => text),
    ).toEqual(["Placed"]);
    const page = await send([], { next: `${id} confirmed`, state: "late" });
    expect(sam.page.url).toMatch(/^\/staff\/orders\?state=late&marked=/);
    expect(page.status!.text).toBe("PO-1 marked as Confirmed.");
    expect(
      page.main
        .row("Chairs PO-1")
        .all("button")
        .map(({ text }) => text),
    ).toEqual(["Packed"]);
  });

  it("offers the next planned step where the newest one isn't planned", async () => {
    add("PO-1");
    tellEvent(town, "PO-1", { step: "in the paint shop", occurredAt: town.now() });
    const row = (await board()).row("Chairs PO-1");
    expect(row.text).toContain("In the paint shop");
    expect(row.all("button").map(({ text }) => text)).toEqual(["Confirmed"]);
  });

  it("marks all that are ticked as one step, and says of each other one why not", async () => {
    const good = [add("PO-1"), add("PO-2"), add("PO-3", null, town.zebra)];
    const [off, had] = [add("PO-4"), add("PO-5", "shipped")];
    cancelOrder(staffOf(town.connection, town.sam.email), off, null, town.now());
    const apart = add("PO-6");
    for (const parcel of ["a", "b"])
      tellEvent(town, "PO-6", { step: "confirmed", eventId: parcel, parcel: { id: parcel, items: [] } });
    const { id: project } = tellOrder(town, town.acme, "PR-1", { kind: "project", title: "A shelf" });
    await board();
    const page = await send([...good, off, had, apart, project, "ord_gone"], { step: "packed" });
    expect(page.status!.text).toBe(
      "3 orders marked as Packed. Not marked: PO-4 (cancelled), PO-5 (already there), PO-6 (goes in several parcels, mark each on its page), PR-1 (doesn’t have this step), ord_gone (no longer here).",
    );
    for (const reference of ["PO-1", "PO-2", "PO-3"])
      expect(page.main.row(`Chairs ${reference}`).text).toContain("Packed");
  });

  it("has the way to take back the newest step of each order that has one", async () => {
    for (const [reference, step] of [
      ["PO-1", "placed"],
      ["PO-2", null],
    ] as const)
      add(reference, step);
    const main = await board();
    expect(main.row("Chairs PO-2").hrefs).toHaveLength(1);
    await sam.get(main.row("Chairs PO-1").link("Undo the latest step of PO-1").href);
    expect(sam.page.html).toContain("Undo “Placed” for PO-1");
    expect(pageOf(sam.page.html).main.link("Keep it").href).toBe("/staff/orders");
    await sam.submit();
    expect(sam.page.url).toBe("/staff/orders");
    expect((await board()).row("Chairs PO-1").text).toContain("No step yet");
    add("PO-3", "delivered");
    const undo = async () => (await board()).row("Chairs PO-3").all("link", /^Undo/);
    expect(await undo()).toHaveLength(1);
    town.pass(8 * 86_400_000);
    sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
    expect(await undo()).toHaveLength(0);
  });

  it("never ends a wait for the customer along with others: such orders are named, each with the way to its page", async () => {
    const [good, waits] = [add("PO-1"), add("PO-2")];
    tellEvent(town, "PO-2", { step: "waiting", needs: "your approval of the drawing", occurredAt: town.now() - 500 });
    const main = await board();
    expect(main.row("Chairs PO-2").all("button")).toEqual([]);
    expect(main.row("Chairs PO-2").link("Mark PO-2 as Confirmed").href).toBe(
      `/staff/orders/${waits}/events/new?step=confirmed`,
    );
    const page = await send([good, waits], { step: "packed", kind: "order" });
    expect(page.status!.text).toBe("PO-1 marked as Packed. Not marked: PO-2 (waiting on the customer).");
    expect(page.main.text).toContain("These are still waiting for the customer, so nothing has changed for them:");
    const way = page.main.link("PO-2: your approval of the drawing").href;
    expect((await sam.get(way)).html).toContain("Needs your approval of the drawing");
    expect((await sam.get(`${way}/events/new?step=packed`)).html).toContain("Once you save a step, we stop waiting.");
    await sam.submit({});
    expect((await board("?left=" + waits)).text).not.toContain("These still wait");
  });

  it("does it once where the form is sent twice, so that the customer is mailed once", async () => {
    const id = add("PO-1");
    await board();
    const form = sam.page;
    for (let n = 0; n < 2; n++) {
      sam.page = form;
      const page = await send([id], { step: "shipped" });
      expect(page.status!.text).toBe("PO-1 marked as Shipped.");
    }
    const mails = town.system.db.select().from(outbox).all();
    const told = mails.filter(({ kind, recipient }) => kind === "order-step" && recipient === town.ada.email);
    expect(told).toHaveLength(1);
  });

  it("keeps its filter for whoever keeps the step after all", async () => {
    add("PO-1", "placed");
    const main = await board("?state=late&q=");
    await sam.get(main.row("Chairs PO-1").link("Undo the latest step of PO-1").href);
    expect(pageOf(sam.page.html).main.link("Keep it").href).toBe("/staff/orders?state=late");
  });

  it("mails nobody of what is undone within ten seconds, and later says that it was not so", async () => {
    const ids = [add("PO-1"), add("PO-2")];
    const mails = (kind: string) =>
      town.system.db
        .select()
        .from(outbox)
        .all()
        .filter((mail) => mail.kind === kind && mail.recipient === town.ada.email);
    const mark = async () => {
      await board();
      return send(ids, { step: "delivered" });
    };
    const { main } = await mark();
    expect(main.region("Just marked").text).toContain("Any email to the customer goes out after 10 seconds.");
    await town.drain();
    expect(mails("order-step").map(({ state }) => state)).toEqual(["new", "new"]);
    await sam.submit({}, { action: "/staff/orders/steps" });
    expect(pageOf(sam.page.html).status!.text).toBe("Undone: 2 orders are where they were.");
    for (const reference of ["PO-1", "PO-2"])
      expect(pageOf(sam.page.html).main.row(`Chairs ${reference}`).text).toContain("Placed");
    town.pass(undoMs);
    await town.drain();
    expect(mails("order-step").map(({ state }) => state)).toEqual(["dropped", "dropped"]);
    expect(mails("order-corrected")).toEqual([]);

    await mark();
    const marked = sam.page;
    town.pass(undoMs);
    await town.drain();
    expect(mails("order-step").filter(({ state }) => state === "sent")).toHaveLength(2);
    sam.page = marked;
    await sam.submit({}, { action: "/staff/orders/steps" });
    expect(mails("order-corrected")).toHaveLength(2);
    sam.page = marked;
    await sam.submit({}, { action: "/staff/orders/steps" });
    expect(pageOf(sam.page.html).status!.text).toContain("There’s nothing to undo here.");
  });

  it("takes back nobody else's step by an address, and nothing by nonsense", async () => {
    const id = add("PO-1", "shipped");
    for (const undo of ["nonsense", `key~shipped~${id}`, "a~b~ord_gone"]) {
      await sam.post("/staff/orders/steps", { undo });
      expect(pageOf(sam.page.html).status!.text).toContain("There’s nothing to undo here.");
    }
    expect((await board(`?marked=key~shipped~${id}`)).row("Chairs PO-1").text).toContain("Shipped");
  });

  it("changes nothing where nothing was ticked, or no step chosen", async () => {
    const id = add("PO-1");
    await board();
    expect((await send([], { step: "packed" })).status!.text).toContain("No orders were selected");
    await board();
    const page = await send([id], { step: "" });
    expect(page.status!.text).toContain("No step was chosen");
    expect(
      page.main
        .row("Chairs PO-1")
        .all("field")
        .map(({ isChecked }) => isChecked),
    ).toEqual([true]);
    expect((await board()).row("Chairs PO-1").text).toContain("Placed");
  });

  it("keeps a filter under a name for everyone, shows it above the board, and removes it again", async () => {
    add("PO-1");
    await board("?state=late&kind=order");
    const keep = async (name: string) => {
      await sam.submit({ name }, { action: "/staff/orders/filters" });
      return pageOf(sam.page.html);
    };
    expect((await keep(" ")).status!.text).toBe("Not saved: give the filter a name.");
    expect(sam.page.url).toBe("/staff/orders?state=late&kind=order");
    expect((await keep("Late orders")).status!.text).toBe("Saved. It’s above the board now.");
    const chips = (await board()).region("Saved filters");
    expect(chips.link("All").href).toBe("/staff/orders");
    await sam.get(chips.link("Late orders").href);
    expect(sam.page.url).toBe("/staff/orders?state=late&kind=order");
    expect(pageOf(sam.page.html).main.all("region", "Save this filter")).toEqual([]);
    pageOf(sam.page.html).main.button("Remove the filter Late orders");
    await sam.submit({}, { action: "/staff/orders/filters" });
    expect(pageOf(sam.page.html).main.all("region", "Saved filters")).toEqual([]);
  });
});
