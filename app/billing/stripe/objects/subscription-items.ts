import { eq } from "drizzle-orm";
import { z } from "zod";
import type { OrgId } from "#db/ids.ts";
import { prices, products, subscriptionItems } from "#db/schema/subscriptions.ts";
import { markForFetch } from "../fetch-queue.ts";
import type { Observation } from "../object-type.ts";
import { decimalOrNull, idOrNull, timestampOrNull, integer, text, textOrNull } from "../field-schemas.ts";

/** https://docs.stripe.com/api/subscription_items/object; periods stand on items since API version 2025-03-31.
 * A price that counts in packs has no price of one. */
const shape = z.object({
  id: text,
  quantity: integer.nullish(),
  current_period_start: timestampOrNull,
  current_period_end: timestampOrNull,
  price: z.object({
    id: text,
    product: idOrNull,
    currency: text,
    unit_amount_decimal: decimalOrNull,
    transform_quantity: z.object({ divide_by: integer }).nullish(),
    recurring: z.object({ interval: textOrNull, interval_count: integer.nullish(), usage_type: textOrNull }).nullish(),
  }),
});

export type SubscriptionItem = z.infer<typeof shape>;

/** Throws zod's error on an answer that cannot be used. */
export const readItem = (raw: unknown): SubscriptionItem => shape.parse(raw);

/** Puts these items in place of those there were, in the caller's transaction; what nobody has seen of their
 * prices and products is asked for. */
export function replaceItems(
  observation: Observation,
  parent: { id: string; orgId: OrgId | null },
  items: SubscriptionItem[],
) {
  const { db } = observation.system;
  db.delete(subscriptionItems).where(eq(subscriptionItems.subscriptionId, parent.id)).run();
  items.forEach(({ price, ...item }, position) => {
    db.insert(subscriptionItems)
      .values({
        id: item.id,
        subscriptionId: parent.id,
        orgId: parent.orgId,
        position,
        priceId: price.id,
        productId: price.product,
        quantity: item.quantity ?? null,
        unitAmount: price.transform_quantity ? null : price.unit_amount_decimal,
        currency: price.currency,
        interval: price.recurring?.interval ?? null,
        intervalCount: price.recurring?.interval_count ?? null,
        isMetered: price.recurring?.usage_type === "metered",
        periodStart: item.current_period_start,
        periodEnd: item.current_period_end,
      })
      .run();
    askForUnknown(observation, "price", prices, price.id);
    if (price.product) askForUnknown(observation, "product", products, price.product);
  });
}

function askForUnknown(
  { system, now, eventAt }: Observation,
  type: "product" | "price",
  table: typeof products | typeof prices,
  id: string,
) {
  const known = system.db.select({ id: table.id }).from(table).where(eq(table.id, id)).get();
  if (!known) markForFetch(system, { type, id }, { now, eventAt });
}
