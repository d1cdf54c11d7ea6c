import { z } from "zod";
import { refunds } from "#db/schema/billing.ts";
import type { StripeObject } from "../stripe-api.ts";
import { ownerOfCharge } from "../owners.ts";
import type { ObjectType } from "../object-type.ts";
import { storeObject } from "../store-object.ts";
import { idOrNull, timestamp, integer, text, textOrNull } from "../field-schemas.ts";

/** https://docs.stripe.com/api/refunds/object; a status is null for a moment */
const shape = z.object({
  id: text,
  charge: idOrNull,
  status: textOrNull,
  amount: integer,
  currency: text,
  reason: textOrNull,
  payment_intent: idOrNull,
  failure_reason: textOrNull,
  created: timestamp,
});

type Answer = { raw: StripeObject; refund: z.infer<typeof shape> };

/** Money on its way back, or that could not be given back. */
export const refund: ObjectType<Answer> = {
  object: "refund",
  table: refunds,
  path: "/v1/refunds",
  listed: { by: "created" },
  blank: { status: "", amount: 0, currency: "", createdAt: 0 },

  complete: (_ask, raw) => ({ raw, refund: shape.parse(raw) }),

  save(observation, { raw, refund: fields }) {
    const columns = {
      id: fields.id,
      orgId: ownerOfCharge(observation, fields.charge),
      chargeId: fields.charge,
      status: fields.status ?? "pending",
      amount: fields.amount,
      currency: fields.currency,
      reason: fields.reason,
      paymentIntentId: fields.payment_intent,
      failureReason: fields.failure_reason,
      createdAt: fields.created,
    };
    storeObject(observation, refunds, columns, raw);
  },
};
