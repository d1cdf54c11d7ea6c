import type { OrgId } from "#db/ids.ts";
import { charges, creditNotes, disputes, invoicePayments, refunds } from "#db/schema/billing.ts";
import type { World } from "#tests/world.ts";

type Town = Pick<World, "system" | "now">;
type Of<T extends { $inferInsert: object }> = Partial<T["$inferInsert"]>;

let count = 0;
const sighting = (town: Town, orgId: OrgId) => ({
  orgId,
  obs: 1,
  fetchedAt: town.now(),
  firstSeenVia: "event" as const,
});

type Paid = Of<typeof invoicePayments> & {
  charge?: Of<typeof charges>;
  refunds?: Of<typeof refunds>[];
  disputes?: Of<typeof disputes>[];
};

/** A payment of an invoice by Visa •••• 4242, 1,200.00 EUR, with what came of it. Gives its id. */
export function addPayment(town: Town, orgId: OrgId, invoiceId: string, paid: Paid = {}): string {
  const n = ++count;
  const { db } = town.system;
  const { charge, refunds: back = [], disputes: asked = [], ...values } = paid;
  const amount = values.amountPaid ?? 120000;
  const ids = { id: `inpay_test${n}`, paymentIntentId: `pi_test${n}` };
  const common = { ...sighting(town, orgId), currency: "eur", createdAt: town.now() };
  db.insert(invoicePayments)
    .values({
      ...common,
      ...ids,
      invoiceId,
      status: "paid",
      amountPaid: amount,
      amountRequested: amount,
      isDefault: true,
      paidAt: town.now(),
      ...values,
    })
    .run();
  const chargeId = `ch_test${n}`;
  db.insert(charges)
    .values({
      ...common,
      id: chargeId,
      paymentIntentId: ids.paymentIntentId,
      status: "succeeded",
      amount,
      amountRefunded: 0,
      methodLabel: "Visa •••• 4242",
      ...charge,
    })
    .run();
  back.forEach((refund, i) =>
    db
      .insert(refunds)
      .values({ ...common, id: `re_test${n}_${i}`, chargeId, status: "succeeded", amount: 1000, ...refund })
      .run(),
  );
  asked.forEach((dispute, i) =>
    db
      .insert(disputes)
      .values({ ...common, id: `du_test${n}_${i}`, chargeId, status: "needs_response", amount, ...dispute })
      .run(),
  );
  return values.id ?? ids.id;
}

/** A credit note of 30.00 EUR. Gives its id. */
export function addCreditNote(
  town: Town,
  orgId: OrgId,
  invoiceId: string,
  values: Of<typeof creditNotes> = {},
): string {
  const id = values.id ?? `cn_test${++count}`;
  town.system.db
    .insert(creditNotes)
    .values({
      ...sighting(town, orgId),
      id,
      invoiceId,
      number: `CN-${count}`,
      status: "issued",
      total: 3000,
      currency: "eur",
      issuedAt: town.now(),
      ...values,
    })
    .run();
  return id;
}
