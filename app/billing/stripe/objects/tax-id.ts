import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { taxIds } from "#db/schema/subscriptions.ts";
import type { StripeObject } from "../stripe-api.ts";
import { ownerOf } from "../owners.ts";
import type { ObjectType } from "../object-type.ts";
import { storeObject } from "../store-object.ts";
import { idOrNull, timestamp, text, textOrNull } from "../field-schemas.ts";

/** https://docs.stripe.com/api/tax_ids/object */
const shape = z.object({
  id: text,
  customer: idOrNull,
  type: text,
  value: text,
  country: textOrNull,
  created: timestamp,
  verification: z.object({ status: textOrNull }).nullish(),
});

type Answer = { raw: StripeObject; taxId: z.infer<typeof shape> };

/** A customer's VAT number and the like. */
export const taxId: ObjectType<Answer> = {
  object: "tax_id",
  table: taxIds,
  path: "/v1/tax_ids",
  listed: {
    by: "customer",
    query: (customerId) => ({ "owner[type]": "customer", "owner[customer]": customerId }),
  },
  blank: { type: "", value: "", createdAt: 0 },

  complete: (_ask, raw) => ({ raw, taxId: shape.parse(raw) }),

  save(observation, { raw, taxId: fields }) {
    const columns = {
      id: fields.id,
      orgId: ownerOf(observation, fields.customer),
      customerId: fields.customer,
      type: fields.type,
      value: fields.value,
      country: fields.country,
      verification: fields.verification?.status ?? null,
      createdAt: fields.created,
    };
    storeObject(observation, taxIds, columns, raw);
  },

  ofCustomer: [{ table: taxIds, where: (customerId) => eq(taxIds.customerId, customerId) }],

  heldBy({ db }, customerId) {
    return db
      .select({ id: taxIds.id })
      .from(taxIds)
      .where(and(eq(taxIds.customerId, customerId), isNull(taxIds.deletedAt)))
      .all()
      .map(({ id }) => id);
  },
};
