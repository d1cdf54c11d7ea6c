import { z } from "zod";
import { disputes } from "#db/schema/billing.ts";
import type { Found } from "../stripe-api.ts";
import { ownerOfCharge } from "../owners.ts";
import type { Kind } from "../object-type.ts";
import { put } from "../store-object.ts";
import { idOrNull, time, whole, words, wordsOrNull } from "../field-schemas.ts";

/** https://docs.stripe.com/api/disputes/object */
const shape = z.object({
  id: words,
  charge: idOrNull,
  status: words,
  amount: whole,
  currency: words,
  reason: wordsOrNull,
  created: time,
});

type Answer = { raw: Found; dispute: z.infer<typeof shape> };

/** A payment that the customer's bank asked about. */
export const dispute: Kind<Answer> = {
  object: "dispute",
  table: disputes,
  path: "/v1/disputes",
  listed: { by: "created" },
  blank: { status: "", amount: 0, currency: "", createdAt: 0 },

  complete: (_ask, raw) => ({ raw, dispute: shape.parse(raw) }),

  save(sighting, { raw, dispute: said }) {
    const columns = {
      id: said.id,
      orgId: ownerOfCharge(sighting, said.charge),
      chargeId: said.charge,
      status: said.status,
      amount: said.amount,
      currency: said.currency,
      reason: said.reason,
      createdAt: said.created,
    };
    put(sighting, disputes, columns, raw);
  },
};
