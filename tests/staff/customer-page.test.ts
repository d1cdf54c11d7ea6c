import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { customerNotes } from "#db/schema/organizations.ts";
import { depart } from "#app/account/departure.ts";
import { erase } from "#app/account/erasure.ts";
import { browserIn } from "#tests/http.ts";
import { addCustomer } from "#tests/billing/subscription-rows.ts";
import { addMail } from "#tests/mail/mail-rows.ts";
import { tellOrder } from "#tests/orders/order-rows.ts";
import { pageOf } from "#tests/page.ts";
import { ask, customer } from "#tests/requests/request-rows.ts";
import { addInvoice } from "#tests/rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
beforeEach(
  () => void (town = openTown({ STRIPE_SECRET_KEY: "sk_test_never_used", STRIPE_WEBHOOK_SECRET: "whsec_never_used" })),
);
afterEach(() => town.close());
const signedIn = ({ id }: { id: typeof town.sam.id }) => browserIn(town, { cookie: town.signIn(id) });
const page = () => `/staff/customers/${town.acme}`;

describe("a customer’s page", () => {
  it("has people, requests, orders, invoices and what is unpaid, each leading to itself", async () => {
    addInvoice(town, town.acme, { id: "in_1", number: "INV-1042", total: 123456, amountRemaining: 123456 });
    const order = tellOrder(town, town.acme, "PO-7", { title: "Six oak chairs" });
    const request = ask(town, town.acme, customer(town.ada), { subject: "Wrong VAT number" });
    const { main } = pageOf((await signedIn(town.sam).get(page())).html);
    expect(main.region("At a glance").text).toContain("Unpaid €1,234.56");
    expect(main.region("Invoices").hrefs).toEqual(["https://dashboard.stripe.com/invoices/in_1"]);
    expect(main.region("Orders").hrefs[0]).toBe(`/staff/orders/${order.id}`);
    expect(main.region("Requests").hrefs).toEqual([`/staff/requests/${request.id}`]);
    expect(main.region("People").text).toContain("ben@acme.example");
  });

  it("shows the emails that did not arrive, why, and sends a failed one again", async () => {
    const to = { orgId: town.acme, recipient: town.ada.email };
    addMail(town, to, { state: "bounced", returnedAt: town.now(), returnedFor: "HardBounce" });
    addMail(town, to, { state: "failed", sentAt: null, endedAt: town.now(), error: "550 mailbox full" });
    addMail(town, to, { state: "delivered" });
    addMail(town, { orgId: town.zebra, recipient: town.zoe.email }, { state: "failed", error: "421 elsewhere" });
    const sam = signedIn(town.sam);
    const { main } = pageOf((await sam.get(page())).html);
    const lost = main.region("Emails that didn’t arrive");
    expect(lost.rows()).toHaveLength(2);
    expect(lost.text).toContain("The address doesn’t exist.");
    expect(lost.row("550 mailbox full").all("button")).toHaveLength(1);
    expect(lost.text).not.toContain("elsewhere");
  });
});

describe("a customer at Stripe that is probably theirs", () => {
  it("is offered to be linked by one press: nobody’s, of an address of theirs or their name", async () => {
    const add = (id: string, values: object) => addCustomer(town, null, { id, ...values });
    add("cus_address", { name: "A. Lovelace", firstEmail: town.ada.email });
    add("cus_name", { name: "ACME GmbH" });
    add("cus_gone", { name: "Acme GmbH", deletedAt: town.now() });
    add("cus_other", { name: "Zebra Ltd", firstEmail: town.zoe.email });
    addCustomer(town, town.zebra, { id: "cus_taken", name: "Acme GmbH" });
    const sam = signedIn(town.sam);
    const stripe = async () => pageOf((await sam.get(page())).html).main.region("Stripe customers");
    const offered = await stripe();
    expect(offered.all("button").map(({ text }) => text)).toEqual([
      "Link cus_address",
      "Link cus_name",
      "Link a Stripe customer",
    ]);
    expect(offered.text).toContain("A. Lovelace (cus_address, 0 invoices) isn’t linked yet");
    await sam.submit({ customer: "cus_address" }, { action: `${page()}/stripe/new` });
    expect(pageOf(sam.page.html).status!.text).toBe("cus_address is linked to Acme GmbH.");
    const left = await stripe();
    expect(left.all("button").map(({ text }) => text)).toEqual(["Link cus_name", "Link a Stripe customer"]);
    expect(left.hrefs[0]).toBe("https://dashboard.stripe.com/customers/cus_address");
  });
});

describe("notes on a customer", () => {
  const write = async (note: string) => {
    const sam = signedIn(town.sam);
    await sam.get(page());
    await sam.submit({ note }, { action: `${page()}/notes` });
    return sam;
  };

  it("are kept with who wrote them and when, the newest first, and removed after a look", async () => {
    await write("Pays late, kindly");
    town.pass(1000);
    const sam = await write("Call before ten");
    const notes = () => pageOf(sam.page.html).main.region("Notes").rows();
    expect(notes().map(({ text }) => text)).toEqual([
      expect.stringMatching(/Call before ten Sam · Today/),
      expect.stringMatching(/Pays late, kindly Sam/),
    ]);
    await sam.get(pageOf(sam.page.html).link("Remove the note: Pays late, kindly").href!);
    expect(sam.page.html).toContain("Keep it");
    await sam.submit({}, { action: sam.page.url });
    expect(notes()).toHaveLength(1);
  });

  it("are asked for again where one is empty or too long, with what was typed", async () => {
    expect((await write(" \n")).page.status).toBe(422);
    const sam = await write("x".repeat(4001));
    expect(sam.page.status).toBe(422);
    expect(pageOf(sam.page.html).alert!.text).toContain("Shorten the note to 4,000 characters");
    expect(town.system.db.select().from(customerNotes).all()).toEqual([]);
  });

  it("are on no page of the customer’s", async () => {
    await write("SECRET NOTE");
    const ada = signedIn(town.ada);
    for (const path of ["", "/billing", "/orders", "/requests", "/team", "/team/log"])
      expect((await ada.get(`/o/${town.acme}${path}`)).html).not.toContain("SECRET");
  });

  it("no longer name who is erased", async () => {
    await write(`Write to ${town.ben.email}, not to Ada`);
    depart(town.system, town.ben, { doneBy: null, reason: null }, town.now());
    town.pass(14 * 24 * 60 * 60_000);
    await erase(town.portal, town.system, town.ben.id, () => {});
    const [note] = town.system.db.select().from(customerNotes).where(eq(customerNotes.orgId, town.acme)).all();
    expect(note!.text).not.toContain(town.ben.email);
    expect(note!.text).toContain("not to Ada");
  });
});
