import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "csv-parse/sync";
import { orders } from "#db/schema/orders.ts";
import { organizations } from "#db/schema/organizations.ts";
import { tellOrder } from "#tests/orders/order-rows.ts";
import { openTown } from "#tests/world.ts";
import { importingIn } from "./importing.ts";
import { pageOf } from "#tests/page.ts";

let town: ReturnType<typeof openTown>;
let importing: ReturnType<typeof importingIn>;
beforeEach(() => {
  town = openTown();
  importing = importingIn(town);
});
afterEach(() => town.close());

const itemsOf = (reference: string) => importing.order(reference)?.items.map(({ name, quantity }) => [quantity, name]);
const heads = "reference,customer,title,promised,items";

describe("several lines of one reference", () => {
  it("are one order with the items of all, wherever they stand in the file", async () => {
    const { page, html } = await importing.bring([
      heads,
      "E-1,C-17,Order E-1,2026-12-05,2 x Chair",
      "E-2,C-17,Order E-2,,1 x Sofa",
      "E-1,C-17,Order E-1,2026-12-05,1 x Lamp; Bulb",
      "E-1,,,,3 x Felt pads",
    ]);
    expect(html).toContain("Import 2 orders");
    expect(pageOf(html).main.text).toMatch(/Refused lines 0\b/);
    expect(pageOf(html).rows(/^Line \d+ More items for the order/)).toHaveLength(2);
    expect((await importing.sam.get(`${page}?show=join`)).html.match(/E-1</g)).toHaveLength(2);
    await importing.confirm(page);
    expect(itemsOf("E-1")).toEqual([
      [2, "Chair"],
      [1, "Lamp"],
      [1, "Bulb"],
      [3, "Felt pads"],
    ]);
    expect(importing.order("E-1")).toMatchObject({ title: "Order E-1", promisedDate: "2026-12-05" });
    expect(await importing.look(page)).toContain("2 orders imported.");
    await importing.undo(page);
    expect(town.system.db.select().from(orders).all()).toEqual([]);
  });

  it("are the same order when they are brought again, or already there", async () => {
    const items = [
      { name: "Chair", quantity: 2 },
      { name: "Lamp", quantity: 1 },
    ];
    tellOrder(town, town.acme, "E-1", { title: "Order E-1", items });
    const lines = ["reference,title,items", "E-1,Order E-1,2 x Chair", "E-1,Order E-1,1 x Lamp"];
    expect((await importing.bring(lines)).html).toContain("The order already matches the file.");
    const { page, html } = await importing.bring([...lines, "E-1,Order E-1,1 x Stool"]);
    expect(html).toContain("Import 1 order");
    await importing.confirm(page);
    expect(itemsOf("E-1")).toHaveLength(3);
    await importing.undo(page);
    expect(itemsOf("E-1")).toHaveLength(2);
  });

  it("have the first one's title where they differ, and what may not be meant is named", async () => {
    const { page, html } = await importing.bring([
      heads,
      "E-1,C-17,Chair,,2 x Chair",
      "E-1,C-17,Lamp,,1 x Lamp",
      "E-1,C-17,Chair,,2 x Chair",
    ]);
    expect(html).toContain("Check 2 lines that may be mistakes");
    expect(html).toContain("title: “Lamp” is ignored: the order uses the title from line 2");
    expect(html).toContain("items: “2 x Chair” is already in this order (line 2). Both are counted");
    await importing.confirm(page);
    expect(importing.order("E-1")!.title).toBe("Chair");
    expect(itemsOf("E-1")).toHaveLength(3);
  });

  it("are refused together where they contradict each other: a part of an order would pass for all of it", async () => {
    const { page, html } = await importing.bring([
      heads,
      "E-1,C-17,Order E-1,2026-12-05,2 x Chair",
      "E-1,C-17,Order E-1,2026-12-05,1 x Rug",
      "E-2,C-17,Order E-2,,1 x Sofa",
      "E-1,C-17,Order E-1,2026-12-06,1 x Lamp",
      "E-1,C-17,Order E-1,2026-12-05,1 x Stool",
    ]);
    expect(html).toContain("promised: “2026-12-06” differs from line 2, which is for the same order");
    expect(
      html.match(/“E-1” is an order with a mistake in line 5. An order is imported in full or not at all/g),
    ).toHaveLength(3);
    expect(html).toContain("Import 1 order");
    await importing.confirm(page);
    expect(importing.order("E-1")).toBeNull();
    const { text } = await importing.refusedFile(page);
    const rows: string[][] = parse(text, { bom: true });
    expect(rows.slice(1).map((cells) => cells[4])).toEqual(["2 x Chair", "1 x Rug", "1 x Lamp", "1 x Stool"]);
    const mended = await importing.bring(text.replace("2026-12-06,", "2026-12-05,"));
    await importing.confirm(mended.page);
    expect(itemsOf("E-1")).toHaveLength(4);
  });

  it.each([
    ["begins with a fault", ["E-1,C-17,Order,31/02/2026,2 x Chair", "E-1,C-17,Order,,1 x Lamp"]],
    ["goes on with one", ["E-1,C-17,Order,,2 x Chair", "E-1,C-17,Order,,0 x Lamp"]],
    ["is of two customers", ["E-1,C-17,Order,,2 x Chair", "E-1,Zebra,Order,,1 x Lamp"]],
  ])("are refused together where the order %s", async (_, lines) => {
    const { html } = await importing.bring([heads, ...lines, "E-2,C-17,Good,,Sofa"]);
    expect(pageOf(html).main.text).toMatch(/Refused lines 2\b/);
    expect(html).toContain("An order is imported in full or not at all");
    expect(html).toContain("Import 1 order");
  });

  it("are refused one by one where they add no items", async () => {
    const { page, html } = await importing.bring([heads, "E-1,C-17,Order,,2 x Chair", "E-1,C-17,Other,2026-12-05,"]);
    expect(html).toContain("“E-1” is already in line 2, and this line adds no items");
    await importing.confirm(page);
    expect(importing.order("E-1")).toMatchObject({ title: "Order", promisedDate: null });
  });

  it("have no more items than an order may have", async () => {
    const lines = Array.from({ length: 1_001 }, (_, n) => `E-1,C-17,Order,,Thing ${n}`);
    const { page, html } = await importing.bring([heads, ...lines.slice(0, 1_000)]);
    expect(html).toContain("Import 1 order");
    await importing.confirm(page);
    expect(itemsOf("E-1")).toHaveLength(1_000);
    const more = await importing.bring([heads, ...lines]);
    expect(pageOf(more.html).main.text).toMatch(/Refused lines 1,001\b/);
    expect((await importing.look(`${more.page}?show=refuse&after=1001`)).replaceAll("\n", "")).toContain(
      "items: “Thing 1000” has more than 1,000 of them",
    );
  });

  it("are all given back where the order can no longer be imported when that is confirmed", async () => {
    const { page } = await importing.bring([
      heads,
      "E-1,Zebra Ltd,Order,,2 x Chair",
      "E-1,Zebra Ltd,Order,,1 x Lamp",
      "E-2,C-17,Good,,Sofa",
    ]);
    town.system.db.update(organizations).set({ name: "Zebras" }).run();
    await importing.confirm(page);
    const { text } = await importing.refusedFile(page);
    expect(text).toContain("customer: doesn’t match any customer’s number");
    expect(text).toContain("E-1,Zebra Ltd,Order,,1 x Lamp,reference: “E-1” is an order with a mistake in line 2");
    expect(await importing.look(page)).toContain("1 order imported.");
  });
});
