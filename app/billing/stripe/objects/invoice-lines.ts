import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { OrgId } from "#db/ids.ts";
import { invoiceLines } from "#db/schema/billing.ts";
import type { Observation } from "../object-type.ts";
import { prepared } from "#db/prepared.ts";
import { insertRow } from "#db/statements.ts";
import { decimalOrNull, timestampOrNull, integer, text, textOrNull } from "../field-schemas.ts";

/** https://docs.stripe.com/api/invoice-line-item/object; quantity and unit amount are decimals, kept as text. */
const shape = z.object({
  id: text,
  description: textOrNull,
  quantity: decimalOrNull,
  quantity_decimal: decimalOrNull,
  pricing: z.object({ unit_amount_decimal: decimalOrNull }).nullish(),
  amount: integer,
  currency: text,
  period: z.object({ start: timestampOrNull, end: timestampOrNull }).nullish(),
});

export type StripeInvoiceLine = z.infer<typeof shape>;

/** Throws zod's error on an answer that cannot be used. */
export const readLine = (raw: unknown): StripeInvoiceLine => shape.parse(raw);

/** As much of a line's text as a row of a list has room for, in characters. */
const saidLength = 120;

/** What a list says of an invoice's lines. */
export const saidOfLines = ([first, ...more]: StripeInvoiceLine[]) => ({
  firstLine: first?.description
    ? Array.from(first.description.slice(0, 2 * saidLength))
        .slice(0, saidLength)
        .join("")
    : null,
  lineCount: first ? 1 + more.length : 0,
});

/** Puts these lines in place of those there were, in the caller's transaction. */
export function replaceLines(
  { system }: Observation,
  invoice: { id: string; orgId: OrgId | null },
  lines: StripeInvoiceLine[],
) {
  deleting(system.db).run({ invoiceId: invoice.id });
  lines.forEach((line, position) =>
    insertRow(system.db, invoiceLines, {
      id: line.id,
      invoiceId: invoice.id,
      orgId: invoice.orgId,
      position,
      description: line.description,
      quantity: line.quantity_decimal ?? line.quantity,
      unitAmount: line.pricing?.unit_amount_decimal ?? null,
      amount: line.amount,
      currency: line.currency,
      periodStart: line.period?.start ?? null,
      periodEnd: line.period?.end ?? null,
    }),
  );
}

const deleting = prepared((db) =>
  db
    .delete(invoiceLines)
    .where(eq(invoiceLines.invoiceId, sql.placeholder("invoiceId")))
    .prepare(),
);
