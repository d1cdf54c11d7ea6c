import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { indexChanges } from "#app/search/search-index.ts";
import { searchSources } from "#app/search-sources.ts";
import { savedReplies } from "#db/schema/desk.ts";
import { addCustomer } from "#tests/billing/subscription-rows.ts";
import { browserIn } from "#tests/http.ts";
import { addMail } from "#tests/mail/mail-rows.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { pageOf, type Part } from "#tests/page.ts";
import { ask, customer, leave } from "#tests/requests/request-rows.ts";
import { openTown } from "#tests/world.ts";

const most = 3;
let town: ReturnType<typeof openTown>;
let sam: ReturnType<typeof browserIn>;
let clicks: number;
beforeEach(async () => {
  town = openTown({ STRIPE_SECRET_KEY: "sk_test_never_used", STRIPE_WEBHOOK_SECRET: "whsec_never_used" });
  sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
  await sam.get("/staff");
  clicks = 0;
});
afterEach(() => {
  town.close();
  expect(clicks).toBeLessThanOrEqual(most);
});

const page = () => pageOf(sam.page.html);
/** Follows a link of the page, or of a part of it. */
async function follow(name: string | RegExp, part: (main: Part) => Part = (main) => main) {
  clicks++;
  await sam.get(part(page().main).link(name).href);
  return page().main;
}
/** Follows a tab of the bar, or another link that every page has. */
async function open(name: string | RegExp) {
  clicks++;
  await sam.get(page().bar.link(name).href);
  return page().main;
}
/** Presses a button, with what was typed before. */
async function press(button: string, action: string, typed: Record<string, string> = {}) {
  clicks++;
  page().main.button(button);
  await sam.submit(typed, { action });
  return page();
}

describe("what staff do most takes three clicks from Today at most:", () => {
  /** Today, with a question of Ada’s first. */
  async function asked() {
    const { id } = ask(town, town.acme, customer(town.ada), { subject: "Wrong VAT number" });
    await sam.get("/staff");
    return id;
  }
  const order = () => {
    const { id } = tellOrder(town, town.acme, "PO-1", { title: "Six chairs" });
    tellEvent(town, "PO-1", { step: "confirmed", occurredAt: town.now() - 1000 });
    return id;
  };
  const row = (name: string) => (main: Part) => main.row(name);

  it("answer", async () => {
    const id = await asked();
    await follow(/Wrong VAT number/);
    await press("Send", `/staff/requests/${id}`, { message: "Mended." });
    await leave(town);
    expect((await sam.get(`/staff/requests/${id}`)).html).toContain("Mended.");
  });

  it("answer and close", async () => {
    const id = await asked();
    await follow(/Wrong VAT number/);
    await press("Send and close", `/staff/requests/${id}`, { message: "Mended.", closing: "yes" });
    await leave(town);
    expect(pageOf((await sam.get(`/staff/requests/${id}`)).html).main.text).toContain("Closed");
  });

  it("find a customer by name, and see all of theirs", async () => {
    order();
    while (indexChanges(town.system, searchSources));
    await open("Customers");
    clicks++;
    page().main.button("Find");
    await sam.get("/staff/customers?q=acm");
    const main = await follow("Acme GmbH");
    expect(main.region("Orders").text).toContain("Six chairs");
    expect(main.region("People").text).toContain("ada@acme.example");
  });

  it("add a step", async () => {
    const id = order();
    await open("Orders");
    const said = await press("Mark PO-1 as Packed", "/staff/orders/steps", { next: `${id} packed` });
    expect(said.status!.text).toBe("PO-1 marked as Packed.");
  });

  it("correct a step that was another one", async () => {
    const id = order();
    await open("Orders");
    await follow("Undo the latest step of PO-1");
    const said = await press("Mark as Packed instead", `/staff/orders/${id}/events/removal`, { step: "packed" });
    expect(said.status!.text).toBe("Corrected: PO-1 is marked as Packed.");
    expect(said.main.row("PO-1").text).toContain("Packed");
  });

  it("take a step back", async () => {
    const id = order();
    await open("Orders");
    await follow("Undo the latest step of PO-1");
    const said = await press("Undo", `/staff/orders/${id}/events/removal`);
    expect(said.status!.text).toBe("Undone: the latest step of PO-1.");
  });

  it("add a customer", async () => {
    await open("Customers");
    await follow("New customer");
    const typed = { name: "Lund & Co", email: "liv@lund.example", invite: "" };
    expect((await press("Add customer", "/staff/customers/new", typed)).status!.text).toMatch(/^Added/);
  });

  it("link a customer at Stripe by its ID", async () => {
    addCustomer(town, null, { id: "cus_lund", name: "Lund & Co" });
    await open("Customers");
    await follow("Acme GmbH");
    const said = await press("Link a Stripe customer", `/staff/customers/${town.acme}/stripe/new`, {
      customer: "cus_lund",
    });
    expect(said.status!.text).toBe("cus_lund is linked to Acme GmbH.");
  });

  it("link a customer at Stripe that is probably theirs", async () => {
    addCustomer(town, null, { id: "cus_acme", name: "Acme GmbH" });
    await open("Customers");
    await follow("Acme GmbH");
    const said = await press("Link cus_acme", `/staff/customers/${town.acme}/stripe/new`);
    expect(said.status!.text).toBe("cus_acme is linked to Acme GmbH.");
  });

  it("find an email that bounced, and why", async () => {
    const bounced = { state: "bounced", returnedAt: town.now(), returnedFor: "HardBounce" } as const;
    addMail(town, { orgId: town.acme, recipient: town.ada.email }, bounced);
    await sam.get("/staff");
    const main = await follow(/.*/, row(town.ada.email));
    expect(main.region("Emails that didn’t arrive").text).toContain("The address doesn’t exist.");
  });

  const addReply = () => {
    const reply = { id: "rep_1", name: "Delivery", text: "On Monday.", createdBy: "sam", createdAt: town.now() };
    town.system.db.insert(savedReplies).values(reply).run();
  };

  it("change a saved reply by way of the settings", async () => {
    addReply();
    await open("Settings");
    await follow("Delivery", (main) => main.region("Saved replies"));
    await press("Save", "/staff/settings/replies/rep_1", { text: "On Tuesday." });
    expect(town.system.db.select().from(savedReplies).all()).toMatchObject([{ text: "On Tuesday." }]);
  });

  it("change a saved reply", async () => {
    addReply();
    await asked();
    await follow(/Wrong VAT number/);
    await follow("Change: Delivery");
    await press("Save", "/staff/settings/replies/rep_1", { text: "On Tuesday." });
    expect(town.system.db.select().from(savedReplies).all()).toMatchObject([{ text: "On Tuesday." }]);
  });
});
