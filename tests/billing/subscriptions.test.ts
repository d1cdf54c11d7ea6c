import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { addInvoice } from "#tests/rows.ts";
import { addCustomer, addMethod, addSubscription } from "./subscription-rows.ts";
import { monday, openTown } from "#tests/world.ts";

const day = 86_400_000;
let town: ReturnType<typeof openTown>;
let customer: string;
beforeEach(() => {
  town = openTown();
  customer = addCustomer(town, town.acme, { id: "cus_acme" });
});
afterEach(() => town.close());

const as = (who: "ada" | "bo" | "ben" | "ann" | "zoe") => browserIn(town, { cookie: town.signIn(town[who].id) });
const path = () => `/o/${town.acme}/billing/subscriptions`;
/** A page's content as it is read, without its markup. */
const plain = (html: string) =>
  pageOf(html)
    .main.text.replace(/\s+/g, " ")
    .replace(/ ([.,])/g, "$1");
const read = async (who: Parameters<typeof as>[0] = "ada") => plain((await as(who).get(path())).html);
const add = (...[values, items]: [Parameters<typeof addSubscription>[3]?, Parameters<typeof addSubscription>[4]?]) =>
  addSubscription(town, town.acme, customer, values, items);

describe("subscriptions", () => {
  it("say what, how much, how many, when next and from where", async () => {
    const method = addMethod(town, town.acme, customer);
    add({ defaultPaymentMethodId: method }, [
      { name: "Portal", unitLabel: "seat", quantity: 10, unitAmount: "1250.5" },
    ]);
    const text = await read();
    expect(text).toContain("Portal Active €125.05 a month · 10 seats × €12.505");
    expect(text).toContain("Next charge on 22 December 2026, to Visa •••• 4242.");
  });

  it("warn of a card that pays for one and ends within a month, and lead to where it is replaced", async () => {
    const ends = { expMonth: 11, expYear: 2026 };
    add({ defaultPaymentMethodId: addMethod(town, town.acme, customer, ends) });
    addMethod(town, town.acme, customer, { ...ends, last4: "1111" });
    const { main } = pageOf((await as("ada").get(path())).html);
    expect(main.link(/Visa •••• 4242 expires 11\/2026/).href).toBe(`/o/${town.acme}/billing/payment-methods`);
    expect(main.text).not.toContain("1111");
    town.pass(60 * day);
    expect(await read()).toContain("Visa •••• 4242 expired 11/2026");
  });

  it("use the customer's own method where they have none", async () => {
    const method = addMethod(town, town.acme, "cus_other", { type: "sepa_debit", brand: null, last4: "3000" });
    addCustomer(town, town.acme, { id: "cus_other", defaultPaymentMethodId: method });
    addSubscription(town, town.acme, "cus_other");
    expect(await read()).toContain("to SEPA Direct Debit •••• 3000.");
  });

  it("with several items of different rhythms name each with its own date, and speak of the earliest", async () => {
    add({}, [
      { name: "Care plan", unitAmount: "2400" },
      { name: "Storage", unitAmount: "9900", interval: "year", periodEnd: monday + 10 * day },
    ]);
    const text = await read();
    expect(text).toContain("Next charge on 3 December 2026.");
    expect(text).toContain("Storage Next on 3 Dec 2026 €99.00 a year");
    expect(text).toContain("Care plan Next on 22 Dec 2026 €24.00 a month");
    expect(text).not.toMatch(/€123/);
  });

  it.each([
    ["one rhythm is summed up", [{ unitAmount: "2400" }, { unitAmount: "100", quantity: 3 }], "€27.00 a month"],
    ["a quarter", [{ intervalCount: 3 }], "€24.00 every 3 months"],
    ["a fraction of a cent", [{ unitAmount: "0.25", quantity: 1000 }], "€2.50 a month · 1,000 × €0.0025"],
    ["half a cent, away from nothing", [{ unitAmount: "0.5" }], "€0.01 a month"],
    ["yen", [{ unitAmount: "500", currency: "jpy" }], "JP¥500 a month"],
    ["dinars", [{ unitAmount: "5120", currency: "kwd" }], "KWD 5.120 a month"],
    ["a measured thing", [{ isMetered: true, quantity: null, unitAmount: "2" }], "€0.02 each, based on usage"],
    ["a measured thing with tiers", [{ isMetered: true, quantity: null, unitAmount: null }], "Based on usage"],
    ["tiers", [{ unitAmount: null }], "Varies with usage"],
  ])("of %s", async (_what, items, words) => {
    add({}, items);
    expect(await read()).toContain(words);
  });

  it("without a known product go by their description, or by what they are", async () => {
    add({ description: "Chairs for the café" }, [{ name: null }]);
    add({}, [{ name: "" }]);
    const text = await read();
    expect(text).toContain("Chairs for the café Active €24.00");
    expect(text).toContain("Subscription Active €24.00");
  });

  it.each([
    [
      { status: "trialing", trialEndsAt: monday + 7 * day },
      "Trial Free trial until 30 November 2026. The first payment is due then.",
    ],
    [{ cancelAt: monday + 7 * day }, "Ending Ends on 30 November 2026. Nothing is charged after that."],
    [{ cancelAtPeriodEnd: true }, "Ending Ends on 22 December 2026. Nothing is charged after that."],
    [
      { pauseBehavior: "void", resumesAt: monday + 7 * day },
      "Paused Paused until 30 November 2026. Nothing is charged while it’s paused.",
    ],
    [{ pauseBehavior: "keep_as_draft" }, "Paused Paused for now. No invoices are sent while it’s paused."],
    [{ status: "paused" }, "Paused: the trial ended and there was no payment method. Add a payment method"],
    [{ status: "past_due" }, "Past due The last payment did not go through."],
    [{ status: "unpaid" }, "Unpaid The last payments didn’t go through, so we’ve stopped trying"],
    [{ status: "incomplete" }, "Waiting for payment It starts when its first invoice is paid."],
    [{ status: "canceled", endedAt: monday - day }, "Ended on 22 Nov 2026 Ended"],
    [{ status: "incomplete_expired" }, "Ended"],
    [{ status: "slowing_down" }, "Slowing down"],
    [{ collectionMethod: "send_invoice" }, "Next invoice on 22 December 2026."],
  ])("%j in plain words", async (values, words) => {
    add(values);
    const text = await read();
    expect(text.replace("€24.00 a month ", "")).toContain(words);
  });

  describe("in a trial without anything to pay with", () => {
    const trial = (behaviour: string, values: Parameters<typeof add>[0] = {}) =>
      add({
        status: "trialing",
        trialEndsAt: monday + 7 * day,
        raw: JSON.stringify({ trial_settings: { end_behavior: { missing_payment_method: behaviour } } }),
        ...values,
      });

    it.each([
      ["cancel", "It ends then unless you add a payment method. Add a payment method"],
      ["pause", "It pauses then unless you add a payment method. Add a payment method"],
      ["create_invoice", "The first payment is due then. You haven’t added a payment method yet. Add a payment method"],
    ])("%s: say what happens at its end, and lead to where one is added", async (behaviour, words) => {
      trial(behaviour);
      const text = await read();
      expect(text).toContain(words);
      if (behaviour !== "create_invoice") expect(text).not.toContain("first payment is due");
      expect(await read("ann")).not.toContain("Add a payment method");
    });

    it("say nothing of it where there is one, where an invoice is sent, and where it ends anyway", async () => {
      const method = addMethod(town, town.acme, customer);
      trial("cancel", { defaultPaymentMethodId: method });
      trial("cancel", { collectionMethod: "send_invoice" });
      trial("cancel", { cancelAt: monday + 7 * day });
      const text = await read();
      expect(text).not.toContain("no payment method");
      expect(text.match(/The first payment is due then/g)).toHaveLength(2);
    });
  });

  it("that end later than the time that is paid for say what is charged until then", async () => {
    add({ cancelAt: monday + 300 * day });
    const text = await read();
    expect(text).toContain("Ends on 19 September 2027. Nothing is charged after that.");
    expect(text).toContain("Next charge on 22 December 2026.");
  });

  it("that end with the time that is paid for promise no next charge", async () => {
    add({ cancelAt: monday + 29 * day });
    expect(await read()).not.toContain("Next charge");
  });

  it("that are unpaid promise no next charge", async () => {
    add({ status: "unpaid" });
    expect(await read()).not.toContain("Next charge");
  });

  it("past due lead to the invoice that has waited longest", async () => {
    const id = add({ status: "past_due" });
    addInvoice(town, town.acme, { id: "in_new", number: "INV-2", subscriptionId: id, issuedAt: monday - day });
    addInvoice(town, town.acme, { id: "in_old", number: "INV-1", subscriptionId: id, issuedAt: monday - 40 * day });
    const { html } = await as("ada").get(path());
    expect(pageOf(html).link("Pay invoice INV-1").href).toBe(`/o/${town.acme}/billing/in_old`);
    expect((await as("ann").get(path())).html).toContain("See invoice INV-1");
  });

  it("come running ones first, then ended ones, page by page, each once; a nonsense cursor is none", async () => {
    for (let n = 0; n < 13; n++) {
      add({ description: `Ended-${n}`, endedAt: monday - day, status: "canceled" }, [{ name: null }]);
      add({ description: `Running-${n}` }, [{ name: null }]);
    }
    const ada = as("ada");
    const seen: string[] = [];
    let next: string | null = path();
    while (next) {
      const { html } = await ada.get(next);
      const read = pageOf(html).main;
      const named = [...read.all("heading"), ...read.rows()].map(
        ({ text }) => /^(?:Ended|Running)-\d+/.exec(text)?.[0],
      );
      seen.push(...named.filter((name) => name !== undefined));
      next = pageOf(html).next;
    }
    expect(seen.map((name) => name.split("-")[0])).toEqual([
      ...Array<string>(13).fill("Running"),
      ...Array<string>(13).fill("Ended"),
    ]);
    expect(new Set(seen).size).toBe(26);
    for (const after of ["x", "2_1_a", "0_1_'", "9".repeat(50)]) {
      const { html } = await ada.get(`${path()}?after=${encodeURIComponent(after)}`);
      expect(html).toContain("Running-");
      expect(html).not.toContain("First page");
    }
  });

  it("have buttons only where Stripe's portal can do it, and only for those who may", async () => {
    const buttons = async (who: "ada" | "bo" | "ann") =>
      pageOf((await as(who).get(path())).html)
        .all("button", /^(Change|Cancel|Keep it:) /)
        .map(({ name }) => name);
    add({ description: "Running" }, [{ name: null }]);
    add({ description: "Ending", cancelAtPeriodEnd: true }, [{ name: null }]);
    add({ description: "Measured" }, [{ name: null, isMetered: true }]);
    add({ description: "Several" }, [{ name: null }, { name: null }]);
    add({ description: "Waiting", status: "incomplete" }, [{ name: null }]);
    add({ description: "Over", status: "canceled" }, [{ name: null }]);
    const all = ["Change Running", "Cancel Running", "Keep it: Ending", "Cancel Measured", "Cancel Several"];
    expect((await buttons("ada")).toSorted()).toEqual(all.toSorted());
    expect(await buttons("bo")).toHaveLength(all.length);
    expect(await buttons("ann")).toEqual([]);
  });

  it("of nobody else, and of no other organization, are shown; none at all says what will be here", async () => {
    addSubscription(town, town.zebra, "cus_zebra", { description: "Stripes" }, [{ name: null }]);
    add({ deletedAt: monday });
    const text = await read();
    expect(text).not.toContain("Stripes");
    expect(text).toContain("No subscriptions");
  });

  it("are not rendered again until something of theirs changes, such as the product's name", async () => {
    add();
    const ada = as("ada");
    const etag = (await ada.get(path())).headers.get("ETag")!;
    const again = () => ada.request(path(), { headers: { "If-None-Match": etag } });
    expect((await again()).status).toBe(304);
    town.connection.sqlite.exec("update products set name = 'Care plan plus', raw_sha = 'changed'");
    expect((await again()).html).toContain("Care plan plus");
  });
});
