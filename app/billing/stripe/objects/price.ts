import { z } from "zod";
import { prices } from "#db/schema/subscriptions.ts";
import type { Found } from "../stripe-api.ts";
import type { Kind } from "../object-type.ts";
import { put } from "../store-object.ts";
import { idOrNull, words, wordsOrNull } from "../field-schemas.ts";

/** https://docs.stripe.com/api/prices/object; what is used of its amounts comes with each subscription. */
const shape = z.object({ id: words, product: idOrNull, nickname: wordsOrNull });

type Answer = { raw: Found; price: z.infer<typeof shape> };

/** What something costs: it belongs to no customer. */
export const price: Kind<Answer> = {
  object: "price",
  table: prices,
  path: "/v1/prices",
  // Archived prices, and those made for one subscription only, are not listed (https://docs.stripe.com/api/prices/list).
  listed: { by: "created", isPartial: true },
  blank: {},

  complete: (_ask, raw) => ({ raw, price: shape.parse(raw) }),

  save(sighting, { raw, price: { id, product: productId, nickname } }) {
    put(sighting, prices, { id, productId, nickname }, raw);
  },
};
