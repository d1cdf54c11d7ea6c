import { z } from "zod";
import { prices } from "#db/schema/subscriptions.ts";
import type { StripeObject } from "../stripe-api.ts";
import type { ObjectType } from "../object-type.ts";
import { storeObject } from "../store-object.ts";
import { idOrNull, text, textOrNull } from "../field-schemas.ts";

/** https://docs.stripe.com/api/prices/object; what is used of its amounts comes with each subscription. */
const shape = z.object({ id: text, product: idOrNull, nickname: textOrNull });

type Answer = { raw: StripeObject; price: z.infer<typeof shape> };

/** What something costs: it belongs to no customer. */
export const price: ObjectType<Answer> = {
  object: "price",
  table: prices,
  path: "/v1/prices",
  // Archived prices, and those made for one subscription only, are not listed (https://docs.stripe.com/api/prices/list).
  listed: { by: "created", isPartial: true },
  blank: {},

  complete: (_ask, raw) => ({ raw, price: shape.parse(raw) }),

  save(observation, { raw, price: { id, product: productId, nickname } }) {
    storeObject(observation, prices, { id, productId, nickname }, raw);
  },
};
