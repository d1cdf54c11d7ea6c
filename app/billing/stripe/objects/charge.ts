import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { charges, disputes, refunds } from "#db/schema/billing.ts";
import type { Found } from "../stripe-api.ts";
import { ownerOf } from "../owners.ts";
import { lookAtInvoicesOf } from "../../news/failed-attempts.ts";
import type { Kind, Sighting } from "../object-type.ts";
import { methodLabel } from "../method-label.ts";
import { prepared } from "#db/prepared.ts";
import { put } from "../store-object.ts";
import { rowOf } from "#db/statements.ts";
import { idOrNull, time, whole, wholeOrNone, words, wordsOrNull } from "../field-schemas.ts";

/** https://docs.stripe.com/api/charges/object */
const shape = z.object({
  id: words,
  customer: idOrNull,
  payment_intent: idOrNull,
  status: words,
  currency: words,
  amount: whole,
  amount_refunded: wholeOrNone,
  failure_message: wordsOrNull,
  receipt_url: wordsOrNull,
  created: time,
  payment_method_details: z.looseObject({ type: wordsOrNull }).nullish(),
});

type Answer = { raw: Found; charge: z.infer<typeof shape> };

/** Money that was taken, or could not be. */
export const charge: Kind<Answer> = {
  object: "charge",
  table: charges,
  path: "/v1/charges",
  listed: { by: "created" },
  blank: { status: "", currency: "", amount: 0, amountRefunded: 0, createdAt: 0 },

  complete: (_ask, raw) => ({ raw, charge: shape.parse(raw) }),

  save(sighting, { raw, charge: said }) {
    const columns = {
      id: said.id,
      orgId: said.customer ? ownerOf(sighting, said.customer) : undefined,
      customerId: said.customer ?? undefined,
      paymentIntentId: said.payment_intent,
      status: said.status,
      currency: said.currency,
      amount: said.amount,
      amountRefunded: said.amount_refunded,
      methodLabel: methodLabel(said.payment_method_details),
      failureMessage: said.failure_message,
      receiptUrl: said.receipt_url,
      createdAt: said.created,
    };
    const { before } = put(sighting, charges, columns, raw, { fleeting: { receipt_url: "receiptUrl" } });
    lookAtInvoicesOf(sighting, rowOf(sighting.system.db, charges, said.id)!, before);
    ownThoseOf(sighting, said.id);
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
function ownThoseOf({ system: { db } }: Sighting, chargeId: string) {
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
