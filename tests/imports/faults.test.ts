import { afterEach, beforeEach, expect, it } from "vitest";
import { eq } from "drizzle-orm";
import { parse } from "csv-parse/sync";
import { importLines, imports } from "#db/schema/imports.ts";
import { jobs } from "#db/schema/mail.ts";
import { organizations } from "#db/schema/organizations.ts";
import { steps } from "#db/schema/orders.ts";
import { findOrder } from "#app/orders/orders.ts";
import { orderOf } from "#app/orders/orders-write.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { tellOrder } from "#tests/orders/order-rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => {
  town = openTown();
  town.system.db.update(organizations).set({ externalId: "C-17" }).where(eq(organizations.id, town.acme)).run();
});
afterEach(() => town.close());

const staff = () => browserIn(town, { cookie: town.signIn(town.sam.id) });

async function upload(content: string): Promise<string> {
  const body = new FormData();
  body.set("file", new File([content], "orders of november.csv", { type: "text/csv" }));
  const headers = { Cookie: town.signIn(town.sam.id), Origin: town.config.appUrl };
  const answer = await town.fetch("/staff/imports", { method: "POST", body, headers });
  return answer.headers.get("Location")!;
}

async function bring(content: string) {
  const page = await upload(content);
  await town.drain();
  return { page, html: plain((await staff().get(page)).html) };
}

const plain = (html: string) => html.replaceAll("<!-- -->", "").replaceAll("&quot;", '"').replaceAll("&#x27;", "'");
const order = (reference: string) => {
  const row = orderOf(town.system, reference);
  return row && findOrder(town.system.within(row.orgId), row.id, "2026-11-23");
};
async function confirm(page: string) {
  await staff().post(`${page}/confirmation`, {});
  await town.drain();
}

it("a quotation mark that is never closed does not hide what is wrong before it", async () => {
  const { page, html } = await bring(
    ["reference,customer,title", "PO-1,C-17,Chair", "PO-2,C-99,Stool", 'PO-3,C-17,"Lamp', "PO-4,C-17,Table"].join("\n"),
  );
  expect(html).toContain("The file can’t be read from line 4 on");
  expect(html).toContain("“C-99” doesn’t match any customer’s number");
  expect(html).toContain("See the refused line");
  expect(html).not.toContain("/confirmation");
  expect((await staff().post(`${page}/confirmation`, {})).html).toContain("can’t do that now");
});

it("a line that ends early is named, and what is missing of it stays as it is", async () => {
  tellOrder(town, town.acme, "PO-1", { title: "Chair", promisedDate: "2026-12-01" });
  const { page, html } = await bring("reference,title,promised,link\nPO-1,Armchair\nPO-2,,2026-12-02,\n");
  expect(html).toContain("Check 1 line that may be mistakes");
  expect(html).toContain("promised: this line ends after 2 cells");
  const shown = (await staff().get(`${page}?show=noticed`)).html;
  expect(shown).toContain("PO-1<");
  expect(shown).not.toContain("PO-2<");
  await confirm(page);
  expect(order("PO-1")).toMatchObject({ title: "Armchair", promisedDate: "2026-12-01" });
});

it("a step that is not planned is named; one in the company's own words is the step they stand for", async () => {
  town.system.db.update(steps).set({ name: "On its way" }).where(eq(steps.key, "shipped")).run();
  const { page, html } = await bring(
    "reference,customer,title,step\nPO-1,C-17,Chair,shiped\nPO-2,C-17,Stool,on its way\nPO-3,C-17,Lamp,Packed\n",
  );
  expect(html.match(/is not one of the order’s steps/g)).toHaveLength(1);
  expect(html).toContain("“shiped” is not one of the order’s steps");
  await confirm(page);
  expect(["PO-1", "PO-2", "PO-3"].map((one) => order(one)!.events[0]!.step)).toEqual(["shiped", "shipped", "packed"]);
});

it("the refused lines are given back with what is wrong, safe for spreadsheets, and taken once they are mended", async () => {
  const { page, html } = await bring(
    [
      "Reference;Customer;Title;Promised",
      "PO-1;C-17;Chair;2026-12-01",
      'PO-2;C-17;"=SUM(A1); ""oak""";31.2.2026',
      "PO-3;C-99;Stool;;surplus",
    ].join("\r\n"),
  );
  expect(pageOf(html).hrefs).toContain(`${page}/refused.csv`);
  const cookie = town.signIn(town.sam.id);
  const answer = await town.fetch(`${page}/refused.csv`, { headers: { Cookie: cookie } });
  expect(answer.headers.get("Content-Disposition")).toContain("orders of november-refused.csv");
  const csv = await answer.text();
  const rows: string[][] = parse(csv, { bom: true, delimiter: ";", relax_column_count: true });
  expect(rows).toEqual([
    ["Reference", "Customer", "Title", "Promised", "faults"],
    ["PO-2", "C-17", `'=SUM(A1); "oak"`, "31.2.2026", "promised: “31.2.2026” is not a date. Write it like 2026-12-01"],
    ["PO-3", "C-99", "Stool", "", expect.stringContaining("too many cells"), "surplus"],
  ]);
  await confirm(page);
  const mended = csv.replace("31.2.2026", "31.12.2026").replace("C-99", "C-17").replace(";surplus", "");
  const second = await bring(mended);
  expect(second.html).toContain("Import 2 orders");
  await confirm(second.page);
  expect(order("PO-2")).toMatchObject({ title: '=SUM(A1); "oak"', promisedDate: "2026-12-31" });
});

it("a customer is found by a name that no other has, in small or large letters", async () => {
  const name = (id: typeof town.acme, name: string) =>
    town.system.db.update(organizations).set({ name }).where(eq(organizations.id, id)).run();
  name(town.acme, "Äpfel & Söhne ");
  name(town.zebra, "Zebra");
  const csv = "reference,customer,title\nPO-1, ÄPFEL & Söhne ,Chair\nPO-2,zebra,Stool\nPO-3,Zeb,Lamp\n";
  const { page, html } = await bring(csv);
  expect(html).toContain("“Zeb” doesn’t match any customer’s number, Stripe ID, email address or name");
  await confirm(page);
  expect(order("PO-2")!.orgId).toBe(town.zebra);
  name(town.acme, "ZEBRA");
  expect((await bring("reference,customer,title\nPO-4,zebra,Stool\n")).html).toContain(
    "“zebra” is the name of several customers. Use their number",
  );
});

it("work that was given up says so and why, and goes on when somebody tries again", async () => {
  const page = await upload("reference,customer,title\nPO-1,C-17,Chair\n");
  const dies =
    "create trigger dies before insert on import_lines begin select raise(abort, 'database or disk is full'); end";
  town.connection.sqlite.exec(dies);
  await town.drain();
  const once = await staff().get(page);
  expect(plain(once.html)).toContain("The portal’s disk was full. It will be tried again automatically at");
  for (let n = 0; n < 12; n++) {
    town.pass(3_600_000);
    await town.drain();
  }
  const answer = await town.fetch(page, { headers: { Cookie: town.signIn(town.sam.id) } });
  expect(answer.headers.get("Refresh")).toBeNull();
  const html = plain(await answer.text());
  expect(html).toContain("Stopped");
  expect(html).toContain("The portal’s disk was full. It failed after many tries.");
  expect(html).not.toContain("Being looked through");
  expect((await staff().get("/staff/imports")).html).toContain("Stopped");

  town.connection.sqlite.exec("drop trigger dies");
  const { html: told } = await staff().post(`${page}/retry`, {});
  expect(told).toContain("Trying again");
  await town.drain();
  expect((await staff().get(page)).html).toContain("Import 1 order");
  expect(town.system.db.select().from(jobs).all()).toEqual([]);
  expect((await staff().post(`${page}/retry`, {})).html).toContain("can’t do that now");
});

it("what was written down before faults had names is still said", async () => {
  const { page } = await bring("reference,customer,title\nPO-1,C-99,Chair\n");
  const faults = [{ column: "customer", fault: "“C-99” is nobody we know" }];
  town.system.db.update(importLines).set({ faults }).run();
  town.system.db
    .update(imports)
    .set({ fault: { fault: "The file was odd." }, heads: null })
    .run();
  const { html } = await staff().get(page);
  expect(html).toContain("customer: “C-99” is nobody we know");
  expect(html).toContain("The file was odd.");
  expect(html).not.toContain("refused.csv");
});
