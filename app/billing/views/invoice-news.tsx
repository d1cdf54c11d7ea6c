import type { InvoiceDetail } from "../invoice.ts";
import { settledBy } from "../invoice-sums.ts";
import { TimeIn } from "../../ui/time.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { billingText } from "../text.ts";

/** What there is to say of an invoice besides its amount and status: a payment that failed, a credit, too much paid. */
export function InvoiceNews({ invoice }: { invoice: InvoiceDetail }) {
  const { invoice: text } = useText(billingText);
  const { money } = useFormat();
  const { status, amountOverpaid, currency } = invoice;
  if (invoice.payable) return <LatestAttempt invoice={invoice} />;
  if (status === "void") return <p>{text.isVoid}</p>;
  if (amountOverpaid > 0) return <p>{text.overpaid(money(amountOverpaid, currency))}</p>;
  const settled = settledBy(invoice);
  return settled ? <p>{text.settled[settled]}</p> : null;
}

function LatestAttempt({ invoice: { attempt, nextAttemptAt, currency } }: { invoice: InvoiceDetail }) {
  const { invoice: text } = useText(billingText);
  const { money } = useFormat();
  if (attempt?.status === "pending") {
    const sentence = text.underWay(money(attempt.amount, currency), attempt.method);
    return (
      <p>
        <TimeIn sentence={sentence} at={attempt.at} />
      </p>
    );
  }
  if (attempt?.status !== "failed") return null;
  return (
    <p>
      {text.failed(attempt.failureMessage)}{" "}
      {nextAttemptAt ? <TimeIn sentence={text.triesAgain} at={nextAttemptAt} as="date" /> : null}
    </p>
  );
}
