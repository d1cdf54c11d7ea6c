import type { InvoiceSummary } from "../invoices.ts";
import { TimeIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { billingText } from "../text.ts";

/** What an unpaid invoice asks for: "INV-1031 was due on 16 Nov 2026", "INV-1042 is due today". */
export function InvoiceSentence({ invoice, mayPay }: { invoice: InvoiceSummary; mayPay: boolean }) {
  const { billing, invoiceAsks } = useText(billingText);
  const name = invoice.number ?? billing.unnumbered;
  if (invoice.status === "failed") return invoiceAsks.hasFailed(name, mayPay);
  if (invoice.dueAt === null) return invoiceAsks.isOpen(name);
  if (invoice.daysLeft === 0) return invoiceAsks.isDueToday(name);
  return (
    <TimeIn
      sentence={(invoice.status === "overdue" ? invoiceAsks.wasDue : invoiceAsks.isDue)(name, "{date}")}
      at={invoice.dueAt}
    />
  );
}
