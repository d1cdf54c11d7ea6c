import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { taxIds } from "#db/schema/subscriptions.ts";
import type { Found } from "../stripe-api.ts";
import { ownerOf } from "../owners.ts";
import type { Kind } from "../object-type.ts";
import { put } from "../store-object.ts";
import { idOrNull, time, words, wordsOrNull } from "../field-schemas.ts";

/** https://docs.stripe.com/api/tax_ids/object */
const shape = z.object({
  id: words,
  customer: idOrNull,
  type: words,
  value: words,
  country: wordsOrNull,
  created: time,
  verification: z.object({ status: wordsOrNull }).nullish(),
});

type Answer = { raw: Found; taxId: z.infer<typeof shape> };

/** A customer's VAT number and the like. */
export const taxId: Kind<Answer> = {
  object: "tax_id",
  table: taxIds,
  path: "/v1/tax_ids",
  listed: {
    by: "customer",
    query: (customerId) => ({ "owner[type]": "customer", "owner[customer]": customerId }),
  },
  blank: { type: "", value: "", createdAt: 0 },

  complete: (_ask, raw) => ({ raw, taxId: shape.parse(raw) }),

  save(sighting, { raw, taxId: said }) {
    const columns = {
      id: said.id,
      orgId: ownerOf(sighting, said.customer),
      customerId: said.customer,
      type: said.type,
      value: said.value,
      country: said.country,
      verification: said.verification?.status ?? null,
      createdAt: said.created,
    };
    put(sighting, taxIds, columns, raw);
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
