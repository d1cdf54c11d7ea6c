import { rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eq } from "drizzle-orm";
import { importLines, imports } from "#db/schema/imports.ts";
import { auditLog, organizations } from "#db/schema/organizations.ts";
import { jobs, outbox } from "#db/schema/mail.ts";
import { orderEvents, orderPromises, orders } from "#db/schema/orders.ts";
import { applyImport } from "#app/imports/apply.ts";
import { maxLines, readImport } from "#app/imports/read.ts";
import { jobWorker } from "#app/jobs/queue.ts";
import { importFile } from "#app/imports/import-files.ts";
import { findOrder } from "#app/orders/orders.ts";
import { importsText } from "#app/imports/text.ts";
import { lineFault } from "#app/imports/fault-words.ts";
import { orderOf } from "#app/orders/orders-write.ts";
import { keepWaiting } from "#app/orders/waiting-events.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { plainEvent, tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => {
  town = openTown();
  town.system.db.update(organizations).set({ externalId: "C-17" }).where(eq(organizations.id, town.acme)).run();
});
afterEach(() => town.close());

const staff = () => browserIn(town, { cookie: town.signIn(town.sam.id) });

function send(content: string | Uint8Array | null, name = "orders.csv", cookie = town.signIn(town.sam.id)) {
  const body = new FormData();
  if (content !== null) body.set("file", new File([content as never], name, { type: "text/csv" }));
  const headers = { Cookie: cookie, Origin: town.config.appUrl };
  return town.fetch("/staff/imports", { method: "POST", body, headers });
}

/** Brings a file, has it looked through, and gives the import's page. */
async function bring(content: string | Uint8Array, name?: string) {
  const answer = await send(content, name);
  expect(answer.status).toBe(303);
  await town.drain();
  const page = answer.headers.get("Location")!;
  return { page, id: page.split("/").at(-1)!, html: (await staff().get(page)).html };
}

const found = (id: string) => town.system.db.select().from(imports).where(eq(imports.id, id)).get()!;
const linesOf = (id: string) => town.system.db.select().from(importLines).where(eq(importLines.importId, id)).all();
const faultsOf = (id: string) =>
  linesOf(id).flatMap(({ line, faults }) =>
    (faults ?? []).map((fault) => `${line} ${lineFault(fault, importsText.en)}`),
  );
const order = (reference: string) => {
  const row = orderOf(town.system, reference);
  return row && findOrder(town.system.within(row.orgId), row.id, "2026-11-23");
};
const count = (table: typeof orders | typeof orderEvents) => town.system.db.select().from(table).all().length;

/** One begins, and once it has come some way a second takes its work up, as its lease has run out. */
async function bothWork(hasBegun: () => boolean) {
  const worker = jobWorker({ "import.read": readImport, "import.apply": applyImport });
  const first = worker.run(town.portal);
  while (!hasBegun()) await new Promise((resolve) => void setImmediate(resolve));
  town.pass(61_000);
  await Promise.all([first, worker.run(town.portal)]);
}

async function confirm(page: string) {
  await staff().post(`${page}/confirmation`, {});
  await town.drain();
}

async function undo(page: string) {
  await staff().post(`${page}/undo`, {});
  await town.drain();
}

describe("a file of orders", () => {
  it("is looked through first, imported when that is confirmed, and tells no customer", async () => {
    tellOrder(town, town.acme, "PO-2", { title: "One stool", promisedDate: "2026-12-01" });
    tellOrder(town, town.acme, "PO-3", { title: "As it is" });
    const { page, id, html } = await bring(
      "reference,customer,title,promised,items,step,step date\r\n" +
        'PO-1,C-17,"Two ""oak"" chairs",24.12.2026,2 x Oak chair; Felt pads,shipped,2026-11-22\r\n' +
        "PO-2,,,2026-12-05,,,\r\n",
    );
    expect(html).toContain("Import 2 orders");
    expect(count(orders)).toBe(2);
    expect(found(id)).toMatchObject({ state: "checked", lines: 2, making: 1, changing: 1, refused: 0 });

    await confirm(page);
    expect(order("PO-1")).toMatchObject({
      orgId: town.acme,
      title: 'Two "oak" chairs',
      promisedDate: "2026-12-24",
      step: "shipped",
      items: [
        { name: "Oak chair", quantity: 2 },
        { name: "Felt pads", quantity: 1 },
      ],
    });
    expect(order("PO-2")).toMatchObject({ title: "One stool", promisedDate: "2026-12-05" });
    expect(order("PO-2")!.promises.map(({ promisedDate }) => promisedDate)).toEqual(["2026-12-01", "2026-12-05"]);
    expect(town.system.db.select().from(outbox).all()).toEqual([]);
    const deeds = town.system.db.select().from(auditLog).where(eq(auditLog.actor, town.sam.email)).all();
    expect(deeds.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["import.brought", "import.confirmed", "order.imported"]),
    );
    expect((await staff().get(page)).html).toContain("2 orders imported.");
  });

  it("with a byte order mark, semicolons, CRLF, quoted line breaks and formula cells is read as it is meant", async () => {
    const { page, id } = await bring(
      '\ufeffReference;Customer;Title;Note;Step\r\n"PO;1";C-17;"=HYPERLINK(""http://evil"")";"first line\r\nsecond";packed\r\n',
    );
    expect(faultsOf(id)).toEqual([]);
    await confirm(page);
    expect(order("PO;1")).toMatchObject({ title: '=HYPERLINK("http://evil")' });
    expect(order("PO;1")!.events[0]!.note).toBe("first line\r\nsecond");
  });

  it("is read in the encodings that spreadsheets write", async () => {
    const text = "reference\tcustomer\ttitle\nPO-ä\tC-17\tStühle für 5 €\n";
    const ansi = Uint8Array.from(text, (sign) => (sign === "€" ? 0x80 : sign.charCodeAt(0)));
    const utf16 = Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, "utf16le")]);
    for (const content of [text, ansi, utf16]) {
      const { page } = await bring(content);
      await confirm(page);
      expect(order("PO-ä")).toMatchObject({ title: "Stühle für 5 €" });
      await undo(page);
      expect(order("PO-ä")).toBeNull();
    }
  });

  it("takes its own example: it names a customer and a step that there are", async () => {
    for (const externalId of ["C-17", null]) {
      town.system.db.update(organizations).set({ externalId }).where(eq(organizations.id, town.acme)).run();
      const { html } = await staff().get("/staff/imports/example.csv");
      const { page, id } = await bring(html);
      expect(faultsOf(id)).toEqual([]);
      expect(found(id)).toMatchObject({ making: 1, refused: 0, noticed: 0 });
      await confirm(page);
      expect(order("EXAMPLE-1")).toMatchObject({ deliverTo: { city: "Hamburg" }, step: "packed" });
      await undo(page);
    }
  });

  it("names each faulty line with what stands there, and takes the others", async () => {
    const { page, id, html } = await bring(
      [
        "reference,customer,title,promised,kind,link,country,cancelled,step,note",
        "PO-1,C-17,Good,2026-12-01,,,,,,",
        "PO-2,C-99,No such customer,,,,,,,",
        "PO-3,C-17,Bad day,31.2.2026,,,,,,",
        ",C-17,No reference,,,,,,,",
        "PO-1,C-17,Again,,,,,,,",
        "PO-5,C-17,Bad kind,,thing,http://plain.example,Germany,maybe,,",
        "PO-6,C-17,A note alone,,,,,,,Hello",
        "PO-7,C-17,Too many,,,,,,,,surplus",
        "PO-8,,Nobody's,,,,,,,",
      ].join("\n"),
    );
    expect(faultsOf(id)).toEqual([
      "3 customer: “C-99” doesn’t match any customer’s number, Stripe ID, email address or name",
      "4 promised: “31.2.2026” is not a date. Write it like 2026-12-01",
      expect.stringMatching(/^5 reference: must be/),
      "6 reference: “PO-1” is already in line 2, and this line adds no items",
      "7 kind: “thing” must be order or project",
      "7 link: “http://plain.example” must be a link that starts with https://",
      "7 cancelled: “maybe” must be yes or no",
      "7 country: “Germany” must be two capital letters, like DE",
      "8 note: “Hello” belongs to a step, but this line has none",
      "9 reference: “PO-7” is in a line with too many cells. If a value contains the separator, put it in quotation marks",
      "10 customer: is missing: a new order needs one",
    ]);
    expect(html).toContain("is not a date");
    expect(html).toContain("Import 1 order");
    await confirm(page);
    expect(count(orders)).toBe(1);
  });

  it.each([
    ["is empty", "", /That file is empty/],
    ["is no file at all", null, /Choose a CSV file/],
  ])("that %s is asked for again", async (_, content, says) => {
    const answer = await send(content);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toMatch(says);
  });

  it.each([
    ["names no reference", "title\nA\n", "The first line must name the columns"],
    ["has a column nobody knows", "reference,promissed\nPO-1,2026-12-01\n", "“promissed” is not a column"],
    ["names a column twice", "reference,title,Title\nPO-1,a,b\n", "The column “title” appears twice."],
    ["has a quotation mark too many", 'reference,title\nPO-1,"never closed\nPO-2,b\n', "quotation mark"],
    ["is a picture", "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR", "This is a picture, a PDF or something like it"],
    ["is a PDF", "%PDF-1.7\n1 0 obj", "not a CSV file. Save the list as CSV"],
    ["is a spreadsheet", "PK\u0003\u0004rest", "Save it as CSV first"],
  ])("that %s is not read, and says why", async (_, content, says) => {
    const { id, html } = await bring(content);
    expect(found(id)).toMatchObject({ state: "failed" });
    expect(html.replaceAll("&quot;", '"')).toContain(says);
    expect((await staff().get("/staff/imports")).html).toContain("Can’t be read");
  });

  it("larger than 20 MB is refused without being kept", async () => {
    const answer = await send(new Uint8Array(20 * 1024 * 1024 + 1).fill(97));
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain("larger than 20 MB");
    expect(town.system.db.select().from(imports).all()).toEqual([]);
  });

  it("brought a second time changes nothing", async () => {
    const csv = "reference,customer,title,step\nPO-1,C-17,Chair,packed\n";
    await confirm((await bring(csv)).page);
    const { id, html } = await bring(csv);
    expect(found(id)).toMatchObject({ making: 0, changing: 0, unchanged: 1 });
    expect(html).toContain("The order already matches the file.");
    expect(pageOf(html).hrefs).toContain("/staff/orders");
    expect(count(orderEvents)).toBe(1);
  });

  it("tells a step of the same day in other words as a further event", async () => {
    const csv = "reference,customer,title,step,step date,tracking number\nPO-1,C-17,Chair,shipped,2026-11-20,NUMBER\n";
    await confirm((await bring(csv.replace("NUMBER", "123"))).page);
    const { page, id } = await bring(csv.replace("NUMBER", "132"));
    expect(found(id)).toMatchObject({ changing: 1, unchanged: 0 });
    await confirm(page);
    const numbers = order("PO-1")!.events.map(({ trackingNumber }) => trackingNumber);
    expect(numbers.toSorted()).toEqual(["123", "132"]);
  });

  it("cannot ask a customer for something, and says so at the step", async () => {
    const { id } = await bring("reference,customer,title,step\nPO-1,C-17,Chair,Waiting\n");
    expect(faultsOf(id)).toEqual([expect.stringMatching(/^2 step: “Waiting” asks the customer for something/)]);
  });

  it("says where it moves an order to another customer, and so does the log of both", async () => {
    tellOrder(town, town.zebra, "PO-1", { title: "Chair" });
    const { page, html } = await bring("reference,customer,title\nPO-1,C-17,Chair\nPO-2,C-17,Stool\n");
    expect(html.match(/Moves it to another customer/g)).toHaveLength(1);
    await confirm(page);
    const deeds = () =>
      town.system.db
        .select()
        .from(auditLog)
        .all()
        .filter(({ action }) => action.startsWith("order.moved"))
        .map(({ action, orgId }) => [action, orgId]);
    const there = [
      ["order.moved-away", town.zebra],
      ["order.moved-here", town.acme],
    ];
    expect(deeds()).toEqual(there);
    await undo(page);
    expect(deeds().slice(2)).toEqual([
      ["order.moved-away", town.acme],
      ["order.moved-here", town.zebra],
    ]);
  });

  it("that is gone before it was looked through is said to be", async () => {
    const answer = await send("reference,customer,title\nPO-1,C-17,Chair\n");
    const page = answer.headers.get("Location")!;
    rmSync(importFile(town.config, page.split("/").at(-1)!));
    await town.drain();
    expect((await staff().get(page)).html).toContain("The file is no longer here. Upload it again.");
  });

  it("sets what was as it says when it was looked through, and is no more when it is imported", async () => {
    tellOrder(town, town.acme, "PO-1", { title: "Chair" });
    const { page, id } = await bring("reference,customer,title\nPO-1,C-17,Chair\nPO-2,C-17,Stool\n");
    expect(found(id)).toMatchObject({ making: 1, changing: 0, unchanged: 1 });
    town.pass(1000);
    tellOrder(town, town.acme, "PO-1", { title: "Armchair" });
    await confirm(page);
    expect(order("PO-1")!.title).toBe("Chair");
    expect(found(id)).toMatchObject({ making: 1, changing: 1, unchanged: 0 });
    await undo(page);
    expect(order("PO-1")!.title).toBe("Armchair");
  });

  it("is judged anew when it is imported: what has become of the orders meanwhile counts", async () => {
    const { page, id } = await bring("reference,title\nPO-1,Other words\n".replace("PO-1", "PO-9"));
    expect(faultsOf(id)).toEqual(["2 customer: is missing: a new order needs one"]);
    tellOrder(town, town.acme, "PO-1", { title: "Chair" });
    const second = await bring("reference,title\nPO-1,Stool\n");
    town.system.db.delete(orders).run();
    await confirm(second.page);
    expect(found(second.id)).toMatchObject({ state: "done", refused: 1 });
    expect(faultsOf(second.id)).toEqual(["2 customer: is missing: a new order needs one"]);
    await confirm(page);
    expect(count(orders)).toBe(0);
  });
});

describe("an import", () => {
  it("is taken back whole: new orders go, changed ones are as before", async () => {
    tellOrder(town, town.zebra, "PO-2", { title: "Stool", items: [{ name: "Stool", quantity: 3 }] });
    const { page } = await bring("reference,customer,title,step\nPO-1,C-17,Chair,packed\nPO-2,C-17,Table,shipped\n");
    await confirm(page);
    expect(order("PO-2")).toMatchObject({ orgId: town.acme, title: "Table", step: "shipped" });

    await undo(page);
    expect(order("PO-1")).toBeNull();
    expect(order("PO-2")).toMatchObject({
      orgId: town.zebra,
      title: "Stool",
      step: null,
      items: [{ name: "Stool", quantity: 3 }],
    });
    expect(count(orderEvents)).toBe(0);
    expect((await staff().get(page)).html).toContain("Undone");
  });

  it("leaves what was changed since, and says so", async () => {
    const { page, id } = await bring("reference,customer,title\nPO-1,C-17,Chair\nPO-2,C-17,Table\nPO-3,C-17,Lamp\n");
    await confirm(page);
    town.pass(1000);
    tellOrder(town, town.acme, "PO-1", { title: "Chair, green" });
    tellEvent(town, "PO-2", { step: "shipped" });
    await undo(page);
    expect([order("PO-1")?.title, order("PO-2")?.step, order("PO-3")]).toEqual(["Chair, green", "shipped", null]);
    expect(found(id).state).toBe("undone");
    expect((await staff().get(page)).html).toContain("2 orders stayed");
  });

  it("leaves what the feed told of its orders, before them or again", async () => {
    tellOrder(town, town.acme, "PO-3", { title: "Lamp" });
    tellEvent(town, "PO-3", { step: "packed" });
    keepWaiting(town.system, "PO-1", plainEvent(town, { step: "shipped" }), "key_test", town.now());
    town.pass(1000);
    const { page, id } = await bring("reference,customer,title\nPO-1,C-17,Chair\nPO-2,C-17,Table\nPO-3,,Lantern\n");
    await confirm(page);
    town.pass(1000);
    expect(tellOrder(town, town.acme, "PO-2", { title: "Table" }).outcome).toBe("unchanged");
    await undo(page);
    expect([order("PO-1")?.step, order("PO-2")?.title, order("PO-3")?.title]).toEqual(["shipped", "Table", "Lamp"]);
    expect(order("PO-3")!.events).toHaveLength(1);
    expect(linesOf(id).map(({ kept }) => kept !== null)).toEqual([true, true, false]);
  });

  it("is taken back from an order that it had going again, which was cancelled the day it was", async () => {
    tellOrder(town, town.acme, "PO-1", { title: "Chair" });
    town.pass(1000);
    const { id } = tellOrder(town, town.acme, "PO-1", { title: "Chair", cancelled: true });
    town.system.db.update(orders).set({ cancelReason: "Sold out" }).where(eq(orders.id, id)).run();
    const was = orderOf(town.system, "PO-1")!;
    town.pass(86_400_000);
    const { page } = await bring("reference,cancelled\nPO-1,no\n");
    await confirm(page);
    expect(orderOf(town.system, "PO-1")).toMatchObject({ cancelled: false, cancelledAt: null });
    await undo(page);
    const { cancelledAt, cancelReason } = orderOf(town.system, "PO-1")!;
    expect([cancelledAt, cancelReason]).toEqual([was.cancelledAt, "Sold out"]);
  });

  it("leaves no trace of its days where it is taken back, also where two are, one after the other", async () => {
    tellOrder(town, town.acme, "PO-1", { title: "Chair", promisedDate: "2026-12-01" });
    const promises = () => town.system.db.select().from(orderPromises).all();
    const before = promises();
    const days: string[] = ["2026-12-05", "2026-12-09"];
    const pages: string[] = [];
    for (const promised of days) {
      town.pass(1000);
      const { page } = await bring(`reference,promised\nPO-1,${promised}\n`);
      await confirm(page);
      pages.unshift(page);
    }
    expect(promises()).toHaveLength(3);
    for (const page of pages) await undo(page);
    expect(promises()).toEqual(before);
    expect(order("PO-1")!.promisedDate).toBe("2026-12-01");
  });

  it("leaves an order that its source told again at the very time the import did", async () => {
    const { page, id } = await bring("reference,customer,title\nPO-1,C-17,Chair\n");
    await confirm(page);
    const { sourceUpdatedAt } = orderOf(town.system, "PO-1")!;
    expect(tellOrder(town, town.acme, "PO-1", { title: "Chair" }, sourceUpdatedAt).outcome).toBe("unchanged");
    await undo(page);
    expect(order("PO-1")?.title).toBe("Chair");
    expect(linesOf(id).map(({ kept }) => kept !== null)).toEqual([true]);
  });

  it("is taken back after a later one was, the newest first", async () => {
    const first = await bring("reference,customer,title,step\nPO-1,C-17,Chair,packed\nPO-2,C-17,Stool,packed\n");
    await confirm(first.page);
    town.pass(1000);
    const second = await bring("reference,title,step\nPO-1,Armchair,shipped\nPO-2,Stool,shipped\n");
    await confirm(second.page);
    town.pass(1000);
    await undo(second.page);
    expect([order("PO-1"), order("PO-2")]).toMatchObject([
      { title: "Chair", step: "packed" },
      { title: "Stool", step: "packed" },
    ]);
    await undo(first.page);
    expect(count(orders)).toBe(0);
  });

  it("goes on where it was left, in whatever step it died", async () => {
    const rows = Array.from({ length: 120 }, (_, n) => `PO-${n},C-17,Chair ${n}`);
    const { page, id } = await bring(["reference,customer,title", ...rows].join("\n"));
    await staff().post(`${page}/confirmation`, {});
    const dies =
      "create trigger dies before insert on orders when new.reference = 'PO-70' begin select raise(abort, 'dead'); end";
    town.connection.sqlite.exec(dies);
    await town.drain();
    expect(count(orders)).toBe(50);
    expect((await staff().get(page)).html).toContain("50 of 120");
    town.connection.sqlite.exec("drop trigger dies");
    town.pass(60_000);
    await town.drain();
    expect(found(id)).toMatchObject({ state: "done", done: 120 });
    expect(count(orders)).toBe(120);
  });

  it("is done once where a second worker takes it up while the first still runs", async () => {
    const rows = Array.from({ length: 900 }, (_, n) => `PO-${n},C-17,Chair ${n}`);
    const answer = await send(["reference,customer,title", ...rows].join("\n"));
    const page = answer.headers.get("Location")!;
    const id = page.split("/").at(-1)!;
    await bothWork(() => found(id).lines > 0);
    expect(found(id)).toMatchObject({ state: "checked", lines: 900, making: 900 });
    expect(linesOf(id)).toHaveLength(900);
    await staff().post(`${page}/confirmation`, {});
    await bothWork(() => found(id).done > 0);
    expect(found(id)).toMatchObject({ state: "done", done: 900, making: 900 });
    expect(count(orders)).toBe(900);
    expect(town.system.db.select().from(jobs).all()).toEqual([]);
  });

  it("cannot be confirmed twice, nor taken back before it is done", async () => {
    const { page } = await bring("reference,customer,title\nPO-1,C-17,Chair\n");
    expect((await staff().get(`${page}/undo`)).url).toBe(page);
    await confirm(page);
    const again = await staff().post(`${page}/confirmation`, {});
    expect(again.html).toContain("can’t do that now");
    expect(count(orders)).toBe(1);
  });

  it("shows its lines a page at a time, and only some where asked", async () => {
    const rows = Array.from({ length: 130 }, (_, n) => `PO-${n},${n === 7 ? "C-0" : "C-17"},Chair`);
    const { page } = await bring(["reference,customer,title", ...rows].join("\n"));
    const first = await staff().get(page);
    expect(pageOf(first.html).next).not.toBeNull();
    expect(first.html).not.toContain("PO-129");
    expect((await staff().get(`${page}?after=101`)).html).toContain("PO-129");
    const refused = (await staff().get(`${page}?show=refuse`)).html;
    expect(refused).toContain("PO-7<");
    expect(refused).not.toContain("PO-8<");
    expect((await staff().get(`${page}?show=nonsense&after=-1`)).status).toBe(200);
  });
});

it(
  "fifty thousand lines with faults are looked through, each faulty one named, and nothing is imported",
  { timeout: 120_000 },
  async () => {
    const rows = Array.from({ length: 50_000 }, (_, n) => `PO-${n},${n % 1000 ? "C-17" : "C-0"},Chair number ${n}`);
    const { id } = await bring(["reference,customer,title", ...rows].join("\n"));
    expect(found(id)).toMatchObject({ lines: 50_000, making: 49_950, refused: 50 });
    expect(faultsOf(id)).toHaveLength(50);
    expect(faultsOf(id)[1]).toMatch(/^1002 customer/);
    expect(count(orders)).toBe(0);
  },
);

it("more lines than may be are refused, whatever they say", { timeout: 120_000 }, async () => {
  const { id } = await bring(`reference,title\n${"PO-1,\n".repeat(maxLines + 1)}`);
  expect(found(id)).toMatchObject({
    state: "failed",
    fault: { is: "tooManyLines", n: maxLines },
  });
});
