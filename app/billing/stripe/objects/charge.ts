import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { charges, disputes, refunds } from "#db/schema/billing.ts";
import type { StripeObject } from "../stripe-api.ts";
import { ownerOf } from "../owners.ts";
import { checkInvoicesOf } from "../../news/failed-attempts.ts";
import type { ObjectType, Observation } from "../object-type.ts";
import { methodLabel } from "../method-label.ts";
import { prepared } from "#db/prepared.ts";
import { storeObject } from "../store-object.ts";
import { rowOf } from "#db/statements.ts";
import { idOrNull, timestamp, integer, integerOrZero, text, textOrNull } from "../field-schemas.ts";

/** https://docs.stripe.com/api/charges/object */
const shape = z.object({
  id: text,
  customer: idOrNull,
  payment_intent: idOrNull,
  status: text,
  currency: text,
  amount: integer,
  amount_refunded: integerOrZero,
  failure_message: textOrNull,
  receipt_url: textOrNull,
  created: timestamp,
  payment_method_details: z.looseObject({ type: textOrNull }).nullish(),
});

type Answer = { raw: StripeObject; charge: z.infer<typeof shape> };

/** Money that was taken, or could not be. */
export const charge: ObjectType<Answer> = {
  object: "charge",
  table: charges,
  path: "/v1/charges",
  listed: { by: "created" },
  blank: { status: "", currency: "", amount: 0, amountRefunded: 0, createdAt: 0 },

  complete: (_ask, raw) => ({ raw, charge: shape.parse(raw) }),

  save(observation, { raw, charge: fields }) {
    const columns = {
      id: fields.id,
      orgId: fields.customer ? ownerOf(observation, fields.customer) : undefined,
      customerId: fields.customer ?? undefined,
      paymentIntentId: fields.payment_intent,
      status: fields.status,
      currency: fields.currency,
      amount: fields.amount,
      amountRefunded: fields.amount_refunded,
      methodLabel: methodLabel(fields.payment_method_details),
      failureMessage: fields.failure_message,
      receiptUrl: fields.receipt_url,
      createdAt: fields.created,
    };
    const { before } = storeObject(observation, charges, columns, raw, { fleeting: { receipt_url: "receiptUrl" } });
    checkInvoicesOf(observation, rowOf(observation.system.db, charges, fields.id)!, before);
    ownThoseOf(observation, fields.id);
  },

  ofCustomer: [
    { table: charges, where: (customerId) => eq(charges.customerId, customerId) },
    ...[refunds, disputes].map((table) => ({
      table,
      where: (customerId: string) =>
        sql`${table.chargeId} in (select id from ${charges} where customer_id = ${customerId})`,
    })),
  ],
};

/** Refunds and disputes that came before their charge belong where it belongs. */
function ownThoseOf({ system: { db } }: Observation, chargeId: string) {
  const { orgId } = rowOf(db, charges, chargeId)!;
  if (orgId) for (const owning of owners) owning(db).run({ orgId, chargeId });
}

const owners = [refunds, disputes].map((table) =>
  prepared((db) =>
    db
      .update(table)
      .set({ orgId: sql`${sql.placeholder("orgId")}` })
      .where(and(eq(table.chargeId, sql.placeholder("chargeId")), isNull(table.orgId)))
      .prepare(),
  ),
);
