import type { InvoiceSummary } from "../invoices.ts";
import { useFormat, useText } from "../../ui/use.ts";
import { billingText } from "../text.ts";

type Facts = Pick<InvoiceSummary, "status" | "dueAt" | "paidAt" | "daysLeft" | "total" | "amountRefunded" | "currency">;

/** An invoice's status as one adjective, with the date where it matters, and what came back of it. */
export function InvoiceTag({ invoice, long = false }: { invoice: Facts; long?: boolean }) {
  const { status } = invoice;
  return (
    <span className="tag" data-status={status}>
      {useWords(invoice, long)}
    </span>
  );
}

function useWords({ status, total, dueAt, paidAt, daysLeft, amountRefunded, currency }: Facts, long: boolean): string {
  const { billing, invoice } = useText(billingText);
  const format = useFormat();
  if (status === "overdue" && !long) return billing.overdueDays(-(daysLeft ?? 0));
  if (status === "due" && daysLeft === 0) return billing.dueToday;
  if (status === "paid" && total < 0) return invoice.credit;
  if (status === "paid" && total === 0) return billing.nothingOpen;
  if (status === "paid" && amountRefunded > 0) return billing.partlyRefunded(format.money(amountRefunded, currency));
  const at = status === "paid" ? (long ? paidAt : null) : dueAt;
  return billing.status[status](at === null ? null : (long ? format.date : format.dayAndMonth)(at));
}
