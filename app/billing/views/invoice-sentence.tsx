import type { InvoiceSummary } from "../invoices.ts";
import { TimeIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";

/** What an unpaid invoice asks for: "INV-1031 was due on 16 Nov 2026". */
export function InvoiceSentence({ invoice, mayPay }: { invoice: InvoiceSummary; mayPay: boolean }) {
  const { home, billing } = useText();
  const name = invoice.number ?? billing.unnumbered;
  if (invoice.status === "failed") return home.hasFailed(name, mayPay);
  if (invoice.dueAt === null) return home.isOpen(name);
  return (
    <TimeIn sentence={(invoice.status === "overdue" ? home.wasDue : home.isDue)(name, "{date}")} at={invoice.dueAt} />
  );
}
