import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { notificationChoices } from "#db/schema/notifications.ts";
import { outbox } from "#db/schema/mail.ts";
import { memberships, type Role } from "#db/schema/organizations.ts";
import type { PersonId } from "#db/ids.ts";
import { notifyRecipients } from "#app/billing/news/notify.ts";
import { mailWorker } from "#app/workers.ts";
import { browserIn } from "#tests/http.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { pageOf } from "#tests/page.ts";
import { addInvoice } from "#tests/rows.ts";
import { openBeforeEach, type TownWithPostmark } from "./town-with-postmark.ts";

let { town, postmark } = {} as TownWithPostmark;
openBeforeEach((opened) => ({ town, postmark } = opened));

type Who = "ada" | "abe" | "bo" | "ben" | "ann" | "zoe";
const browserOf = (who: Who) => browserIn(town, { cookie: town.signIn(town[who].id) });

async function choose(who: Who, wanted: Record<string, string>, org: string = town.acme) {
  const browser = browserOf(who);
  await browser.get("/me/notifications");
  return browser.post(`/me/notifications/${org}`, wanted);
}

const ship = () => {
  tellOrder(town, town.acme, "PO-8001");
  tellEvent(town, "PO-8001", { step: "shipped", eventId: "e-1" });
};
const recipients = () => postmark.sent.map(({ To }) => To).toSorted();
const rows = () => town.system.db.select().from(notificationChoices).all();

describe("order news that Ada turns off", () => {
  it("is not sent to her and says why, also where it was queued before; the others get it", async () => {
    ship();
    expect((await choose("ada", { steps: "off" })).status).toBe(200);
    await town.drain([mailWorker]);
    expect(recipients()).toEqual(["abe@acme.example", "ben@acme.example"]);
    const hers = town.system.db
      .select()
      .from(outbox)
      .all()
      .find(({ recipient }) => recipient === town.ada.email);
    expect(hers).toMatchObject({ state: "dropped", error: "Turned off by whoever gets it" });
  });

  it("comes again once she turns it on, and nothing is kept of a choice that is as usual", async () => {
    expect((await choose("ada", { steps: "off" })).status).toBe(200);
    expect(rows()).toMatchObject([{ topic: "steps", mail: "off", changedVia: "page" }]);
    await choose("ada", { steps: "now" });
    expect(rows()).toEqual([]);
    ship();
    await town.drain([mailWorker]);
    expect(recipients()).toContain("ada@acme.example");
  });
});

describe("an accountant's choices", () => {
  const invoiced = async (number: string) => {
    const id = addInvoice(town, town.acme, { number });
    notifyRecipients(town.system, { id, orgId: town.acme }, { kind: "invoice-ready", key: id }, town.now());
    postmark.sent.length = 0;
    await town.drain([mailWorker]);
    return recipients();
  };
  const usual = ["abe@acme.example", "ada@acme.example", "bo@acme.example"];

  it("begin with no invoices, and are no other than billing and replies", async () => {
    expect(await invoiced("INV-1")).toEqual(usual);
    const page = pageOf((await browserOf("ann").get("/me/notifications")).html).main.text;
    expect(page).toContain("Invoices and receipts");
    expect(page).toContain("Replies");
    expect(page).not.toContain("Order news");
    await choose("ann", { invoices: "now", steps: "now" });
    expect(rows()).toMatchObject([{ personId: town.ann.id, topic: "invoices", mail: "now" }]);
    expect(await invoiced("INV-2")).toEqual([...usual.slice(0, 2), "ann@books.example", "bo@acme.example"].toSorted());
  });

  it("stay as they are when the role changes, and move with it where nothing was chosen", async () => {
    await choose("ann", { invoices: "now" });
    await choose("bo", { invoices: "off" });
    const become = (id: PersonId, role: Role) =>
      town.system.db.update(memberships).set({ role }).where(eq(memberships.personId, id)).run();
    become(town.ann.id, "billing");
    become(town.bo.id, "accountant");
    become(town.abe.id, "accountant");
    expect(await invoiced("INV-3")).toEqual(["ada@acme.example", "ann@books.example"]);
    become(town.bo.id, "admin");
    expect(await invoiced("INV-4")).toEqual(["ada@acme.example", "ann@books.example"]);
  });
});

it("what was left out stands in the list with why, and what there was nothing to say of does not", async () => {
  await choose("ada", { steps: "off" });
  ship();
  await town.drain([mailWorker]);
  const page = pageOf((await browserOf("ada").get("/me/notifications")).html).main.text;
  expect(page).toContain("An update on your order Not sent");
  expect(page).toContain("You turned these emails off.");
});
