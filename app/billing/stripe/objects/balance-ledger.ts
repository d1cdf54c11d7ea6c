import { eq } from "drizzle-orm";
import { z } from "zod";
import { balanceLedgers, type BalanceEntry } from "#db/schema/billing.ts";
import { rowOf } from "#db/statements.ts";
import { StripeFault } from "../fault.ts";
import { markForFetch } from "../fetch-queue.ts";
import { idOrNull, integer, text, timestamp } from "../field-schemas.ts";
import type { ObjectType, Observation } from "../object-type.ts";
import { ownerOf } from "../owners.ts";
import type { StripeObject } from "../stripe-api.ts";
import { storeObject } from "../store-object.ts";

/** https://docs.stripe.com/api/customer_balance_transactions/object */
const shape = z.object({
  id: text,
  created: timestamp,
  type: text,
  amount: integer,
  ending_balance: integer,
  currency: text,
  invoice: idOrNull,
  credit_note: idOrNull,
});

type Answer = { raw: StripeObject; entries: BalanceEntry[] };

const object = "balance_ledger";
/** What a sweep finds waits behind what events tell of. */
const sweepPriority = 10;

/**
 * All that moved a customer's balance. Stripe has no event for it, and a list only of one customer: it is fetched whole,
 * by the customer's id, when another object shows that something moved it.
 */
export const balanceLedger: ObjectType<Answer> = {
  object,
  table: balanceLedgers,
  path: "/v1/customers",
  blank: {},

  async find(api, id) {
    const path = `/v1/customers/${encodeURIComponent(id)}/balance_transactions`;
    const data = await api.all("customer_balance_transaction", path).catch((error: unknown) => {
      if (error instanceof StripeFault && error.details?.code === "resource_missing") return null;
      throw error;
    });
    return data && { id, object, data };
  },

  complete: (_api, { data, ...raw }) => ({
    raw,
    // Stripe lists the newest first.
    entries: z
      .array(shape)
      .parse(data)
      .map(({ created, ending_balance, invoice, credit_note, ...same }) => ({
        ...same,
        at: created,
        endingBalance: ending_balance,
        invoiceId: invoice,
        creditNoteId: credit_note,
      }))
      .reverse(),
  }),

  save(observation, { raw, entries }) {
    const columns = { id: raw.id, orgId: ownerOf(observation, raw.id), entries };
    storeObject(observation, balanceLedgers, columns, raw, { children: entries });
  },

  ofCustomer: [{ table: balanceLedgers, where: (customerId) => eq(balanceLedgers.id, customerId) }],
};

/**
 * Has a customer's ledger fetched where an object shows that it moved the balance and the ledger does not, in the caller's
 * transaction. Call it with what was stored: what did not change was asked for before.
 */
export function askForLedger(
  { system, now, eventAt }: Observation,
  customerId: string | null,
  outcome: string,
  shows: (entries: readonly BalanceEntry[]) => boolean,
) {
  if (!customerId || outcome === "stale") return;
  const ledger = rowOf(system.db, balanceLedgers, customerId);
  if ((ledger && outcome === "same") || shows(ledger?.entries ?? [])) return;
  const priority = eventAt === null ? sweepPriority : 0;
  markForFetch(system, { type: object, id: customerId }, { now, eventAt, priority });
}
