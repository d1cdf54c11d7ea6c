import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { linkCustomer } from "#app/billing/stripe/link.ts";
import { portalVisits } from "#db/schema/billing-details.ts";
import { staffTasks } from "#db/schema/organizations.ts";
import { paymentMethods } from "#db/schema/subscriptions.ts";
import { newestMail } from "#tests/sign-in/mailbox.ts";
import { browserIn, formsOf } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { openBilling, type Billing } from "#tests/billing/stripe/billing.ts";
import { sweepAll } from "./stripe/sweeping.ts";
import { addCustomer, addSubscription } from "./subscription-rows.ts";
import { openTown } from "#tests/world.ts";

let b: Billing;
let customer: string;
let subscription: string;
let visa: string;

beforeEach(async () => {
  b = await openBilling();
  customer = b.stripe.createCustomer({ name: "Acme GmbH", email: "ada@acme.example" }).id;
  visa = b.stripe.createPaymentMethod({
    customer,
    card: { number: "4000000000001881", exp_month: 2, exp_year: 2028 },
  }).id;
  b.stripe.setDefaultPaymentMethod(customer, visa);
  subscription = subscribe();
  await b.sync();
  linkCustomer(b.system, customer, b.acme, b.now());
});
afterEach(() => b.end());

function subscribe(name = "Care plan", of = customer) {
  const product = b.stripe.createProduct({ name }).id;
  const price = b.stripe.createPrice({
    product,
    currency: "eur",
    unit_amount: 2400,
    recurring: { interval: "month" },
  }).id;
  return b.stripe.createSubscription({ customer: of, items: [{ price, quantity: 10 }] }).id;
}

const as = (who: "ada" | "bo" | "ben" | "ann" | "zoe") => browserIn(b, { cookie: b.signIn(b[who].id) });
type Visitor = ReturnType<typeof as>;
const at = (rest: string, org: string = b.acme) => `/o/${org}/billing/${rest}`;
const flashOn = ({ html }: { html: string }) => pageOf(html).status?.text ?? "";
const visits = () => b.system.db.select().from(portalVisits).all();

/** Presses a button that leads to Stripe, and gives the address there. */
async function leave(visitor: Visitor, page: string, action: string) {
  await visitor.get(at(page));
  const { status, headers } = await visitor.submit({}, { action: at(action), follow: false });
  expect([status, headers.get("Cache-Control")]).toEqual([303, "no-store"]);
  return headers.get("Location")!;
}

/** Fills in a form of the stand-in's page as a browser does, and gives where it leads. */
async function actAtStripe(address: string, fields: Record<string, string>) {
  const shown = await fetch(address);
  expect(shown.status).toBe(200);
  const forms = formsOf(await shown.text(), address).map((form) => form.fields);
  const form = forms.find(({ action }) => action === fields.action) ?? forms.find(({ subscription }) => subscription);
  const body = new URLSearchParams({ ...form, ...fields });
  const { headers, status } = await fetch(address, { method: "POST", body, redirect: "manual" });
  expect(status).toBe(303);
  const back = new URL(headers.get("Location")!);
  expect(back.origin).toBe(b.config.appUrl);
  return back.pathname;
}

const comeBack = (visitor: Visitor, path = at(`returned/${visits().at(-1)!.id}`)) => visitor.get(path);

describe("to Stripe's portal and back", () => {
  it("a new card: left with the flow and the way back, returned to what changed", async () => {
    const ada = as("ada");
    const address = await leave(ada, "payment-methods", "payment-methods");
    expect(address).toMatch(new RegExp(`^${b.stripe.url}/p/session/`));
    expect(b.stripe.requests.at(-1)).toMatchObject({
      path: "/v1/billing_portal/sessions",
      params: { customer, locale: "en-GB", flow_data: { type: "payment_method_update" } },
      idempotencyKey: visits()[0]!.id,
    });
    const path = await actAtStripe(address, { action: "card", number: "4242 4242 4242 4242" });
    const page = await ada.get(path);
    expect(page.url).toBe(at("payment-methods"));
    expect(flashOn(page)).toBe("Visa •••• 4242 is now your payment method.");
    expect(page.html).toMatch(/Visa •••• 4242.*Default.*Pays for Care plan.*Visa •••• 1881/s);
  });

  it("a removed card is gone from the page at once, and belongs to nobody", async () => {
    const ada = as("ada");
    b.stripe.createPaymentMethod({ customer, card: { number: "4242424242424242" } });
    await b.sync();
    await leave(ada, "payment-methods", "payment-methods");
    b.stripe.detachPaymentMethod(visa);
    const page = await comeBack(ada);
    expect(flashOn(page)).toBe("Visa •••• 1881 was removed.");
    expect(page.html.replace(flashOn(page), "")).not.toContain("1881");
    expect(b.row(paymentMethods, visa)).toMatchObject({ orgId: null });
  });

  it("a cancellation, and the end taken back", async () => {
    const ada = as("ada");
    const cancel = await leave(ada, "subscriptions", `subscriptions/${subscription}/cancellation`);
    expect(b.stripe.requests.at(-1)).toMatchObject({
      params: { flow_data: { type: "subscription_cancel", subscription_cancel: { subscription } } },
    });
    const ended = await ada.get(await actAtStripe(cancel, { action: "cancel" }));
    expect(ended.url).toBe(at("subscriptions"));
    expect(flashOn(ended)).toBe("Your subscription ends on 23 December 2026.");
    expect(ended.html).toContain("Nothing is charged after that");
    const keep = await leave(ada, "subscriptions", `subscriptions/${subscription}/cancellation`);
    expect(b.stripe.requests.at(-1)!.params).not.toHaveProperty("flow_data");
    const kept = await ada.get(await actAtStripe(keep, { action: "renew", subscription }));
    expect(flashOn(kept)).toBe("Your subscription will continue.");
  });

  it("more seats, named where there are several subscriptions", async () => {
    subscribe("Storage");
    await b.sync();
    const ada = as("ada");
    await leave(ada, "subscriptions", `subscriptions/${subscription}/change`);
    expect(b.stripe.requests.at(-1)).toMatchObject({
      params: { flow_data: { type: "subscription_update", subscription_update: { subscription } } },
    });
    const item = b.stripe.state.subscriptions.get(subscription)!.items.data[0]!;
    item.quantity = 12;
    b.stripe.announce("customer.subscription.updated", subscription);
    expect(flashOn(await comeBack(ada))).toBe("Care plan: 12 instead of 10.");
  });

  it("nothing done is said so, once; the address leads on when it is opened again", async () => {
    const ada = as("ada");
    await leave(ada, "subscriptions", `subscriptions/${subscription}/change`);
    expect(flashOn(await comeBack(ada))).toBe("Nothing changed.");
    const again = await comeBack(ada);
    expect([again.url, flashOn(again)]).toEqual([at("subscriptions"), ""]);
  });

  it("a webhook that came first does not hide what changed", async () => {
    const ada = as("ada");
    const address = await leave(ada, "payment-methods", "payment-methods");
    const path = await actAtStripe(address, { action: "card", number: "5555 5555 5555 4444" });
    await b.sync();
    expect(flashOn(await ada.get(path))).toBe("Mastercard •••• 4444 is now your payment method.");
  });

  it("the way back looks at Stripe itself, sends no mail, and leaves the rest to the sync", async () => {
    const ada = as("ada");
    await leave(ada, "payment-methods", "payment-methods");
    const before = b.stripe.requests.length;
    await comeBack(ada);
    const asked = b.stripe.requests.slice(before).map(({ path }) => path);
    expect(asked.toSorted()).toEqual([`/v1/customers/${customer}`, "/v1/payment_methods", "/v1/subscriptions"]);
    const marked = b.dirty().filter(({ gen, doneGen }) => gen > doneGen);
    expect(marked.map(({ objectId, eventAt }) => [objectId, eventAt]).toSorted()).toEqual(
      [customer, visa, subscription].toSorted().map((id) => [id, null]),
    );
  });

  it.each(["hang", "status", "html", "unauthorized"] as const)(
    "Stripe answering with %s on the way back is said, and mended by the sync",
    async (kind) => {
      const ada = as("ada");
      const address = await leave(ada, "payment-methods", "payment-methods");
      const path = await actAtStripe(address, { action: "card", number: "4242 4242 4242 4242" });
      if (kind === "hang") b.patience(250);
      b.stripe.faults.add({ kind, times: 9, method: "GET" });
      const page = await ada.get(path);
      expect([page.status, flashOn(page)]).toEqual([
        200,
        "We’re checking what changed. It will show here in a moment.",
      ]);
      b.stripe.faults.clear();
      b.patience(10_000);
      await b.bring();
      await b.settle(200_000);
      expect((await ada.get(at("payment-methods"))).html).toContain("4242");
    },
  );

  it("what a webhook brought is told even where Stripe does not answer on the way back", async () => {
    const ada = as("ada");
    const address = await leave(ada, "payment-methods", "payment-methods");
    const path = await actAtStripe(address, { action: "card", number: "4242 4242 4242 4242" });
    await b.sync();
    b.stripe.faults.status(500, 9, { method: "GET" });
    expect(flashOn(await ada.get(path))).toBe("Visa •••• 4242 is now your payment method.");
  });

  it("a visit is its person's and its organization's own", async () => {
    await leave(as("ada"), "payment-methods", "payment-methods");
    const { id } = visits()[0]!;
    expect((await as("bo").get(at(`returned/${id}`))).status).toBe(404);
    expect((await as("zoe").get(at(`returned/${id}`, b.zebra))).status).toBe(404);
    expect((await as("zoe").get(at(`returned/${id}`))).status).toBe(404);
    expect(visits()[0]!.returnedAt).toBeNull();
  });

  it("pressed twice opens it twice and changes nothing", async () => {
    const ada = as("ada");
    const [first, second] = [
      await leave(ada, "payment-methods", "payment-methods"),
      await leave(ada, "payment-methods", "payment-methods"),
    ];
    expect(first).not.toBe(second);
    await actAtStripe(first, { action: "card", number: "4242 4242 4242 4242" });
    const [one, two] = visits().map(({ id }) => at(`returned/${id}`));
    expect(flashOn(await ada.get(one!))).toBe("Visa •••• 4242 is now your payment method.");
    expect(flashOn(await ada.get(two!))).toBe("Visa •••• 4242 is now your payment method.");
  });

  it("a button of a page that is old leads to the page as it is now", async () => {
    const ada = as("ada");
    await ada.get(at("subscriptions"));
    const { page } = ada;
    b.stripe.cancelSubscription(subscription);
    await b.sync();
    ada.page = page;
    const now = await ada.submit({}, { action: at(`subscriptions/${subscription}/cancellation`) });
    expect(flashOn(now)).toContain("has just changed");
    expect(now.html).toContain("Ended");
  });

  it("several Stripe customers each have their own button", async () => {
    const other = b.stripe.createCustomer({ name: "Acme Workshop", email: "werkstatt@acme.example" }).id;
    b.stripe.createPaymentMethod({
      customer: other,
      type: "sepa_debit",
      sepa_debit: { iban: "DE89370400440532013000" },
    });
    await b.sync();
    linkCustomer(b.system, other, b.acme, b.now());
    const ada = as("ada");
    const { html } = await ada.get(at("payment-methods"));
    expect(html).toMatch(/Acme GmbH<.*1881.*Acme Workshop<.*SEPA Direct Debit •••• 3000/s);
    const own = formsOf(html, at("payment-methods")).filter(({ path }) => path === at("payment-methods"));
    expect(own.map(({ fields }) => fields.customer)).toEqual([customer, other]);
    await ada.post(at("payment-methods"), { customer: other }, {}, false);
    expect(b.stripe.requests.at(-1)).toMatchObject({ params: { customer: other } });
  });

  it.each([
    ["de-AT,de;q=0.9", "de"],
    ["nn-NO", "nb"],
    ["pt-BR", "pt-BR"],
    ["sw", "auto"],
  ])("in the person's language: %s is %s there", async (language, locale) => {
    const init = { headers: { "Accept-Language": language } };
    await as("ada").post(at("payment-methods"), { customer }, init, false);
    expect(b.stripe.requests.at(-1)).toMatchObject({ params: { locale } });
  });
});

describe("who may", () => {
  const posts = () =>
    [
      [at("payment-methods"), { customer }],
      [at(`subscriptions/${subscription}/change`), {}],
      [at(`subscriptions/${subscription}/cancellation`), {}],
    ] as [string, Record<string, string>][];

  it("an accountant sees all of it, without a button, and cannot press one either", async () => {
    const ann = as("ann");
    for (const page of ["payment-methods", "subscriptions"]) {
      const { html, status } = await ann.get(at(page));
      expect(status).toBe(200);
      expect(formsOf(html, at(page)).map(({ path }) => path)).toEqual(["/sign-out"]);
    }
    for (const [path, fields] of posts()) expect((await ann.post(path, fields, {}, false)).status).toBe(403);
    expect(visits()).toEqual([]);
  });

  it("a member gets 403, a stranger 404, and nobody's word counts for another organization's things", async () => {
    for (const [path, fields] of posts()) {
      expect((await as("ben").post(path, fields, {}, false)).status).toBe(403);
      expect((await as("zoe").post(path, fields, {}, false)).status).toBe(404);
      expect((await as("zoe").post(path.replace(b.acme, b.zebra), fields, {}, false)).status).toBe(404);
    }
    for (const fields of [{}, { customer: "cus_never" }, { customer: "" }])
      expect((await as("ada").post(at("payment-methods"), fields as Record<string, string>, {}, false)).status).toBe(
        404,
      );
    expect(b.stripe.requests.filter(({ path }) => path.includes("billing_portal"))).toEqual([]);
  });

  it("payment methods ask for a fresh proof after 15 minutes, and lead back to the page", async () => {
    const ada = as("ada");
    b.pass(16 * 60_000);
    await ada.get(at("payment-methods"));
    const asked = await ada.submit({}, { action: at("payment-methods") });
    expect(asked.url).toContain("/me/confirm?next=");
    await ada.submit();
    const back = await ada.submit({ code: newestMail(b, b.ada.email, "confirm").code });
    expect([back.status, back.url]).toEqual([200, at("payment-methods")]);
    expect(await leave(ada, "payment-methods", "payment-methods")).toContain("/p/session/");
  });

  it("keeping a subscription asks for it too, because it opens all of the portal", async () => {
    b.stripe.updateSubscription(subscription, { cancel_at_period_end: true });
    await b.sync();
    const ada = as("ada");
    b.pass(16 * 60_000);
    await ada.get(at("subscriptions"));
    const asked = await ada.submit({}, { action: at(`subscriptions/${subscription}/cancellation`) });
    expect(asked.url).toContain("/me/confirm?next=");
    expect(visits()).toEqual([]);
    await ada.submit();
    const back = await ada.submit({ code: newestMail(b, b.ada.email, "confirm").code });
    expect(back.url).toBe(at("subscriptions"));
    expect(await leave(ada, "subscriptions", `subscriptions/${subscription}/cancellation`)).toContain("/p/session/");
  });

  it("other changes of subscriptions ask for none, and their addresses lead back to the page when they are opened", async () => {
    const ada = as("ada");
    b.pass(16 * 60_000);
    expect(await leave(ada, "subscriptions", `subscriptions/${subscription}/change`)).toContain("/p/session/");
    for (const verb of ["change", "cancellation"])
      expect((await ada.get(at(`subscriptions/${subscription}/${verb}`))).url).toBe(at("subscriptions"));
  });
});

describe("a portal that does not open", () => {
  it.each([
    ["hangs", "hang"],
    ["fails", "status"],
    ["answers with HTML", "html"],
    ["answers with garbage", "garbage"],
    ["is behind a proxy that knows nothing", "notFound"],
    ["refuses our key", "unauthorized"],
    ["has too much to do", "rateLimit"],
  ] as const)("because Stripe %s: nothing was changed, and there is a way on", async (_what, kind) => {
    if (kind === "hang") b.patience(250);
    b.stripe.faults.add({ kind, method: "POST" });
    for (const [page, path, fields] of [
      ["payment-methods", "payment-methods", { customer }],
      ["subscriptions", `subscriptions/${subscription}/cancellation`, {}],
    ] as [string, string, Record<string, string>][]) {
      const ada = as("ada");
      const { status, html, headers } = await ada.post(at(path), fields, {}, false);
      expect([status, headers.get("Retry-After")]).toEqual([503, "30"]);
      expect(html).toContain("We can’t reach Stripe right now");
      expect(html).toContain("Nothing was changed");
      const ways = pageOf(html).main.hrefs.filter((href) => href.includes("/billing/"));
      for (const way of ways) expect((await ada.get(way)).url).toBe(at(page));
      expect(ways).toHaveLength(2);
      b.pass(70_000);
      b.stripe.faults.add({ kind, method: "POST" });
    }
  });

  it("because the customer is deleted there: said so, and the sync looks", async () => {
    b.stripe.deleteCustomer(customer);
    const { status, html } = await as("ada").post(at("payment-methods"), { customer }, {}, false);
    expect(status).toBe(409);
    expect(html).toContain("This billing account is closed");
    await b.settle();
    expect(b.customer(customer)).toMatchObject({ deletedAt: expect.any(Number) });
    expect(b.tasks().filter(({ kind }) => kind === "stripe-portal-refused")).toEqual([]);
    await sweepAll(b, "backfill");
    expect((await as("ada").get(at("payment-methods"))).html).toContain("No payment method yet");
  });

  /** Ada presses "Change" where Stripe answers every request with this. */
  async function pressWhere(status: number, body: object) {
    const server = createServer((_, answer) =>
      answer.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body)),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const town = openTown({ STRIPE_SECRET_KEY: "sk_test_1", STRIPE_API_URL: `http://127.0.0.1:${port}` });
    const id = addSubscription(town, town.acme, addCustomer(town, town.acme));
    const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
    const answer = await ada.post(`/o/${town.acme}/billing/subscriptions/${id}/change`, {}, {}, false);
    const tasks = town.system.db.select().from(staffTasks).all();
    const log = town.logLines.join("");
    server.closeAllConnections();
    server.close();
    town.close();
    return { ...answer, tasks, log };
  }

  it("because the company has not set it up: said so, told to staff and to the log, and no alarm", async () => {
    const message = "No configuration provided and your live mode default configuration has not been created.";
    const answer = await pressWhere(400, { error: { type: "invalid_request_error", message } });
    expect(answer.status).toBe(409);
    expect(answer.html).toContain("This can’t be changed here yet");
    expect(answer.html).toContain("Ask us and we’ll change it for you");
    expect(pageOf(answer.html).link("Back to subscriptions").href).toMatch(/^\/o\/\w+\/billing\/subscriptions$/);
    expect(answer.tasks).toMatchObject([
      { kind: "stripe-portal-refused", subject: "subscription_update", doneAt: null },
    ]);
    expect(answer.tasks[0]!.detail).toContain(message);
    expect(answer.log).toContain("could not be opened");
  });

  it.each([
    "https://elsewhere.example/p/session/1",
    "http://billing.stripe.com/p/session/1",
    "javascript:alert(1)",
    "",
    null,
  ])("because its address would be %s: nobody is sent there, and staff read which setting is missing", async (url) => {
    const { status, headers, tasks } = await pressWhere(200, { id: "bps_1", object: "billing_portal.session", url });
    expect([status, headers.get("Location")]).toEqual([409, null]);
    expect(tasks[0]!.detail).toContain("STRIPE_PORTAL_ORIGIN");
  });

  it("because there is no Stripe at all", async () => {
    const town = openTown();
    const customerId = addCustomer(town, town.acme);
    const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
    const { status } = await ada.post(`/o/${town.acme}/billing/payment-methods`, { customer: customerId }, {}, false);
    expect(status).toBe(503);
    town.close();
  });
});
