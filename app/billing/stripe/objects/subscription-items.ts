import { eq } from "drizzle-orm";
import { z } from "zod";
import type { OrgId } from "#db/ids.ts";
import { prices, products, subscriptionItems } from "#db/schema/subscriptions.ts";
import { markDirty } from "../fetch-queue.ts";
import type { Sighting } from "../object-type.ts";
import { decimalOrNull, idOrNull, timeOrNull, whole, words, wordsOrNull } from "../field-schemas.ts";

/** https://docs.stripe.com/api/subscription_items/object; periods stand on items since API version 2025-03-31.
 * A price that counts in packs has no price of one. */
const shape = z.object({
  id: words,
  quantity: whole.nullish(),
  current_period_start: timeOrNull,
  current_period_end: timeOrNull,
  price: z.object({
    id: words,
    product: idOrNull,
    currency: words,
    unit_amount_decimal: decimalOrNull,
    transform_quantity: z.object({ divide_by: whole }).nullish(),
    recurring: z.object({ interval: wordsOrNull, interval_count: whole.nullish(), usage_type: wordsOrNull }).nullish(),
  }),
});

export type SubscriptionItem = z.infer<typeof shape>;

/** Throws zod's error on an answer that cannot be used. */
export const readItem = (raw: unknown): SubscriptionItem => shape.parse(raw);

/** Puts these items in place of those there were, in the caller's transaction; what nobody has seen of their
 * prices and products is asked for. */
export function replaceItems(
  sighting: Sighting,
  parent: { id: string; orgId: OrgId | null },
  items: SubscriptionItem[],
) {
  const { db } = sighting.system;
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
    askForUnknown(sighting, "price", prices, price.id);
    if (price.product) askForUnknown(sighting, "product", products, price.product);
  });
}

function askForUnknown(
  { system, now, eventAt }: Sighting,
  type: "product" | "price",
  table: typeof products | typeof prices,
  id: string,
) {
  const known = system.db.select({ id: table.id }).from(table).where(eq(table.id, id)).get();
  if (!known) markDirty(system, { type, id }, { now, eventAt });
}
