import { answerAsked } from "#app/orders/order-approvals.ts";
import { createItemLink } from "#app/sign-in/item-links.ts";
import { tellEvent, tellOrder } from "./order-rows.ts";
import type { PageCase } from "#tests/pages.ts";
import { addInvoice } from "#tests/rows.ts";
import { monday, type openTown } from "#tests/world.ts";

type Town = ReturnType<typeof openTown>;
const day = 86_400_000;

/** 200 characters with everything in it that a URL, a header or a narrow screen could trip over. */
export const hardReference =
  `PO/77 31 “🪑” ${"Unbrokenreferencewithoutanyplacetobreakit/".repeat(5)}`.slice(0, 199) + "!";

const chairs = {
  title: "Six oak chairs",
  items: [
    { name: "Oak chair, natural oil", quantity: 6 },
    { name: "Felt glides, set of four", quantity: 6 },
  ],
  deliverTo: {
    line1: "Acme GmbH",
    line2: "Hafenstr. 4",
    postalCode: "20457",
    city: "Hamburg",
    region: null,
    country: "DE",
  },
  files: [{ name: "Delivery note", url: "https://files.example/delivery-note.pdf" }],
};

/** An order on its way, whose day was moved. Gives its id. */
export function addShippedOrder(town: Town, orgId = town.acme, reference = "PO-7731"): string {
  const invoiceId = addInvoice(town, orgId, {
    number: `INV-${reference}`,
    status: "paid",
    issuedAt: monday - 900 * day,
  });
  const facts = { ...chairs, invoiceId, placedAt: monday - 8 * day };
  tellOrder(town, orgId, reference, { ...facts, promisedDate: "2026-11-27" }, monday - 8 * day);
  const { id } = tellOrder(town, orgId, reference, { ...facts, promisedDate: "2026-12-01" }, monday - 3 * day);
  tellEvent(town, reference, { step: "placed", occurredAt: monday - 8 * day });
  tellEvent(town, reference, { step: "confirmed", occurredAt: monday - 6 * day });
  tellEvent(town, reference, { step: "packed", occurredAt: monday - 4 * day, note: "Oak frames glued and sanded" });
  tellEvent(town, reference, {
    step: "shipped",
    note: "Left our hall",
    carrier: "DHL",
    trackingNumber: "00340434161094000001",
    trackingUrl: "https://dhl.example/track?id=00340434161094000001",
  });
  return id;
}

/** An order in three parcels, one of which is delivered. Gives its id. */
export function addParcels(town: Town, reference = "PO-7790"): string {
  const { id } = tellOrder(town, town.acme, reference, { ...chairs, promisedDate: "2026-12-01" });
  for (const parcel of ["P1", "P2", `P3 ${"0".repeat(196)}`])
    tellEvent(town, reference, {
      eventId: `${parcel} out`,
      step: "shipped",
      occurredAt: monday - 2 * day,
      carrier: "DHL",
      trackingNumber: `0034${parcel.slice(0, 2)}`,
      trackingUrl: `https://dhl.example/track?id=${parcel.slice(0, 2)}`,
      parcel: { id: parcel, items: [{ name: "Oak chair, natural oil", quantity: 2 }] },
    });
  tellEvent(town, reference, { step: "delivered", occurredAt: monday - day, parcel: { id: "P1", items: [] } });
  return id;
}

/** A project of 200 events that waits for the customer. Gives its id. */
export function addLongProject(town: Town, reference = "PR-12"): string {
  const facts = { kind: "project", title: "Reading room, fitted out", promisedDate: "2027-02-12" } as const;
  const { id } = tellOrder(town, town.acme, reference, { ...facts, deliverTo: chairs.deliverTo });
  for (let n = 0; n < 199; n++) {
    const note = `Visit ${n + 1}: shelf ${(n * 37) % 101} of ${["oak", "ash", "birch", "elm"][n % 4]} measured and set`;
    const step = n ? "started" : "planned";
    tellEvent(town, reference, { eventId: `v-${n}`, step, occurredAt: monday - (200 - n) * day, note });
  }
  tellEvent(town, reference, { step: "waiting", needs: "approval of the drawing", occurredAt: monday - day });
  return id;
}

/** An order that waits for its customer, with many files of long names to look at. */
function addAsking(town: Town, reference: string): string {
  const files = Array.from({ length: 6 }, (_, n) => ({
    name: n % 2 ? `Drawing ${n}` : `Drawing_${"of_all_the_shelves_".repeat(6)}${n}.pdf`,
    url: `https://files.norrland.example/${n}.dwg`,
  }));
  const { id } = tellOrder(town, town.acme, reference, { title: "Shelves for the reading room", files });
  const note = "Drawing 3 has the new heights. Please measure the wall once more. ".repeat(4);
  tellEvent(town, reference, {
    step: "waiting",
    needs: "your approval of the drawings",
    note,
    occurredAt: monday - day,
  });
  return id;
}

/** Gives Acme orders in every state, and names every page of them. */
export function orderPages(town: Town): PageCase[] {
  const { acme, zebra } = town;
  const shipped = addShippedOrder(town);
  const project = addLongProject(town);
  const late = tellOrder(town, acme, hardReference, {
    title: `${"Chairs, tables and all that stands between them. ".repeat(4)}`,
    promisedDate: "2026-11-20",
    items: Array.from({ length: 60 }, (_, n) => ({ name: `Chair no. ${n + 1}`, quantity: n + 0.5 })),
    url: "https://shop.example/orders/1",
  }).id;
  tellEvent(town, hardReference, { step: "L".repeat(100), note: "N".repeat(500), trackingNumber: "0".repeat(100) });
  const bare = tellOrder(town, acme, "PO-1", { steps: [] }).id;
  tellEvent(town, "PO-1", { step: "waiting", needs: "your colour" });
  tellEvent(town, "PO-1", { step: "painted", occurredAt: monday + 1 });
  const cancelled = tellOrder(town, acme, "PO-2", { cancelled: true }).id;
  const parcels = addParcels(town);
  const asking = addAsking(town, "PO-4");
  const changed = addAsking(town, "PO-5");
  const by = {
    decision: "change",
    personId: town.ben.id,
    email: town.ben.email,
    note: "5 cm lower. ".repeat(160),
  } as const;
  answerAsked(town.system.within(acme), changed, "waiting", by, { now: monday, staffEmails: [] });
  const done = tellOrder(town, acme, "PO-3").id;
  tellEvent(town, "PO-3", { step: "delivered" });
  for (let n = 0; n < 30; n++)
    tellOrder(town, acme, `PO-${1000 + n}`, { title: `${n + 2} ash stools`, placedAt: monday - n * day });
  const order = (name: string, id: string) =>
    ({ name: `order, ${name}`, path: `/o/${acme}/orders/${id}`, as: "ada" }) as const;
  const link = (itemId: string, at = monday) =>
    `/l/${createItemLink(town.system.within(acme), { kind: "order", itemId, email: town.ben.email }, at)}`;
  const expired = link(shipped, monday - 91 * day);
  return [
    { name: "order link", path: link(shipped), as: null },
    { name: "order link, waiting", path: link(project), as: null },
    { name: "order link, in parcels", path: link(parcels), as: null },
    { name: "order link, expired", path: expired, as: null, status: 410 },
    { name: "order link, renewed", path: `${expired}/renewed`, as: null },
    { name: "orders", path: `/o/${acme}/orders`, as: "ben" },
    { name: "orders, empty", path: `/o/${zebra}/orders`, as: "zoe" },
    { name: "orders, filtered", path: `/o/${acme}/orders?status=late&q=chair`, as: "ben" },
    { name: "orders, nothing fits", path: `/o/${acme}/orders?q=nothing`, as: "ben" },
    { name: "order, approval", path: `/o/${acme}/orders/${project}/approval?event=waiting`, as: "ben" },
    { name: "order, approval over", path: `/o/${acme}/orders/${bare}/approval?event=waiting`, as: "ben" },
    { name: "order, approval with files", path: `/o/${acme}/orders/${asking}/approval?event=waiting`, as: "ben" },
    { name: "order, change asked before", path: `/o/${acme}/orders/${changed}/approval?event=waiting`, as: "ben" },
    order("change asked", changed),
    { name: "staff order, change asked", path: `/staff/orders/${changed}`, as: "sam" },
    { name: "orders, not allowed", path: `/o/${acme}/orders`, as: "bo", status: 403 },
    order("shipped", shipped),
    order("project of 200 events", project),
    order("late, at its hardest", late),
    order("bare", bare),
    order("cancelled", cancelled),
    order("done", done),
    order("in parcels", parcels),
    { name: "staff order, in parcels", path: `/staff/orders/${parcels}`, as: "sam" },
    { name: "staff order, in parcels, step", path: `/staff/orders/${parcels}/events/new`, as: "sam" },
  ];
}
