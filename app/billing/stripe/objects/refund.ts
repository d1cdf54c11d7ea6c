import { z } from "zod";
import { refunds } from "#db/schema/billing.ts";
import type { Found } from "../stripe-api.ts";
import { ownerOfCharge } from "../owners.ts";
import type { Kind } from "../object-type.ts";
import { put } from "../store-object.ts";
import { idOrNull, time, whole, words, wordsOrNull } from "../field-schemas.ts";

/** https://docs.stripe.com/api/refunds/object; a status is null for a moment */
const shape = z.object({
  id: words,
  charge: idOrNull,
  status: wordsOrNull,
  amount: whole,
  currency: words,
  reason: wordsOrNull,
  payment_intent: idOrNull,
  failure_reason: wordsOrNull,
  created: time,
});

type Answer = { raw: Found; refund: z.infer<typeof shape> };

/** Money on its way back, or that could not be given back. */
export const refund: Kind<Answer> = {
  object: "refund",
  table: refunds,
  path: "/v1/refunds",
  listed: { by: "created" },
  blank: { status: "", amount: 0, currency: "", createdAt: 0 },

  complete: (_ask, raw) => ({ raw, refund: shape.parse(raw) }),

  save(sighting, { raw, refund: said }) {
    const columns = {
      id: said.id,
      orgId: ownerOfCharge(sighting, said.charge),
      chargeId: said.charge,
      status: said.status ?? "pending",
      amount: said.amount,
      currency: said.currency,
      reason: said.reason,
      paymentIntentId: said.payment_intent,
      failureReason: said.failure_reason,
      createdAt: said.created,
    };
    put(sighting, refunds, columns, raw);
  },
};
