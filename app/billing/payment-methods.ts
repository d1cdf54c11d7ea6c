import { and, asc, desc, eq, inArray, isNull, ne, notInArray, sql } from "drizzle-orm";
import { preparedFor } from "#db/prepared.ts";
import { stripeCustomers } from "#db/schema/billing.ts";
import { paymentMethods, products, subscriptionItems, subscriptions } from "#db/schema/subscriptions.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { cardExpiry } from "./card-expiry.ts";
import { endedStatuses } from "./subscription-state.ts";

const listingCustomers = preparedFor((tenant: Tenant) =>
  tenant.db
    .select({
      id: stripeCustomers.id,
      name: stripeCustomers.name,
      email: stripeCustomers.email,
      defaultPaymentMethodId: stripeCustomers.defaultPaymentMethodId,
    })
    .from(stripeCustomers)
    .where(mine(tenant, stripeCustomers, isNull(stripeCustomers.deletedAt)))
    .orderBy(asc(stripeCustomers.name), asc(stripeCustomers.id)),
);

const listingMethods = preparedFor((tenant: Tenant) =>
  tenant.db
    .select({
      id: paymentMethods.id,
      firstSeenAt: paymentMethods.firstSeenAt,
      customerId: paymentMethods.customerId,
      type: paymentMethods.type,
      brand: paymentMethods.brand,
      last4: paymentMethods.last4,
      expMonth: paymentMethods.expMonth,
      expYear: paymentMethods.expYear,
      account: sql<
        string | null
      >`coalesce(json_extract(${paymentMethods.raw}, '$.link.email'), json_extract(${paymentMethods.raw}, '$.paypal.payer_email'))`,
    })
    .from(paymentMethods)
    .where(mine(tenant, paymentMethods, isNull(paymentMethods.deletedAt)))
    .orderBy(desc(paymentMethods.createdAt), desc(paymentMethods.id)),
);

/**
 * Each Stripe customer of the organization with what they can pay by, the one that is used for everything first, what
 * each pays for, and whether it is in use: by that, as the default, or as any where there is no default. `now` is epoch milliseconds.
 */
export function listPaymentMethods(tenant: Tenant, now: number) {
  const customers = listingCustomers(tenant).all();
  const methods = listingMethods(tenant).all();
  const uses = usesOf(tenant);
  return customers.map((customer) => {
    const isDefault = ({ id }: { id: string }) => id === customer.defaultPaymentMethodId;
    const own = methods
      .filter(({ customerId }) => customerId === customer.id)
      .map((method) => ({
        ...method,
        isDefault: isDefault(method),
        expiry: cardExpiry(method, now),
        paysFor: uses
          .filter((use) => use.customerId === customer.id)
          .filter(({ methodId }) => (methodId ?? customer.defaultPaymentMethodId) === method.id)
          .map(({ name }) => name),
      }))
      .map((method) => ({
        ...method,
        isUsed: method.isDefault || method.paysFor.length > 0 || customer.defaultPaymentMethodId === null,
      }));
    const first = own.filter(({ isDefault }) => isDefault);
    const others = own.filter(({ isDefault }) => !isDefault);
    return { id: customer.id, name: customer.name ?? customer.email, methods: [...first, ...others] };
  });
}

export type Payer = ReturnType<typeof listPaymentMethods>[number];
export type MethodShown = Payer["methods"][number];

const listingRunning = preparedFor((tenant: Tenant) =>
  tenant.db
    .select({
      id: subscriptions.id,
      customerId: subscriptions.customerId,
      methodId: subscriptions.defaultPaymentMethodId,
      description: subscriptions.description,
    })
    .from(subscriptions)
    .where(
      mine(
        tenant,
        subscriptions,
        isNull(subscriptions.deletedAt),
        isNull(subscriptions.endedAt),
        notInArray(subscriptions.status, endedStatuses),
        sql`${subscriptions.collectionMethod} is not 'send_invoice'`,
      ),
    )
    .orderBy(desc(subscriptions.createdAt)),
);

const listingNames = preparedFor((tenant: Tenant, { ids }: { ids: string[] }) =>
  tenant.db
    .select({ subscriptionId: subscriptionItems.subscriptionId, name: products.name })
    .from(subscriptionItems)
    .innerJoin(products, and(eq(products.id, subscriptionItems.productId), ne(products.name, "")))
    .where(mine(tenant, subscriptionItems, inArray(subscriptionItems.subscriptionId, ids)))
    .orderBy(asc(subscriptionItems.position)),
);

/** What running subscriptions are called and paid by; those that are paid by invoice use no method. */
function usesOf(tenant: Tenant) {
  const running = listingRunning(tenant).all();
  const ids = running.map(({ id }) => id);
  const names = ids.length ? listingNames(tenant, { ids }).all() : [];
  return running.map(({ id, description, ...use }) => ({
    ...use,
    name: names.find(({ subscriptionId }) => subscriptionId === id)?.name ?? description,
  }));
}
