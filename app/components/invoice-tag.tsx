import type { InvoiceSummary } from "../models/invoices.ts";
import { useFormat, useText } from "./use.ts";

/** An invoice's status as one adjective, with the date where it matters. */
export function InvoiceTag({
  invoice,
  long = false,
}: {
  invoice: Pick<InvoiceSummary, "status" | "dueAt">;
  long?: boolean;
}) {
  const { billing } = useText();
  const format = useFormat();
  const date = invoice.dueAt === null ? null : (long ? format.date : format.dayAndMonth)(invoice.dueAt);
  return (
    <span className="tag" data-status={invoice.status}>
      {billing.status[invoice.status](date)}
    </span>
  );
}
