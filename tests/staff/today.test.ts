import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeDown } from "#app/company/audit-log.ts";
import { staffOf } from "#db/tenant.ts";
import { browserIn } from "#tests/http.ts";
import { addMail } from "#tests/mail/mail-rows.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { pageOf } from "#tests/page.ts";
import { addPayment } from "#tests/billing/payment-rows.ts";
import { ask, customer } from "#tests/requests/request-rows.ts";
import { addInvoice } from "#tests/rows.ts";
import { openTown } from "#tests/world.ts";

const day = 24 * 60 * 60_000;
let town: ReturnType<typeof openTown>;
beforeEach(
  () => void (town = openTown({ STRIPE_SECRET_KEY: "sk_test_never_used", STRIPE_WEBHOOK_SECRET: "whsec_never_used" })),
);
afterEach(() => town.close());
const today = async () => pageOf((await browserIn(town, { cookie: town.signIn(town.sam.id) }).get("/staff")).html).main;

describe("Today", () => {
  it("is all caught up where nothing is to be done", async () => {
    const main = await today();
    expect(main.text).toContain("You’re all caught up");
    expect(main.all("region", /Late|Failed|Waiting|didn’t arrive|Yesterday/)).toHaveLength(1);
  });

  it("has the three questions that wait longest with how they begin, and the way to all", async () => {
    for (const subject of ["First", "Second", "Third", "Fourth"]) {
      ask(town, town.acme, customer(town.ada), { subject, text: `${subject} question: where is my chair?` });
      town.pass(1000);
    }
    const waiting = (await today()).region("Waiting longest for an answer");
    expect(waiting.rows().map(({ text }) => /^\w+/.exec(text)![0])).toEqual(["First", "Second", "Third"]);
    expect(waiting.row("First").text).toContain("First question: where is my chair?");
    expect(waiting.link("All 4").href).toBe("/staff/requests");
  });

  it("has late orders, the latest first, with the days, and those that wait for their customer", async () => {
    tellOrder(town, town.acme, "PO-1", { title: "Three chairs", promisedDate: "2026-11-20" });
    const { id } = tellOrder(town, town.zebra, "PO-2", { title: "A table", promisedDate: "2026-11-22" });
    tellOrder(town, town.acme, "PO-3", { title: "A shelf" });
    tellEvent(town, "PO-3", { step: "waiting", needs: "approval of the drawing" });
    const main = await today();
    expect(
      main
        .region("Late orders")
        .rows()
        .map(({ text }) => text),
    ).toEqual(["Three chairs 3 days late PO-1 · Acme GmbH", "A table 1 day late PO-2 · Zebra Ltd"]);
    expect(main.region("Late orders").hrefs).toContain(`/staff/orders/${id}`);
    expect(main.region("Waiting for the customer").text).toContain("Needs approval of the drawing");
  });

  it("has payments that failed, but none that a bank still carries, each leading to its customer", async () => {
    const failed = { collectionMethod: "charge_automatically", attemptCount: 1, dueAt: null } as const;
    addInvoice(town, town.acme, { number: "INV-1", total: 84900, amountRemaining: 84900, ...failed });
    const carried = addInvoice(town, town.zebra, { number: "INV-2", ...failed });
    addPayment(town, town.zebra, carried, { status: "open", amountPaid: null, charge: { status: "pending" } });
    const payments = (await today()).region("Failed payments");
    expect(payments.rows().map(({ text }) => text)).toEqual(["Acme GmbH €849.00 INV-1"]);
    expect(payments.hrefs).toContain(`/staff/customers/${town.acme}`);
  });

  it("has the emails that did not arrive within a week, each leading to its customer", async () => {
    const to = { orgId: town.acme, recipient: town.ada.email };
    addMail(town, to, { state: "bounced", returnedAt: town.now() - 8 * day, returnedFor: "HardBounce" });
    addMail(town, to, { state: "failed", sentAt: null, endedAt: town.now() - day, error: "550 full" });
    addMail(town, { ...to, recipient: town.bo.email }, { state: "bounced", returnedAt: town.now() });
    const lost = (await today()).region("Emails that didn’t arrive");
    expect(lost.rows().map(({ text }) => /To (\w+)/.exec(text)![1])).toEqual(["bo", "ada"]);
    expect(lost.hrefs).toContain(`/staff/customers/${town.acme}`);
  });

  it("says what went well yesterday, and not what did today", async () => {
    const sam = staffOf(town.connection, town.sam.email);
    writeDown(sam, { orgId: town.acme, action: "request.answered" }, town.now() - day);
    writeDown(sam, { orgId: town.acme, action: "request.answered-and-closed" }, town.now() - day);
    writeDown(sam, { orgId: town.acme, action: "request.answered" }, town.now());
    addInvoice(town, town.acme, { number: "INV-1", status: "paid", paidAt: town.now() - day });
    tellOrder(town, town.acme, "PO-1");
    tellEvent(town, "PO-1", { step: "delivered", occurredAt: town.now() - day });
    expect(
      (await today())
        .region("Yesterday")
        .rows()
        .map(({ text }) => text),
    ).toEqual(["2 requests answered", "1 order done", "1 invoice paid"]);
  });
});
