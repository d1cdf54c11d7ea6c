import { z } from "zod";
import { disputes } from "#db/schema/billing.ts";
import type { StripeObject } from "../stripe-api.ts";
import { ownerOfCharge } from "../owners.ts";
import type { ObjectType } from "../object-type.ts";
import { storeObject } from "../store-object.ts";
import { idOrNull, timestamp, integer, text, textOrNull } from "../field-schemas.ts";

/** https://docs.stripe.com/api/disputes/object */
const shape = z.object({
  id: text,
  charge: idOrNull,
  status: text,
  amount: integer,
  currency: text,
  reason: textOrNull,
  created: timestamp,
});

type Answer = { raw: StripeObject; dispute: z.infer<typeof shape> };

/** A payment that the customer's bank asked about. */
export const dispute: ObjectType<Answer> = {
  object: "dispute",
  table: disputes,
  path: "/v1/disputes",
  listed: { by: "created" },
  blank: { status: "", amount: 0, currency: "", createdAt: 0 },

  complete: (_ask, raw) => ({ raw, dispute: shape.parse(raw) }),

  save(observation, { raw, dispute: fields }) {
    const columns = {
      id: fields.id,
      orgId: ownerOfCharge(observation, fields.charge),
      chargeId: fields.charge,
      status: fields.status,
      amount: fields.amount,
      currency: fields.currency,
      reason: fields.reason,
      createdAt: fields.created,
    };
    storeObject(observation, disputes, columns, raw);
  },
};
