import type { OrgId } from "#db/ids.ts";
import { stripeCustomers } from "#db/schema/billing.ts";
import { paymentMethods, products, subscriptionItems, subscriptions } from "#db/schema/subscriptions.ts";
import { monday, type World } from "#tests/world.ts";

let count = 0;
const day = 86_400_000;
type Place = Pick<World, "system" | "now">;
const sighted = ({ now }: Place) => ({ obs: 1, fetchedAt: now(), firstSeenVia: "event" as const });

/** A Stripe customer of an organization, or of none. Gives the id. */
export function addCustomer(
  world: Place,
  orgId: OrgId | null,
  values: Partial<typeof stripeCustomers.$inferInsert> = {},
) {
  const id = values.id ?? `cus_test${++count}`;
  world.system.db
    .insert(stripeCustomers)
    .values({ ...sighted(world), name: "Acme GmbH", ...values, id, orgId })
    .run();
  return id;
}

/** A Visa that ends in 4242 and lasts till April 2029, unless told otherwise. Gives the id. */
export function addMethod(
  world: Place,
  orgId: OrgId,
  customerId: string,
  values: Partial<typeof paymentMethods.$inferInsert> = {},
) {
  const id = values.id ?? `pm_test${++count}`;
  const card = { type: "card", brand: "visa", last4: "4242", expMonth: 4, expYear: 2029 };
  world.system.db
    .insert(paymentMethods)
    .values({ ...sighted(world), ...card, createdAt: monday - count, ...values, id, orgId, customerId })
    .run();
  return id;
}

type Item = Partial<typeof subscriptionItems.$inferInsert> & { name?: string | null; unitLabel?: string };

/** A running subscription to a care plan, 24.00 EUR a month from today on, unless told otherwise. Gives the id. */
export function addSubscription(
  world: Place,
  orgId: OrgId,
  customerId: string,
  values: Partial<typeof subscriptions.$inferInsert> = {},
  items: Item[] = [{}],
) {
  const { db } = world.system;
  const id = values.id ?? `sub_test${++count}`;
  const basics = { status: "active", currency: "eur", startedAt: monday - day, createdAt: monday - count };
  db.insert(subscriptions)
    .values({ ...sighted(world), ...basics, ...values, id, orgId, customerId })
    .run();
  items.forEach(({ name = "Care plan", unitLabel = null, ...item }, position) => {
    const productId = `prod_test${++count}`;
    if (name !== null)
      db.insert(products)
        .values({ ...sighted(world), id: productId, name, unitLabel })
        .run();
    db.insert(subscriptionItems)
      .values({
        id: `si_test${++count}`,
        subscriptionId: id,
        orgId,
        position,
        priceId: `price_test${count}`,
        productId,
        quantity: 1,
        unitAmount: "2400",
        currency: "eur",
        interval: "month",
        intervalCount: 1,
        isMetered: false,
        periodStart: monday - day,
        periodEnd: monday + 29 * day,
        ...item,
      })
      .run();
  });
  return id;
}
