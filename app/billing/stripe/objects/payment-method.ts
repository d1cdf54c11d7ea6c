import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { paymentMethods } from "#db/schema/subscriptions.ts";
import type { Found } from "../stripe-api.ts";
import { ownerOf } from "../owners.ts";
import type { Kind } from "../object-type.ts";
import { methodFacts } from "../method-label.ts";
import { put } from "../store-object.ts";
import { idOrNull, time, words } from "../field-schemas.ts";

/** https://docs.stripe.com/api/payment_methods/object; older accounts' `card_…` and `src_…` are answered like these. */
const shape = z.looseObject({ id: words, customer: idOrNull, type: words, created: time });

type Answer = { raw: Found; method: z.infer<typeof shape> };

/** How a customer pays. Detached it belongs to nobody. */
export const paymentMethod: Kind<Answer> = {
  object: "payment_method",
  table: paymentMethods,
  path: "/v1/payment_methods",
  listed: { by: "customer", query: (customer) => ({ customer }) },
  blank: { type: "", createdAt: 0 },

  complete: (_ask, raw) => ({ raw, method: shape.parse(raw) }),

  save(sighting, { raw, method }) {
    const columns = {
      id: method.id,
      orgId: ownerOf(sighting, method.customer),
      customerId: method.customer,
      ...methodFacts(method),
      type: method.type,
      createdAt: method.created,
    };
    put(sighting, paymentMethods, columns, raw);
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
