import { z } from "zod";
import { products } from "#db/schema/subscriptions.ts";
import type { Found } from "../stripe-api.ts";
import type { Kind } from "../object-type.ts";
import { put } from "../store-object.ts";
import { words, wordsOrNull } from "../field-schemas.ts";

/** https://docs.stripe.com/api/products/object */
const shape = z.object({ id: words, name: words, description: wordsOrNull, unit_label: wordsOrNull });

type Answer = { raw: Found; product: z.infer<typeof shape> };

/** What the company sells: it belongs to no customer. */
export const product: Kind<Answer> = {
  object: "product",
  table: products,
  path: "/v1/products",
  listed: { by: "created" },
  blank: { name: "" },

  complete: (_ask, raw) => ({ raw, product: shape.parse(raw) }),

  save(sighting, { raw, product: { unit_label: unitLabel, ...said } }) {
    put(sighting, products, { ...said, unitLabel }, raw);
  },
};
