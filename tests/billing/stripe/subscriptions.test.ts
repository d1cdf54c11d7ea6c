import { asc, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { paymentMethods, products, subscriptionItems, subscriptions, taxIds } from "#db/schema/subscriptions.ts";
import { openBilling, type Billing } from "./billing.ts";

let b: Billing;
let customer: string;
beforeEach(async () => {
  b = await openBilling();
  customer = b.stripe.createCustomer({ name: "Fjord AS", email: "kari@fjord.example" }).id;
});
afterEach(() => b.end());

const itemsOf = (id: string) =>
  b.system.db
    .select()
    .from(subscriptionItems)
    .where(eq(subscriptionItems.subscriptionId, id))
    .orderBy(asc(subscriptionItems.position))
    .all();

function sell(name: string, unit_amount: number, interval: "month" | "year" = "month") {
  const product = b.stripe.createProduct({ name });
  const price = b.stripe.createPrice({ product: product.id, unit_amount, currency: "eur", recurring: { interval } });
  return { product: product.id, price: price.id };
}

describe("a subscription", () => {
  it("has its items with a period of each, and the names of what is sold", async () => {
    const [care, seats] = [sell("Care plan", 7900), sell("Planner seat", 120_000, "year")];
    const { id } = b.stripe.createSubscription({
      customer,
      items: [{ price: care.price }, { price: seats.price, quantity: 12 }],
    });
    await b.sync();
    const { orgId } = b.customer(customer)!;
    expect(b.row(subscriptions, id)).toMatchObject({ orgId, customerId: customer, status: "active" });
    const items = itemsOf(id);
    expect(items).toMatchObject([
      { productId: care.product, unitAmount: "7900", quantity: 1, interval: "month", orgId },
      { productId: seats.product, unitAmount: "120000", quantity: 12, interval: "year", orgId },
    ]);
    expect(items[1]!.periodEnd! - items[0]!.periodEnd!).toBeGreaterThan(300 * 86_400_000);
    expect(b.row(products, care.product)).toMatchObject({ name: "Care plan" });
  });

  it("of a thing sold in packs has no price of one", async () => {
    const { price } = sell("Chairs, ten a pack", 7900);
    Object.assign(b.stripe.state.prices.get(price)!, { transform_quantity: { divide_by: 10, round: "up" } });
    const { id } = b.stripe.createSubscription({ customer, items: [{ price, quantity: 25 }] });
    await b.sync();
    expect(itemsOf(id)).toMatchObject([{ quantity: 25, unitAmount: null }]);
  });

  it("changed, paused, ending and ended is what Stripe says last", async () => {
    const { price } = sell("Care plan", 7900);
    const { id } = b.stripe.createSubscription({ customer, items: [{ price, quantity: 2 }] });
    await b.sync();
    b.stripe.updateSubscription(id, { cancel_at_period_end: true });
    await b.sync();
    expect(b.row(subscriptions, id)).toMatchObject({ cancelAtPeriodEnd: true, cancelAt: expect.any(Number) });
    b.stripe.cancelSubscription(id);
    await b.bring((events) => events.reverse());
    await b.settle();
    expect(b.row(subscriptions, id)).toMatchObject({ status: "canceled", endedAt: expect.any(Number) });
  });

  it("is fetched again when its customer is deleted, like methods and tax ids", async () => {
    const { price } = sell("Care plan", 7900);
    const { id } = b.stripe.createSubscription({ customer, items: [{ price }] });
    const method = b.stripe.createPaymentMethod({ customer });
    const number = b.stripe.createTaxId(customer, { type: "eu_vat", value: "DE123456788" });
    await b.sync();
    expect(b.row(taxIds, number.id)).toMatchObject({ value: "DE123456788", orgId: b.customer(customer)!.orgId });
    b.stripe.deleteCustomer(customer);
    await b.bring((events) => events.filter(({ type }) => type === "customer.deleted"));
    await b.settle();
    expect(b.row(subscriptions, id)).toMatchObject({ status: "canceled" });
    expect(b.row(paymentMethods, method.id)).toMatchObject({ customerId: null, orgId: null });
    expect(b.row(taxIds, number.id)!.deletedAt).toEqual(expect.any(Number));
  });
});

it("a product with another name is another page for whoever has it", async () => {
  const { product, price } = sell("Care plan", 7900);
  b.stripe.createSubscription({ customer, items: [{ price }] });
  await b.sync();
  const version = () =>
    b.connection.sqlite
      .prepare("select version from organizations where id = ?")
      .pluck()
      .get(b.customer(customer)!.orgId);
  const before = version() as number;
  b.stripe.updateProduct(product, { name: "Care plan, large" });
  await b.sync();
  expect(b.row(products, product)).toMatchObject({ name: "Care plan, large" });
  expect(version()).toBeGreaterThan(before);
});
