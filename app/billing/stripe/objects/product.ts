import { z } from "zod";
import { products } from "#db/schema/subscriptions.ts";
import type { StripeObject } from "../stripe-api.ts";
import type { ObjectType } from "../object-type.ts";
import { storeObject } from "../store-object.ts";
import { text, textOrNull } from "../field-schemas.ts";

/** https://docs.stripe.com/api/products/object */
const shape = z.object({ id: text, name: text, description: textOrNull, unit_label: textOrNull });

type Answer = { raw: StripeObject; product: z.infer<typeof shape> };

/** What the company sells: it belongs to no customer. */
export const product: ObjectType<Answer> = {
  object: "product",
  table: products,
  path: "/v1/products",
  listed: { by: "created" },
  blank: { name: "" },

  complete: (_ask, raw) => ({ raw, product: shape.parse(raw) }),

  save(observation, { raw, product: { unit_label: unitLabel, ...fields } }) {
    storeObject(observation, products, { ...fields, unitLabel }, raw);
  },
};
