import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { searchSources } from "#app/search-sources.ts";
import { indexChanges } from "#app/search/search-index.ts";
import { findItems } from "#app/search/search.ts";
import { removeOrder } from "#app/orders/orders-write.ts";
import { invoices } from "#db/schema/billing.ts";
import { organizations, people } from "#db/schema/organizations.ts";
import { orders } from "#db/schema/orders.ts";
import { messages, requests } from "#db/schema/requests.ts";
import { searchChanges, searchKinds, type SearchKind } from "#db/schema/search.ts";
import { staffOf } from "#db/tenant.ts";
import { addInvoice } from "#tests/rows.ts";
import { browserIn } from "#tests/http.ts";
import { plansOf } from "#tests/plans.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

function find(kind: SearchKind, text: string) {
  while (indexChanges(town.system, searchSources));
  return findItems(staffOf(town.connection, town.sam.email), kind, text, 10);
}

function addRequest(number: number, text: string) {
  const { system, ada, acme, now } = town;
  const whose = { orgId: acme, personId: ada.id, email: ada.email, createdAt: now() };
  const request = {
    id: `req_${number}`,
    number,
    subject: "A wobbly chair",
    verified: true,
    waitingSince: 0,
    newestAt: 0,
  };
  system.db
    .insert(requests)
    .values({ ...whose, ...request })
    .run();
  const message = { requestId: request.id, position: 1, kind: "message", side: "customer", via: "portal" } as const;
  system.db
    .insert(messages)
    .values({ ...whose, ...message, id: `msg_${number}`, text })
    .run();
}

const pending = () => town.system.db.select().from(searchChanges).all();

describe("the search of staff", () => {
  it("finds orders by reference, title, item, customer and tracking number, from the beginning of each word", () => {
    const items = [{ name: "Oak chair", quantity: 6 }];
    const { id } = tellOrder(town, town.acme, "PO-2026/0042", { title: "Stühle für die Straße", items });
    tellEvent(town, "PO-2026/0042", { step: "shipped", trackingNumber: "0034 0434 1612" });
    for (const text of ["po-2026/0042", "PO 2026", "po20260042", "0042", "STUHLE", "stüh", "strasse", "oak cha"])
      expect([text, find("order", text)]).toEqual([text, [id]]);
    for (const text of ["acme chair", "003404341612", "0034 0434", "gmbh po"])
      expect([text, find("order", text)]).toEqual([text, [id]]);
    for (const text of ["chair table", "uhle", "zebra", "po-2027"])
      expect([text, find("order", text)]).toEqual([text, []]);
  });

  it("finds customers and people by name and mail address, invoices by their number however it is typed", () => {
    expect(find("organization", "acm")).toEqual([town.acme]);
    expect(find("person", "ada@acme.example")).toEqual([town.ada.id]);
    expect(find("person", "Zoe zebra")).toEqual([town.zoe.id]);
    const id = addInvoice(town, town.acme, { number: "INV-2026-0042" });
    const draft = addInvoice(town, town.acme, { number: null });
    for (const text of ["INV-2026-0042", "inv20260042", "2026-00", "0042", "INV-2", "INV-2026-0"])
      expect(find("invoice", text)).toEqual([id]);
    town.system.db.update(invoices).set({ number: "INV-2026-0043" }).run();
    expect(new Set(find("invoice", "0043"))).toEqual(new Set([id, draft]));
    expect(find("invoice", "0042")).toEqual([]);
  });

  it("finds invoices by what they were for, a PO number and their order’s reference", () => {
    const raw = JSON.stringify({ custom_fields: [{ name: "PO", value: "PO-7731" }] });
    const lines = [{ description: "Oak chair, natural oil" }];
    const id = addInvoice(town, town.acme, { number: "INV-2026-0043", raw }, lines);
    for (const text of ["oak chair", "0043", "po 7731"]) expect([text, find("invoice", text)]).toEqual([text, [id]]);
    tellOrder(town, town.acme, "NW-9", { title: "Two chairs", invoiceId: id });
    expect(find("invoice", "nw-9")).toEqual([id]);
    town.system.db.update(orders).set({ invoiceId: null }).run();
    expect(find("invoice", "nw-9")).toEqual([]);
  });

  it("finds requests by any of their messages, their subject, number and who asks", () => {
    addRequest(1007, "The left leg is loose since Tuesday");
    for (const text of ["1007", "wobbly", "leg loose", "ada@acme", "tues chair", "R-1007"])
      expect([text, find("request", text)]).toEqual([text, ["msg_1007"]]);
    town.system.db.update(requests).set({ subject: "A broken chair" }).run();
    expect([find("request", "wobbly"), find("request", "broken")]).toEqual([[], ["msg_1007"]]);
    town.system.db.delete(requests).run();
    expect(find("request", "broken")).toEqual([]);
  });

  it("has the newest first", () => {
    const [old, young] = [town.now() - 86_400_000, town.now()];
    const ids = [young, old, young + 1_000].map((issuedAt, n) =>
      addInvoice(town, town.acme, { number: `A-${n}`, issuedAt }),
    );
    expect(find("invoice", "a")).toEqual([ids[2], ids[0], ids[1]]);
  });

  it("reads no more of the index than it gives, however much is found", async () => {
    const staff = staffOf(town.connection, town.sam.email);
    expect(await plansOf(town, () => findItems(staff, "order", "oak", 9))).toEqual([
      expect.stringMatching(/^SCAN search_order VIRTUAL TABLE/),
      expect.stringMatching(/^SEARCH search_entries USING INDEX .* \(kind=\? AND id=\?\)$/),
    ]);
  });

  it("goes with what is changed, moved, renamed and removed", () => {
    const { id } = tellOrder(town, town.acme, "PO-1", { title: "Chair", items: [{ name: "Felt", quantity: 1 }] });
    tellOrder(town, town.acme, "PO-1", { title: "Table", items: [{ name: "Glass", quantity: 1 }] });
    expect([find("order", "chair"), find("order", "felt"), find("order", "table glass")]).toEqual([[], [], [id]]);
    tellOrder(town, town.zebra, "PO-1", { title: "Table" });
    expect([find("order", "acme"), find("order", "zebra")]).toEqual([[], [id]]);
    town.system.db.update(organizations).set({ name: "Yak Ltd" }).where(eq(organizations.id, town.zebra)).run();
    expect([find("order", "zebra"), find("order", "yak"), find("organization", "yak")]).toEqual([
      [],
      [id],
      [town.zebra],
    ]);
    removeOrder(town.system, id, town.now());
    expect(find("order", "table")).toEqual([]);
  });

  it("has nothing to do for what changes no word", () => {
    const { id } = tellOrder(town, town.acme, "PO-1", {}, 1);
    addInvoice(town, town.acme, { number: "A-1" });
    find("order", "x");
    tellOrder(town, town.acme, "PO-1", {}, 2);
    tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-12-24" }, 3);
    tellEvent(town, "PO-1", { step: "shipped" });
    town.system.db.update(invoices).set({ amountPaid: 1, number: "A-1" }).run();
    town.system.db.update(people).set({ updatedAt: 9 }).run();
    expect(pending()).toEqual([]);
    expect(find("order", "oak")).toEqual([id]);
  });

  it("goes on after it was broken off in the middle", () => {
    for (let n = 0; n < 250; n++) tellOrder(town, town.acme, `PO-${n}`);
    town.connection.sqlite.exec(
      "create trigger dies before insert on search_entries when (select count(*) from search_entries) = 50 begin select raise(abort, 'dead'); end",
    );
    const before = pending().length;
    expect(() => indexChanges(town.system, searchSources)).toThrow();
    expect(pending()).toHaveLength(before);
    town.connection.sqlite.exec("drop trigger dies");
    expect(find("order", "PO-249")).toHaveLength(1);
    expect(pending()).toEqual([]);
  });
});

describe("a hostile search", () => {
  const hostile = [
    '"',
    "'",
    "*",
    "a*",
    '"a" NEAR "b"',
    "NEAR(a b)",
    "a OR",
    "NOT",
    "words:a",
    "^a",
    "-",
    "(",
    "a\u0000b",
  ];
  it.each([...hostile, "🪑", "a".repeat(10_000), "漢字", "\u202e", "\ud800", "a ".repeat(5_000), "ﬁ ½ Å", "__proto__"])(
    "finds or finds not, and never throws: %.40j",
    async (text) => {
      tellOrder(town, town.acme, text.slice(0, 200) || "x", { title: text.slice(0, 200) });
      for (const kind of searchKinds) expect(() => find(kind, text)).not.toThrow();
      const sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
      for (const path of ["/staff/search", "/staff/orders"])
        expect((await sam.get(`${path}?${new URLSearchParams({ q: text.slice(0, 4_000) })}`)).status).toBe(200);
    },
  );

  it("throws for no text at all, and finds every text by its own words", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (title) => {
        const { id } = tellOrder(town, town.acme, "PO-1", { title }, town.now());
        town.pass(1);
        const asked = find("order", title);
        expect(asked.length === 0 ? [id] : asked).toEqual([id]);
        expect(find("order", `${title} acme`)).toEqual([id]);
      }),
      { numRuns: 60 },
    );
  });
});
