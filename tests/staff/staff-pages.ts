import { importLines, imports, importStates, type FileDates } from "#db/schema/imports.ts";
import { jobs } from "#db/schema/mail.ts";
import { createKey, findKey, revokeKey, touchKey } from "#app/company/api-keys.ts";
import { writeDown } from "#app/company/audit-log.ts";
import { addCustomerNote, listCustomerNotes } from "#app/staff/customer-notes.ts";
import { addOrderEvent, type OrderFacts } from "#app/orders/orders-write.ts";
import { furnishQuarter } from "#tests/insights/insights-rows.ts";
import { searchSources } from "#app/search-sources.ts";
import { indexChanges } from "#app/search/search-index.ts";
import type { Scope } from "#db/schema/feed.ts";
import { staffOf, type Staff } from "#db/tenant.ts";
import { plainEvent, tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { addMail } from "#tests/mail/mail-rows.ts";
import { addAddress } from "#tests/people/person-rows.ts";
import type { PageCase } from "#tests/pages.ts";
import { staffRequestPages } from "#tests/requests/staff-request-pages.ts";
import { monday, type openTown } from "#tests/world.ts";

/** Gives the staff something to see, and names every page of theirs. */
export function staffPages(town: ReturnType<typeof openTown>): PageCase[] {
  const sam = staffOf(town.connection, town.sam.email);
  for (let n = 0; n < 60; n++) {
    const deed = { orgId: town.acme, action: n % 3 ? "customer.linked" : "something.new", subject: `cus_${n}` };
    writeDown(sam, deed, monday + n);
  }
  const order = furnishOrders(town, sam);
  const acme = sam.reading(town.acme);
  for (const text of ["Calls before ten.\nAsk for Ada.", "unbroken".repeat(60)])
    addCustomerNote(sam, acme, text, monday - day);
  const note = listCustomerNotes(sam, acme)[0]!.id;
  for (const who of ["x", "y"])
    addMail(
      town,
      { orgId: town.acme, recipient: `${"a.very.long.name.of.somebody.".repeat(2)}${who}@home.example` },
      {
        state: "failed",
        sentAt: null,
        endedAt: monday + 1,
        error: `RCPT TO: 550 5.1.1 <${"a.very.long.name.of.somebody.".repeat(2)}x@home.example>: user unknown`,
      },
    );
  importStates.forEach((state) => furnishImport(town, state));
  furnishHitches(town);
  furnishQuarter(town);
  const key = furnishKeys(town);
  const address = addAddress(town, town.ben.id, `${"a.very.long.name.of.somebody.".repeat(2)}x@home.example`);
  while (indexChanges(town.system, searchSources));
  return [
    { name: "staff orders", path: "/staff/orders", as: "sam" },
    { name: "staff orders, filtered", path: "/staff/orders?state=late&kind=project&q=acme", as: "sam" },
    { name: "staff orders, older", path: "/staff/orders?after=2.2026-12-03.ord_0", as: "sam" },
    { name: "staff orders, nothing fits", path: "/staff/orders?q=nobody", as: "sam" },
    { name: "staff order", path: `/staff/orders/${order}`, as: "sam" },
    { name: "staff search", path: "/staff/search", as: "sam" },
    { name: "staff search, found", path: "/staff/search?q=a", as: "sam" },
    { name: "staff search, found much", path: "/staff/search?q=acme", as: "sam" },
    { name: "staff search, nothing fits", path: "/staff/search?q=%F0%9F%AA%91", as: "sam" },
    { name: "staff customers", path: "/staff/customers", as: "sam" },
    { name: "staff customers, owing", path: "/staff/customers?show=owes&sort=newest", as: "sam" },
    { name: "staff customers, nothing fits", path: "/staff/customers?q=nowhere", as: "sam" },
    { name: "staff customer", path: `/staff/customers/${town.acme}`, as: "sam" },
    {
      name: "staff customer, an address of a person's",
      path: `/staff/customers/${town.acme}/addresses/removal?email=${encodeURIComponent(address)}`,
      as: "sam",
    },
    { name: "staff customer, note", path: `/staff/customers/${town.acme}/notes`, as: "sam" },
    { name: "staff customer, note, removal", path: `/staff/customers/${town.acme}/notes/${note}/removal`, as: "sam" },
    { name: "staff customer, new", path: "/staff/customers/new", as: "sam" },
    { name: "staff customers, import", path: "/staff/customers/import", as: "sam" },
    { name: "staff customer, empty", path: `/staff/customers/${town.zebra}`, as: "sam" },
    { name: "staff customer, link", path: `/staff/customers/${town.zebra}/stripe/new`, as: "sam" },
    {
      name: "staff customer, link, unknown",
      path: `/staff/customers/${town.zebra}/stripe/new?customer=cus_no`,
      as: "sam",
    },
    { name: "staff order, unknown", path: "/staff/orders/ord_never", as: "sam", status: 404 },
    { name: "staff order, step", path: `/staff/orders/${order}/events/new?step=shipped`, as: "sam" },
    { name: "staff order, ask", path: `/staff/orders/${order}/events/new?step=waiting`, as: "sam" },
    { name: "staff order, edit", path: `/staff/orders/${order}/edit`, as: "sam" },
    { name: "staff order, move", path: `/staff/orders/${order}/move?q=ze`, as: "sam" },
    { name: "staff order, move, chosen", path: `/staff/orders/${order}/move?customer=${town.zebra}`, as: "sam" },
    { name: "staff order, taking back", path: `/staff/orders/${order}/events/removal?event=slip`, as: "sam" },
    { name: "staff order, cancellation", path: `/staff/orders/${order}/cancellation`, as: "sam" },
    { name: "staff order, new, customer", path: "/staff/orders/new", as: "sam" },
    { name: "staff order, new", path: `/staff/orders/new?customer=${town.acme}`, as: "sam" },
    { name: "staff steps", path: "/staff/steps", as: "sam" },
    { name: "staff step", path: "/staff/steps/project/in%20review", as: "sam" },
    { name: "staff step, removal", path: "/staff/steps/order/packed/removal", as: "sam" },
    { name: "staff settings", path: "/staff/settings", as: "sam" },
    { name: "staff mails", path: "/staff/settings/mails", as: "sam" },
    { name: "staff keys", path: "/staff/keys", as: "sam" },
    { name: "staff key, new", path: "/staff/keys/new", as: "sam" },
    { name: "staff key, revocation", path: `/staff/keys/${key}/revocation`, as: "sam" },
    { name: "staff", path: "/staff", as: "sam" },
    { name: "staff health", path: "/staff/health", as: "sam" },
    { name: "staff insights", path: "/staff/insights", as: "sam" },
    { name: "staff help", path: "/staff/help", as: "sam" },
    { name: "staff, not there", path: "/staff/nowhere", as: "sam", status: 404 },
    { name: "staff imports", path: "/staff/imports", as: "sam" },
    ...importStates.map((state) => ({
      name: `staff import, ${state}`,
      path: `/staff/imports/imp_${state}`,
      as: "sam" as const,
    })),
    { name: "staff import, refused", path: "/staff/imports/imp_done?show=refuse", as: "sam" },
    { name: "staff import, stopped", path: "/staff/imports/imp_stopped", as: "sam" },
    { name: "staff import, tried again", path: "/staff/imports/imp_again", as: "sam" },
    { name: "staff import, nothing such", path: "/staff/imports/imp_done?show=same", as: "sam" },
    { name: "staff import, taking back", path: "/staff/imports/imp_done/undo", as: "sam" },
    ...staffRequestPages(town),
    { name: "staff answers", path: "/staff/settings/answers", as: "sam" },
    { name: "staff log", path: "/staff/log", as: "sam" },
    { name: "staff log, filtered", path: "/staff/log?actor=sam%40norrland.example&customer=acme", as: "sam" },
    { name: "staff log, older", path: "/staff/log?after=12", as: "sam" },
    { name: "staff log, nothing fits", path: "/staff/log?customer=nobody", as: "sam" },
  ];
}

/** How the dates of a file are written: not told yet, contradicting each other, or evident. */
function datesIn(state: (typeof importStates)[number]): FileDates {
  const [dayFirst, monthFirst] = [
    { said: "25/12/2026", line: 3 },
    { said: "12/25/2026", line: 4 },
  ];
  const example = { said: "05/12/2026", line: 2 };
  if (state === "asking") return { order: null, possible: ["dmy", "mdy"], example, against: {} };
  if (state === "undone") return { order: null, possible: [], example, against: { mdy: dayFirst, dmy: monthFirst } };
  return { order: "dmy", possible: ["dmy"], example, against: { mdy: dayFirst } };
}

/** An import in that state, with lines of every effect. */
function furnishImport({ system, sam }: ReturnType<typeof openTown>, state: (typeof importStates)[number]) {
  const importId = `imp_${state}`;
  const counts = { lines: 150, making: 100, changing: 20, unchanged: 10, refused: 20, done: 70 };
  const fault = state === "failed" ? { is: "columnTwice", said: "title" } : null;
  const base = {
    id: importId,
    fileName: "orders of november.csv",
    state,
    fault,
    createdBy: sam.email,
    createdAt: monday,
    heads: ["reference", "promised"],
    noticed: 3,
    dates: datesIn(state),
  };
  if (state === "asking") return void system.db.insert(imports).values(base).run();
  system.db
    .insert(imports)
    .values({ ...base, ...(state === "failed" ? {} : counts) })
    .run();
  for (let line = 2; line < 152; line++) {
    const effect = line % 7 ? (line % 5 ? (line % 11 ? "make" : "join") : "change") : "refuse";
    const faults = [{ column: "promised", is: "noDay", said: "31.2.2026" }];
    const kept = state === "undone" && line === 3 ? "Changed since then." : null;
    const row = {
      importId,
      line,
      reference: `PO-${line}`,
      effect,
      faults: effect === "refuse" ? faults : null,
      kept,
    } as const;
    system.db.insert(importLines).values(row).run();
  }
}

/** An import that was given up, and one that is tried again. */
function furnishHitches({ system, sam }: ReturnType<typeof openTown>) {
  const rest = { fileName: "orders.csv", state: "importing", createdBy: sam.email, createdAt: monday } as const;
  const job = {
    kind: "import.apply",
    notBefore: monday + 60_000,
    createdAt: monday,
    error: "database or disk is full",
  };
  for (const [id, parkedAt] of [
    ["imp_stopped", monday],
    ["imp_again", null],
  ] as const) {
    system.db
      .insert(imports)
      .values({ ...rest, id })
      .run();
    const more = { dedupeKey: `import.apply ${id}`, attempts: 12, parkedAt };
    system.db
      .insert(jobs)
      .values({ ...job, ...more, ids: { id } })
      .run();
  }
}

const day = 86_400_000;

/** Sixty orders in every state, and one to which everything has happened. Gives that one's id. */
function furnishOrders(town: ReturnType<typeof openTown>, sam: Staff): string {
  for (let n = 0; n < 60; n++) {
    const promisedDate = n % 7 ? `2026-${n % 2 ? "11" : "12"}-${String(1 + (n % 28)).padStart(2, "0")}` : null;
    const facts = { promisedDate, kind: n % 4 ? "order" : "project", cancelled: n % 9 === 8 } as const;
    tellOrder(town, n % 3 ? town.acme : town.zebra, `PO-${7700 + n}`, { title: `Chairs, lot ${n}`, ...facts });
    if (n % 5 === 1) tellEvent(town, `PO-${7700 + n}`, { step: "delivered" });
    if (n % 5 === 2) tellEvent(town, `PO-${7700 + n}`, { step: "waiting", needs: "your approval of the fabric" });
  }
  const address = { line1: "Hafenstr. 4", line2: "Hof 3", postalCode: "20457", city: "Hamburg", region: null };
  const facts: Partial<OrderFacts> = {
    title: "Six oak chairs, natural oil, with armrests and felt pads for the reading room",
    promisedDate: "2026-11-20",
    placedAt: monday - 20 * day,
    items: [
      { name: "Oak chair, natural oil", quantity: 6 },
      { name: "Felt pads", quantity: 0.5 },
    ],
    deliverTo: { ...address, country: "DE" },
    files: [{ name: "Drawing.pdf", url: "https://files.norrland.example/drawing.pdf" }],
    url: "https://norrland.example/orders/po-1",
    invoiceId: "in_late",
  };
  const { id } = tellOrder(town, town.acme, "PO/1 ä 🪑", facts, monday - 20 * day);
  tellOrder(town, town.acme, "PO/1 ä 🪑", { ...facts, promisedDate: "2026-12-18" }, monday - 2 * day);
  const tell = (step: string, ago: number, rest: object = {}) =>
    tellEvent(town, "PO/1 ä 🪑", { step, occurredAt: monday - ago * day, ...rest });
  tell("placed", 20);
  tell("packed", 9, { note: "Two parcels" });
  tell("held at the border", 5, {
    carrier: "DHL",
    trackingNumber: "0034 0434",
    trackingUrl: "https://dhl.example/0034",
  });
  const slip = plainEvent(town, { step: "packed", eventId: "slip", occurredAt: monday - 2 * day });
  addOrderEvent(sam, { id, orgId: town.acme }, slip, { source: "staff", actor: sam.email, now: monday });
  tell("waiting", 1, { needs: "your approval of the drawing" });
  return id;
}

/** Keys that work, are used, run out and are revoked. Gives the id of one that works. */
function furnishKeys({ system }: ReturnType<typeof openTown>): string {
  const make = (name: string, expiresAt: number | null, scopes: Scope[] = ["orders", "organizations", "people"]) =>
    createKey(system, { name, scopes, by: "sam@norrland.example", expiresAt }, monday - 9 * day);
  const { id, key } = make("Warehouse", monday + 90 * day);
  touchKey(system, findKey(system, key)!, monday);
  make("An office system of a long name, for the shop in town and its branches", null, ["orders"]);
  make("Last year’s", monday - day);
  revokeKey(system, make("Lost", null).id, "sam@norrland.example", monday);
  return id;
}
