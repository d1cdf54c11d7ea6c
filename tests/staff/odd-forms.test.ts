import { afterEach, beforeEach, expect, it } from "vitest";
import { tags } from "#db/schema/desk.ts";
import { addCustomer } from "#tests/billing/subscription-rows.ts";
import { browserIn } from "#tests/http.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { ask, customer } from "#tests/requests/request-rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
let sam: ReturnType<typeof browserIn>;
let at: { request: string; unclaimed: string; order: string; acme: string };

beforeEach(async () => {
  town = openTown({ STRIPE_SECRET_KEY: "sk_test_never_used", STRIPE_WEBHOOK_SECRET: "whsec_never_used" });
  const request = ask(town, town.acme, customer(town.ada)).id;
  const unclaimed = ask(town, null, { side: "customer", personId: null, email: "mira@x.example", name: null }).id;
  const order = tellOrder(town, town.acme, "PO-1", { title: "Six chairs" }).id;
  tellEvent(town, "PO-1", { step: "confirmed", eventId: "one" });
  addCustomer(town, null, { id: "cus_acme", name: "Acme GmbH" });
  town.system.db.insert(tags).values({ id: "tag_one", name: "One", createdBy: "sam", createdAt: 1 }).run();
  at = { request, unclaimed, order, acme: town.acme };
  sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
  await sam.get("/staff");
});
afterEach(() => town.close());

/** Everything that is kept but who is signed in and reads what. */
function kept(): unknown {
  const { sqlite } = town.connection;
  const tables = sqlite.prepare("select name from sqlite_master where type = 'table'").pluck().all() as string[];
  const those = tables.filter((name) => !/^sqlite_|^sessions$|^request_readers$|search|usage/.test(name));
  return those.map((name) => [name, sqlite.prepare(`select * from "${name}"`).all()]);
}

const words = "x".repeat(30_000);
const many = Array.from({ length: 101 }, (_, n): [string, string] => ["order", `ord_${n}`]);
type Odd = [what: string, path: () => string, fields: Record<string, string> | [string, string][]];

const requestForms: Odd[] = [
  ["an answer that closes in no way of ours", () => "", { message: "Yes.", closing: "maybe" }],
  ["an answer about nothing that is counted", () => "", { message: "Yes.", job: "chairs" }],
  ["an answer that goes on to nowhere", () => "", { message: "Yes.", go: "back" }],
  ["an answer with a saved reply that is not there", () => "", { message: "Yes.", reply: "rep_never" }],
  ["an answer that is too long", () => "", { message: words }],
  ["a note that is too long", () => "/note", { message: words }],
  ["assigned to a stranger", () => "/assignment", { to: "zoe@zebra.example" }],
  ["neither closed nor opened", () => "/closure", { open: "maybe" }],
  ["closed as nothing that is counted", () => "/closure", { open: "no", job: "chairs" }],
  [
    "tagged with what is no tag",
    () => "/tags",
    [
      ["tag", "tag_one"],
      ["tag", "tag_never"],
    ] as [string, string][],
  ],
  ["snoozed until no day", () => "/snooze", { until: "someday" }],
  ["linked to what is not there", () => "/link", { about: "inv_never" }],
  ["linked to a number that is not there", () => "/link", { number: "INV-0" }],
].map(([what, path, fields]) => [
  `a request: ${what as string}`,
  () => `/staff/requests/${at.request}${(path as () => string)()}`,
  fields as Odd[2],
]);

const forms: Odd[] = [
  ...requestForms,
  ["a request: given to no customer", () => `/staff/requests/${at.unclaimed}/customer`, { customer: "org_never" }],
  ["a request: linked though it is nobody's", () => `/staff/requests/${at.unclaimed}/link`, { number: "PO-1" }],
  ["a request that is not there", () => "/staff/requests/req_never/tags", { tag: "tag_one" }],
  ["a held email that is not there", () => "/staff/requests/held/mail_never/acceptance", {}],
  ["orders: a step of no plan", () => "/staff/orders/steps", { order: "ORDER", step: "painted" }],
  ["orders: one that is not there", () => "/staff/orders/steps", { order: "ord_never", step: "packed" }],
  ["orders: the next step of one that is not there", () => "/staff/orders/steps", { next: "ord_never packed" }],
  ["orders: more than a board has", () => "/staff/orders/steps", [...many, ["step", "packed"]]],
  ["orders: a filter of no state", () => "/staff/orders/filters", { name: "Mine", state: "lost" }],
  ["an order: a step of no plan", () => `/staff/orders/${at.order}/events/new`, { step: "painted" }],
  [
    "an order: corrected to a step of no plan",
    () => `/staff/orders/${at.order}/events/removal?event=one`,
    { step: "x" },
  ],
  ["an order: neither cancelled nor reopened", () => `/staff/orders/${at.order}/cancellation`, { cancelled: "maybe" }],
  ["an order: moved to no customer", () => `/staff/orders/${at.order}/move`, { customer: "org_never" }],
  ["an order that is not there", () => "/staff/orders/ord_never/edit", { title: "Chairs" }],
  ["a new order of no customer", () => "/staff/orders/new?customer=org_never", { reference: "PO-2", title: "Chairs" }],
  ["a customer: an ID that Stripe has not", () => `/staff/customers/${at.acme}/stripe/new`, { customer: "cus_never" }],
  ["a customer: somebody who is not theirs", () => `/staff/customers/${at.acme}/people/per_never`, { role: "owner" }],
  ["a customer: a note that is too long", () => `/staff/customers/${at.acme}/notes`, { note: words }],
  ["a customer that is not there", () => "/staff/customers/org_never/notes", { note: "Call" }],
  ["a step moved sideways", () => "/staff/steps/order/packed/place", { to: "left" }],
  ["a step that is not there", () => "/staff/steps/order/painted/place", { to: "up" }],
  ["steps of no kind", () => "/staff/steps?kind=chairs", { name: "Painted" }],
  ["own emails: neither now nor off", () => "/staff/settings/mails", { requests: "sometimes" }],
  ["seats: a product that is not there", () => "/staff/settings/seats", { product: "prod_never" }],
  ["answer times of no hours", () => "/staff/settings/answers", { day1: "on", from: "x", to: "17", hours: "8" }],
  ["a saved reply that is not there", () => "/staff/settings/replies/rep_never", { name: "A", text: "B" }],
];

it.each(forms)("%s is refused, and nothing is written", async (_, path, fields) => {
  const before = kept();
  const filled = new URLSearchParams(fields).toString().replace("ORDER", at.order);
  const answer = await sam.request(
    path(),
    {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: town.config.appUrl },
      body: filled,
    },
    false,
  );
  expect([404, 413, 422]).toContain(answer.status);
  expect(kept()).toEqual(before);
});

it("a request that was closed meanwhile is not said to be snoozed", async () => {
  await sam.post(`/staff/requests/${at.request}/closure`, { open: "no", seen: "9" });
  const { status, html } = await sam.post(`/staff/requests/${at.request}/snooze`, { until: "2026-12-01" });
  expect([status, html]).toEqual([422, expect.stringContaining("This request is closed")]);
});
