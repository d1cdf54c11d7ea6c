import type { InvoiceSummary } from "../models/invoices.ts";
import { useFormat, useText } from "./use.ts";

/** An invoice's status as one adjective, with the date where it matters. */
export function InvoiceTag({
  invoice: { status, dueAt, paidAt, daysOverdue },
  long = false,
}: {
  invoice: Pick<InvoiceSummary, "status" | "dueAt" | "paidAt" | "daysOverdue">;
  long?: boolean;
}) {
  const { billing } = useText();
  const format = useFormat();
  const at = status === "paid" ? (long ? paidAt : null) : dueAt;
  const date = at === null ? null : (long ? format.date : format.dayAndMonth)(at);
  const isBrief = status === "overdue" && !long;
  return (
    <span className="tag" data-status={status}>
      {isBrief ? billing.overdueDays(daysOverdue) : billing.status[status](date)}
    </span>
  );
}
