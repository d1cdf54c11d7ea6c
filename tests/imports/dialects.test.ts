import { afterEach, beforeEach, describe, expect, it } from "vitest";
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

describe("numbers of items", () => {
  it.each([
    [",", "2.5 x Rope; 1.234.567 x Pin; 1 500 x Nail", [2.5, 1_234_567, 1500]],
    [",", "1.250 x Rope; 0,125 x Oil; 1,234.5 x Wire", [1.25, 0.125, 1234.5]],
    [";", "2,5 x Seil; 1,250 x Öl; 1.234,5 x Draht", [2.5, 1.25, 1234.5]],
    [";", "2.5 x Seil; 12’000 x Nägel; 12,5 × Öl", [2.5, 12_000, 12.5]],
    ["\t", "2,5 x Seil; 2.5 x Rope", [2.5, 2.5]],
  ])("are read as the file writes them: parted by %j, %s", async (sign, items, quantities) => {
    const row = (...cells: string[]) => cells.map((cell) => `"${cell}"`).join(sign);
    const { page } = await importing.bring([
      row("reference", "customer", "title", "items"),
      row("PO-1", "C-17", "Things", items),
    ]);
    await importing.confirm(page);
    expect(itemsOf("PO-1")?.map(([quantity]) => quantity)).toEqual(quantities);
  });

  it.each([
    [",", "1,000 x Nail"],
    [";", "1.000 x Nagel"],
    ["\t", "1.000 x Nagel"],
    [",", "1,2,3 x Nail"],
  ])("are refused where they may be a thousand times as many: parted by %j, %s", async (sign, items) => {
    const rows = [
      ["reference", "customer", "title", "items"],
      ["PO-1", "C-17", "Things", `"${items}"`],
    ];
    const { html } = await importing.bring(rows.map((cells) => cells.join(sign)));
    expect(html).toContain(`items: “${items}” has a number that can be read in two ways`);
  });
});

describe("the refused lines", () => {
  it.each([
    [",", "text/csv; charset=utf-8", "orders-refused.csv"],
    [";", "text/csv; charset=utf-8", "orders-refused.csv"],
    ["\t", "text/tab-separated-values; charset=utf-8", "orders-refused.tsv"],
  ])("come parted by %j, as the file did", async (sign, type, name) => {
    const rows = [
      ["reference", "customer", "title", "items"],
      ["PO-1", "C-99", `"=1+1; oak, ash"`, "2 x Chair"],
    ];
    const { page } = await importing.bring(rows.map((cells) => cells.join(sign)));
    const { headers, text } = await importing.refusedFile(page);
    expect(headers.get("Content-Type")).toBe(type);
    expect(headers.get("Content-Disposition")).toContain(name);
    expect(text.split("\r\n")[0]).toBe(["reference", "customer", "title", "items", "faults"].join(sign));
    const again = await importing.bring(text.replace("C-99", "C-17"));
    await importing.confirm(again.page);
    expect(importing.order("PO-1")).toMatchObject({ title: "=1+1; oak, ash" });
  });
});

it("a first line that only tells Excel what parts the cells is passed over, and lines are counted with it", async () => {
  const { page, html } = await importing.bring(["sep=;", "reference;customer;title", "PO-1;C-17;A,b", "PO-2;C-99;C,d"]);
  expect(pageOf(html).row("Line 4").text).toContain("Refused");
  await importing.confirm(page);
  expect(importing.order("PO-1")).toMatchObject({ title: "A,b" });
});

it("the example comes in both dialects, each named, and each can be imported", async () => {
  const { html } = await importing.sam.get("/staff/imports");
  const links = pageOf(html)
    .all("link")
    .filter(({ href }) => href.includes("example.csv"));
  expect(links.map(({ name }) => name)).toEqual([
    "Download an example (CSV: commas, 1 kB)",
    "Download an example (CSV for Excel in German or French: semicolons, 1 kB)",
  ]);
  for (const [i, { href }] of links.entries()) {
    const example = await importing.sam.get(href!);
    expect(example.html).toContain(["reference,customer", "reference;customer"][i]);
    const { page } = await importing.bring(example.html);
    await importing.confirm(page);
    expect(itemsOf("EXAMPLE-1")).toEqual([
      [2, "Oak chair"],
      [1, "Felt pads"],
    ]);
    await importing.undo(page);
  }
});
