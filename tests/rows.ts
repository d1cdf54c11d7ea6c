import type { OrgId } from "#db/ids.ts";
import { invoiceLines, invoices } from "#db/schema/billing.ts";
import type { World } from "./world.ts";

let count = 0;

type Line = Partial<typeof invoiceLines.$inferInsert>;

/** A synced invoice of an organization, 1,200.00 EUR and open unless told otherwise. Gives its id. */
export function addInvoice(
  { system, now }: Pick<World, "system" | "now">,
  orgId: OrgId,
  values: Partial<typeof invoices.$inferInsert> = {},
  lines: Line[] = [{}],
): string {
  const id = values.id ?? `in_test${++count}`;
  const texts = lines.map((line) => ({ description: "A chair", ...line }));
  const amount = values.total ?? values.amountRemaining ?? 120000;
  system.db
    .insert(invoices)
    .values({
      id,
      orgId,
      obs: 1,
      fetchedAt: now(),
      firstSeenVia: "event",
      customerId: "cus_test",
      status: "open",
      currency: "eur",
      subtotal: amount,
      total: amount,
      amountDue: amount,
      amountPaid: values.status === "paid" ? amount : 0,
      amountRemaining: amount,
      issuedAt: now(),
      customerName: values.raw ? (JSON.parse(values.raw) as { customer_name?: string }).customer_name : null,
      firstLine: texts[0]?.description,
      lineCount: lines.length,
      ...values,
    })
    .run();
  texts.forEach((line, position) =>
    system.db
      .insert(invoiceLines)
      .values({
        id: `il_${id}_${position}`,
        invoiceId: id,
        orgId,
        position,
        amount,
        currency: "eur",
        ...line,
      })
      .run(),
  );
  return id;
}
