import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { paymentMethods } from "#db/schema/subscriptions.ts";
import type { StripeObject } from "../stripe-api.ts";
import { ownerOf } from "../owners.ts";
import type { ObjectType } from "../object-type.ts";
import { methodFacts } from "../method-label.ts";
import { storeObject } from "../store-object.ts";
import { idOrNull, timestamp, text } from "../field-schemas.ts";

/** https://docs.stripe.com/api/payment_methods/object; older accounts' `card_…` and `src_…` are answered like these. */
const shape = z.looseObject({ id: text, customer: idOrNull, type: text, created: timestamp });

type Answer = { raw: StripeObject; method: z.infer<typeof shape> };

/** How a customer pays. Detached it belongs to nobody. */
export const paymentMethod: ObjectType<Answer> = {
  object: "payment_method",
  table: paymentMethods,
  path: "/v1/payment_methods",
  listed: { by: "customer", query: (customer) => ({ customer }) },
  blank: { type: "", createdAt: 0 },

  complete: (_ask, raw) => ({ raw, method: shape.parse(raw) }),

  save(observation, { raw, method }) {
    const columns = {
      id: method.id,
      orgId: ownerOf(observation, method.customer),
      customerId: method.customer,
      ...methodFacts(method),
      type: method.type,
      createdAt: method.created,
    };
    storeObject(observation, paymentMethods, columns, raw);
  },

  ofCustomer: [{ table: paymentMethods, where: (customerId) => eq(paymentMethods.customerId, customerId) }],

  heldBy({ db }, customerId) {
    return db
      .select({ id: paymentMethods.id })
      .from(paymentMethods)
      .where(and(eq(paymentMethods.customerId, customerId), isNull(paymentMethods.deletedAt)))
      .all()
      .map(({ id }) => id);
  },
};
